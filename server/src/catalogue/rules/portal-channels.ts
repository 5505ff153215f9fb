import { readFees } from './fee-text.ts'
import { CHANNEL, type Found, fieldsOf, fold, isObject, RECORD, saysNothing } from './portal-keys.ts'
import type { Notebook, Path, QuestionCode } from './portal-remarks.ts'
import { keepTheRest } from './portal-rest.ts'
import type { Channel, ChannelTerms, TermStanding } from './procedure.ts'
import { doubtsOf, readTerm, suggestedTerm, type TermReading, unitDoubtOf } from './term-text.ts'

/** Reads the channels (cách thức thực hiện) of a record: by which way, within which term, for which fee. */
export const readChannels = (
  found: Found | undefined,
  conduct: string,
  notes: Notebook,
): readonly ChannelTerms[] => {
  if (!found || saysNothing(found.value)) {
    if (found) notes.nothing([found.key], found.value)
    notes.ask([found?.key ?? RECORD.channels[0]], 'channels-not-stated', '')
    return []
  }
  const { key, value } = found
  const rows = Array.isArray(value)
    ? value.map((row: unknown, index) => ({ path: [key, index], row }))
    : [{ path: [key], row: value }]
  const seen = new Map<Channel, unknown>()
  return rows.flatMap(({ path, row }): readonly ChannelTerms[] => {
    if (!isObject(row)) {
      notes.strange(path, row)
      return []
    }
    const sorted = fieldsOf(row, CHANNEL)
    const { found: fields } = sorted
    const words = fields.channel?.value
    const channel = typeof words === 'string' ? channelOf(words) : null
    if (channel === null || seen.has(channel)) {
      notes.keep(path, row)
      const again = channel !== null && JSON.stringify(seen.get(channel)) === JSON.stringify(row)
      if (!again) notes.ask(path, channel === null ? 'channel-unknown' : 'channel-twice', row)
      return []
    }
    seen.set(channel, row)
    notes.understood([...path, fields.channel?.key ?? ''], 'channel', words, channel)
    const description = readDescription(fields.description, path, notes)
    const term = readTermField(fields.term, path, { description: description ?? '', conduct }, notes)
    const fees = readFeesField(fields.fees, path, notes)
    if (fields.forCase) {
      notes.keep([...path, fields.forCase.key], fields.forCase.value)
      if (!saysNothing(fields.forCase.value))
        notes.ask([...path, fields.forCase.key], 'channel-for-a-case', fields.forCase.value)
    }
    keepTheRest(sorted, CHANNEL, path, notes)
    return [{ channel, ...term, specials: [], changes: [], phases: [], fees, description }]
  })
}

const WAYS: readonly [Channel, RegExp][] = [
  ['COUNTER', /truc tiep/],
  ['ONLINE', /truc tuyen|qua mang/],
  ['POST', /buu (?:chinh|dien)/],
]

/** Null where the words name no way, or more than one. */
const channelOf = (words: string): Channel | null => {
  const named = WAYS.filter(([, way]) => way.test(fold(words)))
  return named.length === 1 ? (named[0]?.[0] ?? null) : null
}

const readDescription = (found: Found | undefined, path: Path, notes: Notebook): string | null => {
  if (!found) return null
  const place = [...path, found.key]
  if (saysNothing(found.value)) return notes.nothing(place, found.value)
  if (typeof found.value !== 'string') return notes.strange(place, found.value)
  notes.inWords(place, found.value)
  return found.value
}

/**
 * A term that was read and is doubted stays STATED: the question beside it keeps the draft from being published, and
 * the person who answers sees what the field says. One that was not read is UNDECIDED, and nothing is promised.
 */
const readTermField = (
  found: Found | undefined,
  path: Path,
  around: { description: string; conduct: string },
  notes: Notebook,
): Pick<ChannelTerms, 'term' | 'standing' | 'termText'> => {
  const place = [...path, found?.key ?? CHANNEL.term[0]]
  const value = found?.value ?? null
  if (typeof value === 'object' && !saysNothing(value)) {
    notes.strange(place, value)
    return undecided('')
  }
  const words = value === null || typeof value === 'object' ? '' : String(value)
  const reading = readTerm(words)
  if (reading.kind !== 'STATED' && reading.kind !== 'NONE_BY_LAW') {
    // The channel's own field for it holds the words, whatever they are.
    if (found) notes.keep(place, value, 'in-words')
    const suggested = reading.kind === 'NOT_A_TERM' ? null : suggestedTerm(words, around.description)
    notes.ask(place, NOT_READ[reading.kind], words, suggested === null ? null : suggestion(suggested))
    return undecided(words)
  }
  const term = reading.kind === 'STATED' ? reading.term : null
  notes.understood(place, term ? 'term' : 'no-term', words, term)
  if (reading.kind === 'STATED' && reading.clockHours) notes.ask(place, 'term-clock-hours', words)
  const doubts = doubtsOf(term, around.description)
  const unitDoubt =
    term && doubts.every(({ code }) => code !== 'term-contradicted')
      ? unitDoubtOf(term, around.conduct)
      : null
  for (const doubt of unitDoubt ? [...doubts, unitDoubt] : doubts)
    notes.ask(place, doubt.code, doubt.words, doubt.suggestion && suggestion(doubt.suggestion))
  return { term, standing: term ? 'STATED' : 'NONE_BY_LAW', termText: words }
}

const undecided = (termText: string) =>
  ({ term: null, standing: 'UNDECIDED' satisfies TermStanding, termText }) as const

const suggestion = (suggested: NonNullable<ReturnType<typeof suggestedTerm>>) =>
  suggested === 'NONE_BY_LAW' ? { standing: suggested } : { term: suggested }

const NOT_READ = {
  EMPTY: 'term-empty',
  NONE_SAID: 'term-said-none',
  NO_UNIT: 'term-without-unit',
  OTHER_UNIT: 'term-in-other-unit',
  NOT_A_TERM: 'term-not-a-term',
  PROSE: 'term-in-prose',
} as const satisfies Record<Exclude<TermReading['kind'], 'STATED' | 'NONE_BY_LAW'>, QuestionCode>

const readFeesField = (found: Found | undefined, path: Path, notes: Notebook): ChannelTerms['fees'] => {
  if (!found) return null
  const place = [...path, found.key]
  if (saysNothing(found.value)) return notes.nothing(place, found.value)
  if (typeof found.value !== 'string') return notes.strange(place, found.value)
  const { fees, doubts } = readFees(found.value)
  for (const doubt of doubts) notes.ask(place, doubt, found.value)
  if (fees === null || doubts.includes('fee-in-words')) notes.inWords(place, found.value)
  else notes.understood(place, fees.length === 0 ? 'no-fee' : 'fees', found.value, fees)
  return fees
}
