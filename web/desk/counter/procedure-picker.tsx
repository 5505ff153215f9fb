import { useQuery } from '@tanstack/react-query'
import { type Ref, useState } from 'react'
import type { ProcedureSummary } from '#web/api/calls.ts'
import { SearchPicker } from '#web/ui/combobox.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Notice, ProblemNotice } from '#web/ui/notice.tsx'
import { termWords, titleIn, useWords } from '#web/ui/words.tsx'
import { proceduresQuery } from '../queries.ts'
import { findProcedures } from './find-procedure.ts'
import { NotReceivedHere } from './not-received-here.tsx'
import { usePinned } from './pinned.ts'

// More than these nobody reads; two more letters bring the right one up.
const SHOWN = 30

/**
 * Finds a procedure by words without marks, initials or code; the ones received all day are pinned under digits. What
 * is not received here is found after what is, and picking it says why instead of beginning an intake.
 */
export const ProcedurePicker = ({
  picked,
  error,
  inputRef,
  onPick,
  onLeave,
}: {
  picked: string | null
  error?: string | undefined
  inputRef: Ref<HTMLInputElement>
  onPick: (slug: string) => void
  onLeave: () => void
}) => {
  const { t, language } = useWords()
  const { data, error: listError } = useQuery(proceduresQuery)
  const [pinned, togglePin] = usePinned()
  const [told, setTold] = useState<ProcedureSummary | null>(null)
  const titleOf = (procedure: ProcedureSummary) => titleIn(procedure, language)
  const choices = (data?.items ?? []).map((procedure) => ({
    ...procedure,
    id: procedure.slug,
    text: titleOf(procedure),
    termWords: termWords(procedure, t),
  }))
  const pick = (procedure: ProcedureSummary) => {
    setTold(procedure.receivable ? null : procedure)
    if (procedure.receivable) onPick(procedure.slug)
  }
  const pinnedChoices = pinned.flatMap((slug) => choices.find(({ id }) => id === slug) ?? [])
  return (
    <div className="stack-tight">
      <ProblemNotice error={listError} />
      {data?.hasMore && <Notice>{t('intake.procedures-cut', { count: data.items.length })}</Notice>}
      <SearchPicker
        id="procedure"
        label={t('intake.procedure-find')}
        placeholder={t('intake.procedure-placeholder')}
        items={choices}
        picked={choices.find(({ id }) => id === picked) ?? null}
        fits={(items, text) => receivedFirst(findProcedures(items, text)).slice(0, SHOWN)}
        draw={(procedure) => (
          <>
            {procedure.text}
            <span className="muted small">
              {' '}
              {[
                procedure.nationalCode,
                procedure.receivable ? procedure.termWords : t('intake.not-received-short'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </>
        )}
        onPick={pick}
        onLeave={onLeave}
        onTyped={(text) => {
          const choice = /^[1-9]$/.test(text) ? pinnedChoices[Number(text) - 1] : undefined
          if (choice) pick(choice)
          return choice !== undefined
        }}
        empty={t('intake.procedure-none')}
        error={error}
        inputRef={inputRef}
      />
      {told && <NotReceivedHere procedure={told} takesFocus />}
      {(pinnedChoices.length > 0 || picked) && (
        <div className="pinned">
          {pinnedChoices.map((procedure, index) => (
            <button key={procedure.slug} type="button" className="button" onClick={() => pick(procedure)}>
              <kbd>{index + 1}</kbd> {procedure.text}
            </button>
          ))}
          {picked && (
            <button
              type="button"
              className="button button-plain"
              aria-pressed={pinned.includes(picked)}
              onClick={() => togglePin(picked)}
            >
              <Icon name="pin" />
              {pinned.includes(picked) ? t('intake.unpin') : t('intake.pin')}
            </button>
          )}
        </div>
      )}
    </div>
  )
}

/** In the order in which they fit, but those that can be received first: Enter takes the first. */
const receivedFirst = <Procedure extends Pick<ProcedureSummary, 'receivable'>>(
  procedures: readonly Procedure[],
): Procedure[] => [
  ...procedures.filter(({ receivable }) => receivable),
  ...procedures.filter(({ receivable }) => !receivable),
]
