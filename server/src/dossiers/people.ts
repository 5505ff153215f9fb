import { randomInt } from 'node:crypto'
import { readCitizenNumber, readPhone } from '#common/citizen.ts'
import { saysSomething, tidy, tidyLines } from '#common/names.ts'
import { isPlainDate, type PlainDate } from '#common/time.ts'
import { EARLIEST_DAY, type Reading } from '#common/typed.ts'
import { randomLetters } from '#common/written-codes.ts'
import { unprintableIn } from '#documents/index.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import { type Sealer, sealedIn } from '#platform/seal.ts'
import type { NoteWrite, PersonWrite } from './event-rows.ts'
import { wordsOf } from './keyed-words.ts'
import type { SealedPerson } from './store.ts'

/** A person as typed at the counter. Only a name is always there. */
export interface PersonInput {
  fullName: string
  citizenNumber?: string | undefined
  birthDate?: string | undefined
  phone?: string | undefined
  email?: string | undefined
  address?: string | undefined
}

/** A person as kept: the sealed column of `person`. */
export interface Person {
  fullName: string
  citizenNumber: string | null
  birthDate: string | null
  phone: string | null
  email: string | null
  address: string | null
}

/**
 * Reads what was typed into the form that is kept.
 * @param today the legal day: nobody is born after it
 * @throws Refusal naming the field and what is wrong with it
 */
export const readPerson = (input: PersonInput, field: string, today: PlainDate): Person => {
  const fullName = tidy(input.fullName)
  if (!/\p{L}/u.test(fullName)) throw new Refusal('INVALID', 'name-missing', { field: `${field}.fullName` })
  if (/\d|[<>|]/.test(fullName))
    throw new Refusal('INVALID', 'name-has-digits', { field: `${field}.fullName` })
  mustPrint(fullName, `${field}.fullName`)
  const address = tidy(input.address ?? '')
  mustPrint(address, `${field}.address`)
  const birthDate = input.birthDate ?? null
  if (birthDate !== null && (!isPlainDate(birthDate) || birthDate < EARLIEST_DAY))
    throw new Refusal('INVALID', 'date-not-read', { field: `${field}.birthDate` })
  if (birthDate !== null && birthDate > today)
    throw new Refusal('INVALID', 'date-in-future', { field: `${field}.birthDate` })
  return {
    fullName,
    citizenNumber: read(input.citizenNumber, readCitizenNumber, `${field}.citizenNumber`),
    birthDate,
    phone: read(input.phone, readPhone, `${field}.phone`),
    email: readEmail(input.email, `${field}.email`),
    address: address === '' ? null : address,
  }
}

/** Words as typed, made fit to be kept and printed. @throws Refusal text-empty, not-printable */
export const readText = (text: string, field: string): string => {
  const words = tidyLines(text)
  if (!saysSomething(words)) throw new Refusal('INVALID', 'text-empty', { field })
  mustPrint(words, field)
  return words
}

/** @throws Refusal not-printable, naming the characters: a paper would show a question mark in their place */
const mustPrint = (text: string, field: string): void => {
  const characters = unprintableIn(text)
  if (characters.length > 0)
    throw new Refusal('INVALID', 'not-printable', { field, characters: characters.join(' ') })
}

const read = (text: string | undefined, reader: (text: string) => Reading, field: string): string | null => {
  if (text === undefined || text.trim() === '') return null
  const reading = reader(text)
  if (reading.ok) return reading.value
  throw new Refusal('INVALID', reading.code, {
    field,
    ...(reading.found === undefined ? {} : { found: reading.found }),
  })
}

const readEmail = (text: string | undefined, field: string): string | null => {
  const address = tidy(text ?? '')
  if (address === '') return null
  if (!/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(address))
    throw new Refusal('INVALID', 'email-not-read', { field })
  mustPrint(address, field)
  return address
}

/** Seals a version of a person, the first unless it says otherwise: the row is the place its ciphertext is bound to. */
export const sealPerson = (
  sealer: Sealer,
  person: Person,
  part: PersonWrite['part'],
  { id, version } = { id: newId(), version: 1 },
): PersonWrite => {
  return {
    id,
    version,
    part,
    sealed: sealer.seal(JSON.stringify(person), place(id, version)),
    idNumberIndex:
      person.citizenNumber === null ? null : sealer.blindIndex('citizen-number', person.citizenNumber),
    phoneIndex: person.phone === null ? null : sealer.blindIndex('phone', person.phone),
    wordsFor: (authorityId) => wordsOf(sealer, person, authorityId),
  }
}

/** A version of a person, as far as it takes to open it. */
export type SealedVersion = Pick<SealedPerson, 'id' | 'version' | 'sealed'>

/** The person, or null once erased. */
export const unsealPerson = (sealer: Sealer, row: SealedVersion): Person | null =>
  row.sealed === null ? null : (JSON.parse(sealer.openText(row.sealed, place(row.id, row.version))) as Person)

const place = (id: string, version: number): string => sealedIn('person', 'sealed', `${id}.${version}`)

// 60 bits, above the 40 that a look-up behind a limiter of five tries needs; printed in three groups of four.
const SECRET_LETTERS = 12

/** The secret printed on a receipt, besides the public code. */
export const newReceiptSecret = (): string => randomLetters(SECRET_LETTERS, randomInt)

/** Kept until the receipt is printed: what was filed has none, and must be found again by whoever filed it. */
export const secretNote = (sealer: Sealer, dossierId: string, secret: string): NoteWrite => ({
  id: newId(),
  kind: 'LOOK_UP_SECRET',
  sealed: sealer.seal(secret, sealedIn('note', 'secret', dossierId)),
})

export const receiptHash = (sealer: Sealer, secret: string): string =>
  sealer.blindIndex('receipt-secret', secret).toString('hex')
