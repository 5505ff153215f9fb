import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { closeCounter } from '#web/api/calls.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { ProblemNotice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { useCounterChange, useSession, useSignOut } from '../session/session.tsx'
import { LanguageSwitch, Settings } from './settings.tsx'

/** Whose desk this is, where one can go, who is sitting here. */
export const IdentityBar = () => {
  const { t } = useWords()
  const session = useSession()
  return (
    <header className="identity">
      <div className="nation-line" />
      <div className="identity-row">
        <div className="identity-name">
          <Link to="/" className="logo">
            {t('product')}
          </Link>
          <span className="small identity-authority">{session.officer.authority.name}</span>
        </div>
        <nav aria-label={t('shell.nav')} className="nav">
          {session.mayOpenCounter && <Link to="/quay">{t('nav.counter')}</Link>}
          <Link to="/viec">{t('nav.inbox')}</Link>
          <Link to="/ho-so">{t('nav.dossiers')}</Link>
          <Link to="/ban-giao">{t('nav.hand-overs')}</Link>
          <Link to="/tim-nguoi">{t('nav.people')}</Link>
          <Link to="/lich">{t('nav.calendar')}</Link>
        </nav>
        <div className="row identity-who">
          <CounterState />
          <LanguageSwitch />
          <WhoAmI />
        </div>
      </div>
    </header>
  )
}

const CounterState = () => {
  const { t } = useWords()
  const session = useSession()
  const closing = useCounterChange(closeCounter)
  const counter = session.counterSession
  if (!session.mayOpenCounter) return null
  if (!counter) {
    return (
      <Link to="/quay" className="button counter-state">
        <Icon name="counter" />
        {t('counter.open')}
      </Link>
    )
  }
  return (
    <span className="row counter-state">
      <span className="badge tone-done">
        <Icon name="counter" />
        {counter.counterName}
      </span>
      <BusyButton
        className="button-plain"
        busy={closing.isPending}
        onClick={() => closing.mutate(counter.id)}
      >
        {t('counter.close')}
      </BusyButton>
    </span>
  )
}

const WhoAmI = () => {
  const { t } = useWords()
  const session = useSession()
  const signingOut = useSignOut()
  const box = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const leave = (event: Event) => {
      const details = box.current
      if (!details?.open) return
      const isEscape = event instanceof KeyboardEvent && event.key === 'Escape'
      const isOutside = event.type === 'pointerdown' && !details.contains(event.target as Node)
      if (isEscape || isOutside) details.open = false
      if (isEscape) details.querySelector('summary')?.focus()
    }
    document.addEventListener('keydown', leave)
    document.addEventListener('pointerdown', leave)
    return () => {
      document.removeEventListener('keydown', leave)
      document.removeEventListener('pointerdown', leave)
    }
  }, [])
  const { officer, counterSession } = session
  const fold = () => {
    if (box.current) box.current.open = false
  }
  return (
    <details className="who" ref={box}>
      <summary className="button" aria-label={officer.fullName}>
        <Icon name="person" />
        <span className="who-name">{officer.fullName}</span>
        <Icon name="down" />
      </summary>
      <div className="who-panel sheet stack">
        <div>
          <p className="strong">{officer.fullName}</p>
          <p>{officer.title}</p>
          <p className="muted small">{officer.unit.name}</p>
        </div>
        <p>
          <Link to="/uy-quyen" onClick={fold}>
            {t('standing-in.title')}
          </Link>
        </p>
        <p>
          <Link to="/tai-khoan" onClick={fold}>
            {t('account.title')}
          </Link>
        </p>
        <Settings />
        <ProblemNotice error={signingOut.error} />
        <BusyButton busy={signingOut.isPending} onClick={() => signingOut.mutate(session)}>
          {counterSession ? t('shell.close-and-sign-out') : t('shell.sign-out')}
        </BusyButton>
      </div>
    </details>
  )
}
