#!/usr/bin/env node
// node bin/lib/cut-fonts.mjs: makes assets/fonts/tinos-*.ttf again. With --check it writes nothing and fails
// when the committed files differ from what this script makes.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import subsetFont from 'subset-font'
import { inHouse, Stop, say, tool } from './house.mjs'

const PACKAGE = 'node_modules/@expo-google-fonts/tinos'

const FACES = {
  'tinos-regular.ttf': '400Regular/Tinos_400Regular.ttf',
  'tinos-bold.ttf': '700Bold/Tinos_700Bold.ttf',
  'tinos-italic.ttf': '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  'tinos-bold-italic.ttf': '700Bold_Italic/Tinos_700Bold_Italic.ttf',
}

/**
 * What can be printed: every Latin letter, not the Vietnamese ones alone, because names on a slip are also Ê Đê
 * (ĕ ŏ č ƀ), Polish and Turkish; the combining marks (ơ̆ has no letter of its own); punctuation; the currency
 * signs (₫), № and ™; a few arrows and signs of comparison. Greek, Cyrillic and Hebrew are left out.
 */
const PRINTABLE = [
  [0x0020, 0x007e],
  [0x00a0, 0x024f],
  [0x02b0, 0x036f],
  [0x1e00, 0x1eff],
  [0x2010, 0x2027],
  [0x202f, 0x205e],
  [0x20a0, 0x20bf],
  [0x2116, 0x2116],
  [0x2122, 0x2122],
  [0x2190, 0x2193],
  [0x2212, 0x2212],
  [0x2248, 0x2248],
  [0x2260, 0x2265],
]

await tool(async () => {
  const isCheck = process.argv.includes('--check')
  const files = { 'tinos-OFL.txt': readFileSync(inHouse(PACKAGE, 'LICENSE_FONT')) }
  for (const [file, source] of Object.entries(FACES)) {
    // Hints serve low-resolution screens and make each PDF half as large again (12.5 kB instead of 8 kB).
    files[file] = await subsetFont(readFileSync(inHouse(PACKAGE, source)), printableText(), {
      targetFormat: 'truetype',
      noHinting: true,
      // Papers are set solid, a glyph a letter, as the offices' word processors do.
      keepFeatures: [],
    })
  }
  mkdirSync(inHouse('assets/fonts'), { recursive: true })
  for (const [file, bytes] of Object.entries(files)) {
    const path = inHouse('assets/fonts', file)
    const isSame = existsSync(path) && readFileSync(path).equals(bytes)
    if (isCheck && !isSame) throw new Stop(`assets/fonts/${file} is not what bin/lib/cut-fonts.mjs makes.`)
    if (!isCheck) writeFileSync(path, bytes)
    say(`${file} ${(bytes.length / 1024).toFixed(0)} kB${isSame ? ', unchanged' : ''}`)
  }
})

function printableText() {
  const characters = PRINTABLE.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at)),
  )
  return characters.join('')
}
