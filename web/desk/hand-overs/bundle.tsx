import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import type { HandOver, HandOverSide } from '#web/api/calls.ts'
import { Problem } from '#web/api/client.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { DueClock, Moment } from '#web/ui/status.tsx'
import { titleIn, useWords } from '#web/ui/words.tsx'
import { type Bundle, mayBeChosen, type Outcome, type Row } from './bundles.ts'
import { MakeManifest } from './make-manifest.tsx'
import type { useConfirming } from './use-confirming.ts'

/** What goes between two units: choose all or some, then list or confirm what was chosen. */
export const BundleOf = ({
  bundle,
  side,
  waiting,
  confirming,
}: {
  bundle: Bundle
  side: HandOverSide
  /** With what stands on other pages. */
  waiting: number
  confirming: ReturnType<typeof useConfirming>
}) => {
  const { t } = useWords()
  const heading = useId()
  const [ids, choose] = useState<ReadonlySet<string>>(new Set())
  const choosable = bundle.rows.filter((row) => mayBeChosen(row, side)).map(({ item }) => item)
  const chosen = choosable.filter(({ dossierId }) => ids.has(dossierId))
  const other = side === 'SENT' ? bundle.to : bundle.from
  const own = side === 'SENT' ? bundle.from : bundle.to
  return (
    <section className="sheet stack" aria-labelledby={heading} data-bundle="">
      <div className="stack-tight">
        <h2 id={heading}>{t(side === 'SENT' ? 'hand-overs.to' : 'hand-overs.from', { unit: other.name })}</h2>
        <p className="muted small">
          {t(side === 'SENT' ? 'hand-overs.own-from' : 'hand-overs.own-to', { unit: own.name })}
          {waiting > 0 && ` · ${t('hand-overs.waiting', { count: waiting })}`}
          {waiting > bundle.rows.length && ` · ${t('hand-overs.on-page', { count: bundle.rows.length })}`}
        </p>
      </div>
      {choosable.length > 0 && (
        <label className="choice">
          <input
            type="checkbox"
            data-all=""
            checked={chosen.length === choosable.length}
            ref={(box) => {
              if (box) box.indeterminate = chosen.length > 0 && chosen.length < choosable.length
            }}
            onChange={() =>
              choose(
                new Set(
                  chosen.length === choosable.length ? [] : choosable.map(({ dossierId }) => dossierId),
                ),
              )
            }
          />
          {t('hand-overs.choose-all', { count: choosable.length })}
          <span className="visually-hidden">: {other.name}</span>
        </label>
      )}
      <div className="table-frame">
        <table className="table table-cards hand-overs">
          <caption className="visually-hidden">{other.name}</caption>
          <thead>
            <tr>
              <th scope="col">{t('column.code')}</th>
              <th scope="col">{t('column.owner')}</th>
              <th scope="col">{t('column.procedure')}</th>
              <th scope="col">{t('hand-overs.since')}</th>
              <th scope="col">{t('column.due')}</th>
            </tr>
          </thead>
          <tbody>
            {bundle.rows.map((row) => (
              <HandOverRow
                key={row.item.dossierId}
                row={row}
                isChoosable={choosable.includes(row.item)}
                isChosen={ids.has(row.item.dossierId)}
                onChoose={(isChosen) =>
                  choose((before) => {
                    const after = new Set(before)
                    if (isChosen) after.add(row.item.dossierId)
                    else after.delete(row.item.dossierId)
                    return after
                  })
                }
              />
            ))}
          </tbody>
        </table>
      </div>
      {side === 'SENT' ? (
        choosable.length === 0 ? (
          <p className="muted small">{t('hand-overs.not-mine-to-list')}</p>
        ) : (
          <MakeManifest toUnitId={bundle.to.id} chosen={chosen} onMade={() => choose(new Set())} />
        )
      ) : (
        (choosable.length > 0 || confirming.told?.bundle === bundle.key) && (
          <ConfirmChosen bundle={bundle.key} chosen={chosen} confirming={confirming} />
        )
      )}
    </section>
  )
}

const ConfirmChosen = ({
  bundle,
  chosen,
  confirming: { progress, told, confirm },
}: {
  bundle: string
  chosen: readonly HandOver[]
  confirming: ReturnType<typeof useConfirming>
}) => {
  const { t } = useWords()
  return (
    <div className={chosen.length > 0 ? 'row hand-over-act' : 'row'}>
      <BusyButton
        className="button-primary"
        busy={progress !== null}
        disabled={chosen.length === 0}
        onClick={() => {
          if (chosen.length > 0) void confirm(bundle, chosen)
        }}
      >
        {progress?.bundle === bundle
          ? t('hand-overs.confirming', { at: progress.at, of: progress.of })
          : t('hand-overs.confirm', { count: chosen.length })}
      </BusyButton>
      {told?.bundle === bundle ? (
        <span className="strong">
          {t('hand-overs.confirmed-said', { confirmed: told.confirmed, refused: told.refused })}
        </span>
      ) : (
        <span className="muted small">{t('hand-overs.refuse-on-page')}</span>
      )}
    </div>
  )
}

const HandOverRow = ({
  row: { item, outcome },
  isChoosable,
  isChosen,
  onChoose,
}: {
  row: Row
  isChoosable: boolean
  isChosen: boolean
  onChoose: (isChosen: boolean) => void
}) => {
  const { t, language } = useWords()
  return (
    <tr data-late={item.workingTimeLeft?.isOverdue ?? false}>
      <th scope="row">
        <span className="row hand-over-code">
          {isChoosable && (
            <input
              type="checkbox"
              data-row=""
              checked={isChosen}
              aria-label={t('hand-overs.choose', { code: item.code })}
              onChange={(event) => onChoose(event.target.checked)}
            />
          )}
          <Link to="/ho-so/$id" params={{ id: item.dossierId }} className="nowrap">
            {item.code}
          </Link>
        </span>
        {item.manifest && (
          <span className="small muted on-manifest">
            {t('hand-overs.on')}{' '}
            <Link to="/ban-giao/$id" params={{ id: item.manifest.id }}>
              {item.manifest.number}
            </Link>
          </span>
        )}
        {outcome && <Told outcome={outcome} />}
      </th>
      <td>{item.ownerName ?? <span className="muted">{t('person.erased')}</span>}</td>
      <td>{titleIn(item.procedure, language)}</td>
      <td data-head={t('hand-overs.since')} className="nowrap">
        <Moment at={item.since} />
      </td>
      <td data-head={t('column.due')}>
        {item.currentDueAt ? <Moment at={item.currentDueAt} /> : t('term.none')}
        {item.workingTimeLeft && (
          <div>
            <DueClock left={item.workingTimeLeft} />
          </div>
        )}
      </td>
    </tr>
  )
}

/** What came of it, beside its row. */
const Told = ({ outcome: { error } }: { outcome: Outcome }) => {
  const { t } = useWords()
  if (error === null)
    return (
      <span className="badge tone-done">
        <Icon name="ready" />
        {t('hand-overs.confirmed')}
      </span>
    )
  return (
    <span className="notice notice-danger small row-refusal" role="alert">
      <Icon name="warning" />
      <span>
        <strong>{error instanceof Problem ? error.title : t('unreachable.title')}</strong>{' '}
        {error instanceof Problem ? error.message : t('unreachable.detail')}
      </span>
    </span>
  )
}
