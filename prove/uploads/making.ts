import { crc32, deflateRawSync, deflateSync } from 'node:zlib'

/** Files made byte by byte, as who means harm makes them. Nothing here is the house's own. */

export const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')

export const join = (...parts: readonly (string | Buffer)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? latin1(part) : part)))

// ---- ZIP, and what Word and Excel write -----------------------------------------------------------------------------

export interface Entry {
  name: string
  data?: string | Buffer
  /** As Unix writes it: 0o120777 is a symbolic link. */
  mode?: number
}

export const zip = (entries: readonly Entry[]): Buffer => {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const { name, data = '', mode = 0o100644 } of entries) {
    const [path, whole] = [Buffer.from(name), Buffer.from(data as string)]
    const packed = deflateRawSync(whole, quickly(whole))
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(8, 4)
    shared.writeUInt32LE(crc32(whole), 10)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(whole.length, 18)
    shared.writeUInt16LE(path.length, 22)
    const local = join('PK\x03\x04', shared, path, packed)
    const place = Buffer.alloc(14)
    place.writeUInt32LE((mode << 16) >>> 0, 6)
    place.writeUInt32LE(at, 10)
    central.push(join('PK\x01\x02', Buffer.of(20, 3), shared, place, path))
    locals.push(local)
    at += local.length
  }
  return Buffer.concat([...locals, ...central, endOfZip(entries.length, Buffer.concat(central).length, at)])
}

/** What is as long as a bomb is packed less tightly, which takes a third of the time. */
export const quickly = ({ length }: Buffer) => ({ level: length > 1_000_000 ? 1 : 6 })

/** A directory of so many entries that all lead to one file; the file is as long as its directory. */
export const zipOfMany = (entries: number): Buffer => {
  const local = zip([{ name: 'a' }]).subarray(0, 33)
  const entry = join('PK\x01\x02', Buffer.alloc(42), 'a')
  entry.writeUInt16LE(1, 28)
  return Buffer.concat([
    local,
    Buffer.alloc(entry.length * entries, entry),
    endOfZip(Math.min(entries, 0xffff), entry.length * entries, local.length),
  ])
}

const endOfZip = (entries: number, length: number, start: number): Buffer => {
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries, 4)
  end.writeUInt16LE(entries, 6)
  end.writeUInt32LE(length, 8)
  end.writeUInt32LE(start, 12)
  return join('PK\x05\x06', end)
}

const TYPES: Entry = {
  name: '[Content_Types].xml',
  data: '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
}

export const docx = (body: string | Buffer, ...more: readonly Entry[]): Buffer =>
  zip([TYPES, { name: 'word/document.xml', data: body }, ...more])

export const xlsx = (sheet: string | Buffer, ...more: readonly Entry[]): Buffer =>
  zip([TYPES, { name: 'xl/worksheets/sheet1.xml', data: sheet }, ...more])

/** XML that would read a file of the server, or call out, where a reader followed it. */
export const XXE =
  '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y SYSTEM "http://127.0.0.1:9/">]><a>&x;&y;</a>'

/** Ten names of ten names, nine deep. */
export const LAUGHS = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha">${Array.from(
  { length: 9 },
  (_, nth) => `<!ENTITY l${nth + 1} "${`&l${nth};`.repeat(10)}">`,
).join('')}]><a>&l9;</a>`

// ---- PDF ------------------------------------------------------------------------------------------------------------

/** Of these objects, the first of which is the catalogue. */
export const pdfOf = (objects: readonly (string | Buffer)[], trailer = ''): Buffer => {
  const parts = [latin1('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n')]
  let length = parts[0]!.length
  const rows = objects.map((object, at) => {
    const part = join(`${at + 1} 0 obj\n`, object, '\nendobj\n')
    const row = `${String(length).padStart(10, '0')} 00000 n \n`
    parts.push(part)
    length += part.length
    return row
  })
  const size = objects.length + 1
  return join(
    ...parts,
    `xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}`,
    `trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${length}\n%%EOF\n`,
  )
}

const PAGES = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'
const PAGE = '/Type /Page /Parent 2 0 R /MediaBox [0 0 300 300]'

/** One page; what the catalogue says besides, and more objects from number 4 on. */
export const pdf = (inCatalogue = '', ...more: readonly (string | Buffer)[]): Buffer =>
  pdfOf([`<< /Type /Catalog /Pages 2 0 R ${inCatalogue} >>`, PAGES, `<< ${PAGE} >>`, ...more])

/** One page that says this of itself. */
export const pdfPage = (inPage: string, ...more: readonly (string | Buffer)[]): Buffer =>
  pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', PAGES, `<< ${PAGE} ${inPage} >>`, ...more])

export const stream = (dictionary: string, data: Buffer | string): Buffer => {
  const bytes = Buffer.from(data as string, 'latin1')
  return join(`<< ${dictionary} /Length ${bytes.length} >>\nstream\n`, bytes, '\nendstream')
}

/** How an object stream is written; each is one that some reader follows. */
export interface Packing {
  /** Applied to the objects, in this order. */
  pack: (objects: Buffer) => Buffer
  filters: string
  /** Behind the word `stream`, before the end of its line. */
  blanks?: string
}

/** The plain way of every newer tool. */
export const PLAIN: Packing = {
  pack: (objects) => deflateSync(objects, quickly(objects)),
  filters: '/Filter /FlateDecode',
}
/** Packed twice, or more often. */
export const packedTimes = (times: number): Packing => ({
  pack: (objects) => Array.from({ length: times }).reduce<Buffer>((data) => deflateSync(data), objects),
  filters: `/Filter [${'/FlateDecode '.repeat(times)}]`,
})
/** Each row of four bytes as its difference from the row above (PNG's «up»). */
export const PREDICTED: Packing = {
  pack: (objects) => {
    const rows = Math.ceil(objects.length / 4)
    const whole = Buffer.concat([objects, Buffer.alloc(rows * 4 - objects.length, ' ')])
    const out = Buffer.alloc(rows * 5)
    for (let row = 0; row < rows; row += 1) {
      out[row * 5] = 2
      for (let column = 0; column < 4; column += 1) {
        const above = row === 0 ? 0 : (whole[(row - 1) * 4 + column] as number)
        out[row * 5 + 1 + column] = ((whole[row * 4 + column] as number) - above) & 255
      }
    }
    return deflateSync(out)
  },
  filters: '/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 4 >>',
}
/** Blanks behind the word that begins the data. */
export const BLANKS: Packing = { ...PLAIN, blanks: '   ' }

/** A PDF whose catalogue, pages and action lie in an object stream. */
export const packedPdf = (action: string, { pack, filters, blanks = '' }: Packing = PLAIN): Buffer => {
  const objects = ['<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>', PAGES, `<< ${PAGE} >>`, action]
  let at = 0
  const numbers = objects
    .map((object, nth) => {
      const place = `${nth + 1} ${at} `
      at += object.length + 1
      return place
    })
    .join('')
  const data = pack(latin1(numbers + objects.join(' ')))
  const begin = `5 0 obj\n<< /Type /ObjStm /N 4 /First ${numbers.length} ${filters} /Length ${data.length} >>\nstream${blanks}\n`
  const head = latin1('%PDF-1.7\n')
  const body = join(begin, data, '\nendstream\nendobj\n')
  const table = head.length + body.length
  const row = (kind: number, place: number, index: number) => [kind, place >> 8, place & 255, index]
  const rows = Buffer.from([
    ...row(0, 0, 255),
    ...[0, 1, 2, 3].flatMap((index) => row(2, 5, index)),
    ...row(1, head.length, 0),
    ...row(1, table, 0),
  ])
  return join(
    head,
    body,
    '6 0 obj\n',
    stream('/Type /XRef /Size 7 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode', deflateSync(rows)),
    `\nendobj\nstartxref\n${table}\n%%EOF\n`,
  )
}

// ---- Pictures -------------------------------------------------------------------------------------------------------

const chunk = (name: string, data: Buffer): Buffer => {
  const body = join(name, data)
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A grey PNG that any viewer shows; `says` is the size that it claims. */
export const png = ({
  says = [16, 16],
  texts = [],
}: {
  says?: readonly [number, number]
  texts?: readonly string[]
} = {}): Buffer => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(says[0], 0)
  header.writeUInt32BE(says[1], 4)
  header.set([8, 0, 0, 0, 0], 8)
  return join(
    '\x89PNG\r\n\x1a\n',
    chunk('IHDR', header),
    ...texts.map((text) => chunk('tEXt', latin1(`Comment\0${text}`))),
    chunk('IDAT', deflateSync(Buffer.alloc(17 * 16))),
    chunk('IEND', Buffer.alloc(0)),
  )
}

/** A grey JPEG of eight by eight points (a known smallest one), with these comments before its frame. */
export const jpeg = (...comments: readonly (string | Buffer)[]): Buffer =>
  join(
    '\xff\xd8',
    ...comments.map((comment) => {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(Buffer.from(comment as string, 'latin1').length + 2)
      return join('\xff\xfe', length, comment)
    }),
    TABLES,
    SCAN,
    '\xff\xd9',
  )

/** One that claims another size, or is drawn in so many passes, each of them over the whole of it. */
export const jpegSaying = (width: number, height: number, scans = 1): Buffer => {
  const frame = Buffer.from(TABLES)
  const at = frame.indexOf(Buffer.of(0xff, 0xc0))
  frame.writeUInt16BE(height, at + 5)
  frame.writeUInt16BE(width, at + 7)
  return join('\xff\xd8', frame, ...Array<Buffer>(scans).fill(SCAN), '\xff\xd9')
}

const table = (kind: number, length: number, data: readonly number[]): Buffer =>
  Buffer.from([0xff, kind, length >> 8, length & 255, ...data])
const TABLES = Buffer.concat([
  table(0xdb, 67, [0, ...Array<number>(64).fill(1)]),
  table(0xc0, 11, [8, 0, 8, 0, 8, 1, 1, 0x11, 0]),
  table(0xc4, 20, [0, 1, ...Array<number>(15).fill(0), 0]),
  table(0xc4, 20, [0x10, 1, ...Array<number>(15).fill(0), 0]),
])
const SCAN = Buffer.concat([table(0xda, 8, [1, 1, 0, 0, 63, 0]), Buffer.of(0x3f)])
