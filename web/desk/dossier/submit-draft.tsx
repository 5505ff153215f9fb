import * as calls from '#web/api/calls.ts'
import { RadioGroup, TextArea, TextField } from '#web/ui/fields.tsx'
import { useKept } from '#web/ui/kept.ts'
import { useWords } from '#web/ui/words.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { useKeptKey } from './kept-key.ts'
import { paragraphsOf } from './paragraphs.ts'

interface Typed {
  outcome: 'GRANTED' | 'REFUSED_ON_MERITS' | ''
  title: string
  body: string
}

const MOST_PARAGRAPHS = 40
const LONGEST_PARAGRAPH = 4000

/** The result as it will be printed: what it decides, its title, its paragraphs. */
export const SubmitDraft = (props: ActFormProps) => {
  const { t } = useWords()
  const { earlierDraft } = props.dossier
  const [typed, keep, forget] = useKept<Typed>(useKeptKey(props.dossier, 'draft'), () => ({
    // A draft grants or refuses; in part is what several agencies decide together.
    outcome: earlierDraft && earlierDraft.outcome !== 'PARTLY_GRANTED' ? earlierDraft.outcome : '',
    title: earlierDraft?.title ?? '',
    body: earlierDraft?.paragraphs.join('\n') ?? '',
  }))
  const paragraphs = paragraphsOf(typed.body)
  const title = typed.title.trim()
  const sentBack = props.dossier.timeline.findLast(
    (entry) => entry.type === 'SentBack' || entry.type === 'DraftSubmitted',
  )
  return (
    <ActForm
      {...props}
      action="submitDraft"
      faults={[
        ...(typed.outcome === '' ? [{ field: 'outcome', words: t('act.outcome-missing') }] : []),
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
      send={(act, task) =>
        calls.submitDraft(act, {
          ...task,
          outcome: typed.outcome === 'REFUSED_ON_MERITS' ? 'REFUSED_ON_MERITS' : 'GRANTED',
          title,
          paragraphs,
        })
      }
      onDone={(version) => {
        forget()
        props.onDone(version)
      }}
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
            value={typed.outcome === '' ? null : typed.outcome}
            onPick={(outcome) => keep((before) => ({ ...before, outcome }))}
            options={(['GRANTED', 'REFUSED_ON_MERITS'] as const).map((value) => ({
              value,
              label: t(`outcome.${value}`),
            }))}
            error={faultAt('outcome')}
          />
          <TextField
            id="draft-title"
            label={t('act.title')}
            hint={t('act.title-hint')}
            spellCheck
            maxLength={300}
            value={typed.title}
            onType={(next) => keep((before) => ({ ...before, title: next }))}
            error={faultAt('draft-title')}
          />
          <TextArea
            id="draft-body"
            label={t('act.body')}
            hint={t('act.body-hint')}
            rows={10}
            value={typed.body}
            onType={(next) => keep((before) => ({ ...before, body: next }))}
            error={faultAt('draft-body')}
          />
          <p className="muted small">{t('act.draft-printed')}</p>
        </>
      )}
    </ActForm>
  )
}
