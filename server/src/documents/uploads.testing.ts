import { deflateSync } from 'node:zlib'
import PDFDocument from 'pdfkit'

/** Files as people, machines and attackers hand them in, made on the spot. For tests only. */

export const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')

/** A PDF of these objects (number 1 is the catalogue), with a table of where each begins. */
export const pdfOf = (objects: readonly (string | Buffer)[], trailer = ''): Buffer => {
  const parts = [latin1('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n')]
  const length = () => parts.reduce((sum, part) => sum + part.length, 0)
  const starts = objects.map((object, at) => {
    const start = length()
    parts.push(latin1(`${at + 1} 0 obj\n`), Buffer.from(object as string, 'latin1'), latin1('\nendobj\n'))
    return start
  })
  const table = length()
  const rows = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('')
  parts.push(
    latin1(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}` +
        `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${table}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}

const PAGES = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'
const PAGE = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>'

/** One empty page, and what the catalogue says besides. */
export const pdfWith = (inCatalogue: string, ...more: (string | Buffer)[]): Buffer =>
  pdfOf([`<< /Type /Catalog /Pages 2 0 R ${inCatalogue} >>`, PAGES, PAGE, ...more])

export const streamOf = (dictionary: string, data: Buffer, begins = 'stream'): Buffer =>
  Buffer.concat([
    latin1(`<< ${dictionary} /Length ${data.length} >>\n${begins}\n`),
    data,
    latin1('\nendstream'),
  ])

/**
 * A PDF as newer tools write it: catalogue, pages and an action packed in an object stream, found by a packed table.
 * `type` is what the object stream calls itself; the rest is how it is packed, and what it begins with.
 */
export const packedPdf = (
  action: string,
  {
    type = '/Type /ObjStm',
    pack = deflateSync,
    filters = '/Filter /FlateDecode',
    begins = 'stream',
  }: { type?: string; pack?: (objects: Buffer) => Buffer; filters?: string; begins?: string } = {},
): Buffer => {
  const objects = ['<< /Type /Catalog /Pages 2 0 R /AA << /WC 4 0 R >> >>', PAGES, PAGE, action]
  const offsets = objects.map((_, at) => objects.slice(0, at).join(' ').length + (at > 0 ? 1 : 0))
  const numbers = `${offsets.map((offset, at) => `${at + 1} ${offset}`).join(' ')} `
  const head = latin1('%PDF-1.7\n')
  const stream = Buffer.concat([
    latin1('5 0 obj\n'),
    streamOf(
      `${type} /N ${objects.length} /First ${numbers.length} ${filters}`,
      pack(latin1(numbers + objects.join(' '))),
      begins,
    ),
    latin1('\nendobj\n'),
  ])
  const table = head.length + stream.length
  const row = (kind: number, place: number, index: number) => [kind, place >> 8, place & 255, index]
  const rows = Buffer.from([
    ...row(0, 0, 255),
    ...objects.flatMap((_, at) => row(2, 5, at)),
    ...row(1, head.length, 0),
    ...row(1, table, 0),
  ])
  return Buffer.concat([
    head,
    stream,
    latin1('6 0 obj\n'),
    streamOf(`/Type /XRef /Size 7 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode`, deflateSync(rows)),
    latin1(`\nendobj\nstartxref\n${table}\n%%EOF\n`),
  ])
}

/** A PDF that pdfkit makes: with a password, or with a file inside. */
export const pdfkitPdf = (
  options: PDFKit.PDFDocumentOptions,
  write: (doc: PDFKit.PDFDocument) => void = () => {},
): Promise<Buffer> =>
  new Promise((resolve) => {
    const doc = new PDFDocument({ pdfVersion: '1.7', ...options })
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    write(doc)
    doc.end()
  })

/** A chunk; its check sum is not looked at. */
export const chunkOf = (name: string, data: Buffer): Buffer => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  return Buffer.concat([length, latin1(name), data, Buffer.alloc(4)])
}

/** A PNG that says it is so large; its pixels are those of one black line. */
export const pngSaying = (width: number, height: number, ...more: Buffer[]): Buffer => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8)
  return Buffer.concat([
    latin1('\x89PNG\r\n\x1a\n'),
    chunkOf('IHDR', header),
    ...more,
    chunkOf('IDAT', deflateSync(Buffer.alloc(32))),
    chunkOf('IEND', Buffer.alloc(0)),
  ])
}

/** The same JPEG, saying that it is so large. */
export const jpegSaying = (jpeg: Buffer, width: number, height: number): Buffer => {
  const changed = Buffer.from(jpeg)
  const frame = [0xc0, 0xc1, 0xc2]
    .map((marker) => changed.indexOf(Buffer.of(0xff, marker)))
    .find((at) => at > 0)
  if (frame === undefined) throw new Error('this JPEG has no frame')
  changed.writeUInt16BE(height, frame + 5)
  changed.writeUInt16BE(width, frame + 7)
  return changed
}

/** A ZIP of empty parts: their names, and the end that readers look for. */
export const zipOf = (...names: string[]): Buffer => {
  const locals = names.map((name) => {
    const head = Buffer.alloc(30)
    head.write('PK\x03\x04', 'latin1')
    head.writeUInt16LE(name.length, 26)
    return Buffer.concat([head, latin1(name)])
  })
  const entries = names.map((name, at) => {
    const head = Buffer.alloc(46)
    head.write('PK\x01\x02', 'latin1')
    head.writeUInt16LE(name.length, 28)
    head.writeUInt32LE(
      locals.slice(0, at).reduce((sum, local) => sum + local.length, 0),
      42,
    )
    return Buffer.concat([head, latin1(name)])
  })
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(names.length, 8)
  end.writeUInt16LE(names.length, 10)
  end.writeUInt32LE(Buffer.concat(entries).length, 12)
  end.writeUInt32LE(Buffer.concat(locals).length, 16)
  return Buffer.concat([...locals, ...entries, end])
}

/** The harmless string by which every scanner for malware is tried, in two parts so that none of them wakes here. */
export const EICAR = latin1(`${'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR'}-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`)
