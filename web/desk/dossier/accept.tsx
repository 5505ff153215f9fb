import { useState } from 'react'
import * as calls from '#web/api/calls.ts'
import { Notice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { factsMissing, factsSaid, type TermFacts, TermFields } from '../counter/term-fields.tsx'
import {
  asWrittenDown,
  PapersAndSets,
  type PapersTyped,
  readPapersAndSets,
} from '../papers/papers-and-sets.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { useTyped } from './typed.ts'
import { useFaults } from './use-faults.ts'

/** What was filed is complete: the promise is made now. The papers are held against the list as at the counter. */
export const Accept = (props: ActFormProps) => {
  const { t } = useWords()
  const worded = useFaults()
  const { dossier } = props
  // What was brought meanwhile is in the new page of the dossier: it begins from there, not from what was kept before.
  const [begin] = useState(() => asWrittenDown(dossier))
  const { typed, set, onDone } = useTyped<PapersTyped & TermFacts>(
    props,
    `accept.${dossier.version}`,
    () => ({ ...begin, place: null, applicant: null }),
  )
  const { papers, sets, faults } = readPapersAndSets(dossier, typed)
  return (
    <ActForm
      {...props}
      onDone={onDone}
      action="accept"
      faults={worded([...faults, ...factsMissing(dossier.asks, typed)])}
      send={(act) => calls.accept(act, { papers, sets, ...factsSaid(dossier.asks, typed) })}
    >
      {(faultAt) => (
        <>
          <Notice>{t('act.accept')}</Notice>
          <PapersAndSets dossier={dossier} typed={typed} onChange={set} faultAt={faultAt} />
          {dossier.asks.length > 0 && (
            <div className="fields">
              <TermFields asks={dossier.asks} facts={typed} onPick={set} faultAt={faultAt} />
            </div>
          )}
        </>
      )}
    </ActForm>
  )
}
