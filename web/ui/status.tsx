import { momentWords, type Translate } from '#common/i18n.ts'
import { parseInstant } from '#common/time.ts'
import { type TimeLeft, timeLeftWords } from '#common/time-left.ts'
import type { DossierState, Paused } from '#web/api/calls.ts'
import { Icon, type IconName } from './icon.tsx'
import { useWords } from './words.tsx'

type Tone = 'info' | 'wait' | 'sign' | 'done' | 'soon' | 'danger' | 'neutral'

/** A status is a colour, an icon and a word; a new state does not compile until it is given all three. */
const LOOK = {
  SUBMITTED: ['info', 'inbox'],
  NEEDS_COMPLETION: ['wait', 'paper'],
  NOT_ACCEPTED: ['neutral', 'close'],
  ACCEPTED: ['info', 'inbox'],
  PROCESSING: ['info', 'work'],
  CONSULTING: ['wait', 'speech'],
  AWAITING_EXTERNAL: ['wait', 'search'],
  SUPPLEMENT: ['wait', 'paper'],
  AWAITING_PAYMENT: ['wait', 'clock'],
  AWAITING_APPROVAL: ['sign', 'pen'],
  APPROVED: ['sign', 'stamp'],
  WITHDRAWAL_REQUESTED: ['soon', 'returned'],
  CORRECTING: ['soon', 'pen'],
  STOPPED: ['neutral', 'close'],
  RESOLVED: ['done', 'ready'],
  RETURNED: ['neutral', 'returned'],
} as const satisfies Record<DossierState, readonly [Tone, IconName]>

export const StateBadge = ({ state }: { state: DossierState }) => {
  const { t } = useWords()
  const [tone, icon] = LOOK[state]
  return (
    <span className={`badge tone-${tone}`}>
      <Icon name={icon} />
      {t(`state.${state}`)}
    </span>
  )
}

type Timeliness = 'EARLY' | 'ON_TIME' | 'OVERDUE' | 'NO_TERM'

const TIMELINESS_LOOK = {
  EARLY: ['done', 'ready'],
  ON_TIME: ['done', 'ready'],
  OVERDUE: ['danger', 'warning'],
  NO_TERM: ['neutral', 'clock'],
} as const satisfies Record<Timeliness, readonly [Tone, IconName]>

/** How a dossier with a result kept its term. */
export const TimelinessBadge = ({ timeliness }: { timeliness: Timeliness }) => {
  const { t } = useWords()
  const [tone, icon] = TIMELINESS_LOOK[timeliness]
  return (
    <span className={`badge tone-${tone}`}>
      <Icon name={icon} />
      {t(`timeliness.${timeliness}`)}
    </span>
  )
}

// One working day of notice: what is due tomorrow is seen today.
const SOON_DAYS = 1

/** Working time that is left, in words; late in red with its own icon, soon in orange. */
export const DueClock = ({ left }: { left: TimeLeft }) => {
  const { t } = useWords()
  const [id, values] = timeLeftWords(left)
  const tone = left.isOverdue ? 'tone-danger' : left.days <= SOON_DAYS ? 'tone-soon' : ''
  return (
    <span className={`due figures ${tone}`}>
      <Icon name={left.isOverdue ? 'warning' : 'clock'} />
      {t(id, values)}
    </span>
  )
}

/** A term that stands still: since when and for what. Its old date is none any more, and no time runs out. */
export const PausedTerm = ({ paused }: { paused: Paused }) => {
  const { t } = useWords()
  return (
    <>
      <span className="badge tone-wait">
        <Icon name="clock" />
        {t('paused')}
      </span>
      <span className="muted small paused-why">
        {t('paused.since', { at: paused.since })} – {t(`paused.${paused.waitsFor}`)}
      </span>
    </>
  )
}

/** A moment of the wire on the office's clock as the language writes it: `09:10 16/11/2026`, `09:10, 16 November 2026`. */
export const Moment = ({ at }: { at: string }) => {
  const { t } = useWords()
  return <time dateTime={at}>{momentWords(parseInstant(at), t as Translate)}</time>
}
