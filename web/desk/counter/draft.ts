import type { PlainDate } from '#common/time.ts'
import type {
  Channel,
  Filing,
  ProcedureCase,
  Received,
  Reception,
  ReceptionAsk,
  ReceptionChannel,
} from '#web/api/calls.ts'
import { newKey } from '#web/api/client.ts'
import type { FieldFault } from '../faults.ts'
import { missingFaults, type PaperCounts, readPapers, readSets } from '../papers/paper-counts.ts'
import { nobody, type PersonDraft, readPerson } from '../person/person-draft.ts'
import { factsMissing, factsSaid } from './term-fields.tsx'

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
  papers: PaperCounts
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

/** What reception by this channel asks besides persons and papers. */
export const asksFor = (chosen: ProcedureCase | null, channel: Channel): readonly ReceptionAsk[] =>
  chosen?.channels.find((terms) => terms.channel === channel)?.asks ?? []

export type Read<Body> = { ok: true; body: Body } | { ok: false; faults: readonly FieldFault[] }

/**
 * The reception a draft makes, or everything that stands in its way, in the order of the screen.
 * @param today in Asia/Ho_Chi_Minh, for birth dates
 */
export const readDraft = (draft: Draft, chosen: ProcedureCase | null, today: PlainDate): Read<Reception> => {
  const asks = asksFor(chosen, draft.channel)
  const said = readTyped(draft, chosen, today)
  const faults: FieldFault[] = [
    ...said.procedure,
    ...factsMissing(asks, draft),
    ...said.people,
    ...said.papers,
  ]
  if (chosen) faults.push(...missingFaults(chosen.papers, said.brought))
  faults.push(...said.sets)
  if (faults.length > 0 || !said.filed) return { ok: false, faults }
  return {
    ok: true,
    body: {
      ...said.filed,
      channel: draft.channel,
      ...factsSaid(asks, draft),
    },
  }
}

/** The filing of a draft that is not accepted yet: papers may be missing, and no term is asked for. */
export const readFiling = (
  draft: Draft,
  chosen: ProcedureCase | null,
  today: PlainDate,
): Read<Omit<Filing, 'channel'>> => {
  const said = readTyped(draft, chosen, today)
  const faults = [...said.procedure, ...said.people, ...said.papers, ...said.sets]
  return faults.length > 0 || !said.filed ? { ok: false, faults } : { ok: true, body: said.filed }
}

/** What was typed, with the faults of each part of the screen. */
const readTyped = (draft: Draft, chosen: ProcedureCase | null, today: PlainDate) => {
  const owner = readPerson(draft.owner, 'owner', today)
  const submitter = draft.submitter && readPerson(draft.submitter, 'submitter', today)
  const { papers: brought, faults: papers } = readPapers(draft.papers, chosen?.papers ?? [])
  const sets = readSets(draft.sets === '' ? String(chosen?.sets ?? 1) : draft.sets)
  const faultOf = (isWrong: boolean, fault: FieldFault): readonly FieldFault[] => (isWrong ? [fault] : [])
  return {
    procedure: faultOf(draft.procedure === null, { field: 'procedure', id: 'intake.procedure-missing' }),
    people: [...owner.faults, ...(submitter?.faults ?? [])],
    papers,
    sets: faultOf(sets === null, { field: 'sets', id: 'intake.sets-wrong' }),
    brought,
    filed: draft.procedure !== null &&
      chosen &&
      sets !== null && {
        procedure: draft.procedure,
        caseId: chosen.id,
        sets,
        papers: [...brought],
        owner: owner.person,
        ...(submitter ? { submitter: submitter.person } : {}),
      },
  }
}
