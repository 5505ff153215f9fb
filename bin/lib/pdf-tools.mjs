// pdftotext, pdffonts, pdfinfo and pdftoppm for machines without poppler, on Mozilla's pdf.js: another reader
// than the library that wrote the file, which is what a test wants. Only the options our tests use; any other
// is refused, never ignored. Called as: node pdf-tools.mjs FOLDER-OF-PDFJS TOOL ARGUMENTS…
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const [folder, tool, ...args] = process.argv.slice(2)

const OPTIONS = {
  pdftotext: {
    layout: 'boolean',
    raw: 'boolean',
    nopgbrk: 'boolean',
    q: 'boolean',
    enc: 'string',
    f: 'string',
    l: 'string',
  },
  pdffonts: { f: 'string', l: 'string' },
  pdfinfo: { isodates: 'boolean' },
  pdftoppm: { png: 'boolean', singlefile: 'boolean', gray: 'boolean', r: 'string', f: 'string', l: 'string' },
}[tool]

const { values, positionals } = read(args)
const [file, target] = positionals
const document = await open(file)
const first = Number(values.f ?? 1)
const last = Math.min(Number(values.l ?? document.numPages), document.numPages)

await { pdftotext: text, pdffonts: fonts, pdfinfo: info, pdftoppm: pictures }[tool]()
process.exit(0)

/** poppler's long options have one dash; parseArgs wants two. */
function read(given) {
  const dashed = given.map((arg) =>
    /^-[a-z]{2,}$/.test(arg) ? `-${arg}` : arg.replace(/^-([frlq])$/, '--$1'),
  )
  const options = Object.fromEntries(Object.entries(OPTIONS).map(([name, type]) => [name, { type }]))
  try {
    return parseArgs({ args: dashed, options, allowPositionals: true })
  } catch (error) {
    process.stderr.write(
      `${tool} (stand-in on pdf.js): ${error.message}. Install poppler-utils for the real one.\n`,
    )
    process.exit(99)
  }
}

async function open(path) {
  // pdf.js tells of fonts it may not draw on standard output; the answer must stay clean.
  console.log = console.warn = () => {}
  const pdfjs = await import(pathToFileURL(`${folder}/node_modules/pdfjs-dist/legacy/build/pdf.mjs`).href)
  return await pdfjs.getDocument({
    data: new Uint8Array(readFileSync(path === '-' ? 0 : path)),
    // Given its own copies of the 14 standard fonts, pdf.js would count them as embedded.
    standardFontDataUrl:
      tool === 'pdffonts' ? undefined : `${folder}/node_modules/pdfjs-dist/standard_fonts/`,
    useSystemFonts: false,
    cMapUrl: `${folder}/node_modules/pdfjs-dist/cmaps/`,
    cMapPacked: true,
    fontExtraProperties: true,
    isEvalSupported: false,
    verbosity: 0,
  }).promise
}

async function text() {
  const pages = []
  for (let number = first; number <= last; number++) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    pages.push(
      values.layout ? inPlace(items) : items.map(({ str, hasEOL }) => str + (hasEOL ? '\n' : '')).join(''),
    )
  }
  const whole = pages.map((page) => `${page.trimEnd()}\n${values.nopgbrk ? '' : '\f'}`).join('')
  writeFileSync(target === '-' ? 1 : (target ?? file.replace(/\.pdf$/i, '.txt')), whole)
}

/** What stands side by side on the paper stands side by side in the text, as many spaces apart as fit between. */
function inPlace(items) {
  const lines = new Map()
  for (const { str, width, height, transform } of items) {
    if (str.trim() === '') continue
    const [x, y] = transform.slice(4)
    const baseline = [...lines.keys()].find((known) => Math.abs(known - y) < height / 3) ?? y
    lines.set(baseline, [...(lines.get(baseline) ?? []), { str, x, end: x + width, size: height }])
  }
  return [...lines]
    .sort(([a], [b]) => b - a)
    .map(([, pieces]) => {
      let line = ''
      let at = 0
      for (const { str, x, end, size } of pieces.sort((a, b) => a.x - b.x)) {
        // A quarter of the size is a space; a word's end and the next one's beginning are one apart.
        const spaces = Math.round((x - at) / (size / 4))
        line += (line === '' ? '' : ' '.repeat(Math.max(spaces, 0))) + str
        at = end
      }
      return line
    })
    .join('\n')
}

async function fonts() {
  const seen = new Map()
  for (let number = first; number <= last; number++) {
    const page = await document.getPage(number)
    const { fnArray, argsArray } = await page.getOperatorList()
    const { OPS } = await import(pathToFileURL(`${folder}/node_modules/pdfjs-dist/legacy/build/pdf.mjs`).href)
    for (const [i, operation] of fnArray.entries()) {
      if (operation !== OPS.setFont) continue
      const font = page.commonObjs.get(argsArray[i][0])
      const yes = (is) => (is ? 'yes' : 'no ')
      const type = font.composite ? `CID ${font.type === 'CIDFontType2' ? 'TrueType' : font.type}` : font.type
      seen.set(font.name, [
        font.name.padEnd(36),
        String(type).padEnd(17),
        (font.composite ? 'Identity-H' : 'WinAnsi').padEnd(16),
        `${yes(!font.missingFile)} ${yes(/^[A-Z]{6}\+/.test(font.name))} ${yes(font.toUnicode)}`,
      ])
    }
  }
  const head = `${'name'.padEnd(36)} ${'type'.padEnd(17)} ${'encoding'.padEnd(16)} emb sub uni\n`
  const line = `${'-'.repeat(36)} ${'-'.repeat(17)} ${'-'.repeat(16)} --- --- ---\n`
  writeFileSync(1, head + line + [...seen.values()].map((row) => `${row.join(' ')}\n`).join(''))
}

async function info() {
  const { info: about } = await document.getMetadata()
  const [, , width, height] = (await document.getPage(1)).view
  const marks = await document.getMarkInfo()
  const told = {
    Title: about.Title,
    Author: about.Author,
    Creator: about.Creator,
    Producer: about.Producer,
    CreationDate: values.isodates ? isoDate(about.CreationDate) : about.CreationDate,
    Tagged: marks?.Marked ? 'yes' : 'no',
    Pages: document.numPages,
    'Page size': `${width} x ${height} pts`,
    'PDF version': about.PDFFormatVersion,
  }
  const rows = Object.entries(told).filter(([, value]) => value !== undefined)
  writeFileSync(1, rows.map(([key, value]) => `${`${key}:`.padEnd(16)}${value}\n`).join(''))
}

/** D:20261123021200Z or with +07'00' behind it. */
function isoDate(date) {
  return date
    ?.replace(/^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/, '$1-$2-$3T$4:$5:$6')
    .replace(/([+-]\d\d)'?(\d\d)'?$/, '$1:$2')
}

async function pictures() {
  if (!values.png) throw new Error('pdftoppm (stand-in on pdf.js) only makes -png.')
  const { createCanvas } = createRequire(`${folder}/node_modules/pdfjs-dist/package.json`)('@napi-rs/canvas')
  const digits = String(document.numPages).length
  for (let number = first; number <= (values.singlefile ? first : last); number++) {
    const page = await document.getPage(number)
    const viewport = page.getViewport({ scale: Number(values.r ?? 150) / 72 })
    const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height))
    await page.render({ canvasContext: canvas.getContext('2d'), viewport, background: 'white' }).promise
    const name = values.singlefile ? target : `${target}-${String(number).padStart(digits, '0')}`
    writeFileSync(target ? `${name}.png` : 1, canvas.toBuffer('image/png'))
  }
}
