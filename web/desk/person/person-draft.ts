import { type CardText, readBirthDate, readCitizenNumber, readPhone } from '#common/citizen.ts'
import { tidy } from '#common/names.ts'
import type { PlainDate } from '#common/time.ts'
import type { Reading } from '#common/typed.ts'
import type { Reception } from '#web/api/calls.ts'
import { dayOnly } from '#web/ui/figures.ts'
import { type FieldFault, faultWords } from '../faults.ts'

/** A person as typed; nothing is read before it is asked for. */
export interface PersonDraft {
  citizenNumber: string
  fullName: string
  birthDate: string
  phone: string
  address: string
  /** The fields came from the QR of a card, which proves nothing: name and address are to be held against it. */
  fromCard: boolean
}

export const nobody: PersonDraft = {
  citizenNumber: '',
  fullName: '',
  birthDate: '',
  phone: '',
  address: '',
  fromCard: false,
}

/** What a card fills in; a card knows no telephone. */
export const personFromCard = (card: CardText): Omit<PersonDraft, 'phone'> => ({
  citizenNumber: card.citizenNumber,
  fullName: card.fullName,
  birthDate: card.birthDate === null ? '' : dayOnly(card.birthDate),
  address: card.address,
  fromCard: true,
})

/** What stands in a person's field, read; an empty field is nothing, not a fault. */
export const readField = (
  field: 'citizenNumber' | 'birthDate' | 'phone' | 'fullName',
  text: string,
  today: PlainDate,
): Reading | null => {
  if (text.trim() === '') return null
  switch (field) {
    case 'citizenNumber':
      return readCitizenNumber(text)
    case 'birthDate':
      return readBirthDate(text, today)
    case 'phone':
      return readPhone(text)
    case 'fullName':
      return /\d|[<>|]/.test(text) ? { ok: false, code: 'name-has-digits' } : { ok: true, value: tidy(text) }
  }
}

/**
 * A person as the server takes them, with what has to be put right first.
 * @param part stands before the name of each field: `owner.fullName`
 */
export const readPerson = (
  person: PersonDraft,
  part: string,
  today: PlainDate,
): { person: Reception['owner']; faults: readonly FieldFault[] } => {
  const faults: FieldFault[] = []
  const read = (field: 'citizenNumber' | 'birthDate' | 'phone' | 'fullName'): string | undefined => {
    const reading = readField(field, person[field], today)
    if (reading && !reading.ok) faults.push({ field: `${part}.${field}`, ...faultWords(reading) })
    return reading?.ok ? reading.value : undefined
  }
  const citizenNumber = read('citizenNumber')
  const fullName = read('fullName')
  if (person.fullName.trim() === '') faults.push({ field: `${part}.fullName`, id: 'field.name-missing' })
  const birthDate = read('birthDate')
  const phone = read('phone')
  const address = tidy(person.address)
  return {
    faults,
    person: {
      fullName: fullName ?? '',
      ...(citizenNumber === undefined ? {} : { citizenNumber }),
      ...(birthDate === undefined ? {} : { birthDate }),
      ...(phone === undefined ? {} : { phone }),
      ...(address === '' ? {} : { address }),
    },
  }
}
