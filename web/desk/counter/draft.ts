import { missingPapers, type PresentedPaper } from '#common/papers.ts'
import type { PlainDate } from '#common/time.ts'
import type { ProcedureCase, Received, Reception, ReceptionChannel } from '#web/api/calls.ts'
import { newKey } from '#web/api/client.ts'
import type { FieldFault } from '../faults.ts'
import { nobody, type PersonDraft, readPerson } from '../person/person-draft.ts'

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
  /** Where the matter lies and who applies, as far as a term hangs on it; null until somebody has said it. */
  place: NonNullable<Reception['place']> | null
  applicant: NonNullable<Reception['applicant']> | null
  sets: string
  papers: Readonly<Record<string, PaperCount>>
  owner: PersonDraft
  /** Null while the owner stands at the counter in person. */
  submitter: PersonDraft | null
  /** What it became. */
  received: (Received & { ownerName: string; printed: boolean }) | null
}

export const emptyDraft = (): Draft => ({
  key: newKey(),
  procedure: null,
  caseId: null,
  channel: 'COUNTER',
  place: null,
  applicant: null,
  sets: '',
  papers: {},
  owner: nobody,
  submitter: null,
  received: null,
})

export const isUntouched = (draft: Draft): boolean =>
  JSON.stringify({ ...draft, key: '' }) === JSON.stringify({ ...emptyDraft(), key: '' })

/** On which of the two a term by this channel hangs: what the officer must be asked. */
export const asksFor = (chosen: ProcedureCase | null, channel: ReceptionChannel) => {
  const specials = chosen?.channels.find((terms) => terms.channel === channel)?.specials ?? []
  return {
    place: specials.some(({ when }) => when.place !== undefined),
    applicant: specials.some(({ when }) => when.applicant !== undefined),
  }
}

export type ReadDraft = { ok: true; body: Reception } | { ok: false; faults: readonly FieldFault[] }

/**
 * The request a draft makes, or everything that stands in its way, in the order of the screen.
 * @param today in Asia/Ho_Chi_Minh, for birth dates
 */
export const readDraft = (draft: Draft, chosen: ProcedureCase | null, today: PlainDate): ReadDraft => {
  const faults: FieldFault[] = []
  if (draft.procedure === null) faults.push({ field: 'procedure', id: 'intake.procedure-missing' })
  const asked = asksFor(chosen, draft.channel)
  if (asked.place && draft.place === null) faults.push({ field: 'place', id: 'intake.place-missing' })
  if (asked.applicant && draft.applicant === null)
    faults.push({ field: 'applicant', id: 'intake.applicant-missing' })
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
      ...(asked.place && draft.place ? { place: draft.place } : {}),
      ...(asked.applicant && draft.applicant ? { applicant: draft.applicant } : {}),
      sets,
      papers,
      owner: owner.person,
      ...(submitter ? { submitter: submitter.person } : {}),
    },
  }
}

const readPapers = (draft: Draft, chosen: ProcedureCase, faults: FieldFault[]): PresentedPaper[] => {
  const brought: PresentedPaper[] = []
  for (const paper of chosen.papers) {
    const count = draft.papers[paper.id]
    const originals = readCount(count?.originals ?? '0')
    const copies = readCount(count?.copies ?? '0')
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
  const missing = missingPapers(chosen.papers, brought).map((paper) => paper.name)
  if (missing.length > 0)
    faults.push({ field: 'papers', id: 'intake.papers-missing', values: { papers: missing } })
  return brought
}

/** A whole number from 0 to 99; an emptied field is 0. */
const readCount = (text: string): number | null => {
  const digits = text.trim() === '' ? '0' : text.trim()
  return /^\d{1,2}$/.test(digits) ? Number(digits) : null
}
