/**
 * What a file looks like that is not UTF-8. It is told, and nothing is converted: the old Vietnamese encodings use the same
 * bytes for other letters, and a name that was read wrongly is a wrong name on a decision.
 */
export type OldEncoding = 'TCVN3' | 'WINDOWS_1258' | 'UNKNOWN'

// TCVN3 puts đ, ư, ơ, ê, ô, ă, â at these; Windows-1258 has combining tones at others.
const OF_TCVN3 = new Set([0xa8, 0xa9, 0xaa, 0xab, 0xac, 0xad, 0xae, 0xb5, 0xb6, 0xb7, 0xb8, 0xb9])
const OF_1258 = new Set([0xcc, 0xd2, 0xde, 0xec, 0xf2, 0xf0, 0xfd, 0xf5])

export const guessEncoding = (bytes: Uint8Array): OldEncoding => {
  let tcvn3 = 0
  let windows = 0
  for (const byte of bytes) {
    if (OF_TCVN3.has(byte)) tcvn3 += 1
    if (OF_1258.has(byte)) windows += 1
  }
  if (tcvn3 > 2 * windows) return 'TCVN3'
  return windows > 2 * tcvn3 ? 'WINDOWS_1258' : 'UNKNOWN'
}
