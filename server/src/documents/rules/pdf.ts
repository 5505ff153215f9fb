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
export type PdfAct = 'SCRIPT' | 'LAUNCH' | 'SENDS' | 'XFA' | 'ATTACHMENT' | 'MEDIA'

const ACTS: Readonly<Record<string, PdfAct>> = {
  JavaScript: 'SCRIPT',
  Launch: 'LAUNCH',
  SubmitForm: 'SENDS',
  ImportData: 'SENDS',
  XFA: 'XFA',
  EmbeddedFile: 'ATTACHMENT',
  EmbeddedFiles: 'ATTACHMENT',
  RichMedia: 'MEDIA',
  Rendition: 'MEDIA',
}

/**
 * Unpacks what zlib packed; as much as there is when the end is missing. Null when it is no zlib data, or more than
 * `most` bytes come out.
 */
export type Inflate = (packed: Uint8Array, most: number) => Uint8Array | null

/** Object streams of a file of a thousand pages hold some megabytes; what unpacks to more is a bomb, or not for us. */
const MOST_UNPACKED = 64_000_000

/** A page has a handful. A file of 20 MB that is nothing but streams would keep the server busy for 6 s. */
const MOST_STREAMS = 50_000

/** @param raw the bytes as Latin-1 */
export const readPdf = (bytes: Uint8Array, raw: string, inflate: Inflate): PdfContents => {
  const names = new Set<string>()
  gatherNames(raw, names)
  let pages = pagesIn(raw)
  // Object streams hang on a cross-reference stream; no tool packs them otherwise than by zlib.
  let isOpaque = (names.has('XRef') || names.has('ObjStm')) && RARE_FILTERS.some((name) => names.has(name))
  let [streams, left] = [0, MOST_UNPACKED]
  for (const start of streamsIn(raw)) {
    streams += 1
    if (streams > MOST_STREAMS) {
      isOpaque = true
      break
    }
    if (!mayHoldObjects(bytes.subarray(start), inflate)) continue
    const unpacked = left > 0 ? inflate(bytes.subarray(start), left) : null
    if (unpacked) {
      left -= unpacked.length
      const text = latin1Of(unpacked)
      gatherNames(text, names)
      pages += pagesIn(text)
    } else {
      isOpaque = true
    }
  }
  return {
    isWhole: /startxref\s+\d+\s+%%EOF[\s\S]{0,1024}$/.test(raw.slice(-2_048)),
    isLocked: names.has('Encrypt'),
    acts: Object.entries(ACTS).find(([name]) => names.has(name))?.[1] ?? null,
    isOpaque,
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

const TELLING = new Set([...Object.keys(ACTS), ...RARE_FILTERS, 'XRef', 'ObjStm', 'Encrypt'])

/** The names that tell, without their `#xx`, behind which `/J#61vaScript` would hide. */
const gatherNames = (text: string, names: Set<string>): void => {
  for (const [, written = ''] of text.matchAll(/\/([^\s\0/<>[\](){}%]{1,64})/g)) {
    const name = written.replace(/#([0-9a-f]{2})/gi, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    )
    if (TELLING.has(name)) names.add(name)
  }
}

const pagesIn = (text: string): number => text.match(/\/Type\s*\/Page(?![\w#])/g)?.length ?? 0

/** Where the data of each stream begin. */
function* streamsIn(raw: string): Generator<number> {
  for (const found of raw.matchAll(/(?<!end)stream(?:\r\n|\n|\r)/g)) yield found.index + found[0].length
}

/**
 * An object stream begins with the numbers of its objects, so its first letter tells, whatever its dictionary says.
 * Some page contents begin so too: they are looked into for nothing.
 */
const mayHoldObjects = (data: Uint8Array, inflate: Inflate): boolean => {
  const [method = 0, flags = 0] = data
  if ((method & 0x0f) !== 8 || ((method << 8) | flags) % 31 !== 0) return false
  const beginning = inflate(data.subarray(0, 512), MOST_UNPACKED)
  return beginning !== null && /^[\s\0]*[\d+%]/.test(latin1Of(beginning.subarray(0, 64)))
}
