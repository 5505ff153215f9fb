import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import * as calls from '#web/api/calls.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { ErrorSummary, type Fault } from '#web/ui/error-summary.tsx'
import { TextField } from '#web/ui/fields.tsx'
import { ProblemNotice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'

/** User name and password. Here Enter sends: there is nothing else to fill in. */
export const SignInForm = ({ onSignedIn }: { onSignedIn: (session: calls.Session) => void }) => {
  const { t } = useWords()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [isShown, setShown] = useState(false)
  const [tries, setTries] = useState(0)
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const signingIn = useMutation({
    mutationFn: () => calls.signIn(username.trim(), password),
    onSuccess: onSignedIn,
  })

  const faults: Fault[] = [
    ...(username.trim() === '' ? [{ field: 'username', words: t('sign-in.username-missing') }] : []),
    ...(password === '' ? [{ field: 'password', words: t('sign-in.password-missing') }] : []),
  ]
  const shownFaults = tries > 0 ? faults : []
  const faultOf = (field: string) => shownFaults.find((fault) => fault.field === field)?.words

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTries((count) => count + 1)
    if (faults.length === 0 && !signingIn.isPending) signingIn.mutate()
  }

  return (
    <form className="stack" onSubmit={submit} noValidate>
      <ErrorSummary faults={shownFaults} shown={tries} />
      <ProblemNotice error={signingIn.error} />
      <TextField
        id="username"
        label={t('sign-in.username')}
        value={username}
        onType={setUsername}
        error={faultOf('username')}
        autoComplete="username"
        autoCapitalize="none"
        ref={first}
      />
      <div className="stack-tight">
        <TextField
          id="password"
          label={t('sign-in.password')}
          type={isShown ? 'text' : 'password'}
          value={password}
          onType={setPassword}
          error={faultOf('password')}
          autoComplete="current-password"
          autoCapitalize="none"
        />
        <label className="choice">
          <input type="checkbox" checked={isShown} onChange={(event) => setShown(event.target.checked)} />
          {t('sign-in.show-password')}
        </label>
      </div>
      <BusyButton type="submit" className="button-primary button-large" busy={signingIn.isPending}>
        {t('sign-in.submit')}
      </BusyButton>
    </form>
  )
}
