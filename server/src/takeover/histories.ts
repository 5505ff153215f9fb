import type { ProcedureVersion } from '#catalogue/index.ts'
import { translator } from '#common/i18n.ts'
import { hanoiDateOf } from '#common/time.ts'
import {
  evolve,
  type History,
  newReceiptSecret,
  type Person,
  readPerson,
  readText,
  receiptHash,
  takeOver,
} from '#dossiers/index.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Sealer } from '#platform/seal.ts'
import type { OurProcedure, TakingOffice } from './office.ts'
import type { Found, RowFault, TakenRow, WrittenPerson } from './rules/judge.ts'
import type { Fact } from './rules/mapping.ts'

/** What of a row names people: read as at a counter. */
export interface ReadPeople {
  owner: Person
  submitter: Person | null
  /** What else was known of the dossier; empty where nothing was. */
  words: string
}

/** The people of a row, or why they cannot be read. */
export const readPeople = (
  row: TakenRow,
  { now }: Pick<TakingOffice, 'now'>,
): { people: ReadPeople; faults: null } | { people: null; faults: Found<RowFault>[] } => {
  const today = hanoiDateOf(now)
  const faults: Found<RowFault>[] = []
  const trying = <Read>(read: () => Read, fallback: Fact, found: (fact: Fact) => string): Read | null => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const fact = FACT_OF_FIELD[String(error.details.field)] ?? fallback
      const details = { reason: error.code, ...numbersIn(error) }
      faults.push({ code: 'person-not-read', fact, found: found(fact), details })
      return null
    }
  }
  const person = (written: WrittenPerson, field: 'owner' | 'submitter') =>
    trying(
      () => readPerson(said(written), field, today),
      field === 'owner' ? 'ownerName' : 'submitterName',
      (fact) => written[FIELD_OF_FACT[fact] ?? 'fullName'],
    )
  const owner = person(row.owner, 'owner')
  const submitter = row.submitter && person(row.submitter, 'submitter')
  const text = wordsOf(row)
  const words =
    text === ''
      ? ''
      : trying(
          () => readText(text, 'remarks'),
          'remarks',
          () => row.remarks,
        )
  return owner && words !== null && faults.length === 0
    ? { people: { owner, submitter, words }, faults: null }
    : { people: null, faults }
}

const FIELD_OF_FACT: Readonly<Partial<Record<Fact, keyof WrittenPerson>>> = {
  ownerName: 'fullName',
  ownerNumber: 'citizenNumber',
  ownerBirthDate: 'birthDate',
  ownerPhone: 'phone',
  ownerEmail: 'email',
  ownerAddress: 'address',
  submitterName: 'fullName',
  submitterNumber: 'citizenNumber',
  submitterPhone: 'phone',
}
const FACT_OF_FIELD: Readonly<Record<string, Fact>> = {
  'owner.fullName': 'ownerName',
  'owner.citizenNumber': 'ownerNumber',
  'owner.birthDate': 'ownerBirthDate',
  'owner.phone': 'ownerPhone',
  'owner.email': 'ownerEmail',
  'owner.address': 'ownerAddress',
  'submitter.fullName': 'submitterName',
  'submitter.citizenNumber': 'submitterNumber',
  'submitter.phone': 'submitterPhone',
  remarks: 'remarks',
}

const numbersIn = ({ details }: Refusal): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(details).filter(
      (entry): entry is [string, string | number] =>
        typeof entry[1] === 'number' || (entry[0] === 'characters' && typeof entry[1] === 'string'),
    ),
  )

const said = ({ birthDate, ...person }: WrittenPerson) => ({
  ...person,
  ...(birthDate === '' ? {} : { birthDate }),
})

const say = translator('vi')

/** The number of its result is a paper's of another software: told, and in no register of ours. */
const wordsOf = ({ resultNumber, birthYear, remarks }: TakenRow): string =>
  [
    resultNumber === '' ? '' : say('taken-over.result-number', { number: resultNumber }),
    birthYear === '' ? '' : say('taken-over.birth-year', { year: birthYear }),
    remarks,
  ]
    .filter((line) => line !== '')
    .join('\n')

/** @param procedure the version it is of: published, or that which keeps the name */
export const historyOf = (
  sealer: Sealer,
  office: TakingOffice,
  source: string,
  row: TakenRow & { procedure: OurProcedure },
  procedure: ProcedureVersion,
  { owner, submitter, words }: ReadPeople,
): History => {
  const [id, ownerId, submitterId, secret] = [newId(), newId(), newId(), newReceiptSecret()]
  const noteId = words === '' ? null : newId()
  const event = takeOver(
    {
      code: row.code,
      source,
      channel: 'COUNTER',
      caseId: row.procedure.caseId,
      ownerId,
      submitterId: submitter ? submitterId : ownerId,
      receiptHash: receiptHash(sealer, secret),
      submittedAt: row.submittedAt,
      dueAt: row.dueAt,
      stands: row.stands,
      stepId: row.procedure.stepId,
      officerId: row.officerId,
      facts: row.procedure.facts,
      noteId,
    },
    office.circumstances(procedure, row.procedure.process),
  )
  return {
    dossier: evolve(id, null, event),
    events: [event],
    persons: [
      { id: ownerId, part: 'OWNER', words: owner },
      ...(submitter ? [{ id: submitterId, part: 'SUBMITTER' as const, words: submitter }] : []),
    ],
    notes: new Map(noteId === null ? [] : [[noteId, words]]),
    // On no paper yet: it is printed with a receipt of ours, should one be asked for.
    lookUpSecret: secret,
    artefacts: [],
    jobs: [],
  }
}
