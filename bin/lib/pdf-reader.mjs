import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { aptInstall, mayUseApt } from './apt.mjs'
import { fetched } from './fetched.mjs'
import { inHouse, run, say } from './house.mjs'

const TOOLS = ['pdftotext', 'pdffonts', 'pdftoppm', 'pdfinfo']

/**
 * A PATH on which the tests find pdftotext, pdffonts, pdftoppm and pdfinfo: poppler's where it is installed,
 * Debian's by apt when we are root, else stand-ins of the same names on pdf.js from npm. Either way the paper
 * is read by another program than the one that wrote it.
 */
export async function pathWithPdfReader() {
  if (await popplerIsHere()) return process.env.PATH
  if (mayUseApt() && (await aptInstall('poppler-utils')) && (await popplerIsHere())) return process.env.PATH
  say(
    'poppler-utils is not installed; papers are read with pdf.js instead (apt install poppler-utils for the real one).',
  )
  const folder = await fetched('pdf-reader', { 'pdfjs-dist': '5.6.205', '@napi-rs/canvas': '0.1.97' })
  const names = inHouse('node_modules/.cache/pdf-tools')
  mkdirSync(names, { recursive: true })
  for (const tool of TOOLS) {
    const command = [process.execPath, inHouse('bin/lib/pdf-tools.mjs'), folder, tool]
      .map((part) => `'${part}'`)
      .join(' ')
    writeFileSync(join(names, tool), `#!/bin/sh\nexec ${command} "$@"\n`)
    chmodSync(join(names, tool), 0o755)
  }
  return `${names}${delimiter}${process.env.PATH}`
}

async function popplerIsHere() {
  const asked = await Promise.all(
    TOOLS.map((tool) => run(tool, ['-v'], { output: 'collect' }).catch(() => undefined)),
  )
  return asked.every((answer) => /poppler/i.test(answer?.out ?? ''))
}
