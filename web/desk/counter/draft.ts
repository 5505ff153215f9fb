import { type Reading, readBirthDate, readCitizenNumber, readPhone } from '#common/citizen.ts'
import { tidy } from '#common/names.ts'
import type { PlainDate } from '#common/time.ts'
import type { ProcedureCase, Received, Reception, ReceptionChannel } from '#web/api/calls.ts'
import { newKey } from '#web/api/client.ts'
import type { MessageId } from '#web/messages.ts'

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

export interface PaperCount {
  originals: string
  copies: string
}

/** An intake on its way. It lives in the tab's store until it is received or thrown away. */
export interface Draft {
  /** The same at every attempt, so that two presses of F9 make one dossier. */
  key: string
  procedure: string | null
  caseId: string | null
  channel: ReceptionChannel
  sets: string
  papers: Readonly<Record<string, PaperCount>>
  owner: PersonDraft
  /** Null while the owner stands at the counter in person. */
  submitter: PersonDraft | null
  /** What it became. */
  received: (Received & { ownerName: string; printed: boolean }) | null
}

export const nobody: PersonDraft = {
  citizenNumber: '',
  fullName: '',
  birthDate: '',
  phone: '',
  address: '',
  fromCard: false,
}

export const emptyDraft = (): Draft => ({
  key: newKey(),
  procedure: null,
  caseId: null,
  channel: 'COUNTER',
  sets: '',
  papers: {},
  owner: nobody,
  submitter: null,
  received: null,
})

export const isUntouched = (draft: Draft): boolean =>
  JSON.stringify({ ...draft, key: '' }) === JSON.stringify({ ...emptyDraft(), key: '' })

/** Something to put right, at the field it stands in. */
export interface DraftFault {
  field: string
  id: MessageId
  values?: Readonly<Record<string, string | number | readonly string[]>>
}

export type ReadDraft = { ok: true; body: Reception } | { ok: false; faults: readonly DraftFault[] }

/**
 * The request a draft makes, or everything that stands in its way, in the order of the screen.
 * @param today in Asia/Ho_Chi_Minh, for birth dates
 */
export const readDraft = (draft: Draft, chosen: ProcedureCase | null, today: PlainDate): ReadDraft => {
  const faults: DraftFault[] = []
  if (draft.procedure === null) faults.push({ field: 'procedure', id: 'intake.procedure-missing' })
  const owner = readPerson(draft.owner, 'owner', today)
  const submitter = draft.submitter && readPerson(draft.submitter, 'submitter', today)
  faults.push(...owner.faults, ...(submitter?.faults ?? []))
  const papers = chosen ? readPapers(draft, chosen, faults) : []
  const sets = readCount(draft.sets === '' ? String(chosen?.sets ?? 1) : draft.sets)
  if (sets === null || sets < 1 || sets > 20) faults.push({ field: 'sets', id: 'intake.sets-wrong' })
  if (faults.length > 0 || draft.procedure === null || !chosen || sets === null) return { ok: false, faults }
  return {
    ok: true,
    body: {
      procedure: draft.procedure,
      caseId: chosen.id,
      channel: draft.channel,
      sets,
      papers,
      owner: owner.person,
      ...(submitter ? { submitter: submitter.person } : {}),
    },
  }
}

/** The required papers that are not ticked, or not in the number asked for. */
export const missingPapers = (draft: Draft, chosen: ProcedureCase): string[] =>
  chosen.papers
    .filter((paper) => {
      if (!paper.required) return false
      const { originals, copies } = countsOf(draft, paper.id)
      return (
        originals === null ||
        copies === null ||
        originals < paper.originals ||
        copies < paper.copies ||
        originals + copies === 0
      )
    })
    .map((paper) => paper.name)

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

export const faultWords = (reading: Extract<Reading, { ok: false }>): Pick<DraftFault, 'id' | 'values'> => ({
  id: `field.${reading.code}` as MessageId,
  ...(reading.found === undefined ? {} : { values: { found: reading.found } }),
})

/** A person as the server takes them, with what has to be put right first. */
export const readPerson = (
  person: PersonDraft,
  part: string,
  today: PlainDate,
): { person: Reception['owner']; faults: readonly DraftFault[] } => {
  const faults: DraftFault[] = []
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

const readPapers = (draft: Draft, chosen: ProcedureCase, faults: DraftFault[]): Reception['papers'] => {
  const brought: Reception['papers'] = []
  for (const paper of chosen.papers) {
    const { originals, copies } = countsOf(draft, paper.id)
    if (originals === null || copies === null) {
      faults.push({
        field: `paper.${paper.id}.originals`,
        id: 'intake.count-wrong',
        values: { paper: paper.name },
      })
    } else if (originals + copies > 0) {
      brought.push({ paperId: paper.id, originals, copies })
    }
  }
  const missing = missingPapers(draft, chosen)
  if (missing.length > 0)
    faults.push({ field: 'papers', id: 'intake.papers-missing', values: { papers: missing } })
  return brought
}

const countsOf = (draft: Draft, paperId: string): { originals: number | null; copies: number | null } => {
  const count = draft.papers[paperId]
  return { originals: readCount(count?.originals ?? '0'), copies: readCount(count?.copies ?? '0') }
}

/** A whole number from 0 to 99; an emptied field is 0. */
const readCount = (text: string): number | null => {
  const digits = text.trim() === '' ? '0' : text.trim()
  return /^\d{1,2}$/.test(digits) ? Number(digits) : null
}
