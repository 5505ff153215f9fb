import * as calls from '#web/api/calls.ts'
import { useWords } from '#web/ui/words.tsx'
import { type PaperCounts, readPapers } from '../papers/paper-counts.ts'
import { PapersChecklist } from '../papers/papers-checklist.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { NoteField } from './form-parts.tsx'
import { said } from './said.ts'
import { useTyped } from './typed.ts'
import { useFaults } from './use-faults.ts'

/** What a citizen was asked for has been brought to the counter: before acceptance, or while the term stands still. */

export const Complete = (props: ActFormProps) => (
  <PapersBrought {...props} action="complete" call={calls.complete} />
)

export const NoteSupplement = (props: ActFormProps) => (
  <PapersBrought {...props} action="noteSupplement" call={calls.noteSupplement} />
)

const PapersBrought = ({
  action,
  call,
  ...props
}: ActFormProps & { action: 'complete' | 'noteSupplement'; call: typeof calls.noteSupplement }) => {
  const { t } = useWords()
  const worded = useFaults()
  const { typed, set, onDone } = useTyped(props, action, () => ({
    papers: {} as PaperCounts,
    note: '',
  }))
  const { listed } = props.dossier
  const read = readPapers(typed.papers, listed.papers)
  // A mended form or a missing signature is no paper of the list; then it is written down in words.
  const isNothing = read.papers.length === 0 && typed.note.trim() === ''
  return (
    <ActForm
      {...props}
      onDone={onDone}
      action={action}
      faults={[
        ...worded(read.faults),
        ...(isNothing && read.faults.length === 0
          ? [{ field: 'papers', words: t('act.brought-missing') }]
          : []),
      ]}
      send={(act, task) => call(act, { ...task, papers: [...read.papers], ...said({ note: typed.note }) })}
    >
      {(faultAt) => (
        <>
          <p>{t(`act.${action}`, { hours: props.dossier.answerWithinHours })}</p>
          <fieldset className="stack-tight">
            <legend className="strong">{t('act.brought')}</legend>
            <PapersChecklist
              papers={listed.papers}
              counts={typed.papers}
              isWhole={false}
              error={faultAt('papers')}
              faultAt={faultAt}
              onChange={(papers) => set({ papers })}
            />
          </fieldset>
          <NoteField label={t('act.brought-note')} value={typed.note} onType={(note) => set({ note })} />
        </>
      )}
    </ActForm>
  )
}
