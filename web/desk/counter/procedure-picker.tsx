import { useQueries, useQuery } from '@tanstack/react-query'
import { type Ref, useEffect, useState } from 'react'
import type { ProcedureSummary } from '#web/api/calls.ts'
import { isProblem } from '#web/api/client.ts'
import { SearchPicker } from '#web/ui/combobox.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { ProblemNotice } from '#web/ui/notice.tsx'
import { termWords, titleIn, useWords } from '#web/ui/words.tsx'
import { procedureQuery, proceduresQuery } from '../queries.ts'
import { type FoundProcedure, receivedFirst } from './found-procedures.ts'
import { NotReceivedHere } from './not-received-here.tsx'
import { usePinned } from './pinned.ts'

// Between two letters of somebody who types pass 100 to 200 ms: one question a word rather than one a letter.
const REST_MS = 150

/** The text once nobody has typed for a moment, and how to take it as it is. */
const useSettled = (text: string): [string, () => void] => {
  const [settled, settle] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => settle(text), REST_MS)
    return () => clearTimeout(timer)
  }, [text])
  return [settled, () => settle(text)]
}

/** What the picker needs of a procedure, whether it was found or read. */
type Pickable = Pick<
  ProcedureSummary,
  'slug' | 'title' | 'titleEn' | 'receivable' | 'competent' | 'notReceived'
>

/**
 * Finds a procedure as the whole house does: by words without marks, initials or code, mistyped too. The ones received
 * all day are pinned under digits. Of those named so, what is received here comes first; picking one that is not says why
 * instead of beginning an intake.
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
  const [typed, setTyped] = useState<string | null>(null)
  const wanted = (typed ?? '').trim()
  const [settled, settleNow] = useSettled(wanted)
  // What was found for fewer letters stays until more is known; the whole catalogue is no answer to any of them.
  const search = useQuery({
    ...proceduresQuery(settled),
    placeholderData: (before, query) => (query?.queryKey[1] === '' ? undefined : before),
  })
  const { data: pickedProcedure } = useQuery({ ...procedureQuery(picked ?? ''), enabled: picked !== null })
  const [pinned, togglePin] = usePinned()
  const pinnedProcedures = useQueries({ queries: pinned.map(procedureQuery) })
  const [taken, setTaken] = useState<Pickable | null>(null)

  const isAnswered = search.data !== undefined && !search.isPlaceholderData && settled === wanted
  const hasFailed = search.isError && settled === wanted
  // What failed is asked again; what waits for the rest of a word is asked as it stands.
  const ask = () => {
    if (hasFailed) void search.refetch()
    else settleNow()
  }
  const choices = receivedFirst(settled === '' && wanted !== '' ? undefined : search.data, settled).map(
    (procedure) => ({
      ...procedure,
      id: procedure.slug,
      text: titleIn(procedure, language),
    }),
  )

  const pick = (procedure: Pickable) => {
    setTaken(procedure)
    if (procedure.receivable) onPick(procedure.slug)
  }
  const pinnedChoices = pinned.map((slug, index) => ({
    digit: index + 1,
    procedure: pinnedProcedures[index]?.data ?? null,
    // A procedure that is not there any more can still be unpinned.
    isGone: isProblem(pinnedProcedures[index]?.error, 'not-found'),
    slug,
  }))
  const pickedNow = pickedProcedure ?? (taken?.slug === picked ? taken : null)
  const told = taken && !taken.receivable ? taken : null

  return (
    <div className="stack-tight">
      <SearchPicker
        id="procedure"
        label={t('intake.procedure-find')}
        placeholder={t('intake.procedure-placeholder')}
        items={choices}
        answer={isAnswered ? 'here' : hasFailed ? 'failed' : 'awaited'}
        picked={picked === null ? null : { id: picked, text: pickedNow ? titleIn(pickedNow, language) : '' }}
        typed={typed}
        onType={(text) => {
          const pinnedNow = /^[1-9]$/.test(text ?? '') ? pinnedChoices[Number(text) - 1]?.procedure : null
          setTyped(pinnedNow ? null : text)
          if (pinnedNow) pick(pinnedNow)
        }}
        onPick={pick}
        onLeave={onLeave}
        onAsk={ask}
        draw={(procedure) => <FoundLine procedure={procedure} />}
        empty={t(isAnswered ? 'intake.procedure-none' : 'intake.procedure-searching')}
        note={
          isAnswered
            ? search.data.hasMore && t('intake.procedures-more', { count: search.data.items.length })
            : choices.length > 0 && t('intake.procedure-searching')
        }
        error={error}
        inputRef={inputRef}
      />
      {hasFailed && (
        <ProblemNotice error={search.error}>
          <p className="row">
            <button type="button" className="button" onClick={ask}>
              {t('retry')}
            </button>
            {t('intake.procedure-search-again')}
          </p>
        </ProblemNotice>
      )}
      {told && <NotReceivedHere procedure={told} takesFocus />}
      {(pinned.length > 0 || picked) && (
        <div className="pinned">
          {pinnedChoices.map(({ digit, procedure, isGone, slug }) =>
            procedure ? (
              <button key={slug} type="button" className="button" onClick={() => pick(procedure)}>
                <kbd>{digit}</kbd> {titleIn(procedure, language)}
              </button>
            ) : (
              isGone && (
                <button key={slug} type="button" className="button" onClick={() => togglePin(slug)}>
                  <kbd>{digit}</kbd> {t('intake.pinned-gone')}
                </button>
              )
            ),
          )}
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

/** One that was found: its name, its code, and its term; or that it is not received here. */
const FoundLine = ({ procedure }: { procedure: FoundProcedure }) => {
  const { t, language } = useWords()
  return (
    <>
      {titleIn(procedure, language)}
      <span className="muted small">
        {' '}
        {[
          procedure.isClose && t('intake.procedure-close'),
          procedure.nationalCode,
          procedure.receivable ? termWords(procedure, t) : t('intake.not-received-short'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </>
  )
}
