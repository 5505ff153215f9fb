import { type Fields, fold, saysNothing } from './portal-keys.ts'
import type { Notebook, Path } from './portal-remarks.ts'

/**
 * Keeps what stands under other keys. A person is asked about a field that is said a second time and otherwise, and about
 * terms that stand where none is looked for: nobody must be promised the one that happens to be read.
 */
export const keepTheRest = <Name extends string>(
  { found, rest }: Fields<Name>,
  names: Readonly<Record<Name, readonly string[]>>,
  path: Path,
  notes: Notebook,
): void => {
  for (const { key, value } of rest) {
    const place = [...path, key]
    notes.keep(place, value)
    const name = (Object.keys(names) as Name[]).find((candidate) =>
      names[candidate].some((spelling) => fold(spelling) === fold(key)),
    )
    if (name) {
      if (JSON.stringify(found[name]?.value) !== JSON.stringify(value)) notes.ask(place, 'said-twice', value)
    } else if (TERM_LIKE.test(fold(key)) && !saysNothing(value)) notes.ask(place, 'term-elsewhere', value)
  }
}

const TERM_LIKE = /^thoi (?:han|gian)/
