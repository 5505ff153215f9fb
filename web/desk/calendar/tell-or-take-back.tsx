import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type DateNotice, noteTold, type Telling, takeTellingBack } from '#web/api/calls.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { SelectField } from '#web/ui/fields.tsx'
import { useAnnounce } from '#web/ui/live-region.tsx'
import { ProblemNotice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import type { How } from './shown-notices.ts'

const WAYS = ['PHONE', 'IN_PERSON', 'MESSAGE', 'LETTER'] as const satisfies readonly How[]

/** Notes that somebody was told, or takes that back; the focus goes on to what can be done next in this row. */
export const TellOrTakeBack = ({
  notice,
  isTold,
  onChanged,
}: {
  notice: DateNotice
  isTold: boolean
  onChanged: (told: How | null) => void
}) => {
  const { t } = useWords()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const [how, setHow] = useState<How>('PHONE')
  const button = useRef<HTMLButtonElement>(null)
  const hasActed = useRef(false)
  const onSettled = () => queries.invalidateQueries({ queryKey: ['date-notices'] })
  const telling = useMutation({
    mutationFn: (body: Telling) => noteTold(notice.dossierId, body),
    onSuccess: () => {
      hasActed.current = true
      onChanged(how)
      announce(t('notices.told-said', { code: notice.code }))
    },
    onSettled,
  })
  const takingBack = useMutation({
    mutationFn: () => takeTellingBack(notice.dossierId, notice.dueAt),
    onSuccess: () => {
      hasActed.current = true
      onChanged(null)
      announce(t('notices.taken-back-said', { code: notice.code }))
    },
    onSettled,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the one button gave way to the other
  useEffect(() => {
    if (hasActed.current) button.current?.focus()
    hasActed.current = false
  }, [isTold])
  return (
    <>
      {isTold ? (
        <p>
          <BusyButton
            key="back"
            ref={button}
            busy={takingBack.isPending}
            onClick={() => {
              telling.reset()
              takingBack.mutate()
            }}
            aria-label={t('notices.take-back-of', { code: notice.code })}
          >
            {t('notices.take-back')}
          </BusyButton>
        </p>
      ) : (
        <div className="fields telling">
          <SelectField<How>
            label={t('notices.how')}
            value={how}
            onPick={setHow}
            options={WAYS.map((value) => ({ value, label: t(`told.${value}`) }))}
          />
          <div className="row">
            <BusyButton
              key="tell"
              ref={button}
              busy={telling.isPending}
              onClick={() => {
                takingBack.reset()
                telling.mutate({ dueAt: notice.dueAt, how })
              }}
              aria-label={t('notices.told-of', { code: notice.code })}
            >
              {t('notices.told')}
            </BusyButton>
          </div>
        </div>
      )}
      <ProblemNotice error={telling.error ?? takingBack.error} takesFocus />
    </>
  )
}
