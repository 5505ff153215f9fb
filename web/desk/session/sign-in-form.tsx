import { useMutation } from '@tanstack/react-query'
import { useLayoutEffect, useRef, useState } from 'react'
import * as calls from '#web/api/calls.ts'
import { isProblem } from '#web/api/client.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { ErrorSummary, type Fault } from '#web/ui/error-summary.tsx'
import { TextField } from '#web/ui/fields.tsx'
import { ProblemNotice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { PasswordField } from './password-field.tsx'
import { useFaults } from './use-faults.ts'

/** User name and password, and on a second page the code, where one is asked for. Here Enter sends: there is nothing else to fill in. */
export const SignInForm = ({ onSignedIn }: { onSignedIn: (session: calls.Session) => void }) => {
  const { t } = useWords()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [isCodeAsked, askForCode] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  // On the second page the cursor waits in the one field that is there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page that is shown decides which field is first
  useLayoutEffect(() => first.current?.focus(), [isCodeAsked])
  const signingIn = useMutation({
    mutationFn: () => calls.signIn(username.trim(), password, isCodeAsked ? code : undefined),
    onSuccess: onSignedIn,
    onError: (error) => {
      if (!isProblem(error, 'second-factor-asked')) return
      form.reset()
      askForCode(true)
    },
  })

  const faults: Fault[] = isCodeAsked
    ? code.trim() === ''
      ? [{ field: 'code', words: t('sign-in.code-missing') }]
      : []
    : [
        ...(username.trim() === '' ? [{ field: 'username', words: t('sign-in.username-missing') }] : []),
        ...(password === '' ? [{ field: 'password', words: t('sign-in.password-missing') }] : []),
      ]
  const form = useFaults(faults, signingIn)
  const problem = isProblem(signingIn.error, 'second-factor-asked') ? null : signingIn.error

  return (
    <form className="stack" onSubmit={form.submit} noValidate>
      <ErrorSummary faults={form.shown} shown={form.tries} />
      <ProblemNotice error={problem} />
      {isCodeAsked ? (
        <>
          <p>{t('sign-in.code-why', { name: username.trim() })}</p>
          <TextField
            id="code"
            label={t('sign-in.code')}
            hint={t('sign-in.code-hint')}
            value={code}
            onType={setCode}
            error={form.faultOf('code')}
            autoComplete="one-time-code"
            autoCapitalize="characters"
            maxLength={20}
            ref={first}
          />
        </>
      ) : (
        <>
          <TextField
            id="username"
            label={t('sign-in.username')}
            value={username}
            onType={setUsername}
            error={form.faultOf('username')}
            autoComplete="username"
            autoCapitalize="none"
            ref={first}
          />
          <PasswordField
            id="password"
            label={t('sign-in.password')}
            value={password}
            onType={setPassword}
            error={form.faultOf('password')}
            autoComplete="current-password"
          />
        </>
      )}
      <BusyButton type="submit" className="button-primary button-large" busy={signingIn.isPending}>
        {t('sign-in.submit')}
      </BusyButton>
      {isCodeAsked && (
        <p>
          <button
            type="button"
            className="button button-plain"
            onClick={() => {
              signingIn.reset()
              form.reset()
              setCode('')
              askForCode(false)
            }}
          >
            {t('sign-in.another-account')}
          </button>
        </p>
      )}
    </form>
  )
}
