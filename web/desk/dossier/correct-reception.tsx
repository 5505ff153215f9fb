import * as calls from '#web/api/calls.ts'
import type { Fault } from '#web/ui/error-summary.tsx'
import { CheckboxGroup, RadioGroup, TextField } from '#web/ui/fields.tsx'
import { dayOnly } from '#web/ui/figures.ts'
import { useWords } from '#web/ui/words.tsx'
import { asksFor } from '../counter/draft.ts'
import { useListed } from '../papers/listed.ts'
import { countsOf, missingFaults, type PaperCounts, readPapers, readSets } from '../papers/paper-counts.ts'
import { PapersField } from '../papers/papers-field.tsx'
import { nobody, type PersonDraft, readPerson } from '../person/person-draft.ts'
import { PersonFields } from '../person/person-fields.tsx'
import { today } from '../session/clock.ts'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { ReasonField } from './form-parts.tsx'
import { unlessSaid } from './said.ts'
import { useTyped } from './typed.ts'
import { useFaults } from './use-faults.ts'

const CHANGES = ['papers', 'owner', 'submitter', 'place', 'applicant'] as const
type Change = (typeof CHANGES)[number]

const PLACES = ['ORDINARY', 'DIFFICULT'] as const
const APPLICANTS = ['PERSON', 'ORGANISATION'] as const

interface Typed {
  reason: string
  changes: readonly Change[]
  caseId: string
  papers: PaperCounts
  sets: string
  owner: PersonDraft
  submitter: PersonDraft
  place: (typeof PLACES)[number] | null
  applicant: (typeof APPLICANTS)[number] | null
}

type Part = 'OWNER' | 'SUBMITTER'

/** What was written down wrongly at reception, put right: only what is ticked is sent. */
export const CorrectReception = (props: ActFormProps) => {
  const { t } = useWords()
  const worded = useFaults()
  const { dossier } = props
  const { typed, set, onDone } = useTyped<Typed>(props, 'correctReception', () => ({
    reason: '',
    changes: [],
    caseId: '',
    papers: countsOf(dossier.papers),
    sets: '',
    owner: draftOf(dossier, 'OWNER'),
    submitter: draftOf(dossier, 'SUBMITTER'),
    place: null,
    applicant: null,
  }))
  const changes = (change: Change) => typed.changes.includes(change)
  const listed = useListed(dossier, typed.caseId)
  const { chosen } = listed
  const asked = asksFor(chosen, dossier.channel)
  const offered = CHANGES.filter((change) =>
    change === 'place' ? asked.place : change === 'applicant' ? asked.applicant : true,
  )
  const papers = readPapers(typed.papers, chosen?.papers ?? [])
  const setsText = typed.sets === '' ? String(chosen?.sets ?? 1) : typed.sets
  const sets = readSets(setsText)
  const owner = readPerson(typed.owner, 'owner', today())
  const submitter = readPerson(typed.submitter, 'submitter', today())

  const faults: readonly Fault[] = [
    ...(typed.changes.length === 0 ? [{ field: 'changes', words: t('correct.nothing') }] : []),
    ...worded([
      ...(changes('papers') ? [...papers.faults, ...missingFaults(chosen?.papers ?? [], papers.papers)] : []),
      ...(changes('papers') && sets === null ? [{ field: 'sets', id: 'intake.sets-wrong' as const }] : []),
      ...(changes('owner') ? owner.faults : []),
      ...(changes('submitter') ? submitter.faults : []),
      ...(changes('place') && !typed.place ? [{ field: 'place', id: 'intake.place-missing' as const }] : []),
      ...(changes('applicant') && !typed.applicant
        ? [{ field: 'applicant', id: 'intake.applicant-missing' as const }]
        : []),
    ]),
    // The page shows the number only in part, and a person is written anew as a whole: unsaid it would be gone.
    ...(['OWNER', 'SUBMITTER'] as const).flatMap((part) => {
      const name = part === 'OWNER' ? 'owner' : 'submitter'
      return changes(name) && personOf(dossier, part)?.citizenNumberMasked
        ? unlessSaid(typed[name].citizenNumber, `${name}.citizenNumber`, t('correct.number-again'))
        : []
    }),
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
          ...(changes('papers') && sets !== null ? { papers: [...papers.papers], sets } : {}),
          ...(changes('owner') ? { owner: withEmail(owner.person, dossier, 'OWNER') } : {}),
          ...(changes('submitter') ? { submitter: withEmail(submitter.person, dossier, 'SUBMITTER') } : {}),
          ...(changes('place') && typed.place ? { place: typed.place } : {}),
          ...(changes('applicant') && typed.applicant ? { applicant: typed.applicant } : {}),
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
            <>
              <PapersField
                listed={listed}
                counts={typed.papers}
                faultAt={faultAt}
                onCase={(caseId) => set({ caseId })}
                onChange={(next) => set({ papers: next })}
              />
              <div className="narrow">
                <TextField
                  id="sets"
                  label={t('intake.sets')}
                  inputMode="numeric"
                  value={setsText}
                  onType={(text) => set({ sets: text })}
                  error={faultAt('sets')}
                />
              </div>
            </>
          )}
          {(['owner', 'submitter'] as const).map(
            (part) =>
              changes(part) && (
                <PersonFields
                  key={part}
                  part={part}
                  title={t(part === 'owner' ? 'part.OWNER' : 'part.SUBMITTER')}
                  person={typed[part]}
                  faultAt={faultAt}
                  onChange={(fields) => set({ [part]: { ...typed[part], ...fields } })}
                />
              ),
          )}
          {changes('place') && (
            <RadioGroup
              id="place"
              legend={t('intake.place')}
              error={faultAt('place')}
              value={typed.place}
              onPick={(place) => set({ place })}
              options={PLACES.map((value) => ({ value, label: t(`place.${value}`) }))}
            />
          )}
          {changes('applicant') && (
            <RadioGroup
              id="applicant"
              legend={t('intake.applicant')}
              error={faultAt('applicant')}
              value={typed.applicant}
              onPick={(applicant) => set({ applicant })}
              options={APPLICANTS.map((value) => ({ value, label: t(`applicant.${value}`) }))}
            />
          )}
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
  dossier.persons.find((person) => person.part === part)

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

/** An address of mail given online stays: no form of the desk asks for it. */
const withEmail = (person: calls.Reception['owner'], dossier: calls.Dossier, part: Part) => {
  const email = personOf(dossier, part)?.email
  return email ? { ...person, email } : person
}
