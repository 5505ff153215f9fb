import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import * as calls from '#web/api/calls.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { ErrorSummary, type Fault } from '#web/ui/error-summary.tsx'
import { useAnnounce } from '#web/ui/live-region.tsx'
import { Notice, ProblemNotice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { PasswordField } from '../session/password-field.tsx'
import { useFaults } from '../session/use-faults.ts'

const NOTHING = { current: '', password: '' }

/** The password that is used now, and another one. Shown on demand, it need not be typed twice. */
export const ChangePassword = ({ username, onDone }: { username: string; onDone: () => void }) => {
  const { t } = useWords()
  const announce = useAnnounce()
  const [typed, setTyped] = useState(NOTHING)
  const changing = useMutation({
    mutationFn: () => calls.changePassword(typed),
    onSuccess: () => {
      setTyped(NOTHING)
      form.reset()
      announce(t('account.password-changed'))
      onDone()
    },
  })
  const faults: Fault[] = [
    ...(typed.current === '' ? [{ field: 'current', words: t('account.current-missing') }] : []),
    ...(typed.password === '' ? [{ field: 'new-password', words: t('account.new-missing') }] : []),
  ]
  const form = useFaults(faults, changing)
  return (
    <form className="stack account-form" onSubmit={form.submit} noValidate>
      <ErrorSummary faults={form.shown} shown={form.tries} />
      {changing.isSuccess && form.tries === 0 && <Notice kind="done" title={t('account.password-changed')} />}
      <ProblemNotice error={changing.error} takesFocus />
      {/* So that a password manager knows which account this is. */}
      <input
        className="visually-hidden"
        tabIndex={-1}
        aria-hidden="true"
        autoComplete="username"
        value={username}
        readOnly
      />
      <PasswordField
        id="current"
        label={t('account.current')}
        value={typed.current}
        onType={(current) => setTyped((before) => ({ ...before, current }))}
        error={form.faultOf('current')}
        autoComplete="current-password"
        maxLength={200}
      />
      <PasswordField
        id="new-password"
        label={t('account.new')}
        hint={t('account.new-hint')}
        value={typed.password}
        onType={(password) => setTyped((before) => ({ ...before, password }))}
        error={form.faultOf('new-password')}
        autoComplete="new-password"
        maxLength={200}
      />
      <div>
        <BusyButton type="submit" className="button-primary" busy={changing.isPending}>
          {t('account.change-password')}
        </BusyButton>
      </div>
    </form>
  )
}
