import { useState } from 'react'
import * as calls from '#web/api/calls.ts'
import { TextField } from '#web/ui/fields.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { asksFor } from '../counter/draft.ts'
import { type TermFacts, TermFields } from '../counter/term-fields.tsx'
import { useListed } from '../papers/listed.ts'
import { countsOf, missingFaults, type PaperCounts, readPapers, readSets } from '../papers/paper-counts.ts'
import { PapersField } from '../papers/papers-field.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { useTyped } from './typed.ts'
import { useFaults } from './use-faults.ts'

interface Typed extends TermFacts {
  caseId: string
  papers: PaperCounts
  sets: string
}

/** What was filed is complete: the promise is made now. The papers are held against the list as at the counter. */
export const Accept = (props: ActFormProps) => {
  const { t } = useWords()
  const worded = useFaults()
  const { dossier } = props
  // What was brought meanwhile is in the new page of the dossier: it begins from there, not from what was kept before.
  const [begin] = useState(() => countsOf(dossier.papers))
  const { typed, set, onDone } = useTyped<Typed>(props, `accept.${dossier.version}`, () => ({
    caseId: '',
    papers: begin,
    sets: '',
    place: null,
    applicant: null,
  }))
  const listed = useListed(dossier, typed.caseId)
  const { chosen } = listed
  const asked = asksFor(chosen, dossier.channel)
  const read = readPapers(typed.papers, chosen?.papers ?? [])
  const setsText = typed.sets === '' ? String(chosen?.sets ?? 1) : typed.sets
  const sets = readSets(setsText)
  return (
    <ActForm
      {...props}
      onDone={onDone}
      action="accept"
      faults={worded([
        ...read.faults,
        ...(chosen
          ? missingFaults(chosen.papers, read.papers)
          : [{ field: 'papers', id: 'loading' as const }]),
        ...(sets === null ? [{ field: 'sets', id: 'intake.sets-wrong' as const }] : []),
        ...(asked.place && !typed.place ? [{ field: 'place', id: 'intake.place-missing' as const }] : []),
        ...(asked.applicant && !typed.applicant
          ? [{ field: 'applicant', id: 'intake.applicant-missing' as const }]
          : []),
      ])}
      send={(act) =>
        calls.accept(act, {
          papers: [...read.papers],
          sets: sets ?? 1,
          ...(asked.place && typed.place ? { place: typed.place } : {}),
          ...(asked.applicant && typed.applicant ? { applicant: typed.applicant } : {}),
        })
      }
    >
      {(faultAt) => (
        <>
          <Notice>{t('act.accept')}</Notice>
          <PapersField
            listed={listed}
            counts={typed.papers}
            faultAt={faultAt}
            onCase={(caseId) => set({ caseId })}
            onChange={(papers) => set({ papers })}
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
          {(asked.place || asked.applicant) && (
            <div className="fields">
              <TermFields asked={asked} facts={typed} onPick={set} faultAt={faultAt} />
            </div>
          )}
        </>
      )}
    </ActForm>
  )
}
