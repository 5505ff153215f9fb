import { useMutation, useQuery } from '@tanstack/react-query'
import { useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import * as calls from '#web/api/calls.ts'
import { isProblem, newKey, Problem } from '#web/api/client.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { ErrorSummary } from '#web/ui/error-summary.tsx'
import { type Option, RadioGroup, SelectField, TextField } from '#web/ui/fields.tsx'
import { useKept } from '#web/ui/kept.ts'
import { useShortcuts } from '#web/ui/keys.ts'
import { useAnnounce } from '#web/ui/live-region.tsx'
import { Notice, ProblemNotice } from '#web/ui/notice.tsx'
import { inLanguage, useWords } from '#web/ui/words.tsx'
import type { FieldFault } from '../faults.ts'
import { PapersChecklist } from '../papers/papers-checklist.tsx'
import { nobody, type PersonDraft, personFromCard } from '../person/person-draft.ts'
import { PersonFields } from '../person/person-fields.tsx'
import { useCardScan } from '../person/use-card-scan.ts'
import { procedureQuery } from '../queries.ts'
import { today } from '../session/clock.ts'
import { useSession } from '../session/session.tsx'
import { useOnline } from '../shell/offline-bar.tsx'
import { Page } from '../shell/page.tsx'
import { asksFor, type Draft, emptyDraft, isUntouched, readDraft, readFiling } from './draft.ts'
import { enterMovesOn } from './enter-moves-on.ts'
import { FileDialog } from './file-dialog.tsx'
import { intakeKey } from './intake-key.ts'
import { NotReceivedHere } from './not-received-here.tsx'
import { ProcedurePicker } from './procedure-picker.tsx'
import { PromisePanel } from './promise-panel.tsx'
import { ReceivedPanel } from './received-panel.tsx'
import { TermFields } from './term-fields.tsx'

const CHANNELS: readonly calls.ReceptionChannel[] = ['COUNTER', 'POST']

/** What hangs on the procedure, as it stands before anything of it is chosen. */
const FRESH = {
  caseId: null,
  channel: 'COUNTER',
  place: null,
  applicant: null,
  papers: {},
  sets: '',
} as const

const focusOn = (id: string) => document.getElementById(id)?.focus()

/** Everything a reception needs on one screen, by keyboard: Enter goes on, F9 receives and prints. */
export const Intake = () => {
  const { t, language } = useWords()
  const session = useSession()
  const online = useOnline()
  const announce = useAnnounce()
  const [draft, keep, forget] = useKept<Draft>(intakeKey(session.officer.id), emptyDraft)
  const [tries, setTries] = useState(0)
  const [tried, setTried] = useState<'reception' | 'filing'>('reception')
  const [isFiling, setFiling] = useState(false)
  const [thrownAway, setThrownAway] = useState<Draft | null>(null)
  const picker = useRef<HTMLInputElement>(null)
  const { data: procedure, error: procedureError } = useQuery({
    ...procedureQuery(draft.procedure ?? ''),
    enabled: draft.procedure !== null,
  })
  const chosen = procedure
    ? (procedure.cases.find(({ id }) => id === draft.caseId) ?? procedure.cases[0] ?? null)
    : null
  const channels = CHANNELS.filter((channel) =>
    chosen?.channels.some((terms) => terms.channel === channel && terms.receivable),
  )
  const asks = asksFor(chosen, draft.channel)
  const firstAsked = asks[0]?.fact
  useLayoutEffect(() => {
    // The cursor went on to the citizen before the procedure was here to say that it asks something more.
    if (document.activeElement?.id !== 'owner.citizenNumber') return
    if (firstAsked) focusOn(firstAsked)
  }, [firstAsked])

  const read = readDraft(draft, chosen, today())
  const receiving = useMutation({
    mutationFn: ({ body, key }: { body: calls.Reception; key: string }) => calls.receive(body, key),
    onSuccess: (received, { body }) => {
      keep((before) => ({
        ...before,
        received: { ...received, ownerName: body.owner.fullName, printed: false },
      }))
      announce(t('received.said', { code: received.code }))
    },
  })
  const filing = readFiling(draft, chosen, today())
  const refused = refusedField(receiving.error)
  // What a reception lacks does not stand in the way of writing down that it was filed.
  const standsInTheWay = tried === 'filing' ? filing : read
  const faults =
    tries > 0 ? [...(standsInTheWay.ok ? [] : standsInTheWay.faults), ...(refused ? [refused] : [])] : []
  const shownFaults = faults.map((fault) => ({ field: fault.field, words: wordsOf(fault) }))
  function wordsOf(fault: FieldFault | RefusedField): string {
    return 'words' in fault ? fault.words : t(fault.id, fault.values)
  }
  const faultAt = (field: string): string | undefined =>
    shownFaults.find((fault) => fault.field === field)?.words

  /** Far from the field, a fault must say whose and which it is: «Người nộp, Họ và tên: …». */
  const namingItsField = (fault: { field: string; words: string }) => {
    const [, part, name] = /^(owner|submitter)\.(\w+)$/.exec(fault.field) ?? []
    if (!part || !name) return fault
    const whose = t(part === 'owner' ? 'part.OWNER' : 'part.SUBMITTER')
    return { ...fault, words: `${whose}, ${t(`person.${name as keyof PersonFieldNames}`)}: ${fault.words}` }
  }

  const change = (part: Partial<Draft>) => {
    keep((before) => ({ ...before, ...part }))
    setThrownAway(null)
    if (receiving.isError) receiving.reset()
  }
  const changePerson = (part: 'owner' | 'submitter', fields: Partial<PersonDraft>) => {
    keep((before) => ({ ...before, [part]: { ...(before[part] ?? nobody), ...fields } }))
    setThrownAway(null)
    if (receiving.isError) receiving.reset()
  }

  const receive = () => {
    if (!online || receiving.isPending) return
    setTried('reception')
    setTries((count) => count + 1)
    if (read.ok) receiving.mutate({ body: read.body, key: draft.key })
  }
  const file = () => {
    if (!online || receiving.isPending) return
    setTried('filing')
    setTries((count) => count + 1)
    if (filing.ok) setFiling(true)
  }
  // Where the cursor goes, it stands before the next key is heard: what is typed fast would else go astray.
  const beginAfter = (thrown: Draft | null) => {
    flushSync(() => {
      forget()
      receiving.reset()
      setTries(0)
      setThrownAway(thrown)
    })
    picker.current?.focus()
  }
  const begin = () => beginAfter(null)
  const throwAway = () => {
    beginAfter(draft)
    announce(t('intake.thrown-away'))
  }
  const takeBack = (thrown: Draft) => {
    flushSync(() => {
      keep(thrown)
      setThrownAway(null)
    })
    focusOn('owner.fullName')
    announce(t('intake.taken-back'))
  }
  const toggleSubmitter = () => {
    flushSync(() => change({ submitter: draft.submitter ? null : nobody }))
    focusOn(draft.submitter ? 'on-behalf' : 'submitter.citizenNumber')
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, on coming here
  useLayoutEffect(() => {
    if (draft.received) return
    if (draft.procedure === null) picker.current?.focus()
    else focusOn('owner.citizenNumber')
  }, [])

  useCardScan((card, from) => {
    const part = from?.closest('[data-part="submitter"]') ? 'submitter' : 'owner'
    changePerson(part, personFromCard(card))
    announce(t('intake.card-read', { name: card.fullName }))
    focusOn(`${part}.phone`)
  }, draft.received === null)

  useShortcuts(
    draft.received
      ? { F2: begin }
      : {
          F6: () => focusOn('papers'),
          F7: toggleSubmitter,
          F8: file,
          F9: receive,
          Escape: () => picker.current?.focus(),
        },
  )

  if (draft.received) {
    return (
      <Page title={t('intake.title')} takesFocus={false}>
        <ReceivedPanel
          received={draft.received}
          onPrinted={() =>
            keep((before) => ({
              ...before,
              received: before.received && { ...before.received, printed: true },
            }))
          }
          onNext={begin}
        />
      </Page>
    )
  }

  return (
    <Page
      title={t('intake.title')}
      takesFocus={false}
      aside={
        !isUntouched(draft) && (
          <button type="button" className="button button-plain" onClick={throwAway}>
            {t('intake.clear')}
          </button>
        )
      }
    >
      {thrownAway && (
        <Notice title={t('intake.thrown-away')}>
          <p>
            <button type="button" className="button" onClick={() => takeBack(thrownAway)}>
              {t('intake.take-back')}
            </button>
          </p>
        </Notice>
      )}
      <ErrorSummary faults={shownFaults.map(namingItsField)} shown={tries} />
      {!refused && (
        <ProblemNotice error={receiving.error} takesFocus>
          {isProblem(receiving.error, 'idempotency-key-reused') && (
            <p className="row">
              <a href={`${import.meta.env.BASE_URL}ho-so?ngay=${today()}`}>{t('intake.see-today')}</a>
              <button
                type="button"
                className="button"
                onClick={() => {
                  change({ key: newKey() })
                  announce(t('intake.new-key-said'))
                }}
              >
                {t('intake.as-another')}
              </button>
            </p>
          )}
        </ProblemNotice>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter is heard for all the fields inside at once */}
      <div className="intake" onKeyDown={enterMovesOn}>
        <div className="stack">
          <section className="sheet stack" aria-labelledby="part-procedure">
            <h2 id="part-procedure">{t('intake.procedure')}</h2>
            <ProcedurePicker
              key={draft.key}
              picked={draft.procedure}
              error={faultAt('procedure')}
              inputRef={picker}
              onPick={(slug) => {
                change({ ...FRESH, procedure: slug })
                // Whoever went on to another field before it was found is left there.
                const at = document.activeElement
                if (at === picker.current || !(at instanceof HTMLInputElement)) focusOn('owner.citizenNumber')
              }}
              onLeave={() => focusOn('owner.citizenNumber')}
            />
            <ProblemNotice error={procedureError} />
            {procedure && !procedure.receivable && <NotReceivedHere procedure={procedure} />}
            {procedure && (
              <div className="fields">
                {procedure.cases.length > 1 && (
                  <SelectField
                    id="case"
                    label={t('intake.case')}
                    value={chosen?.id ?? ''}
                    onPick={(caseId) => change({ caseId, papers: {}, sets: '' })}
                    options={procedure.cases.map((one) => ({
                      value: one.id,
                      label: inLanguage(one.name, language),
                    }))}
                  />
                )}
                {channels.length > 1 && (
                  <RadioGroup
                    legend={t('intake.channel')}
                    value={draft.channel}
                    onPick={(channel) => change({ channel })}
                    options={channels.map(
                      (value): Option<calls.ReceptionChannel> => ({ value, label: t(`channel.${value}`) }),
                    )}
                  />
                )}
                <TermFields asks={asks} facts={draft} onPick={change} faultAt={faultAt} />
              </div>
            )}
          </section>
          <PersonFields
            part="owner"
            title={t('part.OWNER')}
            person={draft.owner}
            faultAt={faultAt}
            onChange={(fields) => changePerson('owner', fields)}
          />
          <label className="choice">
            <input
              id="on-behalf"
              type="checkbox"
              checked={draft.submitter !== null}
              onChange={toggleSubmitter}
            />
            {t('intake.on-behalf')} <kbd>F7</kbd>
          </label>
          {draft.submitter && (
            <PersonFields
              part="submitter"
              title={t('part.SUBMITTER')}
              person={draft.submitter}
              faultAt={faultAt}
              onChange={(fields) => changePerson('submitter', fields)}
            />
          )}
          <section className="sheet stack" aria-labelledby="part-papers">
            <h2 id="part-papers">{t('intake.papers')}</h2>
            {chosen ? (
              <>
                <PapersChecklist
                  papers={chosen.papers}
                  counts={draft.papers}
                  error={faultAt('papers')}
                  faultAt={faultAt}
                  onChange={(papers) => change({ papers })}
                />
                <div className="narrow">
                  <TextField
                    id="sets"
                    label={t('intake.sets')}
                    hint={
                      chosen.sets === null
                        ? t('intake.sets-not-stated')
                        : t('intake.sets-stated', { sets: chosen.sets })
                    }
                    inputMode="numeric"
                    value={draft.sets === '' ? String(chosen.sets ?? 1) : draft.sets}
                    onType={(sets) => change({ sets })}
                    error={faultAt('sets')}
                  />
                </div>
              </>
            ) : (
              <p className="muted">{t('intake.papers-after-procedure')}</p>
            )}
          </section>
        </div>
        <PromisePanel procedure={procedure ?? null} chosen={chosen} draft={draft} />
      </div>
      <div className="shortcut-bar">
        <span className="small muted shortcut-keys">
          <kbd>Enter</kbd> {t('keys.next-field')} · <kbd>F6</kbd> {t('keys.papers')} · <kbd>F7</kbd>{' '}
          {t('keys.submitter')} · <kbd>F1</kbd> {t('keys.help')}
        </span>
        {!isUntouched(draft) && <span className="small muted">{t('intake.kept')}</span>}
        {!online && <Notice kind="wait">{t('offline.no-numbers')}</Notice>}
        <div className="row">
          <BusyButton busy={false} disabled={!online} onClick={file}>
            {t('intake.file')} <kbd>F8</kbd>
          </BusyButton>
          <BusyButton
            className="button-primary button-large"
            busy={receiving.isPending}
            disabled={!online}
            onClick={receive}
          >
            {t('intake.receive')} <kbd>F9</kbd>
          </BusyButton>
        </div>
      </div>
      {chosen && filing.ok && (
        <FileDialog
          open={isFiling}
          draft={draft}
          chosen={chosen}
          filing={filing.body}
          onFiled={forget}
          onClose={() => setFiling(false)}
        />
      )}
    </Page>
  )
}

type PersonFieldNames = Omit<PersonDraft, 'fromCard'>

interface RefusedField {
  field: string
  words: string
}

/** A refusal of the server about one field is shown there, as our own would be. */
const refusedField = (error: unknown): RefusedField | null => {
  if (!(error instanceof Problem)) return null
  const field = error.details.field
  if (
    typeof field === 'string' &&
    /^(owner|submitter)\.(fullName|citizenNumber|birthDate|phone|address)$/.test(field)
  ) {
    return { field, words: error.message }
  }
  if (error.code === 'papers-missing') return { field: 'papers', words: error.message }
  return null
}
