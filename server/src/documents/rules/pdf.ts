import { latin1Of } from './what-it-is.ts'

/**
 * What a PDF holds, as far as its names tell it. It is searched, not parsed: every name of the raw file counts, in
 * whatever string, comment or stream it stands, because a reader may be led to any byte of it. What is packed in
 * object streams is unpacked first.
 *
 * This keeps out what usual tools make. It is no proof against a file built to pass it (an object stream behind
 * LZW in a file whose names deny it): what was handed in is still only sent to be saved, never run here.
 */
export interface PdfContents {
  /** The end that every PDF has is there. */
  readonly isWhole: boolean
  readonly isLocked: boolean
  /** The first kind of what acts by itself that was met. */
  readonly acts: PdfAct | null
  /** There is something packed that could not be looked into. */
  readonly isOpaque: boolean
  /** A page that was saved again counts again. */
  readonly pages: number
}

/** What a PDF may do besides being read; each is refused with its own words. */
export type PdfAct = 'SCRIPT' | 'LAUNCH' | 'SENDS' | 'OPENS' | 'XFA' | 'ATTACHMENT' | 'MEDIA'

const ACTS: Readonly<Record<string, PdfAct>> = {
  JavaScript: 'SCRIPT',
  Launch: 'LAUNCH',
  SubmitForm: 'SENDS',
  ImportData: 'SENDS',
  // A file of another machine: Windows tells that machine who is signed in, with a hash of the password.
  GoToR: 'OPENS',
  GoToE: 'OPENS',
  XFA: 'XFA',
  EmbeddedFile: 'ATTACHMENT',
  EmbeddedFiles: 'ATTACHMENT',
  RichMedia: 'MEDIA',
  Rendition: 'MEDIA',
  Movie: 'MEDIA',
  Sound: 'MEDIA',
}

/**
 * Unpacks what zlib packed; as much as there is when the end is missing. Null when it is no zlib data, or more than
 * `most` bytes come out.
 */
export type Inflate = (packed: Uint8Array, most: number) => Uint8Array | null

/** Object streams of a file of a thousand pages hold some megabytes; what unpacks to more is a bomb, or not for us. */
const MOST_UNPACKED = 64_000_000

/** Of the beginnings of streams together: 512 bytes of white are half a megabyte, and a scan has one or two a page. */
const MOST_GLANCED = 512_000_000

/** A page has a handful. A file of 20 MB that is nothing but streams would keep the server busy for 6 s. */
const MOST_STREAMS = 50_000

/** Nobody packs twice; a reader would unpack it as often as is said. */
const MOST_PACKINGS = 4

/** @param raw the bytes as Latin-1 */
export const readPdf = (bytes: Uint8Array, raw: string, inflate: Inflate): PdfContents => {
  const names = new Set<string>()
  gatherNames(raw, names)
  const packed: PackedObjects[] = []
  let pages = pagesIn(raw)
  let isOpaque = false
  let [streams, left, glanced] = [0, MOST_UNPACKED, 0]
  const glance = (data: Uint8Array): Uint8Array | null => {
    const beginning = glanced > MOST_GLANCED ? null : inflate(data.subarray(0, 512), MOST_UNPACKED)
    glanced += beginning?.length ?? 0
    return beginning
  }
  for (const { keyword, start } of streamsIn(raw)) {
    streams += 1
    if (streams > MOST_STREAMS || glanced > MOST_GLANCED) {
      isOpaque = true
      break
    }
    const data = bytes.subarray(start)
    if (!isZlib(data)) continue
    const dictionary = dictionaryBefore(raw, keyword)
    const unpacked = objectsIn(data, dictionary, {
      glance,
      whole: (all) => (left > 0 ? inflate(all, left) : null),
    })
    if (unpacked === 'NONE') continue
    if (unpacked === 'OPAQUE') {
      isOpaque = true
      // A hundred bombs are no better known than one.
      left = 0
      continue
    }
    left -= unpacked.length
    const text = latin1Of(unpacked)
    gatherNames(text, names)
    pages += pagesIn(text)
    if (dictionary.isOfObjects) packed.push({ text, first: dictionary.first })
  }
  // Object streams hang on a cross-reference stream; no tool packs them otherwise than by zlib.
  const isRare = (names.has('XRef') || names.has('ObjStm')) && RARE_FILTERS.some((name) => names.has(name))
  const named = Object.entries(ACTS).find(([name]) => names.has(name))?.[1] ?? null
  return {
    isWhole: /startxref\s+\d+\s+%%EOF[\s\S]{0,1024}$/.test(raw.slice(-2_048)),
    isLocked: names.has('Encrypt'),
    acts:
      named ??
      (names.has('URI') && goesOutByItself([raw, ...packed.map(({ text }) => text)], packed)
        ? 'OPENS'
        : null),
    isOpaque: isOpaque || isRare,
    pages,
  }
}

const RARE_FILTERS = [
  'LZWDecode',
  'ASCII85Decode',
  'A85',
  'LZW',
  'ASCIIHexDecode',
  'AHx',
  'RunLengthDecode',
  'Crypt',
]

const TELLING = new Set([...Object.keys(ACTS), ...RARE_FILTERS, 'XRef', 'ObjStm', 'Encrypt', 'URI'])

/** The names that tell, without their `#xx`, behind which `/J#61vaScript` would hide. */
const gatherNames = (text: string, names: Set<string>): void => {
  for (const [, written = ''] of text.matchAll(/\/([^\s\0/<>[\](){}%]{1,64})/g)) {
    const name = inLetters(written)
    if (TELLING.has(name)) names.add(name)
  }
}

const inLetters = (written: string): string =>
  !written.includes('#')
    ? written
    : written.replace(/#([0-9a-f]{2})/gi, (_, digits: string) =>
        String.fromCharCode(Number.parseInt(digits, 16)),
      )

const pagesIn = (text: string): number => text.match(/\/Type\s*\/Page(?![\w#])/g)?.length ?? 0

/** Where each stream is said to begin, and where its data do: on the next line, whatever else stands on this one. */
function* streamsIn(raw: string): Generator<{ keyword: number; start: number }> {
  let lineEnd = -1
  for (const { index: keyword } of raw.matchAll(/(?<!end)stream/g)) {
    if (lineEnd < keyword) lineEnd = nextLineEnd(raw, keyword)
    if (lineEnd === raw.length) return
    yield { keyword, start: lineEnd + (raw.startsWith('\r\n', lineEnd) ? 2 : 1) }
  }
}

const nextLineEnd = (raw: string, from: number): number => {
  const ends = /[\r\n]/g
  ends.lastIndex = from
  return ends.exec(raw)?.index ?? raw.length
}

/** What is said of a stream, as far as it matters here. */
interface StreamDictionary {
  /** An object stream, by its type or by the place of its first object. */
  readonly isOfObjects: boolean
  /** Its data are not what unpacking gives: they are differences, or nobody can tell how far back the dictionary goes. */
  readonly isChanged: boolean
  /** Where the objects begin, behind their numbers. */
  readonly first: number
}

// An object stream's takes a hundred letters; what is far longer means to be passed over.
const LONGEST_DICTIONARY = 4_096

const dictionaryBefore = (raw: string, keyword: number): StreamDictionary => {
  const before = raw.slice(Math.max(0, keyword - LONGEST_DICTIONARY), keyword)
  const begin = before.lastIndexOf('obj')
  const said = inLetters(before.slice(Math.max(0, begin)))
  return {
    isOfObjects: /\/(?:ObjStm|First)(?!\w)/.test(said),
    isChanged: begin === -1 || /\/(?:DecodeParms|DP)(?!\w)/.test(said),
    first: Number(/\/First\s+(\d+)/.exec(said)?.[1] ?? 0),
  }
}

const isZlib = ([method = 0, flags = 0]: Uint8Array): boolean =>
  (method & 0x0f) === 8 && ((method << 8) | flags) % 31 === 0

/**
 * The objects in a stream, unpacked. An object stream begins with the numbers of its objects, so its first letter tells,
 * whatever its dictionary says. Some page contents begin so too: they are looked into for nothing.
 */
const objectsIn = (
  data: Uint8Array,
  { isOfObjects, isChanged }: StreamDictionary,
  { glance, whole }: Record<'glance' | 'whole', (data: Uint8Array) => Uint8Array | null>,
): Uint8Array | 'NONE' | 'OPAQUE' => {
  let packed = data
  for (let times = 0; times < MOST_PACKINGS; times += 1) {
    const beginning = glance(packed)
    if (!beginning) return 'NONE'
    const isPackedAgain = isZlib(beginning) && glance(beginning) !== null
    if (!isPackedAgain && !isOfObjects && !/^[\s\0]*[\d+%]/.test(latin1Of(beginning.subarray(0, 64))))
      return 'NONE'
    if (isOfObjects && isChanged) return 'OPAQUE'
    const unpacked = whole(packed)
    if (!unpacked) return 'OPAQUE'
    if (!isPackedAgain) return unpacked
    packed = unpacked
  }
  return 'OPAQUE'
}

interface PackedObjects {
  readonly text: string
  readonly first: number
}

/** A page of the web is opened when the file is, or when a page of it is turned: what is only clicked is a link. */
const goesOutByItself = (texts: readonly string[], packed: readonly PackedObjects[]): boolean => {
  const acted = new Set<string>()
  for (const text of texts) {
    for (const [, direct = '', number] of text.matchAll(BY_ITSELF)) {
      if (GOES_OUT.test(inLetters(direct))) return true
      if (number !== undefined) acted.add(number)
      for (const [, inside = ''] of direct.matchAll(/(\d+)\s+\d+\s+R/g)) acted.add(inside)
      // A file has one opening, and some pages that do something; more than that means to be passed over.
      if (acted.size > MOST_ACTED) return true
    }
  }
  const [raw = ''] = texts
  return [...acted].some(
    (number) =>
      [...raw.matchAll(new RegExp(`(?<!\\d)${number}\\s+\\d+\\s+obj([\\s\\S]{0,1000})`, 'g'))].some(
        ([, body = '']) => GOES_OUT.test(inLetters(body.split('endobj', 1)[0] ?? '')),
      ) || packed.some((objects) => GOES_OUT.test(inLetters(packedObject(objects, number)))),
  )
}

const MOST_ACTED = 32
/** As it is written, or any letter of it in digits. */
const spelled = (name: string): string =>
  [...name]
    .map((letter) => {
      const digits = letter.charCodeAt(0).toString(16)
      return `(?:${letter}|#${digits}|#${digits.toUpperCase()})`
    })
    .join('')

/** What the file does at its opening or at a page's: said there, or in another object. Looked ahead for: one may stand in the other. */
const BY_ITSELF = new RegExp(
  `/(?:${spelled('OpenAction')}|${spelled('AA')})(?=\\s*(?:<<((?:(?!>>)[\\s\\S]){0,300})|(\\d+)\\s+\\d+\\s+R))`,
  'g',
)
const GOES_OUT = /\/S\s*\/URI(?!\w)/

/** The object of this number; empty when it is not among them. */
const packedObject = ({ text, first }: PackedObjects, number: string): string => {
  const head = text.slice(0, first).match(/\d+/g) ?? []
  for (let at = 0; at + 1 < head.length; at += 2) {
    if (head[at] !== number) continue
    const next = head[at + 3]
    return text.slice(first + Number(head[at + 1]), next === undefined ? undefined : first + Number(next))
  }
  return ''
}
