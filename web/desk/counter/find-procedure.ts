import { plain } from '#common/names.ts'

export interface Findable {
  title: string
  titleEn: string | null
  nationalCode: string | null
}

/** First letters of each word, without marks: `Đăng ký khai sinh` → `dkks`. */
export const initialsOf = (title: string): string =>
  plain(title)
    .split(/[^a-z0-9]+/)
    .map((word) => word[0] ?? '')
    .join('')

/** How well it fits, smaller is better; null when it does not. */
const fitOf = (procedure: Findable, wanted: string): number | null => {
  const title = plain(procedure.title)
  const letters = initialsOf(procedure.title)
  const compact = wanted.replaceAll(' ', '')
  if (letters === compact) return 0
  if (title.startsWith(wanted)) return 1
  if (letters.startsWith(compact) && compact.length > 1) return 2
  if (plain(procedure.nationalCode ?? '').startsWith(wanted)) return 3
  if (title.includes(wanted)) return 4
  if (letters.includes(compact) && compact.length > 2) return 5
  const words = wanted.split(' ')
  if (words.every((word) => title.includes(word))) return 6
  if (words.every((word) => plain(procedure.titleEn ?? '').includes(word))) return 7
  return null
}

/** Procedures for what was typed, best first and the shorter title before the longer: with or without marks, by initials, by words in any order, by code. */
export const findProcedures = <Procedure extends Findable>(
  procedures: readonly Procedure[],
  text: string,
): Procedure[] => {
  const wanted = plain(text)
  if (wanted === '') return [...procedures]
  return procedures
    .flatMap((procedure) => {
      const fit = fitOf(procedure, wanted)
      return fit === null ? [] : [{ procedure, fit }]
    })
    .sort((a, b) => a.fit - b.fit || a.procedure.title.length - b.procedure.title.length)
    .map(({ procedure }) => procedure)
}
