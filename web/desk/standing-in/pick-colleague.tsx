import type { Colleague } from '#web/api/calls.ts'
import { SelectField } from '#web/ui/fields.tsx'
import { useWords } from '#web/ui/words.tsx'

/** One of one's colleagues, by name, title and unit. */
export const PickColleague = ({
  id,
  label,
  nobody,
  colleagues,
  value,
  onPick,
  error,
}: {
  id: string
  label: string
  /** What the empty choice says, where nobody is an answer. */
  nobody?: string
  colleagues: readonly Colleague[]
  value: string
  onPick: (id: string) => void
  error?: string | undefined
}) => {
  const { t } = useWords()
  return (
    <SelectField
      id={id}
      label={label}
      value={value}
      onPick={onPick}
      options={[
        ...(value === '' || nobody ? [{ value: '', label: nobody ?? t('standing-in.choose') }] : []),
        ...colleagues.map((one) => ({
          value: one.id,
          label: `${one.name} – ${one.title}, ${one.unit.name}`,
        })),
      ]}
      error={error}
    />
  )
}
