import { type Bilingual, dateWords, type Language, momentWords, type Translate } from './i18n.ts'
import { type PlainDate, parseInstant, weekdayOf } from './time.ts'

/** Why a due date is what it is, in words: the same on the desk, on the portal and in the examples of the documentation. */

export interface ExplainedDayFacts {
  date: string
  counted: boolean
  ordinal: number | null
  minutes: number | null
  code: string
  name: Bilingual | null
  source: string | null
  announcedLater: boolean
  unconfirmed: Bilingual | null
}

export interface ExplanationFacts {
  kind: string
  dueAt: string | null
  term: { value: number; unit: string } | null
  special: { name: Bilingual; basis: string } | null
  phase: Bilingual | null
  hasBegun: boolean
  isLast: boolean
  reason: string | null
  basis: string | null
  cutOff: string | null
  end: string | null
  from: string | null
  to: string | null
  clockStartsAt: string | null
  minutes: number | null
  days: readonly ExplainedDayFacts[]
  givenBack: readonly ExplainedDayFacts[]
}

export interface DayWords {
  date: string
  counted: boolean
  /** «thứ Hai, 16/11/2026», "Monday 16 November 2026" */
  day: string
  /** Which day of the term it is, how much time passes on it, or that it does not count. */
  count: string
  /** Why. */
  what: string
  /** The decision, and whether it came after the acceptance; empty where none is needed. */
  note: string
}

export interface PartWords {
  title: string
  details: readonly string[]
  days: readonly DayWords[]
  /** What stands above the second list of a pause. */
  givenBackTitle: string
  givenBack: readonly DayWords[]
  /** The date after this part. */
  ending: string
}

/** Every part in words, each date with what became of it: the last one is that of the whole. */
export const explanationWords = (
  parts: readonly ExplanationFacts[],
  say: Translate,
  language: Language,
): PartWords[] => parts.map((part, nth) => partWords(part, say, language, parts[nth + 1]))

/** @param next the part that comes after it and sets its date aside */
export const partWords = (
  part: ExplanationFacts,
  say: Translate,
  language: Language,
  next?: ExplanationFacts,
): PartWords => ({
  title: titleOf(part, say, language),
  details: detailsOf(part, say),
  days: part.days.map((day) => dayWords(day, say, language)),
  givenBackTitle: part.givenBack.length > 0 ? say('explained.given-back') : '',
  givenBack: part.givenBack.map((day) => dayWords(day, say, language)),
  ending: endingOf(part, say, next),
})

const endingOf = (part: ExplanationFacts, say: Translate, next?: ExplanationFacts): string => {
  if (part.dueAt === null) return say('explained.no-due')
  if (!part.isLast) return say('explained.due-of-phase', { due: part.dueAt })
  return next
    ? say('explained.due-before', { due: part.dueAt, next: next.kind })
    : say('explained.due', { due: part.dueAt })
}

const titleOf = (part: ExplanationFacts, say: Translate, language: Language): string => {
  const term = part.term ? say(`term.${part.term.unit}`, { value: part.term.value }) : say('term.none')
  switch (part.kind) {
    case 'TERM':
      return part.special
        ? say('explained.TERM_SPECIAL', {
            term,
            special: part.special.name[language] || part.special.name.vi,
          })
        : say('explained.TERM', { term })
    case 'TERM_CHANGED':
      return say('explained.TERM_CHANGED', { term, at: part.from })
    case 'PHASE':
      return say('explained.PHASE', { name: part.phase?.[language] ?? '', term })
    case 'PAUSE':
      return say('explained.PAUSE', { reason: say(`pause.${part.reason}`) })
    default:
      return say(`explained.${part.kind}`, { at: part.from })
  }
}

const detailsOf = (part: ExplanationFacts, say: Translate): string[] => {
  const basis = part.basis ? [say('explained.basis', { basis: part.basis })] : []
  switch (part.kind) {
    case 'TERM':
      return [
        say(part.from === part.clockStartsAt ? 'explained.from' : 'explained.from-later', {
          from: toTheSecond(part.from, part.cutOff, say),
          start: part.clockStartsAt,
        }),
        ...(part.special ? [say('explained.special-basis', { basis: part.special.basis })] : []),
        say(`explained.rule.${part.end}`, { cutOff: part.cutOff }),
        ...basis,
      ]
    case 'TERM_CHANGED':
      return [...basis, say('explained.counted-anew')]
    case 'PHASE':
      return [
        say(beginningOf(part), { from: part.from, start: part.clockStartsAt }),
        // Of one that is only expected nobody knows yet whether it begins after the cut-off.
        ...(part.hasBegun ? [say(`explained.rule.${part.end}`, { cutOff: part.cutOff }), ...basis] : []),
      ]
    case 'AS_PRINTED':
      return [say('explained.as-printed')]
    case 'PRINTED_PROMISE_HOLDS':
      return [say('explained.printed', { reckoned: part.from })]
    case 'PAUSE':
      return [
        say(part.to === null ? 'explained.pause-open' : 'explained.pause-closed', {
          from: part.from,
          to: part.to,
        }),
        say('explained.pause-minutes', { time: durationWords(part.minutes ?? 0, say) }),
        ...basis,
      ]
    case 'EXTENDED':
      return [say('explained.extended')]
    default:
      return basis
  }
}

const beginningOf = ({ hasBegun, from, clockStartsAt }: ExplanationFacts): string => {
  if (!hasBegun) return 'explained.phase-ahead'
  return from === clockStartsAt ? 'explained.phase-begun' : 'explained.phase-begun-later'
}

/** One day, in words. */
export const dayWords = (day: ExplainedDayFacts, say: Translate, language: Language): DayWords => {
  const what = whatWords(day, say)
  const named = day.name ? namedDay(what, day.name[language] || day.name.vi, say) : what
  return {
    date: day.date,
    counted: day.counted,
    day: dayName(day.date as PlainDate, say),
    count: countWords(day, say),
    what: named,
    note: [
      day.announcedLater ? say('day.announced-later') : '',
      day.source && (day.announcedLater || !day.counted) ? say('day.source', { source: day.source }) : '',
      day.unconfirmed
        ? `${say('day.unconfirmed', { name: day.unconfirmed[language] || day.unconfirmed.vi })}.`
        : '',
    ]
      .filter(Boolean)
      .join(' '),
  }
}

/**
 * «Nghỉ lễ, tết: Quốc khánh»; what the name already says is said once: «Nghỉ hoán đổi dịp Quốc khánh». One word alone
 * may be another's: «Nghỉ lễ, tết: Tết Dương lịch».
 */
export const namedDay = (what: string, name: string, say: Translate): string => {
  const words = what.split(' ')
  const shared = words
    .slice(0, -1)
    .findIndex((_word, at) =>
      `${name} `.toLowerCase().startsWith(`${words.slice(at).join(' ')} `.toLowerCase()),
    )
  if (shared < 0) return say('day.named', { what, name })
  return [...words.slice(0, shared), shared === 0 ? name : name.charAt(0).toLowerCase() + name.slice(1)].join(
    ' ',
  )
}

const DAYS_OFF = ['WEEKLY_REST', 'HOLIDAY', 'SUBSTITUTE', 'SWAP_OFF', 'CLOSURE']

const whatWords = ({ code, counted, ordinal }: ExplainedDayFacts, say: Translate): string => {
  if (counted && code === 'CLOCK_STARTS') return say('day.CLOCK_STARTS_AND_COUNTS')
  const what = say(`day.${code}`)
  return ordinal !== null && DAYS_OFF.includes(code) ? say('day.counted-all-the-same', { what }) : what
}

/** A second after the cut-off is after it, and must be seen to be: in the minute of the cut-off seconds are shown. */
const toTheSecond = (moment: string | null, cutOff: string | null, say: Translate): string | null => {
  const [, minute, seconds] = /T(\d\d:\d\d):(\d\d)/.exec(moment ?? '') ?? []
  if (moment === null || minute !== cutOff || seconds === '00') return moment
  return momentWords(parseInstant(moment), say, true)
}

const countWords = ({ ordinal, minutes, counted }: ExplainedDayFacts, say: Translate): string => {
  if (ordinal !== null)
    return minutes === null
      ? say('day.ordinal', { ordinal })
      : say('day.ordinal-and-more', { ordinal, time: durationWords(minutes, say) })
  if (counted && minutes !== null) return durationWords(minutes, say)
  return say('day.not-counted')
}

/** «thứ Hai, 16/11/2026», "Monday 16 November 2026" */
export const dayName = (date: PlainDate, say: Translate): string =>
  say('date.weekday-and-day', { weekday: say(`weekday.${weekdayOf(date)}`), day: dateWords(date, say) })

/** Working time in hours and minutes; less than a minute is said so. */
export const durationWords = (minutes: number, say: Translate): string => {
  const whole = Math.round(minutes)
  if (whole === 0 && minutes > 0) return say('duration.below-a-minute')
  return say(
    whole < 60 ? 'duration.minutes' : whole % 60 === 0 ? 'duration.hours' : 'duration.hours-and-minutes',
    { hours: Math.floor(whole / 60), minutes: whole % 60 },
  )
}
