import { plain } from '#common/names.ts'
import { fold } from './portal-keys.ts'
import { signatureOf } from './portal-leaves.ts'
import type { ImportedProcedure } from './portal-record.ts'
import type { Question } from './portal-remarks.ts'

/** Which procedure each record of a file belongs to: one that is known, or a new one with an address of its own. */

/** A procedure of the catalogue, as far as a record may be found to be its. */
export interface KnownProcedure {
  id: string
  slug: string
  nationalCode: string | null
  sourceKey: string | null
  /** Of its newest version. */
  title: string
  agency: string | null
}

export type PlannedRecord =
  | {
      kind: 'DRAFT'
      record: ImportedProcedure
      /** The record in one text, whatever the order of its keys. */
      signature: string
      sourceKey: string
      /** Null for a procedure that is new. */
      procedureId: string | null
      /** What the procedure will have: its own, else the record's. */
      nationalCode: string | null
      slug: string
      questions: readonly Question[]
    }
  /** Word for word the same as an earlier record of the file. */
  | { kind: 'SAME_AS'; record: ImportedProcedure; index: number }

export const planImport = (
  records: readonly ImportedProcedure[],
  known: readonly KnownProcedure[],
): readonly PlannedRecord[] => {
  const signed = records.map((record, index) => ({
    record,
    index,
    key: keyOf(record),
    signature: signatureOf(record.leaves),
  }))
  const differentOf = new Map(
    [...grouped(signed, ({ key }) => key)].map(([key, group]) => [key, firstsOf(group)] as const),
  )
  const find = finderOf(
    known,
    new Set(
      [...differentOf].flatMap(([key, { size }]) =>
        Array.from({ length: size }, (_, nth) => nthKey(key, nth)),
      ),
    ),
  )
  const freeSlug = slugsBeside(known.map(({ slug }) => slug))
  return signed.map(({ record, index, key, signature }): PlannedRecord => {
    // Others of the same key and other words: each is kept, and a person says which is meant.
    const different = differentOf.get(key)
    const first = different?.get(signature)
    if (!different || !first) throw new Error(`record ${index} is not among its own`)
    if (first.index !== index) return { kind: 'SAME_AS', record, index: first.index }
    const sourceKey = nthKey(key, first.nth)
    const { procedure, rivals } = find(first.nth === 0 ? record : null, sourceKey)
    return {
      kind: 'DRAFT',
      record,
      signature,
      sourceKey,
      procedureId: procedure?.id ?? null,
      nationalCode: procedure?.nationalCode ?? record.code,
      slug: procedure?.slug ?? freeSlug(record.title),
      questions: [
        ...record.forPerson,
        ...ask('same-key-differs', othersThan(index, different)),
        ...ask('several-match', listed(rivals)),
      ],
    }
  })
}

const nthKey = (key: string, nth: number): string => (nth === 0 ? key : `${key} #${nth + 1}`)

/** Of those that say the same the first, and how many that say something else stand before it. */
type Firsts = ReadonlyMap<string, { index: number; nth: number }>

const firstsOf = (signed: readonly { signature: string; index: number }[]): Firsts => {
  const firsts = new Map<string, { index: number; nth: number }>()
  for (const { signature, index } of signed)
    if (!firsts.has(signature)) firsts.set(signature, { index, nth: firsts.size })
  return firsts
}

const othersThan = (index: number, different: Firsts): string => {
  const others = [...different.values()].slice(0, MOST_NAMED + 2).filter((one) => one.index !== index)
  return listed(others.map((one) => `#${one.index + 1}`))
}

const MOST_NAMED = 5

const listed = (names: readonly string[]): string =>
  [...names.slice(0, MOST_NAMED), ...(names.length > MOST_NAMED ? ['…'] : [])].join(', ')

const ask = (code: Question['code'], words: string): readonly Question[] =>
  words === '' ? [] : [{ path: [], code, words, suggestion: null }]

const grouped = <Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> => {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}

// ---- What a record is found again by ---------------------------------------------------------------------------

/** Its code, else its title and agency in plain letters. */
const keyOf = ({ code, title, agency }: Pick<ImportedProcedure, 'code' | 'title' | 'agency'>): string =>
  code === null ? titleKey(title, agency) : `code ${code}`

const titleKey = (title: string, agency: string | null): string =>
  `${fold(title)} | ${fold(agency ?? '').slice(0, 500)}`

interface Match {
  procedure: KnownProcedure | null
  /** Addresses of those that it could be, when that is not one alone: then it is none of them. */
  rivals: readonly string[]
}

/**
 * By the key that an import gave it; else by the code; else by title and agency, unless both have a code. One whose key
 * another record of the file has, or that another was found to be, is not found again. Without a record only the key counts.
 */
const finderOf = (known: readonly KnownProcedure[], keysOfTheFile: ReadonlySet<string>) => {
  const byKey = new Map(known.map((procedure) => [procedure.sourceKey, procedure]))
  const free = known.filter(({ sourceKey }) => sourceKey === null || !keysOfTheFile.has(sourceKey))
  const byCode = grouped(free, ({ nationalCode }) => nationalCode)
  const byTitle = grouped(free, ({ title, agency }) => titleKey(title, agency))
  const found = new Set<KnownProcedure>()
  return (record: ImportedProcedure | null, sourceKey: string): Match => {
    const imported = byKey.get(sourceKey)
    if (imported || record === null) return { procedure: imported ?? null, rivals: [] }
    const sameCode = record.code === null ? [] : (byCode.get(record.code) ?? [])
    const sameTitle = (byTitle.get(titleKey(record.title, record.agency)) ?? []).filter(
      ({ nationalCode }) => record.code === null || nationalCode === null,
    )
    const candidates = sameCode.length > 0 ? sameCode : sameTitle
    const [one] = candidates
    if (!one || candidates.length > 1 || found.has(one))
      return { procedure: null, rivals: candidates.map(({ slug }) => slug) }
    found.add(one)
    return { procedure: one, rivals: [] }
  }
}

// ---- Addresses -------------------------------------------------------------------------------------------------

const LONGEST_SLUG = 100

/** Gives out addresses that nobody has: of the title, with a number where that is taken. */
const slugsBeside = (known: readonly string[]) => {
  const taken = new Set(known)
  const last = new Map<string, number>()
  return (title: string): string => {
    const slug = slugOf(title)
    let free = slug
    let nth = last.get(slug) ?? 1
    while (taken.has(free)) {
      nth += 1
      free = `${slug}-${nth}`
    }
    last.set(slug, nth)
    taken.add(free)
    return free
  }
}

const slugOf = (title: string): string => {
  const words = plain(title)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  const end = words.length <= LONGEST_SLUG ? words.length : words.lastIndexOf('-', LONGEST_SLUG)
  return words.slice(0, end > 0 ? end : LONGEST_SLUG) || 'thu-tuc'
}
