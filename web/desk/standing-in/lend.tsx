import * as calls from '#web/api/calls.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { ErrorSummary } from '#web/ui/error-summary.tsx'
import { CheckboxGroup, TextField } from '#web/ui/fields.tsx'
import { Notice, ProblemNotice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { unlessSaid } from '../dossier/said.ts'
import { useFaults } from '../dossier/use-faults.ts'
import { today } from '../session/clock.ts'
import { useSession } from '../session/session.tsx'
import { momentsOf, readPeriod } from './periods.ts'
import { PickColleague } from './pick-colleague.tsx'
import { useArranging } from './use-arranging.ts'

/** Posts are lent in writing, for a stated time: one's own, or those that one arranges. */
export const Lend = ({ colleagues }: { colleagues: readonly calls.Colleague[] }) => {
  const { t } = useWords()
  const worded = useFaults()
  const { officer } = useSession()
  const lenders = colleagues.filter(({ mayLend }) => mayLend)
  const { typed, set, tries, sending, done, folding, summary, onSubmit, faultAt } = useArranging(
    'lend',
    () => ({
      from: officer.id,
      to: '',
      roles: null as readonly calls.Role[] | null,
      firstDay: '',
      lastDay: '',
      basis: '',
    }),
    t('standing-in.lent'),
  )
  const from = lenders.find(({ id }) => id === typed.from)
  const to = colleagues.find(({ id }) => id === typed.to && id !== typed.from)
  const held = from?.roles ?? []
  // Whoever holds one post lends that one.
  const roles = typed.roles ?? (held.length === 1 ? held : [])
  const { period, faults: ofPeriod } = readPeriod(typed, 'lend', today())
  const faults = [
    ...(to ? [] : [{ field: 'lend.to', words: t('standing-in.to-missing') }]),
    ...(roles.length > 0 ? [] : [{ field: 'lend.roles', words: t('standing-in.roles-missing') }]),
    ...worded(ofPeriod),
    ...unlessSaid(typed.basis, 'lend.basis', t('standing-in.basis-missing')),
  ]
  const send =
    from && to && period
      ? (key: string) =>
          calls.makeDelegation(
            {
              ...(from.id === officer.id ? {} : { fromOfficerId: from.id }),
              toOfficerId: to.id,
              roles: [...roles],
              ...momentsOf(period, today()),
              basis: typed.basis.trim(),
            },
            key,
          )
      : null
  const at = faultAt(faults)
  if (!from) return null
  return (
    <>
      {done && <Notice kind="done" title={done} />}
      <details {...folding}>
        <summary ref={summary}>{t('standing-in.lend')}</summary>
        <form className="stack" noValidate onSubmit={onSubmit(faults, send)}>
          <ErrorSummary faults={tries > 0 ? faults : []} shown={tries} />
          <ProblemNotice error={sending.error} takesFocus />
          <Notice>{t('standing-in.lend-detail')}</Notice>
          <div className="fields">
            {lenders.length > 1 && (
              <PickColleague
                id="lend.from"
                label={t('standing-in.whose')}
                colleagues={lenders}
                value={typed.from}
                onPick={(id) => set({ from: id, roles: null })}
              />
            )}
            <PickColleague
              id="lend.to"
              label={t('standing-in.to-whom')}
              colleagues={colleagues.filter(({ id }) => id !== typed.from)}
              value={to?.id ?? ''}
              onPick={(id) => set({ to: id })}
              error={at('lend.to')}
            />
          </div>
          <CheckboxGroup
            id="lend.roles"
            legend={t('standing-in.roles')}
            values={roles}
            onPick={(next) => set({ roles: next })}
            options={held.map((value) => ({ value, label: t(`role.${value}`) }))}
            error={at('lend.roles')}
          />
          <div className="fields">
            <TextField
              id="lend.firstDay"
              label={t('standing-in.first-day')}
              hint={t('standing-in.first-day-hint')}
              inputMode="numeric"
              value={typed.firstDay}
              onType={(firstDay) => set({ firstDay })}
              error={at('lend.firstDay')}
            />
            <TextField
              id="lend.lastDay"
              label={t('standing-in.last-day')}
              hint={t('standing-in.last-day-hint')}
              inputMode="numeric"
              value={typed.lastDay}
              onType={(lastDay) => set({ lastDay })}
              error={at('lend.lastDay')}
            />
            <TextField
              id="lend.basis"
              label={t('standing-in.basis')}
              hint={t('standing-in.basis-hint')}
              maxLength={300}
              value={typed.basis}
              onType={(basis) => set({ basis })}
              error={at('lend.basis')}
            />
          </div>
          <div>
            <BusyButton type="submit" className="button-primary" busy={sending.isPending}>
              {t('standing-in.lend')}
            </BusyButton>
          </div>
        </form>
      </details>
    </>
  )
}
