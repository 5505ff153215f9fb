import { all, any, anywhere, inTitle, withI } from './search-words.ts'

/** What a mistyped word may have been, and how to ask for it. Used only when too little holds the words as typed. */

// With one letter amiss, words of 4 letters have some 230 neighbours, words of 10 some 550; the database knows a few.
const LONGEST = 10
// More words than this are a sentence, and its likeness to a title says more than its single words.
const MOST_WORDS = 8

/** As tsqueries, one for each way; none where too few words are left to say anything. */
export interface NearQueries {
  /** Every word or a neighbour of it, in the title: half the work of `anywhere` where words are common. */
  inTitle: string[]
  /** The same, and what stands around the title counts too. */
  anywhere: string[]
  /** As typed, but for up to three words side by side: `làm thủ tục` before, `ở đâu` after. */
  mostWords: string[]
}

/**
 * What to ask for when the words as typed were not found. A word that the index knows was not mistyped; when it knows
 * them all, one of them was. Of words that it does not know, half may be mistyped; more are other words altogether,
 * unless the keyboard was not switched to Vietnamese.
 *
 * @param known which of the `candidates` the index has, and a word that goes on where the last one stops, if it has one
 */
export const nearQueries = (words: readonly string[], known: ReadonlySet<string>): NearQueries => {
  const last = words.length - 1
  const isKnown = (word: string, at: number) => known.has(word) || (at === last && mayBegin(word, known))
  const unknown = words.filter((word, at) => !isKnown(word, at)).length
  const neighbours = unknown <= Math.ceil(words.length / 2) ? nearWords : asSwitched
  const meant = words.map((word) => ({
    near: neighbours(word).filter((other) => known.has(other)),
    apart: takenApart(word, known),
  }))
  const typed = (forms: typeof anywhere) =>
    words.map((word, at) => (isKnown(word, at) ? forms(word, at === last) : []))
  const near = (forms: typeof anywhere) =>
    meant.map(({ near, apart }) => [
      ...near.flatMap((other) => forms(other, false)),
      ...(apart.length > 0 ? [`(${all(apart.map((piece) => any(forms(piece, false))))})`] : []),
    ])
  const ways = (forms: typeof anywhere): string[][][] => {
    const [asTyped, asMeant] = [typed(forms), near(forms)]
    if (unknown > 0) return [asTyped.map((one, at) => (one.length > 0 ? one : (asMeant[at] ?? [])))]
    return asTyped.flatMap((one, at) => {
      const others = asMeant[at] ?? []
      return others.length > 0 ? [asTyped.with(at, [...one, ...others])] : []
    })
  }
  const left = Math.min(3, words.length - 2)
  const most = words.flatMap((_, from) =>
    left < 1 || from + left > words.length
      ? []
      : [typed(anywhere).filter((_, at) => at < from || at >= from + left)],
  )
  return { inTitle: openOf(ways(inTitle)), anywhere: openOf(ways(anywhere)), mostWords: openOf(most) }
}

/** Whether it may go on to a word that is known: the last one is being typed. */
const mayBegin = (word: string, known: ReadonlySet<string>): boolean =>
  [...known].some((other) => other.startsWith(word))

/** A word that nothing stands for bars its way. */
const openOf = (ways: readonly (readonly string[])[][]): string[] =>
  ways.filter((words) => words.every((forms) => forms.length > 0)).map((words) => all(words.map(any)))

/** Which words of the index to ask for before `nearQueries`; none when there are too many words. */
export const candidates = (words: readonly string[]): string[] =>
  words.length > MOST_WORDS
    ? []
    : [...new Set(words.flatMap((word) => [word, ...nearWords(word), ...pieces(word).map(withI)]))]

/** The fewest known words that a word may be, written together, as `dangky` is; none where it is not. */
const takenApart = (word: string, known: ReadonlySet<string>): readonly string[] => {
  // For each place in the word, the fewest up to it.
  const fewest: (readonly string[] | undefined)[] = [[]]
  for (let end = 1; end <= word.length; end += 1)
    for (let from = Math.max(0, end - LONGEST_SYLLABLE); from < end; from += 1) {
      const before = fewest[from]
      const piece = withI(word.slice(from, end))
      if (!before || !known.has(piece) || before.length + 1 >= (fewest[end]?.length ?? Infinity)) continue
      fewest[end] = [...before, piece]
    }
  const whole = fewest[word.length] ?? []
  return whole.length > 1 ? whole : []
}

// Nghiêng.
const LONGEST_SYLLABLE = 7

const pieces = (word: string): string[] =>
  Array.from(word, (_, from) =>
    Array.from({ length: LONGEST_SYLLABLE }, (_, more) => word.slice(from, from + more + 1)),
  ).flat()

/**
 * Words that are one letter away from a folded word: one is missing, one too many, another one, or two changed places;
 * and the word as it was meant when the keyboard was not switched.
 */
export const nearWords = (word: string): string[] => {
  const near = new Set(asSwitched(word))
  if (word.length <= LONGEST) {
    for (let at = 0; at <= word.length; at += 1) {
      const before = word.slice(0, at)
      const [first = '', second = ''] = word.slice(at)
      const after = word.slice(at + 1)
      if (first !== '') near.add(withI(before + after))
      if (second !== '') near.add(withI(before + second + first + word.slice(at + 2)))
      for (const letter of LETTERS) {
        near.add(withI(before + letter + first + after))
        if (first !== '') near.add(withI(before + letter + after))
      }
    }
  }
  near.delete(word)
  near.delete('')
  return [...near]
}

/** Without the keys of Telex or VNI: `ddangw kys` and `d9a8ng ky1` are đăng ký. */
const asSwitched = (word: string): string[] => {
  const letters = /[a-z]/.test(word) ? word.replace(/\d/g, '') : word
  // After its first vowel no syllable has these letters.
  const bare = letters
    .replaceAll('dd', 'd')
    .replace(/([aeo])\1/g, '$1')
    .replace(/(?<=[aeiouy].*)[sfrxjw]/g, '')
  return bare === word || bare === '' ? [] : [withI(bare)]
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
