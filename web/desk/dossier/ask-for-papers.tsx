import { missingPapers } from '#common/papers.ts'
import * as calls from '#web/api/calls.ts'
import { TextArea } from '#web/ui/fields.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { useAsking } from './asking.tsx'
import { LegalBasisField, ReasonField } from './form-parts.tsx'
import { paragraphsOf } from './paragraphs.ts'
import { said, unlessSaid } from './said.ts'

/** The two requests that are printed as M02: before a dossier is accepted, and while it is handled. */

export const AskToComplete = (props: ActFormProps) => (
  <AskForPapers {...props} action="askToComplete" call={calls.askToComplete} />
)

export const AskSupplement = (props: ActFormProps) => (
  <AskForPapers {...props} action="askSupplement" call={calls.askSupplement} />
)

// What the contract takes: a page of M02 holds about forty lines.
const MOST_ITEMS = 40
const LONGEST_ITEM = 1000

// A proposal of this form and of no text: the field says so, and the officer types what holds.
const PROPOSED_DAYS = 10

const AskForPapers = ({
  action,
  call,
  ...props
}: ActFormProps & { action: 'askToComplete' | 'askSupplement'; call: typeof calls.askSupplement }) => {
  const { t } = useWords()
  const { typed, set, onDone, byWhen, faults, dayField } = useAsking(
    props,
    action,
    () => ({ items: '', reason: '', legalBasis: '' }),
    PROPOSED_DAYS,
  )
  const items = paragraphsOf(typed.items)
  const missing = missingPapers(props.dossier.listed.papers, props.dossier.papers)
    .map(({ name }) => name)
    .filter((name) => !items.includes(name))
  return (
    <ActForm
      {...props}
      onDone={onDone}
      action={action}
      faults={[
        ...(items.length === 0 ? [{ field: 'items', words: t('act.items-missing') }] : []),
        ...(items.length > MOST_ITEMS
          ? [{ field: 'items', words: t('act.items-too-many', { most: MOST_ITEMS, found: items.length }) }]
          : []),
        ...(items.some((item) => item.length > LONGEST_ITEM)
          ? [{ field: 'items', words: t('act.item-too-long', { most: LONGEST_ITEM }) }]
          : []),
        ...unlessSaid(typed.reason, 'reason', t('act.reason-for-citizen')),
        ...faults,
      ]}
      send={(act, task) =>
        call(act, {
          ...task,
          items,
          reason: typed.reason.trim(),
          ...said({ legalBasis: typed.legalBasis }),
          ...byWhen,
        })
      }
    >
      {(faultAt) => (
        <>
          <Notice>{t(`act.${action}`)}</Notice>
          <TextArea
            id="items"
            label={t('act.items')}
            hint={t('act.items-hint')}
            rows={4}
            value={typed.items}
            onType={(text) => set({ items: text })}
            error={faultAt('items')}
          />
          {missing.length > 0 && (
            <div>
              <button
                type="button"
                className="button"
                onClick={() => {
                  set({ items: [...items, ...missing].join('\n') })
                  document.getElementById('items')?.focus()
                }}
              >
                {t('act.items-add-missing', { count: missing.length })}
              </button>
            </div>
          )}
          <ReasonField
            value={typed.reason}
            onType={(reason) => set({ reason })}
            error={faultAt('reason')}
            hint={t('act.printed-for-citizen')}
          />
          <LegalBasisField value={typed.legalBasis} onType={(legalBasis) => set({ legalBasis })} />
          <div className="narrow">
            {dayField(faultAt, { label: t('act.bring-by'), hint: t('act.reply-by-proposed') })}
          </div>
        </>
      )}
    </ActForm>
  )
}
