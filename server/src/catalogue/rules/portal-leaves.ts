import { printFees } from './fee-text.ts'
import { CHANNEL, LEGAL_BASIS, PAPER, RECORD } from './portal-keys.ts'
import type { Channel, KeptLeaf, PaperSpec, ProcedureContent, ProcedureLevel } from './procedure.ts'

/**
 * What an import keeps of a record, measured: a record is its leaves, and what is stored is printed back into leaves.
 * Typed values are printed as the portal prints them; a leaf that they do not reproduce exactly is among `kept`.
 */

/** A procedure as the database holds it. */
export interface StoredProcedure {
  title: string
  nationalCode: string | null
  level: ProcedureLevel | null
  content: ProcedureContent
}

type Path = KeptLeaf['path']

/** Every text, number, truth value and null of a value of JSON, with its place; an empty list or object is a leaf too. */
export const leavesOf = (value: unknown, path: Path = []): readonly KeptLeaf[] => {
  if (typeof value !== 'object' || value === null) return [{ path, value: value as KeptLeaf['value'] }]
  const inside: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value)
  if (inside.length === 0) return [{ path, value: null, empty: Array.isArray(value) ? 'LIST' : 'OBJECT' }]
  return inside.flatMap(([key, one]) => leavesOf(one, [...path, key]))
}

/** Places and values together, in characters; each leaf is stored with its place. */
const A_LEAF = 40

/**
 * What the leaves of a value weigh, without making them.
 *
 * @param most where weighing stops: more than that is said to be a little more
 */
export const weightOf = (value: unknown, most: number, place = 0): number => {
  if (typeof value !== 'object' || value === null) return A_LEAF + place + String(value).length
  let weight = 0
  const weigh = (key: string | number, one: unknown): boolean => {
    weight += weightOf(one, most - weight, place + String(key).length)
    return weight <= most
  }
  if (Array.isArray(value)) value.every((one, index) => weigh(index, one))
  else Object.keys(value).every((key) => weigh(key, (value as Record<string, unknown>)[key]))
  return weight === 0 ? A_LEAF + place : weight
}

/** The leaves of the record that what is stored tells again. */
export const rebuild = (stored: StoredProcedure): readonly KeptLeaf[] => {
  const leaves = byPlace(printed(stored))
  for (const leaf of stored.content.kept) leaves.set(placeOf(leaf.path), leaf)
  return [...leaves.values()]
}

/** The leaves that typed values do not print back: they must be kept word for word. */
export const toKeep = (source: readonly KeptLeaf[], stored: StoredProcedure): readonly KeptLeaf[] =>
  lostOf(source, printed(stored))

/** What a draft says and a person's words in its place do not, word for word; where they keep a leaf themselves, that. */
export const keptBeside = (draft: StoredProcedure, written: StoredProcedure): readonly KeptLeaf[] => [
  ...byPlace([...toKeep(rebuild(draft), written), ...written.content.kept]).values(),
]

/** What the source says and the other does not. */
export const lostOf = (source: readonly KeptLeaf[], told: readonly KeptLeaf[]): readonly KeptLeaf[] => {
  const known = byPlace(told)
  return source.filter((leaf) => {
    const again = known.get(placeOf(leaf.path))
    return again === undefined || again.value !== leaf.value || again.empty !== leaf.empty
  })
}

/** The same for two records that say the same, in whatever order. */
export const signatureOf = (leaves: readonly KeptLeaf[]): string =>
  leaves
    .map(({ path, value, empty }) => JSON.stringify([path, value, empty ?? null]))
    .sort()
    .join('\n')

const placeOf = (path: Path): string => JSON.stringify(path)

const byPlace = (leaves: readonly KeptLeaf[]) => new Map(leaves.map((leaf) => [placeOf(leaf.path), leaf]))

// ---- As the portal prints it -----------------------------------------------------------------------------------

export const CHANNEL_WORDS = {
  COUNTER: 'Trực tiếp',
  ONLINE: 'Trực tuyến',
  POST: 'Dịch vụ bưu chính',
} as const satisfies Record<Channel, string>

export const LEVEL_WORDS = {
  MINISTRY: 'Cấp Bộ',
  PROVINCE: 'Cấp Tỉnh',
  COMMUNE: 'Cấp Xã',
  OTHER: 'Cơ quan khác',
} as const satisfies Record<ProcedureLevel, string>

/** Nothing is printed for what is null, so that what a record leaves out is not invented; a channel's fields are always there. */
const printed = ({ title, nationalCode, level, content }: StoredProcedure): readonly KeptLeaf[] =>
  leavesOf(
    withoutNulls({
      [RECORD.title[0]]: title,
      [RECORD.code[0]]: nationalCode,
      [RECORD.level[0]]: level && LEVEL_WORDS[level],
      [RECORD.field[0]]: content.field,
      [RECORD.applicants[0]]: content.applicants.length > 0 ? content.applicants.join(', ') : null,
      [RECORD.conduct[0]]: content.conduct,
      [RECORD.conditions[0]]: content.conditions,
      [RECORD.competent[0]]: content.competent,
      [RECORD.coordinating[0]]: oneOrList(content.coordinating),
      [RECORD.results[0]]: oneOrList(content.results.map(({ vi }) => vi)),
      [RECORD.channels[0]]: someOrNull(
        (content.cases[0]?.channels ?? []).map(({ channel, termText, fees, description }) => ({
          [CHANNEL.channel[0]]: CHANNEL_WORDS[channel],
          [CHANNEL.term[0]]: termText,
          [CHANNEL.fees[0]]: printFees(fees),
          [CHANNEL.description[0]]: description ?? '',
        })),
      ),
      [RECORD.papers[0]]: someOrNull(content.cases.flatMap(({ papers }) => papers.map(printPaper))),
      [RECORD.legalBasis[0]]: someOrNull(
        content.legalBasis.map(({ number, title }) =>
          withoutNulls({ [LEGAL_BASIS.number[0]]: number, [LEGAL_BASIS.title[0]]: title }),
        ),
      ),
    }),
  )

const printPaper = ({ name, form, formUrl, originals, copies }: PaperSpec) =>
  withoutNulls({
    [PAPER.name[0]]: name,
    [PAPER.form[0]]: formUrl ?? form,
    // Both 0 may be stated, or nothing may be: not for us to say.
    [PAPER.count[0]]: originals + copies > 0 ? `Bản chính: ${originals} - Bản sao: ${copies}` : null,
  })

const oneOrList = (texts: readonly string[]) => (texts.length === 1 ? texts[0] : someOrNull(texts))

const someOrNull = <Item>(items: readonly Item[]) => (items.length > 0 ? items : null)

const withoutNulls = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined))
