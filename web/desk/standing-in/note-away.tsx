import * as calls from '#web/api/calls.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { ErrorSummary } from '#web/ui/error-summary.tsx'
import { TextField } from '#web/ui/fields.tsx'
import { Notice, ProblemNotice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { useFaults } from '../dossier/use-faults.ts'
import { today } from '../session/clock.ts'
import { useSession } from '../session/session.tsx'
import { readPeriod } from './periods.ts'
import { PickColleague } from './pick-colleague.tsx'
import { useArranging } from './use-arranging.ts'

/** Somebody is away, and who does the work meanwhile: nobody is an answer too, and then work waits for others of the post. */
export const NoteAway = ({ colleagues }: { colleagues: readonly calls.Colleague[] }) => {
  const { t } = useWords()
  const worded = useFaults()
  const { officer } = useSession()
  const absentees = colleagues.filter(({ mayNoteAway }) => mayNoteAway)
  const { typed, set, tries, sending, done, folding, summary, onSubmit, faultAt } = useArranging(
    'away',
    () => ({ who: officer.id, cover: '', firstDay: '', lastDay: '' }),
    t('standing-in.noted'),
  )
  const who = absentees.find(({ id }) => id === typed.who)
  const cover = who?.mayLend ? colleagues.find(({ id }) => id === typed.cover && id !== typed.who) : undefined
  const { period, faults: ofPeriod } = readPeriod(typed, 'away', today())
  const faults = worded(ofPeriod)
  const send =
    who && period
      ? (key: string) =>
          calls.noteAbsence(
            {
              ...(who.id === officer.id ? {} : { officerId: who.id }),
              ...(cover ? { coverId: cover.id } : {}),
              ...period,
            },
            key,
          )
      : null
  const at = faultAt(faults)
  if (!who) return null
  return (
    <>
      {done && <Notice kind="done" title={done} />}
      <details {...folding}>
        <summary ref={summary}>{t('standing-in.note-away')}</summary>
        <form className="stack" noValidate onSubmit={onSubmit(faults, send)}>
          <ErrorSummary faults={tries > 0 ? faults : []} shown={tries} />
          <ProblemNotice error={sending.error} takesFocus />
          <div className="fields">
            {absentees.length > 1 && (
              <PickColleague
                id="away.who"
                label={t('standing-in.who-is-away')}
                colleagues={absentees}
                value={typed.who}
                onPick={(id) => set({ who: id })}
              />
            )}
            {who.mayLend && (
              <PickColleague
                id="away.cover"
                label={t('standing-in.cover')}
                nobody={t('standing-in.not-covered')}
                colleagues={colleagues.filter(({ id }) => id !== typed.who)}
                value={cover?.id ?? ''}
                onPick={(id) => set({ cover: id })}
              />
            )}
            <TextField
              id="away.firstDay"
              label={t('standing-in.first-day-away')}
              hint={t('standing-in.first-day-hint')}
              inputMode="numeric"
              value={typed.firstDay}
              onType={(firstDay) => set({ firstDay })}
              error={at('away.firstDay')}
            />
            <TextField
              id="away.lastDay"
              label={t('standing-in.last-day-away')}
              hint={t('standing-in.last-day-hint')}
              inputMode="numeric"
              value={typed.lastDay}
              onType={(lastDay) => set({ lastDay })}
              error={at('away.lastDay')}
            />
          </div>
          <div>
            <BusyButton type="submit" className="button-primary" busy={sending.isPending}>
              {t('standing-in.note-away')}
            </BusyButton>
          </div>
        </form>
      </details>
    </>
  )
}
