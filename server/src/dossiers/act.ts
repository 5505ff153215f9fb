import { ledgerRows } from '#audit/index.ts'
import type { ProcedureVersion } from '#catalogue/index.ts'
import { type Instant, rfc3339InHanoi } from '#common/time.ts'
import { findOfficers, maySee, mustBeSure, type SignedIn } from '#identity/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { answerRow, earlierAnswer, type IdempotentRequest } from '#platform/http/idempotency.ts'
import { newId } from '#platform/ids.ts'
import { jobFor, jobRows } from '#platform/jobs/jobs.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { sealedIn } from '#platform/seal.ts'
import type { Process } from '#routing/index.ts'
import { type Acting, acting, citizenOf, type Gathered, gather } from './circumstances.ts'
import type { ArtefactWrite, NoteKind, NoteWrite, PersonWrite } from './event-rows.ts'
import { LAPSE_WAITS } from './job-names.ts'
import type { Office } from './office.ts'
import { readText } from './people.ts'
import { followPeople } from './person-words.ts'
import type { Command } from './rules/command.ts'
import { decide } from './rules/decide.ts'
import type { Dossier } from './rules/dossier.ts'
import type { DossierEvent } from './rules/events.ts'
import { evolve } from './rules/evolve.ts'
import { find, findEvents, lock, record } from './store.ts'
import { withoutGoneTakers } from './takers.ts'
import { taskName } from './task-words.ts'
import type { ActResult } from './wire.ts'

/** The way of every act on a dossier: lock, gather, decide, record; one transaction. */

/** Who asks, and under which idempotency key and number. */
export interface Asking {
  signedIn: SignedIn
  idempotent: IdempotentRequest
  requestId: string
}

export interface Target {
  id: string
  version: number
}

/** What an act needs besides the dossier: its command, and what is sealed and frozen with it. */
export interface Deed {
  command: Command
  persons?: readonly PersonWrite[]
  notes?: readonly NoteWrite[]
  artefacts?: readonly ArtefactWrite[]
  /** Papers that say what was decided: made when it is, and not before. */
  papersOf?: (events: readonly DossierEvent[], after: Dossier) => readonly ArtefactWrite[]
}

export type Preparing = (dossier: Dossier, here: Gathered, tx: Tx) => Deed | Promise<Deed>

/**
 * An act of an officer on a dossier that is there and that she may see.
 * It does not ask first whether the key was answered. An act that was answered has raised the version, or its key makes the
 * commit fail; `answeredBefore` then finds the answer.
 */
export const act = async (
  office: Office,
  tx: Tx,
  asking: Asking,
  target: Target,
  prepare: Preparing,
): Promise<ActResult> => {
  const dossier = await lock(tx, target.id)
  if (!dossier) throw notFound()
  const procedure = await office.catalogue.version(tx, dossier.procedureVersionId)
  if (!maySee(asking.signedIn.officer, dossier, procedure)) throw notFound()
  if (dossier.version !== target.version) await mustBeUntouchedSince(tx, dossier, target.version)
  return perform(office, tx, asking, acting(asking.signedIn, procedure), { dossier, procedure }, (...here) =>
    surely(asking.signedIn, prepare(...here)),
  )
}

/** What signs for the authority asks how surely somebody came in, in a lent post too. */
const SIGNS: readonly Command['type'][] = ['approve']

const surely = async (signedIn: SignedIn, preparing: Deed | Promise<Deed>): Promise<Deed> => {
  const deed = await preparing
  if (SIGNS.includes(deed.command.type)) mustBeSure(signedIn)
  return deed
}

/** An act of whoever has the receipt in hand: the dossier is found by it, and by nothing else. */
export const actAsCitizen = async (
  office: Office,
  tx: Tx,
  asking: Omit<Asking, 'signedIn'>,
  dossier: Dossier,
  moment: Pick<Acting, 'now' | 'generation'>,
  prepare: Preparing,
): Promise<ActResult> => {
  const stored = await earlierAnswer(tx, asking.idempotent)
  if (stored) return stored.answer as ActResult
  const procedure = await office.catalogue.version(tx, dossier.procedureVersionId)
  const who = { ...moment, actor: citizenOf(dossier), counterId: null }
  return perform(office, tx, asking, who, { dossier, procedure }, prepare)
}

/** Gather, decide, record. */
export const perform = async (
  office: Office,
  tx: Tx,
  asking: { idempotent: IdempotentRequest | null; requestId: string | null },
  who: Acting,
  { dossier, procedure }: { dossier: Dossier; procedure: ProcedureVersion },
  prepare: Preparing,
): Promise<ActResult> => {
  const here = await gather(
    office,
    tx,
    who,
    procedure,
    { competentAuthorityId: dossier.authorityId, receivingUnitId: dossier.receivingUnitId },
    dossier,
  )
  const free = await withoutGoneTakers(tx, dossier, procedure, here)
  const deed = await prepare(free, here, tx)
  const events = await decided(tx, free, deed.command, here)
  const after = folded(dossier.id, dossier, events)
  const answer = { ...answerFor(after), code: dossier.code }
  await followPeople(office.sealer, tx, dossier, after, deed.persons ?? [])
  tx.afterCommit(() => office.tell(after))
  await record(
    tx,
    {
      before: dossier,
      after,
      events,
      persons: deed.persons ?? [],
      notes: deed.notes ?? [],
      artefacts: [...(deed.artefacts ?? []), ...(deed.papersOf?.(events, after) ?? [])],
      ...accompanying(office, asking, dossier, after, events, answer),
    },
    // What the house does by itself is committed with the end of its job.
    asking.idempotent ? 'COMMIT' : 'GO_ON',
  )
  return answer
}

/** The events; a refusal that names an officer or tasks by id names them as people do. */
const decided = async (
  tx: Tx,
  dossier: Dossier,
  command: Command,
  here: Gathered,
): Promise<DossierEvent[]> => {
  try {
    return decide(dossier, command, here)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'taken-by-another' || error.code === 'own-draft') throw await namingOfficer(tx, error)
    if (error.code === 'which-task') throw namingTasks(error, dossier, here.process)
    throw error
  }
}

const namingOfficer = async (tx: Tx, { kind, code, details }: Refusal): Promise<Refusal> => {
  const { who, at, ...rest } = details
  const [officer] = await findOfficers(tx, [String(who)])
  return new Refusal(kind, code, {
    ...rest,
    who: officer?.full_name ?? '',
    at: typeof at === 'string' ? rfc3339InHanoi(at as Instant) : '',
  })
}

const namingTasks = (
  { kind, code, details }: Refusal,
  dossier: Dossier,
  process: Process | null,
): Refusal => {
  const meant = (details.tasks ?? []) as readonly string[]
  const names = dossier.tasks.filter(({ id }) => meant.includes(id)).map((task) => taskName(process, task))
  return new Refusal(kind, code, {
    ...details,
    names: names.map(({ vi }) => vi),
    namesInEnglish: names.map(({ en }) => en),
  })
}

export const folded = (id: string, before: Dossier | null, events: readonly DossierEvent[]): Dossier => {
  const after = events.reduce<Dossier | null>((dossier, event) => evolve(id, dossier, event), before)
  if (!after) throw new Error('an act without an event')
  return after
}

/** Words as they are kept, under an id of their own. @throws Refusal naming the field when the text says nothing */
export const note = (
  office: Pick<Office, 'sealer'>,
  kind: NoteKind,
  text: string,
  field: string,
): NoteWrite => {
  const id = newId()
  return { id, kind, sealed: office.sealer.seal(readText(text, field), sealedIn('note', 'sealed', id)) }
}

/** The same, where nothing need be said. */
export const noteIfSaid = (
  office: Pick<Office, 'sealer'>,
  kind: NoteKind,
  text: string | undefined,
  field: string,
): { id: string | null; notes: readonly NoteWrite[] } => {
  if (text === undefined) return { id: null, notes: [] }
  const written = note(office, kind, text, field)
  return { id: written.id, notes: [written] }
}

export const answerFor = (dossier: Dossier): ActResult => ({
  id: dossier.id,
  code: dossier.code,
  state: dossier.state,
  version: dossier.version,
  dueAt: dossier.currentDueAt === null ? null : rfc3339InHanoi(dossier.currentDueAt),
})

/** The ledger line, the jobs and the stored answer that go into the act's commit. */
export const accompanying = (
  office: Pick<Office, 'subscribers'>,
  asking: { idempotent: IdempotentRequest | null; requestId: string | null },
  before: Dossier | null,
  after: Dossier,
  events: readonly DossierEvent[],
  answer: Record<string, unknown>,
) => {
  const firstSeq = (before?.version ?? 0) + 1
  const at = after.lastEventAt
  return {
    requestId: asking.requestId,
    ledger: ledgerRows(
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
    jobs: jobRows(
      events.flatMap((event, index) =>
        (office.subscribers[event.type] ?? []).flatMap((subscriber) => {
          const runAt = runAtOf(subscriber, event)
          return runAt === null
            ? []
            : [{ ...jobFor(subscriber, after.id, firstSeq + index, after.authorityId), runAt }]
        }),
      ),
      at,
    ),
    // What the house does by itself nobody asks for twice.
    answers: asking.idempotent ? [answerRow(asking.idempotent, { subjectId: after.id, answer }, at)] : [],
  }
}

/**
 * When a job is done: at once, but what waits for a day only after it, and never where no day was set. A withdrawal that was
 * refused leaves a day behind that may have passed meanwhile.
 */
const runAtOf = (subscriber: string, event: DossierEvent): Instant | null | undefined => {
  if (subscriber !== LAPSE_WAITS || event.type === 'WithdrawalRefused') return undefined
  return event.data.begins?.[0]?.wait.replyBy ?? null
}

/** The answer given to the same request before, for somebody who may still see what it is about. */
export const answeredBefore = async <Answer extends ActResult>(
  office: Pick<Office, 'catalogue'>,
  tx: Tx,
  { signedIn, idempotent }: Asking,
): Promise<Answer | null> => {
  const stored = await earlierAnswer(tx, idempotent)
  if (!stored) return null
  const dossier = await find(tx, stored.subjectId)
  if (!dossier) throw notFound()
  const procedure = await office.catalogue.version(tx, dossier.procedureVersionId)
  if (!maySee(signedIn.officer, dossier, procedure)) throw notFound()
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
