/**
 * Code 128 (ISO/IEC 15417), the barcode that hand scanners at the counters read.
 *
 * Each symbol is three bars and three spaces, 11 modules wide; the stop symbol has 13. Written as the widths of bar,
 * space, bar, space, bar, space.
 */
const SYMBOLS = (
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 ' +
  '123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 ' +
  '232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 ' +
  '313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 ' +
  '111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 ' +
  '111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 ' +
  '114311 411113 411311 113141 114131 311141 411131 211412 211214 211232'
).split(' ')

const STOP = '2331112'
const START = { letters: 104, pairs: 105 } as const
const SWITCH_TO = { letters: 100, pairs: 99 } as const

/**
 * The widths, in modules, of bar, space, bar, … of the whole symbol without its quiet zones (10 modules on each
 * side are the reader's due).
 *
 * @throws RangeError when the text is empty or holds anything but printable ASCII
 */
export function code128(text: string): number[] {
  if (!/^[ -~]+$/.test(text)) throw new RangeError(`not printable ASCII: ${JSON.stringify(text)}`)
  const values = valuesOf(text)
  const check = values.reduce((sum, value, at) => sum + value * Math.max(1, at), 0) % 103
  const widths = [...values, check].map((value) => SYMBOLS[value]).join('') + STOP
  return [...widths].map(Number)
}

/** Set B holds a letter a symbol, set C two digits a symbol; a run of digits is worth the switch from 4 at an end, 6 inside. */
function valuesOf(text: string): number[] {
  const values: number[] = []
  let set: keyof typeof START | null = null
  const use = (next: keyof typeof START) => {
    if (set !== next) values.push(set === null ? START[next] : SWITCH_TO[next])
    set = next
  }
  for (const part of text.match(/\d+|\D+/g) ?? []) {
    const isAtAnEnd = text.startsWith(part) || text.endsWith(part)
    const digits =
      /^\d/.test(part) && part.length >= (isAtAnEnd ? 4 : 6) ? part.length - (part.length % 2) : 0
    // An odd run gives its first digit to set B, so that the pairs reach the end of the run.
    const letters = part.slice(0, part.length - digits)
    if (letters !== '') {
      use('letters')
      for (const letter of letters) values.push(letter.charCodeAt(0) - 32)
    }
    if (digits > 0) {
      use('pairs')
      for (const pair of part.slice(letters.length).match(/../g) ?? []) values.push(Number(pair))
    }
  }
  return values
}
