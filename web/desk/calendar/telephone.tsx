import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { type DateNotice, dossier } from '#web/api/calls.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { ProblemNotice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'

/** The numbers of the dossier, when somebody asks for them: that is reading the dossier, once, and the ledger notes it so. */
export const Telephone = ({ notice }: { notice: DateNotice }) => {
  const { t } = useWords()
  const numbers = useRef<HTMLUListElement>(null)
  const reading = useMutation({ mutationFn: () => dossier(notice.dossierId) })
  const isRead = reading.data !== undefined
  useEffect(() => {
    if (isRead) (numbers.current?.querySelector('a') ?? numbers.current)?.focus()
  }, [isRead])
  const known = reading.data?.persons.filter(({ phone }) => phone) ?? []
  return (
    <>
      {!isRead && (
        <p>
          <BusyButton
            busy={reading.isPending}
            onClick={() => reading.mutate()}
            aria-label={t('notices.show-phone-of', { code: notice.code })}
          >
            {t('notices.show-phone')}
          </BusyButton>
        </p>
      )}
      {isRead && (
        <ul ref={numbers} tabIndex={-1}>
          {known.map(({ part, fullName, phone }) => (
            <li key={part}>
              {t(`part.${part}`)}, {fullName}:{' '}
              <a className="strong figures" href={`tel:${phone}`}>
                {phone}
              </a>
            </li>
          ))}
          {known.length === 0 && (
            <li>
              {t('notices.no-phone')}{' '}
              <Link to="/ho-so/$id" params={{ id: notice.dossierId }}>
                {t('received.open-dossier')}
              </Link>
            </li>
          )}
        </ul>
      )}
      <ProblemNotice error={reading.error} takesFocus />
    </>
  )
}
