import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { prepareZXingModule, type ReadInputBarcodeFormat, readBarcodes } from 'zxing-wasm/reader'

/**
 * Papers read by programs that are not ours: text and fonts by poppler, bars by ZXing from a rasterised page.
 * For tests only.
 */

/** The text of the paper as a copying reader gets it, lines kept in place. */
export const textOf = async (pdf: Uint8Array): Promise<string> =>
  (await poppler('pdftotext', ['-layout', '-', '-'], pdf)).toString('utf8')

/** The text with every stretch of white space as one space: for sentences that run over a line. */
export const flowingTextOf = async (pdf: Uint8Array): Promise<string> =>
  (await poppler('pdftotext', ['-', '-'], pdf)).toString('utf8').replace(/\s+/g, ' ')

/** The text by page. */
export const pagesOf = async (pdf: Uint8Array): Promise<string[]> =>
  (await textOf(pdf)).split('\f').slice(0, -1)

/** What `pdfinfo` says, by its own names: `Pages`, `Title`, `Tagged`, `CreationDate` in UTC … */
export async function infoOf(pdf: Uint8Array): Promise<Record<string, string>> {
  const lines = (await poppler('pdfinfo', ['-isodates', '-'], pdf)).toString('utf8').split('\n')
  return Object.fromEntries(
    lines.map((line) => line.split(/:\s+(.*)/)).map(([name, value]) => [name, value ?? '']),
  )
}

/** Each font of the paper as one line of `pdffonts`: name, type, encoding, embedded, subset, with Unicode. */
export async function fontsOf(pdf: Uint8Array): Promise<string[]> {
  const table = (await poppler('pdffonts', ['-'], pdf)).toString('utf8').trimEnd().split('\n')
  return table.slice(2).map((line) => line.replace(/\s+/g, ' ').trim())
}

/** Each word of the paper with where its letters begin, in points from the top of its page. */
export async function wordsOn(pdf: Uint8Array): Promise<{ word: string; top: number }[]> {
  const boxes = (await poppler('pdftotext', ['-bbox', '-', '-'], pdf)).toString('utf8')
  return [...boxes.matchAll(/<word [^>]*yMin="([\d.]+)"[^>]*>([^<]*)</g)].map(([, top, word = '']) => ({
    word,
    top: Number(top),
  }))
}

/** How far down a code on the first page reaches, in points; null when there is none. */
export async function bottomOf(
  pdf: Uint8Array,
  format: ReadInputBarcodeFormat,
): Promise<{ bottom: number } | null> {
  const dotsPerInch = 200
  const picture = await poppler('pdftoppm', ['-png', '-r', String(dotsPerInch), '-singlefile', '-'], pdf)
  prepareReader()
  const [found] = await readBarcodes(picture, { formats: [format], tryHarder: true })
  if (!found) return null
  const { bottomLeft, bottomRight } = found.position
  return { bottom: (Math.max(bottomLeft.y, bottomRight.y) * 72) / dotsPerInch }
}

/** What a scanner reads from a page printed at 200 dots an inch, by symbology. */
export async function codesOn(pdf: Uint8Array, page: number): Promise<{ format: string; text: string }[]> {
  const only = String(page)
  const picture = await poppler('pdftoppm', ['-png', '-r', '200', '-f', only, '-l', only, '-'], pdf)
  return scan(picture, ['QRCode', 'Code128'])
}

/** A page as a scanner would hand it in. */
export const scanOf = (pdf: Uint8Array, kind: 'png' | 'jpeg', dotsPerInch = 40): Promise<Buffer> =>
  poppler('pdftoppm', [`-${kind}`, '-r', String(dotsPerInch), '-singlefile', '-'], pdf)

/** Four bytes a pixel: red, green, blue, alpha. */
export interface Pixels {
  readonly data: Uint8ClampedArray<ArrayBuffer>
  readonly width: number
  readonly height: number
  readonly colorSpace: 'srgb'
}

/** Bars in a picture: a file's bytes, or bare pixels. */
export async function scan(
  picture: Uint8Array | Pixels,
  formats: ReadInputBarcodeFormat[],
): Promise<{ format: string; text: string }[]> {
  prepareReader()
  const found = await readBarcodes(picture, { formats, tryHarder: true })
  return found.map(({ format, text }) => ({ format, text }))
}

let isReaderReady = false

/** Left to itself the reader fetches its WebAssembly from the network. */
function prepareReader(): void {
  if (isReaderReady) return
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
  prepareZXingModule({
    overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) },
  })
  isReaderReady = true
}

function poppler(command: string, args: string[], input: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] })
    const out: Buffer[] = []
    const complaints: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk))
    child.on('error', (cause) => {
      const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
      reject(isMissing ? new Error(`${command} is not installed (Debian: poppler-utils)`, { cause }) : cause)
    })
    child.on('close', (code) => {
      const complaint = Buffer.concat(complaints).toString('utf8')
      if (code === 0 && complaint === '') resolve(Buffer.concat(out))
      else reject(new Error(`${command} ended with ${code} and said: ${complaint}`))
    })
    child.stdin.on('error', reject)
    child.stdin.end(input)
  })
}
