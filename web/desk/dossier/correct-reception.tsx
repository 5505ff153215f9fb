import * as calls from '#web/api/calls.ts'
import type { Fault } from '#web/ui/error-summary.tsx'
import { CheckboxGroup } from '#web/ui/fields.tsx'
import { dayOnly } from '#web/ui/figures.ts'
import { useWords } from '#web/ui/words.tsx'
import { factsMissing, factsSaid, type TermFacts, TermFields } from '../counter/term-fields.tsx'
import {
  asWrittenDown,
  PapersAndSets,
  type PapersTyped,
  readPapersAndSets,
} from '../papers/papers-and-sets.tsx'
import { readChange } from '../person/person-change.ts'
import { nobody, type PersonDraft } from '../person/person-draft.ts'
import { PersonFields } from '../person/person-fields.tsx'
import { today } from '../session/clock.ts'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { ReasonField } from './form-parts.tsx'
import { unlessSaid } from './said.ts'
import { useTyped } from './typed.ts'
import { useFaults } from './use-faults.ts'

const PARTS = { owner: 'OWNER', submitter: 'SUBMITTER', subject: 'SUBJECT' } as const
type Part = keyof typeof PARTS
const PART_NAMES = Object.keys(PARTS) as Part[]

type Change = 'papers' | Part | 'place' | 'applicant'

interface Typed extends PapersTyped, TermFacts, Record<Part, PersonDraft> {
  reason: string
  changes: readonly Change[]
}

/** What was written down wrongly at reception, put right: only what is ticked, and of a person what was typed over. */
export const CorrectReception = (props: ActFormProps) => {
  const { t } = useWords()
  const worded = useFaults()
  const { dossier } = props
  const { typed, set, onDone } = useTyped<Typed>(props, 'correctReception', () => ({
    reason: '',
    changes: [],
    ...asWrittenDown(dossier),
    owner: draftOf(dossier, 'owner'),
    submitter: draftOf(dossier, 'submitter'),
    subject: draftOf(dossier, 'subject'),
    place: null,
    applicant: null,
  }))
  const offered: readonly Change[] = [
    'papers',
    // Whoever it concerns was written down at reception, or is nobody besides the owner.
    ...PART_NAMES.filter((part) => part !== 'subject' || personOf(dossier, part) !== undefined),
    ...dossier.asks.map(({ fact }) => fact),
  ]
  const changes = (change: Change) => typed.changes.includes(change) && offered.includes(change)
  const asks = dossier.asks.filter(({ fact }) => changes(fact))
  const { papers, sets, faults: paperFaults } = readPapersAndSets(dossier, typed)
  const people = PART_NAMES.filter(changes).map((part) => ({
    part,
    ...readChange(draftOf(dossier, part), typed[part], part, today()),
  }))

  const faults: readonly Fault[] = [
    ...(offered.some(changes) ? [] : [{ field: 'changes', words: t('correct.nothing') }]),
    ...worded(changes('papers') ? paperFaults : []),
    ...people.flatMap(({ part, change, faults: wrong }) =>
      Object.keys(change).length > 0
        ? worded(wrong)
        : [
            {
              field: `${part}.fullName`,
              words: t('correct.nothing-typed', { part: t(`part.${PARTS[part]}`) }),
            },
          ],
    ),
    ...worded(factsMissing(asks, typed)),
    ...unlessSaid(typed.reason, 'reason', t('correct.reason-missing')),
  ]

  return (
    <ActForm
      {...props}
      onDone={onDone}
      action="correctReception"
      faults={faults}
      send={(act) =>
        calls.correctReception(act, {
          reason: typed.reason.trim(),
          ...(changes('papers') ? { papers, sets } : {}),
          ...Object.fromEntries(people.map(({ part, change }) => [part, change])),
          ...factsSaid(asks, typed),
        })
      }
    >
      {(faultAt) => (
        <>
          <p>{t('act.correctReception')}</p>
          <CheckboxGroup
            id="changes"
            legend={t('correct.what')}
            values={typed.changes}
            onPick={(next) => set({ changes: next })}
            options={offered.map((value) => ({ value, label: t(`correct.${value}`) }))}
            error={faultAt('changes')}
          />
          {changes('papers') && (
            <PapersAndSets dossier={dossier} typed={typed} onChange={set} faultAt={faultAt} />
          )}
          {people.map(({ part }) => (
            <PersonFields
              key={part}
              part={part}
              title={t(`part.${PARTS[part]}`)}
              person={typed[part]}
              keepsNumber={personOf(dossier, part)?.citizenNumberMasked ?? null}
              faultAt={faultAt}
              onChange={(fields) => set({ [part]: { ...typed[part], ...fields } })}
            />
          ))}
          {asks.length > 0 && <TermFields asks={asks} facts={typed} onPick={set} faultAt={faultAt} />}
          <ReasonField
            value={typed.reason}
            onType={(reason) => set({ reason })}
            error={faultAt('reason')}
            hint={t('correct.reason-hint')}
          />
        </>
      )}
    </ActForm>
  )
}

const personOf = (dossier: calls.Dossier, part: Part) =>
  dossier.persons.find((person) => person.part === PARTS[part])

const draftOf = (dossier: calls.Dossier, part: Part): PersonDraft => {
  const person = personOf(dossier, part)
  if (!person) return nobody
  const { fullName, birthDate, phone, address } = person
  return {
    ...nobody,
    fullName: fullName ?? '',
    birthDate: birthDate ? dayOnly(birthDate) : '',
    phone: phone ?? '',
    address: address ?? '',
  }
}
