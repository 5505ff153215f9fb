import { TextArea, TextField } from '#web/ui/fields.tsx'
import { useWords } from '#web/ui/words.tsx'

/** Fields that many acts ask for, each named as the contract names it. */

interface Part {
  value: string
  onType: (text: string) => void
  error?: string | undefined
}

export const ReasonField = ({ label, hint, ...part }: Part & { label?: string; hint?: string }) => {
  const { t } = useWords()
  return (
    <TextArea id="reason" label={label ?? t('act.reason')} hint={hint} maxLength={2000} rows={3} {...part} />
  )
}

export const LegalBasisField = (part: Part) => {
  const { t } = useWords()
  return (
    <TextField
      id="legalBasis"
      label={t('act.legal-basis')}
      hint={t('act.legal-basis-hint')}
      spellCheck
      maxLength={500}
      wide
      {...part}
    />
  )
}

export const NoteField = ({ label, ...part }: Part & { label?: string }) => {
  const { t } = useWords()
  return <TextArea id="note" label={label ?? t('act.note')} maxLength={2000} rows={3} {...part} />
}

export const PapersHandedBack = ({
  isHandedBack,
  onChange,
}: {
  isHandedBack: boolean
  onChange: (isHandedBack: boolean) => void
}) => {
  const { t } = useWords()
  return (
    <label className="choice">
      <input
        type="checkbox"
        id="papersHandedBack"
        checked={isHandedBack}
        onChange={(event) => onChange(event.target.checked)}
      />
      {t('act.papers-handed-back')}
    </label>
  )
}
