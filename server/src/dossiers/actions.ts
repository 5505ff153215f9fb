import { ledgerJson } from '#audit/index.ts'
import { tidy } from '#common/names.ts'
import { hanoiDateOf, rfc3339InHanoi } from '#common/time.ts'
import { findLeader, findOfficers, findUnitsById, maySee, type SignedIn } from '#identity/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { answerJson, earlierAnswer, type IdempotentRequest } from '#platform/http/idempotency.ts'
import { newId } from '#platform/ids.ts'
import { jobFor, jobsJson } from '#platform/jobs/jobs.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { sealedIn } from '#platform/seal.ts'
import { gather } from './circumstances.ts'
import type { Office } from './office.ts'
import { type FrozenResult, freeze, receiptWords, thaw } from './papers.ts'
import { newReceiptSecret, readPerson, readText, receiptHash, sealPerson } from './people.ts'
import { type Circumstances, type Command, decide } from './rules/decide.ts'
import { type Dossier, type DossierEvent, evolve, type Received } from './rules/dossier.ts'
import { resultNumber } from './rules/result-number.ts'
import {
  type ArtefactWrite,
  find,
  findArtefact,
  findEvents,
  lock,
  type NoteWrite,
  type PersonWrite,
  record,
  recordReception,
} from './store.ts'
import type { ActResult, DraftInput, ReceptionInput, ReceptionResult, ReturnInput } from './wire.ts'

/** Who asks, and under which idempotency key and number. */
export interface Asking {
  signedIn: SignedIn
  idempotent: IdempotentRequest
  requestId: string
}

// ---- Reception --------------------------------------------------------------------------------------------------

/**
 * Receives a dossier at a counter: promise, number, persons, receipt and first task, in one commit.
 * It does not ask first whether the key was answered: nearly none was. The key's uniqueness says so at the commit,
 * and `receivedBefore` finds the answer then.
 */
export const receive = async (
  office: Office,
  tx: Tx,
  asking: Asking,
  input: ReceptionInput,
): Promise<ReceptionResult> => {
  const { signedIn } = asking
  const session = signedIn.counterSession
  const procedure = await office.catalogue.inForce(tx, signedIn.generation, input.procedure)
  const here = await gather(office, tx, signedIn, procedure, {
    competentAuthorityId: signedIn.officer.authorityId,
    receivingUnitId: session?.centreId ?? signedIn.officer.unitId,
  })

  const today = hanoiDateOf(signedIn.now)
  const owner = readPerson(input.owner, 'owner', today)
  const submitter = input.submitter ? readPerson(input.submitter, 'submitter', today) : null
  const ownerWrite = sealPerson(office.sealer, owner, 'OWNER')
  const submitterWrite = submitter ? sealPerson(office.sealer, submitter, 'SUBMITTER') : null
  const secret = newReceiptSecret()
  const receiptId = newId()
  const command: Command = {
    type: 'receive',
    caseId: input.caseId,
    channel: input.channel,
    papers: input.papers,
    sets: input.sets,
    applicability: {
      ...(input.place ? { place: input.place } : {}),
      ...(input.applicant ? { applicant: input.applicant } : {}),
    },
    ownerId: ownerWrite.id,
    submitterId: submitterWrite?.id ?? ownerWrite.id,
    subjectId: null,
    receiptId,
    receiptHash: receiptHash(office.sealer, secret),
  }
  const events = decide(null, command, here)
  const received = events[0]?.data as Received
  const centre = here.units.find((unit) => unit.id === received.receivingUnitId)
  if (!centre || !here.counter) throw new Error('a reception without its centre')
  const receipt = freeze(
    office.sealer,
    'M01',
    receiptWords({
      procedure,
      received,
      owner,
      submitter,
      centre,
      pointName: here.counter.pointName,
      calendar: here.calendar,
      officer: signedIn.officer,
      secret,
      publicUrl: office.publicUrl,
    }),
    receiptId,
  )
  const after = folded(newId(), null, events)
  const answer = {
    ...answerFor(after),
    acceptedAt: rfc3339InHanoi(after.acceptedAt),
    clockStartsAt: rfc3339InHanoi(after.clockStartsAt),
    receiptId,
  }
  const code = await recordReception(
    tx,
    {
      before: null,
      after,
      events,
      persons: submitterWrite ? [ownerWrite, submitterWrite] : [ownerWrite],
      notes: [],
      artefacts: [receipt],
      ...accompanying(office, asking, null, after, events, answer),
    },
    { agencyCode: centre.code, day: sixDigits(after.acceptedAt), authorityId: signedIn.officer.authorityId },
  )
  office.wake()
  return { ...answer, code }
}

/** The answer given to the same request before, for somebody who may still see it; null when there is none. */
export const receivedBefore = async (tx: Tx, asking: Asking): Promise<ReceptionResult | null> => {
  const stored = await earlierAnswer(tx, asking.idempotent)
  return stored ? replayed<ReceptionResult>(tx, asking.signedIn, stored) : null
}

/** YYMMDD of the legal day. */
const sixDigits = (instant: Dossier['acceptedAt']): string =>
  hanoiDateOf(instant).replaceAll('-', '').slice(2)

// ---- Every further act ------------------------------------------------------------------------------------------

/** What an act needs besides the dossier: its command, and what is sealed and frozen with it. */
interface Deed {
  command: Command
  persons?: readonly PersonWrite[]
  notes?: readonly NoteWrite[]
  artefacts?: readonly ArtefactWrite[]
}

type Preparing = (dossier: Dossier, here: Circumstances, tx: Tx) => Deed | Promise<Deed>

/** Lock, gather, decide, record: the way of every act on a dossier that is there. */
const act = async (
  office: Office,
  tx: Tx,
  asking: Asking,
  target: { id: string; version: number },
  prepare: Preparing,
): Promise<ActResult> => {
  // The lock first: what was answered to the same key while we waited for it is then seen.
  const [dossier, stored] = await Promise.all([lock(tx, target.id), earlierAnswer(tx, asking.idempotent)])
  if (!dossier || !maySee(asking.signedIn.officer, dossier)) throw notFound()
  if (stored) return replayed(tx, asking.signedIn, stored)
  if (dossier.version !== target.version) await mustBeUntouchedSince(tx, dossier, target.version)

  const procedure = await office.catalogue.version(tx, dossier.procedureVersionId)
  const here = await gather(
    office,
    tx,
    asking.signedIn,
    procedure,
    {
      competentAuthorityId: dossier.authorityId,
      receivingUnitId: dossier.receivingUnitId,
    },
    dossier,
  )
  const deed = await prepare(dossier, here, tx)
  const events = decide(dossier, deed.command, here)
  const after = folded(dossier.id, dossier, events)
  const answer = { ...answerFor(after), code: dossier.code }
  await record(tx, {
    before: dossier,
    after,
    events,
    persons: deed.persons ?? [],
    notes: deed.notes ?? [],
    artefacts: deed.artefacts ?? [],
    ...accompanying(office, asking, dossier, after, events, answer),
  })
  office.wake()
  return answer
}

export type Target = { id: string; version: number }

export const handOver = (office: Office, tx: Tx, asking: Asking, target: Target) =>
  act(office, tx, asking, target, () => ({ command: { type: 'handOver' } }))

export const confirmHandOver = (office: Office, tx: Tx, asking: Asking, target: Target) =>
  act(office, tx, asking, target, () => ({ command: { type: 'confirmHandOver' } }))

export const askOpinions = (
  office: Office,
  tx: Tx,
  asking: Asking,
  target: Target,
  input: { question?: string },
) =>
  act(office, tx, asking, target, () => {
    const question = input.question ? note(office, 'QUESTION', input.question, 'question') : null
    return {
      command: { type: 'askOpinions', questionId: question?.id ?? null },
      notes: question ? [question] : [],
    }
  })

export const giveOpinion = (
  office: Office,
  tx: Tx,
  asking: Asking,
  target: Target,
  input: { taskId: string; verdict: 'AGREED' | 'OBJECTED'; text?: string },
) =>
  act(office, tx, asking, target, () => {
    const opinion = input.text ? note(office, 'OPINION', input.text, 'text') : null
    return {
      command: {
        type: 'giveOpinion',
        taskId: input.taskId,
        verdict: input.verdict,
        opinionId: opinion?.id ?? null,
      },
      notes: opinion ? [opinion] : [],
    }
  })

export const submitDraft = (office: Office, tx: Tx, asking: Asking, target: Target, input: DraftInput) =>
  act(office, tx, asking, target, async (dossier, here) => {
    const draft = freeze(office.sealer, 'RESULT', await resultWords(tx, dossier, here, input))
    return {
      command: {
        type: 'submitDraft',
        draftId: draft.id,
        frozenSha256: draft.frozenSha256,
        outcome: input.outcome,
      },
      artefacts: [draft],
    }
  })

export const sendBack = (
  office: Office,
  tx: Tx,
  asking: Asking,
  target: Target,
  input: { reason: string; toNode?: string },
) =>
  act(office, tx, asking, target, () => {
    const reason = note(office, 'SEND_BACK_REASON', input.reason, 'reason')
    return {
      command: { type: 'sendBack', toNode: input.toNode ?? null, reasonId: reason.id },
      notes: [reason],
    }
  })

export const approve = (
  office: Office,
  tx: Tx,
  asking: Asking,
  target: Target,
  input: { documentId: string; fileSha256: string },
) =>
  act(office, tx, asking, target, async (dossier) => {
    const draft = await findArtefact(tx, input.documentId, dossier.id)
    return {
      command: {
        type: 'approve',
        draftId: input.documentId,
        fileSha256: input.fileSha256,
        renderedSha256: draft?.file_sha256 ?? null,
      },
    }
  })

/** The issued result is the approved text with its number and date; the approval's hash stays with the draft. */
export const issue = (office: Office, tx: Tx, asking: Asking, target: Target, input: { number: string }) =>
  act(office, tx, asking, target, async (dossier, here) => {
    const { words, number } = await issuedWords(office, tx, dossier, here, input.number)
    const issued = freeze(office.sealer, 'RESULT', words)
    return { command: { type: 'issue', number, resultId: issued.id }, artefacts: [issued] }
  })

export const returnResult = (office: Office, tx: Tx, asking: Asking, target: Target, input: ReturnInput) =>
  act(office, tx, asking, target, (dossier) => {
    const { representative } = input
    if (input.receiver === 'REPRESENTATIVE' && !representative)
      throw new Refusal('INVALID', 'representative-missing')
    if (input.receiver === 'OWNER' && representative)
      throw new Refusal('INVALID', 'representative-not-needed')
    const today = hanoiDateOf(asking.signedIn.now)
    const receiver = representative
      ? sealPerson(office.sealer, readPerson(representative, 'representative', today), 'RECEIVER')
      : null
    return {
      command: {
        type: 'return',
        receiverId: receiver?.id ?? dossier.ownerId,
        receiver: input.receiver,
        proof: input.proof,
      },
      persons: receiver ? [receiver] : [],
    }
  })

// ---- What every act has in common -------------------------------------------------------------------------------

const folded = (id: string, before: Dossier | null, events: readonly DossierEvent[]): Dossier => {
  const after = events.reduce<Dossier | null>((dossier, event) => evolve(id, dossier, event), before)
  if (!after) throw new Error('an act without an event')
  return after
}

/** @throws Refusal naming the field when the text says nothing */
const note = (office: Office, kind: NoteWrite['kind'], text: string, field: string): NoteWrite => {
  const id = newId()
  return { id, kind, sealed: office.sealer.seal(readText(text, field), sealedIn('note', 'sealed', id)) }
}

const answerFor = (dossier: Dossier): ActResult => ({
  id: dossier.id,
  code: dossier.code,
  state: dossier.state,
  version: dossier.version,
  dueAt: dossier.currentDueAt === null ? null : rfc3339InHanoi(dossier.currentDueAt),
})

/** The ledger line, the jobs and the stored answer that go into the act's commit. */
const accompanying = (
  office: Office,
  asking: Asking,
  before: Dossier | null,
  after: Dossier,
  events: readonly DossierEvent[],
  answer: Record<string, unknown>,
) => {
  const firstSeq = (before?.version ?? 0) + 1
  const at = after.lastEventAt
  return {
    requestId: asking.requestId,
    ledger: ledgerJson(
      events.map((event) => ({
        actorId: event.actorId,
        authorityId: event.authorityId,
        act: event.type,
        subjectId: after.id,
        purpose: null,
        requestId: asking.requestId,
      })),
      at,
    ),
    jobs: jobsJson(
      events.flatMap((event, index) =>
        (office.subscribers[event.type] ?? []).map((subscriber) =>
          jobFor(subscriber, after.id, firstSeq + index, after.authorityId),
        ),
      ),
      at,
    ),
    answer: answerJson(asking.idempotent, { subjectId: after.id, answer }, at),
  }
}

/** The same answer again, for somebody who may still see what it is about. */
const replayed = async <Answer extends ActResult>(
  tx: Tx,
  signedIn: SignedIn,
  stored: { subjectId: string; answer: Record<string, unknown> },
): Promise<Answer> => {
  const dossier = await find(tx, stored.subjectId)
  if (!dossier || !maySee(signedIn.officer, dossier)) throw notFound()
  return stored.answer as Answer
}

/**
 * A due date that followed its calendar is nobody's act: who had the page open before need not look again. Of anything
 * else she is told who acted first and when, so that the second of two officers knows whom to ask.
 *
 * @throws Refusal someone-acted-first
 */
const mustBeUntouchedSince = async (tx: Tx, dossier: Dossier, seen: number): Promise<void> => {
  const since = (await findEvents(tx, dossier.id)).slice(seen)
  const acts = since.filter(({ type }) => type !== 'CalendarFollowed')
  if (seen >= 1 && since.length > 0 && acts.length === 0) return
  const last = acts.at(-1)
  const [officer] = last ? await findOfficers(tx, [last.actorId]) : []
  throw new Refusal('CHANGED', 'someone-acted-first', {
    who: officer?.full_name ?? '',
    unit: officer?.unit_name ?? '',
    at: rfc3339InHanoi(last?.at ?? dossier.lastEventAt),
    event: last?.type ?? '',
    version: dossier.version,
  })
}

/** The words of a drafted result; number, date and signature are not there yet. */
const resultWords = async (
  tx: Tx,
  dossier: Dossier,
  here: Circumstances,
  input: DraftInput,
): Promise<FrozenResult> => {
  const [units, leader] = await Promise.all([
    findUnitsById(tx, [dossier.authorityId, dossier.receivingUnitId]),
    findLeader(tx, here.unitFor('LEADERSHIP').unitId),
  ])
  const authority = units.find((unit) => unit.id === dossier.authorityId)
  if (!authority || !leader) throw new Refusal('CONFLICT', 'no-competent-unit', { unit: 'LEADERSHIP' })
  const granted = input.outcome === 'GRANTED'
  return {
    kind: granted ? 'DECISION' : 'NOTICE',
    dossierCode: dossier.code,
    parentAgency: authority.parentName,
    agency: authority.name,
    number: null,
    symbol: granted ? 'QĐ-UBND' : 'TB-UBND',
    place: authority.locality,
    issuedOn: null,
    subject: tidy(readText(input.title, 'title')),
    authority: granted ? `${leader.title} ${authority.name}`.toLocaleUpperCase('vi') : null,
    grounds: [],
    paragraphs: readParagraphs(input.paragraphs).map(paragraph),
    signer: { onBehalf: null, title: leader.title, name: leader.full_name },
    recipients: units.filter((unit) => unit.id === dossier.receivingUnitId).map((unit) => unit.name),
    frozenAt: here.now,
  }
}

// A page takes 24 ms to print, in a process that answers others too: this much is a quarter of a second.
const MOST_LETTERS = 20_000

const readParagraphs = (texts: readonly string[]): string[] => {
  if (texts.reduce((sum, text) => sum + text.length, 0) > MOST_LETTERS)
    throw new Refusal('INVALID', 'draft-too-long', { most: MOST_LETTERS })
  return texts.map((text) => tidy(readText(text, 'paragraphs')))
}

/** «Điều 1. Công nhận …»: the label of an article is set in bold, in front of its text. */
const paragraph = (text: string): FrozenResult['paragraphs'][number] => {
  const [, label, rest] = /^(Điều \d+\.)\s*(.*)$/s.exec(text) ?? []
  return label && rest ? { label, text: rest } : { label: null, text }
}

/** The approved words, with the number, the day and the name of who approved them. */
const issuedWords = async (
  office: Office,
  tx: Tx,
  dossier: Dossier,
  here: Circumstances,
  typed: string,
): Promise<{ words: FrozenResult; number: string }> => {
  if (dossier.draftId === null)
    throw new Refusal('CONFLICT', 'illegal-move', { action: 'issue', state: dossier.state })
  const [draft, events] = await Promise.all([
    findArtefact(tx, dossier.draftId, dossier.id),
    findEvents(tx, dossier.id),
  ])
  if (!draft) throw new Error(`dossier ${dossier.id} lost its draft`)
  const approval = events.findLast((event) => event.type === 'DraftApproved')
  const [approver] = approval ? await findOfficers(tx, [approval.actorId]) : []
  const approved = thaw<FrozenResult>(office.sealer, draft)
  const number = resultNumber(typed, approved.symbol)
  if (number === null) throw new Refusal('INVALID', 'number-not-read', { symbol: approved.symbol })
  const words = {
    ...approved,
    number,
    issuedOn: hanoiDateOf(here.now),
    signer: approver ? { onBehalf: null, title: approver.title, name: approver.full_name } : approved.signer,
    frozenAt: here.now,
  }
  return { words, number }
}
