import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import * as calls from '#web/api/calls.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { Notice, ProblemNotice } from '#web/ui/notice.tsx'
import { Moment } from '#web/ui/status.tsx'
import { useWords } from '#web/ui/words.tsx'
import { accountQuery } from '../queries.ts'
import { PasswordField } from '../session/password-field.tsx'
import { Enrolment } from './enrolment.tsx'

/** Whether one has a second factor, and what one may do about it. */
export const SecondFactor = ({
  account,
  onCodes,
}: {
  account: calls.Account
  onCodes: (codes: readonly string[]) => void
}) => {
  const { t } = useWords()
  const { enrolledAt, recoveryCodesLeft } = account.secondFactor
  if (enrolledAt === null) {
    return (
      <>
        <p>{t('account.second-factor-why')}</p>
        <Enrolment onCodes={onCodes} heading="h3" />
      </>
    )
  }
  return (
    <>
      <Notice kind="done" title={t('account.enrolled')}>
        <p>
          {t('account.enrolled-since')} <Moment at={enrolledAt} />.{' '}
          {t('account.codes-left', { count: recoveryCodesLeft })}
        </p>
      </Notice>
      {recoveryCodesLeft < FEW && <Notice kind="wait">{t('account.codes-few')}</Notice>}
      <details>
        <summary>{t('account.new-codes')}</summary>
        <NewCodes onCodes={onCodes} />
      </details>
      <details>
        <summary>{t('account.other-telephone')}</summary>
        <p>{t('account.other-telephone-why')}</p>
        <Enrolment onCodes={onCodes} heading="h3" />
      </details>
    </>
  )
}

const FEW = 3

const NewCodes = ({ onCodes }: { onCodes: (codes: readonly string[]) => void }) => {
  const { t } = useWords()
  const client = useQueryClient()
  const [password, setPassword] = useState('')
  const making = useMutation({
    mutationFn: () => calls.renewRecoveryCodes(password),
    onSuccess: ({ recoveryCodes }) => {
      onCodes(recoveryCodes)
      void client.invalidateQueries({ queryKey: accountQuery.queryKey })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (password !== '' && !making.isPending) making.mutate()
  }
  return (
    <form className="stack account-form" onSubmit={submit} noValidate>
      <p>{t('account.new-codes-why')}</p>
      <ProblemNotice error={making.error} takesFocus />
      <PasswordField
        id="password-for-codes"
        label={t('account.current')}
        value={password}
        onType={setPassword}
        autoComplete="current-password"
        maxLength={200}
      />
      <div>
        <BusyButton type="submit" className="button-primary" busy={making.isPending}>
          {t('account.make-codes')}
        </BusyButton>
      </div>
    </form>
  )
}
