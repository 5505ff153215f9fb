import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type FoundPeople, undoSamePerson } from '#web/api/calls.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { useAnnounce } from '#web/ui/live-region.tsx'
import { ProblemNotice } from '#web/ui/notice.tsx'
import { DueClock, Moment, PausedTerm, StateBadge, TimelinessBadge } from '#web/ui/status.tsx'
import { dayIn, titleIn, useWords } from '#web/ui/words.tsx'

export type HumanBeing = FoundPeople['items'][number]
export type Person = HumanBeing['persons'][number]

/** One human being: as written down in each dossier, with where that dossier stands. */
export const FoundPerson = ({
  item,
  isChosen,
  onChoose,
  mayUndo,
  onUndone,
}: {
  item: HumanBeing
  /** Null where nobody is to be chosen. */
  isChosen: boolean | null
  onChoose: (isChosen: boolean) => void
  mayUndo: boolean
  onUndone: () => void
}) => {
  const { t } = useWords()
  const [first] = item.persons
  if (!first) return null
  return (
    <li className="sheet stack-tight">
      <div className="row row-apart">
        <h2 className="person-name">{first.fullName}</h2>
        {isChosen !== null && (
          <label className="choice">
            <input
              type="checkbox"
              checked={isChosen}
              onChange={(event) => onChoose(event.target.checked)}
              aria-label={t('people.choose-of', { name: first.fullName, code: first.dossier.code })}
            />
            {t('people.choose')}
          </label>
        )}
      </div>
      {item.persons.length > 1 && (
        <p className="muted">{t('people.one-being', { count: item.persons.length })}</p>
      )}
      <ul className="person-dossiers">
        {item.persons.map((person) => (
          <DossierOf key={person.id} person={person} named={item.persons.length > 1} />
        ))}
      </ul>
      {item.findings.map((finding) => (
        <Finding
          key={finding.id}
          finding={finding}
          name={first.fullName}
          mayUndo={mayUndo}
          onUndone={onUndone}
        />
      ))}
    </li>
  )
}

const DossierOf = ({ person, named }: { person: Person; named: boolean }) => {
  const { t, language } = useWords()
  const { dossier } = person
  return (
    <li className="stack-tight">
      <p className="row figures">
        {named && <span className="strong">{person.fullName}</span>}
        {person.birthDate && <span>{t('people.born', { day: dayIn(person.birthDate, t) })}</span>}
        {person.citizenNumberMasked && (
          <span>
            {t(person.isNumberVerified ? 'people.number-verified' : 'people.number', {
              number: person.citizenNumberMasked,
            })}
          </span>
        )}
        {person.phoneMasked && <span>{t('people.phone', { number: person.phoneMasked })}</span>}
        {!person.birthDate && !person.citizenNumberMasked && !person.phoneMasked && (
          <span className="muted">{t('people.name-alone')}</span>
        )}
      </p>
      <p className="row">
        <Link to="/ho-so/$id" params={{ id: dossier.id }} className="strong nowrap">
          {dossier.code}
        </Link>
        <StateBadge state={dossier.state} />
        <span className="muted">{t(`part.${person.part}`)}</span>
      </p>
      <p>{titleIn(dossier.procedure, language)}</p>
      <p className="row">
        <span className="muted">
          {t('column.received')}: <Moment at={dossier.acceptedAt ?? dossier.submittedAt} />
        </span>
        <span>
          {t('column.due')}:{' '}
          {dossier.paused ? (
            <PausedTerm paused={dossier.paused} />
          ) : dossier.currentDueAt ? (
            <Moment at={dossier.currentDueAt} />
          ) : (
            t(dossier.acceptedAt ? 'term.none' : 'dossiers.no-date-yet')
          )}
        </span>
        {dossier.timeliness ? (
          <TimelinessBadge timeliness={dossier.timeliness} />
        ) : (
          !dossier.paused && dossier.workingTimeLeft && <DueClock left={dossier.workingTimeLeft} />
        )}
      </p>
    </li>
  )
}

const Finding = ({
  finding,
  name,
  mayUndo,
  onUndone,
}: {
  finding: HumanBeing['findings'][number]
  name: string
  mayUndo: boolean
  onUndone: () => void
}) => {
  const { t } = useWords()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const [isAsked, setAsked] = useState(false)
  const undoing = useMutation({
    mutationFn: () => undoSamePerson(finding.id),
    onSuccess: () => {
      announce(t('people.undone-said'))
      onUndone()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['people'] }),
  })
  return (
    <div className="stack-tight">
      <p className="small">
        {t('people.finding', { by: finding.by, at: finding.at, reason: finding.reason })}
      </p>
      {finding.numbersApart.length > 0 && (
        <p className="small figures">
          {t('people.numbers-apart', {
            one: finding.numbersApart[0] ?? '',
            other: finding.numbersApart[1] ?? '',
          })}
        </p>
      )}
      {mayUndo && (
        <p>
          <button
            type="button"
            className="button button-plain"
            onClick={() => setAsked(true)}
            aria-label={t('people.undo-of', { name })}
          >
            {t('people.undo')}
          </button>
        </p>
      )}
      <Dialog title={t('people.undo-title')} open={isAsked} onClose={() => setAsked(false)}>
        <p>{t('people.undo-detail', { name })}</p>
        <p>{t('people.finding', { by: finding.by, at: finding.at, reason: finding.reason })}</p>
        <ProblemNotice error={undoing.error} takesFocus />
        <div className="row">
          <BusyButton className="button-primary" busy={undoing.isPending} onClick={() => undoing.mutate()}>
            {t('people.undo-confirm')}
          </BusyButton>
          <button type="button" className="button" onClick={() => setAsked(false)}>
            {t('close')}
          </button>
        </div>
      </Dialog>
    </div>
  )
}
