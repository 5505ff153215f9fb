import { useState } from 'react'
import { TextField } from '#web/ui/fields.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { dayIn, useWords } from '#web/ui/words.tsx'
import { faultWords } from '../faults.ts'
import { today } from '../session/clock.ts'
import { type PersonDraft, readField } from './person-draft.ts'

type Name = 'citizenNumber' | 'fullName' | 'birthDate' | 'phone' | 'address'

/** A person as they say it at the counter. What is written is read when the field is left, and said if it is wrong. */
export const PersonFields = ({
  part,
  title,
  person,
  keepsNumber = null,
  faultAt,
  onChange,
}: {
  part: string
  title: string
  person: PersonDraft
  /** What the page shows of the number that is written down and stays while the field is empty. */
  keepsNumber?: string | null
  faultAt: (field: string) => string | undefined
  onChange: (fields: Partial<PersonDraft>) => void
}) => {
  const { t } = useWords()
  const [left, setLeft] = useState<ReadonlySet<Name>>(new Set())

  const readingOf = (name: Name) => (name === 'address' ? null : readField(name, person[name], today()))
  const errorOf = (name: Name): string | undefined => {
    const reading = readingOf(name)
    if (left.has(name) && reading && !reading.ok) {
      const { id, values } = faultWords(reading)
      return t(id, values)
    }
    return faultAt(`${part}.${name}`)
  }
  const field = (name: Name) => ({
    id: `${part}.${name}`,
    value: person[name],
    error: errorOf(name),
    onType: (value: string) => onChange({ [name]: value }),
    onBlur: () => setLeft((before) => new Set([...before, name])),
    onFocus: () => setLeft((before) => new Set([...before].filter((other) => other !== name))),
  })
  const birth = readingOf('birthDate')

  return (
    <fieldset className="sheet stack" data-part={part} aria-labelledby={`${part}-heading`}>
      <h2 id={`${part}-heading`}>{title}</h2>
      {person.fromCard && <Notice>{t('intake.check-card')}</Notice>}
      <div className="fields">
        <TextField
          label={t('person.citizenNumber')}
          hint={
            keepsNumber
              ? t('person.citizenNumber-kept', { number: keepsNumber })
              : t('person.citizenNumber-hint')
          }
          inputMode="numeric"
          {...field('citizenNumber')}
        />
        <TextField
          label={t('person.fullName')}
          hint={t('person.fullName-hint')}
          autoCapitalize="words"
          {...field('fullName')}
        />
        <TextField
          label={t('person.birthDate')}
          hint={
            birth?.ok
              ? t('person.birthDate-read', { date: dayIn(birth.value, t) })
              : t('person.birthDate-hint')
          }
          inputMode="numeric"
          {...field('birthDate')}
        />
        <TextField label={t('person.phone')} inputMode="tel" {...field('phone')} />
        <TextField label={t('person.address')} wide {...field('address')} />
      </div>
    </fieldset>
  )
}
