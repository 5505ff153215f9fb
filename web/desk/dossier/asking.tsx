import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Fault } from '#web/ui/error-summary.tsx'
import { TextField } from '#web/ui/fields.tsx'
import { useWords } from '#web/ui/words.tsx'
import { calendarQuery } from '../queries.ts'
import { today } from '../session/clock.ts'
import type { ActFormProps } from './act-form.tsx'
import { proposedDay, readReplyBy } from './reply-by.ts'
import { useTyped } from './typed.ts'
import { useFaults } from './use-faults.ts'

/**
 * What every act shares that asks somebody for something: what is typed for it, and the day by which it is to come. That
 * day ends when the office closes, by the calendar of the authority.
 *
 * @param proposed of a form that proposes a day: so many days from today
 */
export const useAsking = <Typed extends object>(
  props: ActFormProps,
  purpose: string,
  initial: () => Typed,
  proposed?: number,
): {
  typed: Typed
  set: (part: Partial<Typed>) => void
  onDone: (version: number) => void
  /** As it is sent. */
  byWhen: { replyBy?: string }
  faults: readonly Fault[]
  dayField: (
    faultAt: (field: string) => string | undefined,
    words?: { label?: string; hint?: string },
  ) => ReactNode
} => {
  const { t } = useWords()
  const worded = useFaults()
  const { data: calendar } = useQuery(calendarQuery)
  // Null until somebody types: then what is proposed stands there, as soon as the calendar is here.
  const { typed, set, onDone } = useTyped<Typed & { replyBy: string | null }>(props, purpose, () => ({
    ...initial(),
    replyBy: null,
  }))
  const begin = calendar && proposed !== undefined ? proposedDay(calendar, today(), proposed) : ''
  const text = typed.replyBy ?? begin
  const { replyBy, faults } = readReplyBy(text, calendar, today())
  return {
    typed,
    set: set as (part: Partial<Typed>) => void,
    onDone,
    byWhen: replyBy === undefined ? {} : { replyBy },
    faults: worded(faults),
    dayField: (faultAt, { label, hint } = {}) => (
      <TextField
        id="replyBy"
        label={label ?? t('act.reply-by')}
        hint={[replyBy ? t('act.reply-by-read', { at: replyBy }) : t('act.reply-by-open'), hint]
          .filter(Boolean)
          .join(' ')}
        inputMode="numeric"
        value={text}
        onType={(next) => (set as (part: { replyBy: string }) => void)({ replyBy: next })}
        error={faultAt('replyBy')}
      />
    ),
  }
}
