import * as calls from '#web/api/calls.ts'
import { RadioGroup, TextArea, TextField } from '#web/ui/fields.tsx'
import { useWords } from '#web/ui/words.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { paragraphsOf } from './paragraphs.ts'
import { useTyped } from './typed.ts'

const OUTCOMES = ['GRANTED', 'REFUSED_ON_MERITS'] as const

interface Typed {
  outcome: (typeof OUTCOMES)[number] | null
  title: string
  body: string
}

const MOST_PARAGRAPHS = 40
const LONGEST_PARAGRAPH = 4000

/** The result as it will be printed: what it decides, its title, its paragraphs. */
export const SubmitDraft = (props: ActFormProps) => {
  const { t } = useWords()
  const { earlierDraft } = props.dossier
  const { typed, set, onDone } = useTyped<Typed>(props, 'submitDraft', () => ({
    // A draft grants or refuses; in part is what several agencies decide together.
    outcome: earlierDraft && earlierDraft.outcome !== 'PARTLY_GRANTED' ? earlierDraft.outcome : null,
    title: earlierDraft?.title ?? '',
    body: earlierDraft?.paragraphs.join('\n') ?? '',
  }))
  const paragraphs = paragraphsOf(typed.body)
  const { outcome } = typed
  const title = typed.title.trim()
  const sentBack = props.dossier.timeline.findLast(
    (entry) => entry.type === 'SentBack' || entry.type === 'DraftSubmitted',
  )
  return (
    <ActForm
      {...props}
      onDone={onDone}
      action="submitDraft"
      faults={[
        ...(outcome === null ? [{ field: 'outcome', words: t('act.outcome-missing') }] : []),
        ...(title === '' ? [{ field: 'draft-title', words: t('act.title-missing') }] : []),
        ...(paragraphs.length === 0 ? [{ field: 'draft-body', words: t('act.body-missing') }] : []),
        ...(paragraphs.length > MOST_PARAGRAPHS
          ? [
              {
                field: 'draft-body',
                words: t('act.body-too-many', { most: MOST_PARAGRAPHS, found: paragraphs.length }),
              },
            ]
          : []),
        ...(paragraphs.some((paragraph) => paragraph.length > LONGEST_PARAGRAPH)
          ? [{ field: 'draft-body', words: t('act.body-too-long', { most: LONGEST_PARAGRAPH }) }]
          : []),
      ]}
      send={outcome && ((act, task) => calls.submitDraft(act, { ...task, outcome, title, paragraphs }))}
    >
      {(faultAt) => (
        <>
          {sentBack?.type === 'SentBack' && sentBack.text && (
            <div className="stack-tight">
              <p className="strong">{t('act.sent-back-because', { name: sentBack.actor.name })}</p>
              <p className="quote">{sentBack.text}</p>
            </div>
          )}
          <RadioGroup
            id="outcome"
            legend={t('act.outcome')}
            value={outcome}
            onPick={(next) => set({ outcome: next })}
            options={OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) }))}
            error={faultAt('outcome')}
          />
          <TextField
            id="draft-title"
            label={t('act.title')}
            hint={t('act.title-hint')}
            spellCheck
            maxLength={300}
            value={typed.title}
            onType={(next) => set({ title: next })}
            error={faultAt('draft-title')}
          />
          <TextArea
            id="draft-body"
            label={t('act.body')}
            hint={t('act.body-hint')}
            rows={10}
            value={typed.body}
            onType={(next) => set({ body: next })}
            error={faultAt('draft-body')}
          />
          <p className="muted small">{t('act.draft-printed')}</p>
        </>
      )}
    </ActForm>
  )
}
