import type { ProcedureCase } from '#web/api/calls.ts'
import { useWords } from '#web/ui/words.tsx'

type Stated = ProcedureCase['channels'][number]['fees']

/** The fee as the source states it. What the source does not say is not made up: silence is not "free of charge". */
export const Fees = ({ fees }: { fees: Stated }) => {
  const { t } = useWords()
  if (fees === null) return <p>{t('fee.not-stated')}</p>
  if (fees.length === 0) return <p>{t('fee.none')}</p>
  return (
    <ul>
      {fees.map((fee, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two fees may be worded alike, and none is moved
        <li key={at}>
          {fee.name}:{' '}
          <span className="figures strong">
            {fee.amountVnd === null
              ? t('fee.named-without-amount')
              : fee.amountVnd === 0
                ? t('fee.none')
                : t('fee.amount', { amount: fee.amountVnd })}
          </span>
          {fee.per && <span className="muted small"> {fee.per}</span>}
          {fee.basis && <span className="muted small"> ({fee.basis})</span>}
        </li>
      ))}
    </ul>
  )
}
