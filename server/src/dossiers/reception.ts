import { caseOf, type ProcedureVersion } from '#catalogue/index.ts'
import { hanoiDateOf, type Instant, type PlainDate, rfc3339InHanoi } from '#common/time.ts'
import type { Tx } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import { sealedIn } from '#platform/seal.ts'
import {
  type Asking,
  accompanying,
  act,
  answeredBefore,
  answerFor,
  folded,
  note,
  type Target,
} from './act.ts'
import { acting, type Gathered, gather, mustBeHandledHere } from './circumstances.ts'
import type { ArtefactWrite, PersonWrite } from './event-rows.ts'
import type { Office } from './office.ts'
import { type FrozenReceipt, freeze, receiptWords, thaw } from './papers.ts'
import {
  newReceiptSecret,
  type Person,
  readPerson,
  receiptHash,
  sealPerson,
  secretNote,
  unsealPerson,
} from './people.ts'
import { setsOf } from './presented.ts'
import type { Command } from './rules/command.ts'
import { decide } from './rules/decide.ts'
import type { Dossier } from './rules/dossier.ts'
import type { Acceptance, DossierEvent, Filing, Submitted } from './rules/events.ts'
import { findArtefact, findEvents, findNotes, findPersons, recordFiling } from './store.ts'
import type {
  AcceptanceInput,
  CorrectionInput,
  FilingInput,
  FilingResult,
  ReceptionInput,
  ReceptionResult,
} from './wire.ts'

/** From a counter, a post bag or the national portal to a dossier with a number. */

// ---- Received at a counter --------------------------------------------------------------------------------------

/**
 * Receives a dossier at a counter: promise, number, persons, receipt and first task, in one commit.
 * It does not ask first whether the key was answered: nearly none was. The key's uniqueness says so at the commit,
 * and `answeredBefore` finds the answer then.
 */
export const receive = async (
  office: Office,
  tx: Tx,
  asking: Asking,
  input: ReceptionInput,
): Promise<ReceptionResult> => {
  const { procedure, here } = await opened(office, tx, asking, input.procedure)
  const persons = sealed(office, asking, input)
  const secret = newReceiptSecret()
  const receiptId = newId()
  const command: Command = {
    type: 'receive',
    ...filing(office, input, persons, secret),
    applicability: applicabilityOf(input),
    receiptId,
  }
  const events = decide(null, command, here)
  const received = events[0]?.data as Acceptance & Filing & Submitted
  const receipt = receiptFor(office, { procedure, here, asking, ...persons, secret, received, receiptId })
  const after = folded(newId(), null, events)
  const answer = {
    ...answerFor(after),
    acceptedAt: rfc3339InHanoi(received.acceptedAt),
    clockStartsAt: rfc3339InHanoi(received.clockStartsAt),
    receiptId,
  }
  tx.afterCommit(() => office.tell(after))
  const code = await recordFiling(
    tx,
    {
      before: null,
      after,
      events,
      persons: persons.writes,
      notes: [],
      artefacts: [receipt],
      ...accompanying(office, asking, null, after, events, answer),
    },
    numberFor(here, after, asking),
  )
  return { ...answer, code }
}

/**
 * Writes down what was filed and is not accepted yet: brought incomplete, come by post, or handed on by the national
 * portal. The secret of its look-up is said once; who asks again with the same key is told it again.
 */
export const file = async (
  office: Office,
  tx: Tx,
  asking: Asking,
  input: FilingInput,
): Promise<FilingResult> => {
  const { here } = await opened(office, tx, asking, input.procedure)
  const persons = sealed(office, asking, input)
  const secret = newReceiptSecret()
  const events = decide(null, { type: 'submit', ...filing(office, input, persons, secret) }, here)
  const after = folded(newId(), null, events)
  const answer = answerFor(after)
  tx.afterCommit(() => office.tell(after))
  const code = await recordFiling(
    tx,
    {
      before: null,
      after,
      events,
      persons: persons.writes,
      notes: [secretNote(office.sealer, after.id, secret)],
      artefacts: [],
      ...accompanying(office, asking, null, after, events, answer),
    },
    numberFor(here, after, asking),
  )
  return { ...answer, code, lookUpSecret: secret }
}

/** The answer given to the same filing before, with the secret that no stored answer holds. */
export const filingBefore = async (office: Office, tx: Tx, asking: Asking): Promise<FilingResult | null> => {
  const answer = await answeredBefore<FilingResult>(office, tx, asking)
  return answer && { ...answer, lookUpSecret: await secretOf(office, tx, answer.id) }
}

const opened = async (office: Office, tx: Tx, asking: Asking, slug: string) => {
  const { signedIn } = asking
  const procedure = await office.catalogue.inForce(tx, signedIn.generation, slug)
  mustBeHandledHere(procedure)
  const here = await gather(office, tx, acting(signedIn, procedure), procedure, {
    competentAuthorityId: signedIn.officer.authorityId,
    receivingUnitId: signedIn.counterSession?.centreId ?? signedIn.officer.unitId,
  })
  return { procedure, here }
}

const numberFor = (here: Gathered, after: Dossier, { signedIn }: Asking) => {
  const centre = here.units.find((unit) => unit.id === after.receivingUnitId)
  if (!centre) throw new Error('a filing without its centre')
  return {
    agencyCode: centre.code,
    day: sixDigits(after.submittedAt),
    authorityId: signedIn.officer.authorityId,
  }
}

/** YYMMDD of the legal day. */
const sixDigits = (instant: Instant): string => hanoiDateOf(instant).replaceAll('-', '').slice(2)

// ---- Accepted, and put right ------------------------------------------------------------------------------------

/** Accepts what was filed: the promise is made now, and printed. */
export const accept = (office: Office, tx: Tx, asking: Asking, target: Target, input: AcceptanceInput) =>
  act(office, tx, asking, target, async (dossier, here) => {
    const receiptId = newId()
    const command: Command = {
      type: 'accept',
      receiptId,
      papers: input.papers,
      sets: input.sets,
      applicability: applicabilityOf(input),
    }
    const [people, secret] = await Promise.all([
      personsOf(office, tx, dossier),
      keptSecret(office, tx, dossier.id),
    ])
    return {
      command,
      papersOf: ([event]) => {
        const received = { ...dossier, ...(event?.data as Acceptance & Pick<Filing, 'papers' | 'sets'>) }
        const { procedure } = here
        // One that was received at once has none, and is not accepted again: that was decided before.
        if (secret === null) throw withoutSecret(dossier.id)
        return [receiptFor(office, { procedure, here, asking, ...people, secret, received, receiptId })]
      },
    }
  })

/** Puts right what was written down wrongly, and prints the receipt anew; the secret stays the one in the citizen's hand. */
export const correctReception = (
  office: Office,
  tx: Tx,
  asking: Asking,
  target: Target,
  input: CorrectionInput,
) =>
  act(office, tx, asking, target, async (dossier, here) => {
    const today = hanoiDateOf(here.now)
    const reason = note(office, 'REASON', input.reason, 'reason')
    const [before, receipt, events, kept] = await Promise.all([
      personsOf(office, tx, dossier),
      dossier.receiptId ? findArtefact(tx, dossier.receiptId, dossier.id) : undefined,
      findEvents(tx, dossier.id),
      // One that was taken over has no receipt of ours yet: this is its first, and its secret was kept for it.
      dossier.receiptId ? null : keptSecret(office, tx, dossier.id),
    ])
    const known = (id: string) => before.rows.find((row) => row.id === id)
    const rewritten = (id: string, person: Person, part: PersonWrite['part']) =>
      sealPerson(office.sealer, person, part, { id, version: (known(id)?.version ?? 0) + 1 })
    const owner = putRight(before.owner, input.owner, 'owner', today) ?? before.owner
    const submitter = putRight(before.submitter, input.submitter, 'submitter', today)
    const isNew = dossier.submitterId === dossier.ownerId
    const submitterId = input.submitter ? (isNew ? newId() : dossier.submitterId) : undefined
    const subject = putRight(before.subject, input.subject, 'subject', today)
    const subjectId = input.subject ? (dossier.subjectId ?? newId()) : undefined
    const persons = [
      ...(input.owner ? [rewritten(dossier.ownerId, owner, 'OWNER')] : []),
      ...(submitter && submitterId ? [rewritten(submitterId, submitter, 'SUBMITTER')] : []),
      ...(subject && subjectId ? [rewritten(subjectId, subject, 'SUBJECT')] : []),
    ]
    const receiptId = newId()
    const command: Command = {
      type: 'correctReception',
      reasonId: reason.id,
      receiptId,
      ...(input.papers ? { papers: input.papers } : {}),
      ...(input.sets ? { sets: input.sets } : {}),
      ...(submitterId ? { submitterId } : {}),
      ...(subjectId ? { subjectId } : {}),
      applicability: applicabilityOf(input),
    }
    return {
      command,
      persons,
      notes: [reason],
      papersOf: ([event], after) => {
        const secret = receipt ? thaw<FrozenReceipt>(office.sealer, receipt).receiptSecret : kept
        if (secret === null) throw new Error(`dossier ${dossier.id} has no receipt to put right`)
        if (!receipt && !input.papers) mustSayPapers(here.procedure, dossier)
        const brought = receivedBy(dossier, events)
        const received = {
          ...brought,
          receivingUnitId: after.receivingUnitId,
          papers: input.papers ?? papersIn(events) ?? brought.papers,
          sets: input.sets ?? setsOf(events),
          ...termIn([...events, ...(event ? [event] : [])]),
          dueAt: after.currentDueAt,
        }
        const { procedure } = here
        return [
          receiptFor(office, { procedure, here, asking, owner, submitter, secret, received, receiptId }),
        ]
      },
    }
  })

/**
 * The first receipt of ours says which papers were brought, where its case names any; the other software did not tell, and no
 * receipt says that there were none when nobody knows.
 * @throws Refusal papers-on-former-receipt
 */
const mustSayPapers = (procedure: ProcedureVersion, { caseId }: Dossier): void => {
  if ((caseOf(procedure, caseId)?.papers ?? []).length > 0)
    throw new Refusal('INVALID', 'papers-on-former-receipt', { field: 'papers' })
}

/** What was put down when it was received, here or by an earlier software: that did not tell which papers were brought. */
const receivedBy = (dossier: Dossier, events: readonly DossierEvent[]): Acceptance & Filing => {
  const first = events.findLast(({ type }) => type === 'Received' || type === 'Accepted')
  if (first) return first.data as Acceptance & Filing
  const { deadline, acceptedAt, clockStartsAt, processVersionId } = dossier
  if (!deadline || !acceptedAt || !clockStartsAt || !processVersionId)
    throw new Error(`dossier ${dossier.id} was not received`)
  return {
    ...dossier,
    acceptedAt,
    clockStartsAt,
    processVersionId,
    papers: [],
    sets: 1,
    subjectId: dossier.subjectId,
    term: null,
    rule: deadline.rule,
    calendarId: deadline.calendar.id,
    calendarVersion: deadline.calendar.version,
    dueAt: dossier.currentDueAt,
    receiptId: '',
  }
}

/**
 * A person as written down, with what changes; null takes a field away. Where nobody was written down, all of them is new.
 * @throws Refusal as `readPerson` does
 */
const putRight = (
  before: Person | null,
  changes: CorrectionInput['owner'],
  field: string,
  today: PlainDate,
): Person | null => {
  if (!changes) return before
  const { fullName = '', ...rest } = { ...before, ...changes }
  const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null))
  return readPerson({ fullName, ...said }, field, today)
}

/** Papers as a correction put them down last. */
const papersIn = (events: Awaited<ReturnType<typeof findEvents>>) =>
  events
    .flatMap((event) => (event.type === 'ReceptionCorrected' && event.data.papers ? [event.data.papers] : []))
    .at(-1)

/** The term as a correction said it last. */
const termIn = (events: readonly DossierEvent[]) =>
  events
    .flatMap((event) => (event.type === 'ReceptionCorrected' && event.data.termBy ? [event.data.termBy] : []))
    .at(-1)

// ---- Persons, papers, the secret --------------------------------------------------------------------------------

interface People {
  owner: Person
  submitter: Person | null
}

const sealed = (
  office: Office,
  { signedIn }: Asking,
  input: Pick<FilingInput, 'owner' | 'submitter' | 'subject'>,
): People & { writes: PersonWrite[]; ids: Pick<Filing, 'ownerId' | 'submitterId' | 'subjectId'> } => {
  const today = hanoiDateOf(signedIn.now)
  const owner = readPerson(input.owner, 'owner', today)
  const submitter = input.submitter ? readPerson(input.submitter, 'submitter', today) : null
  const subject = input.subject ? readPerson(input.subject, 'subject', today) : null
  const ownerWrite = sealPerson(office.sealer, owner, 'OWNER')
  const submitterWrite = submitter ? sealPerson(office.sealer, submitter, 'SUBMITTER') : null
  const subjectWrite = subject ? sealPerson(office.sealer, subject, 'SUBJECT') : null
  return {
    owner,
    submitter,
    writes: [
      ownerWrite,
      ...(submitterWrite ? [submitterWrite] : []),
      ...(subjectWrite ? [subjectWrite] : []),
    ],
    ids: {
      ownerId: ownerWrite.id,
      submitterId: submitterWrite?.id ?? ownerWrite.id,
      subjectId: subjectWrite?.id ?? null,
    },
  }
}

const filing = (
  office: Office,
  input: Pick<FilingInput, 'caseId' | 'channel' | 'papers' | 'sets'>,
  { ids }: ReturnType<typeof sealed>,
  secret: string,
): Filing => ({
  caseId: input.caseId,
  channel: input.channel,
  papers: input.papers,
  sets: input.sets,
  ...ids,
  receiptHash: receiptHash(office.sealer, secret),
})

const applicabilityOf = ({ place, applicant }: Pick<ReceptionInput, 'place' | 'applicant'>) => ({
  ...(place ? { place } : {}),
  ...(applicant ? { applicant } : {}),
})

const personsOf = async (office: Office, tx: Tx, dossier: Dossier) => {
  const rows = await findPersons(tx, dossier.id)
  const read = (id: string): Person | null => {
    const row = rows.find((candidate) => candidate.id === id)
    return row ? unsealPerson(office.sealer, row) : null
  }
  const owner = read(dossier.ownerId)
  if (!owner) throw new Refusal('CONFLICT', 'document-erased')
  return {
    rows,
    owner,
    submitter: dossier.submitterId === dossier.ownerId ? null : read(dossier.submitterId),
    subject: dossier.subjectId === null ? null : read(dossier.subjectId),
  }
}

const receiptFor = (
  office: Office,
  given: People & {
    procedure: ProcedureVersion
    here: Gathered
    asking: Asking
    secret: string
    received: Acceptance & Filing & Pick<Submitted, 'receivingUnitId'>
    receiptId: string
  },
): ArtefactWrite => {
  const { here, received, receiptId } = given
  const centre = here.units.find((unit) => unit.id === received.receivingUnitId)
  if (!centre || !here.counter) throw new Error('a reception without its centre')
  const words = receiptWords({
    ...given,
    centre,
    pointName: here.counter.pointName,
    calendar: here.calendar,
    officer: given.asking.signedIn.officer,
    publicUrl: office.publicUrl,
  })
  return freeze(office.sealer, 'M01', words, receiptId)
}

const secretOf = async (office: Office, tx: Tx, dossierId: string): Promise<string> => {
  const secret = await keptSecret(office, tx, dossierId)
  if (secret === null) throw withoutSecret(dossierId)
  return secret
}

const withoutSecret = (dossierId: string) => new Error(`dossier ${dossierId} was filed without a secret`)

const keptSecret = async (office: Office, tx: Tx, dossierId: string): Promise<string | null> => {
  const kept = (await findNotes(tx, dossierId)).find(({ kind }) => kind === 'LOOK_UP_SECRET')
  if (!kept?.sealed) return null
  return office.sealer.openText(kept.sealed, sealedIn('note', 'secret', dossierId))
}
