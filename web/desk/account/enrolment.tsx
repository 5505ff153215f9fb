import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import { encode } from 'uqr'
import * as calls from '#web/api/calls.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { ErrorSummary } from '#web/ui/error-summary.tsx'
import { TextField } from '#web/ui/fields.tsx'
import { ProblemNotice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { accountQuery } from '../queries.ts'
import { PasswordField } from '../session/password-field.tsx'
import { useFaults } from '../session/use-faults.ts'

interface Enrolling {
  onCodes: (codes: readonly string[]) => void
  /** Of its second step, below the heading that stands above it. */
  heading: 'h2' | 'h3'
}

/** Setting up the telephone: the password, then the picture and a code from it, then the codes for paper. */
export const Enrolment = ({ onCodes, heading }: Enrolling) => {
  const { t } = useWords()
  const [password, setPassword] = useState('')
  const beginning = useMutation({ mutationFn: () => calls.beginSecondFactor(password) })
  const faults = password === '' ? [{ field: 'password-to-enrol', words: t('sign-in.password-missing') }] : []
  const form = useFaults(faults, beginning)
  if (beginning.data) return <Scan made={beginning.data} onCodes={onCodes} heading={heading} />
  return (
    <form className="stack account-form" onSubmit={form.submit} noValidate>
      <ErrorSummary faults={form.shown} shown={form.tries} />
      <p>{t('account.enrol-needs')}</p>
      <ProblemNotice error={beginning.error} takesFocus />
      <PasswordField
        id="password-to-enrol"
        label={t('account.current')}
        value={password}
        onType={setPassword}
        error={form.faultOf('password-to-enrol')}
        autoComplete="current-password"
        maxLength={200}
      />
      <div>
        <BusyButton type="submit" className="button-primary" busy={beginning.isPending}>
          {t('account.enrol-begin')}
        </BusyButton>
      </div>
    </form>
  )
}

const Scan = ({ made, onCodes, heading: Heading }: Enrolling & { made: calls.NewSecret }) => {
  const { t } = useWords()
  const client = useQueryClient()
  const [code, setCode] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const confirming = useMutation({
    mutationFn: () => calls.confirmSecondFactor(code),
    onSuccess: ({ recoveryCodes }) => {
      onCodes(recoveryCodes)
      void client.invalidateQueries({ queryKey: accountQuery.queryKey })
    },
  })
  const faults = code.trim() === '' ? [{ field: 'enrol-code', words: t('sign-in.code-missing') }] : []
  const form = useFaults(faults, confirming)
  return (
    <form className="stack account-form" onSubmit={form.submit} noValidate>
      <ErrorSummary faults={form.shown} shown={form.tries} />
      <Heading ref={heading} tabIndex={-1}>
        {t('account.scan')}
      </Heading>
      <p>{t('account.scan-how')}</p>
      <Qr text={made.uri} label={t('account.scan-picture')} />
      <p>
        {t('account.key')} <code className="key-groups">{inGroups(made.secret)}</code>
      </p>
      <ProblemNotice error={confirming.error} takesFocus />
      <TextField
        id="enrol-code"
        label={t('account.enrol-code')}
        hint={t('account.enrol-code-hint')}
        value={code}
        onType={setCode}
        error={form.faultOf('enrol-code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={20}
      />
      <div>
        <BusyButton type="submit" className="button-primary" busy={confirming.isPending}>
          {t('account.enrol-confirm')}
        </BusyButton>
      </div>
    </form>
  )
}

/** Four letters at a time, as they are typed off a screen. */
const inGroups = (secret: string): string => (secret.match(/.{1,4}/g) ?? []).join(' ')

/** Black on white whatever the theme: telephones read nothing else surely. */
const Qr = ({ text, label }: { text: string; label: string }) => {
  const id = useId()
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-labelledby={id}>
      <title id={id}>{label}</title>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
