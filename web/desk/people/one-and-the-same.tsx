import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { declareSamePerson } from '#web/api/calls.ts'
import { isProblem } from '#web/api/client.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextArea } from '#web/ui/fields.tsx'
import { useAnnounce } from '#web/ui/live-region.tsx'
import { ProblemNotice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import type { HumanBeing, Person } from './found-person.tsx'

/** Says that two who were chosen are one, with the reason. Their dossiers and papers stay as they are. */
export const OneAndTheSame = ({ items, onDone }: { items: readonly HumanBeing[]; onDone: () => void }) => {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  const [one, other] = items.map(({ persons }) => persons[0])
  if (!one) return null
  return (
    <div className="sheet row chosen-bar">
      <p>{other ? t('people.chosen-two') : t('people.chosen-one')}</p>
      {other && (
        <button type="button" className="button button-primary" onClick={() => setOpen(true)}>
          {t('people.same')}
        </button>
      )}
      <button type="button" className="button button-plain" onClick={onDone}>
        {t('people.choose-none')}
      </button>
      <Dialog
        title={t('people.same-title')}
        open={isOpen && other !== undefined}
        onClose={() => setOpen(false)}
      >
        <p>{t('people.same-detail')}</p>
        <ul>
          {[one, other].map(
            (person) =>
              person && (
                <li key={person.id}>
                  <span className="strong">{person.fullName}</span> {person.citizenNumberMasked} –{' '}
                  {person.dossier.code}
                </li>
              ),
          )}
        </ul>
        <SameForm
          persons={[one, other ?? one]}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false)
            onDone()
          }}
        />
      </Dialog>
    </div>
  )
}

const SameForm = ({
  persons,
  onClose,
  onDone,
}: {
  persons: readonly [Person, Person]
  onClose: () => void
  onDone: () => void
}) => {
  const { t } = useWords()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const [fault, setFault] = useState<string>()
  const [isConfirmed, setConfirmed] = useState(false)
  const declaring = useMutation({
    mutationFn: () =>
      declareSamePerson({
        personIds: persons.map(({ id }) => id),
        reason: reason.trim(),
        ...(isConfirmed ? { numbersDiffer: 'CONFIRMED' as const } : {}),
      }),
    onSuccess: async () => {
      announce(t('people.same-said'))
      onDone()
      await queries.invalidateQueries({ queryKey: ['people'] })
    },
  })
  // The server holds the numbers against one another: here only their ends are known.
  const mustConfirm = isConfirmed || isProblem(declaring.error, 'numbers-differ')
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() === '') setFault(t('people.reason-needed'))
    else declaring.mutate()
  }
  return (
    <form className="stack" onSubmit={send}>
      <TextArea
        label={t('people.reason')}
        hint={t('people.reason-hint')}
        value={reason}
        onType={(value) => {
          setReason(value)
          setFault(undefined)
        }}
        error={fault}
        maxLength={2000}
        rows={3}
      />
      <ProblemNotice error={declaring.error} takesFocus />
      {mustConfirm && (
        <div className="stack-tight">
          <ul className="figures">
            {persons.map(({ id, citizenNumberMasked, dossier }) => (
              <li key={id}>
                {t('people.number-of', {
                  number: citizenNumberMasked ?? t('people.no-number'),
                  code: dossier.code,
                })}
              </li>
            ))}
          </ul>
          <label className="choice">
            <input
              type="checkbox"
              checked={isConfirmed}
              onChange={(event) => setConfirmed(event.target.checked)}
            />
            {t('people.numbers-compared')}
          </label>
        </div>
      )}
      <div className="row">
        <BusyButton type="submit" className="button-primary" busy={declaring.isPending}>
          {t('people.same-confirm')}
        </BusyButton>
        <button type="button" className="button" onClick={onClose}>
          {t('close')}
        </button>
      </div>
    </form>
  )
}
