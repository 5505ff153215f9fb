import { hanoiDateOf, type Instant } from '#common/time.ts'
import { findOfficers, findUnitsStaffed, officersFor } from '#identity/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { readMoment } from '#platform/moments.ts'
import { Refusal } from '#platform/refusal.ts'
import { type Asking, act, note, noteIfSaid, type Preparing, type Target } from './act.ts'
import type { Gathered } from './circumstances.ts'
import { about, refusalWords, type Signing, stopWords, supplementWords } from './notices.ts'
import type { Office } from './office.ts'
import { freeze } from './papers.ts'
import { readPerson, readText, sealPerson } from './people.ts'
import { issuedWords, resultWords } from './result-words.ts'
import { type Asked, doneFor } from './rules/doers.ts'
import type { Dossier, SupplementStage, Task } from './rules/dossier.ts'
import { signedFor } from './rules/signed-for.ts'
import { findArtefact } from './store.ts'
import type {
  ActResult,
  ApprovalInput,
  AssignmentInput,
  ConsultationInput,
  DraftInput,
  EndingInput,
  ObligationInput,
  OpinionRequestInput,
  OutsideAnswerInput,
  OutsideRequestInput,
  PartInput,
  RefusalInput,
  ReturnInput,
  SendBackInput,
  SettlementInput,
  StepInput,
  SupplementInput,
  SupplementRequestInput,
} from './wire.ts'
import { withdrawalAsked } from './withdrawal.ts'

/** Every act of an officer on a dossier that is there: what it seals and freezes, and the command it becomes. */

/** How one act makes its command of what was sent. */
type Verb<Input> = (
  office: Office,
  tx: Tx,
  asking: Asking,
  target: Target,
  input: Input,
) => Promise<ActResult>

const verb =
  <Input>(prepare: (given: { office: Office; asking: Asking; input: Input }) => Preparing): Verb<Input> =>
  (office, tx, asking, target, input) =>
    act(office, tx, asking, target, prepare({ office, asking, input }))

/** An act that says no more than that it is done. */
const plain = (type: 'handOver' | 'confirmHandOver' | 'takeBackHandOver') =>
  verb<unknown>(() => () => ({ command: { type } }))

/** An act that says why, and no more. */
const reasoned = (type: 'refuseHandOver' | 'correctResult' | 'refuseWithdrawal') =>
  verb<{ reason: string }>(({ office, input }) => () => {
    const reason = note(office, 'REASON', input.reason, 'reason')
    return { command: { type, reasonId: reason.id }, notes: [reason] }
  })

/** The task that was named; null where the only one is meant. */
const named = ({ taskId }: { taskId?: string }) => ({ taskId: taskId ?? null })

/** Papers are asked for in one go, with the slip that says which and why. */
const asksForPapers = (type: 'askToComplete' | 'askSupplement', stage: SupplementStage) =>
  verb<SupplementRequestInput>(({ office, asking, input }) => async (dossier, here, tx) => {
    const { notice, reason, replyBy } = await supplementNotice(
      office,
      tx,
      asking,
      dossier,
      here,
      stage,
      input,
    )
    return {
      command: { type, ...named(input), noticeId: notice.id, reasonId: reason.id, replyBy },
      notes: [reason],
      artefacts: [notice],
    }
  })

const takesPapers = (type: 'complete' | 'noteSupplement') =>
  verb<SupplementInput>(({ office, input }) => () => {
    const said = noteIfSaid(office, 'NOTE', input.note, 'note')
    return { command: { type, ...named(input), papers: input.papers, noteId: said.id }, notes: said.notes }
  })

// ---- Before it is accepted --------------------------------------------------------------------------------------

export const askToComplete = asksForPapers('askToComplete', 'INTAKE')

export const complete = takesPapers('complete')

export const refuse = verb<RefusalInput>(({ office, asking, input }) => async (dossier, here, tx) => {
  const reason = note(office, 'REASON', input.reason, 'reason')
  const { papersHandedBack } = input
  const signer = await signing(tx, asking, dossier, here, { type: 'refuse' })
  const words = refusalWords(await about(office, tx, 'M03', dossier, here, signer), {
    reason: readText(input.reason, 'reason'),
    legalBasis: textOr(input.legalBasis, 'legalBasis'),
    whereToTurn: textOr(input.whereToTurn, 'whereToTurn'),
    papersHandedBack,
  })
  const notice = freeze(office.sealer, 'M03', words)
  return {
    command: { type: 'refuse', noticeId: notice.id, reasonId: reason.id, papersHandedBack },
    notes: [reason],
    artefacts: [notice],
  }
})

// ---- From hand to hand ------------------------------------------------------------------------------------------

export const handOver = plain('handOver')
export const confirmHandOver = plain('confirmHandOver')
export const takeBackHandOver = plain('takeBackHandOver')
export const refuseHandOver = reasoned('refuseHandOver')

export const assign = verb<AssignmentInput>(
  ({ input: { taskId, officerId } }) =>
    async (dossier, here, tx) => {
      const task = dossier.tasks.find(({ id }) => id === taskId)
      const isOfIt = task === undefined || officerId === null || (await isOfPost(tx, task, officerId, here))
      return { command: { type: 'assign', taskId, officerId, holdsPost: isOfIt } }
    },
)

/** One who is away may be given work, for when she is back. */
const isOfPost = async (
  tx: Tx,
  { unitId, role }: Task,
  officerId: string,
  { now, procedure }: Gathered,
): Promise<boolean> => {
  const { present, away } = await officersFor(tx, { unitId, role }, procedure, now)
  return [...present, ...away].some((officer) => officer.officerId === officerId)
}

export const completeStep = verb<StepInput>(({ office, input }) => () => {
  const said = noteIfSaid(office, 'NOTE', input.note, 'note')
  return {
    command: {
      type: 'completeStep',
      ...named(input),
      facts: input.facts ?? {},
      noteId: said.id,
    },
    notes: said.notes,
  }
})

export const sendBack = verb<SendBackInput>(({ office, input }) => () => {
  const reason = note(office, 'SEND_BACK_REASON', input.reason, 'reason')
  return {
    command: { type: 'sendBack', ...named(input), toNode: input.toNode ?? null, reasonId: reason.id },
    notes: [reason],
  }
})

// ---- What is asked of others ------------------------------------------------------------------------------------

export const askOpinions = verb<OpinionRequestInput>(({ office, input }) => () => {
  const said = noteIfSaid(office, 'QUESTION', input.question, 'question')
  return {
    command: { type: 'askOpinions', ...named(input), questionId: said.id, facts: input.facts ?? {} },
    notes: said.notes,
  }
})

export const consult = verb<ConsultationInput>(({ office, input }) => async (_, here, tx) => {
  const question = note(office, 'QUESTION', input.question, 'question')
  const staffed = await findUnitsStaffed(tx, input.units, 'SPECIALIST')
  const empty = here.units.filter(({ id }) => input.units.includes(id) && !staffed.has(id))
  if (empty.length > 0)
    throw new Refusal('CONFLICT', 'nobody-to-answer', {
      field: 'units',
      units: empty.map(({ name }) => name).join(', '),
    })
  return {
    command: {
      type: 'consult',
      ...named(input),
      unitIds: input.units,
      questionId: question.id,
      join: input.join,
      replyBy: momentOr(input.replyBy, 'replyBy'),
    },
    notes: [question],
  }
})

export const giveOpinion = verb<{ taskId: string; verdict: 'AGREED' | 'OBJECTED'; text?: string }>(
  ({ office, input }) =>
    () => {
      const opinion = noteIfSaid(office, 'OPINION', input.text, 'text')
      return {
        command: {
          type: 'giveOpinion',
          taskId: input.taskId,
          verdict: input.verdict,
          opinionId: opinion.id,
        },
        notes: opinion.notes,
      }
    },
)

export const closeConsultation = verb<{ taskId?: string; reason: string }>(({ office, input }) => () => {
  const reason = note(office, 'REASON', input.reason, 'reason')
  return { command: { type: 'closeConsultation', ...named(input), reasonId: reason.id }, notes: [reason] }
})

export const askOutside = verb<OutsideRequestInput>(({ office, input }) => () => {
  const system = note(office, 'NOTE', input.system, 'system')
  const reference = noteIfSaid(office, 'NOTE', input.reference, 'reference')
  const said = noteIfSaid(office, 'NOTE', input.note, 'note')
  return {
    command: {
      type: 'askOutside',
      ...named(input),
      systemId: system.id,
      referenceId: reference.id,
      noteId: said.id,
      replyBy: momentOr(input.replyBy, 'replyBy'),
    },
    notes: [system, ...reference.notes, ...said.notes],
  }
})

export const noteOutsideAnswer = verb<OutsideAnswerInput>(({ office, input }) => () => {
  const said = noteIfSaid(office, 'NOTE', input.note, 'note')
  return {
    command: { type: 'noteOutsideAnswer', ...named(input), answer: input.answer, noteId: said.id },
    notes: said.notes,
  }
})

export const askSupplement = asksForPapers('askSupplement', 'APPRAISAL')

export const noteSupplement = takesPapers('noteSupplement')

export const notifyObligation = verb<ObligationInput>(({ office, input }) => () => {
  const number = note(office, 'NOTE', input.noticeNumber, 'noticeNumber')
  return {
    command: {
      type: 'notifyObligation',
      ...named(input),
      noticeNumberId: number.id,
      replyBy: momentOr(input.replyBy, 'replyBy'),
    },
    notes: [number],
  }
})

export const noteObligationMet = verb<SettlementInput>(({ input }) => () => ({
  command: { type: 'noteObligationMet', ...named(input), evidence: input.evidence },
}))

export const changeTerm = verb<{ option: string; reason: string }>(({ office, input }) => () => {
  const reason = note(office, 'REASON', input.reason, 'reason')
  return {
    command: { type: 'changeTerm', optionId: input.option, reasonId: reason.id },
    notes: [reason],
  }
})

// ---- Linked procedures ------------------------------------------------------------------------------------------

export const concludePart = verb<PartInput>(({ office, input }) => () => {
  const code = noteIfSaid(office, 'NOTE', input.externalCode, 'externalCode')
  const said = noteIfSaid(office, 'REASON', input.reason, 'reason')
  return {
    command: {
      type: 'concludePart',
      taskId: input.taskId,
      outcome: input.outcome,
      externalCodeId: code.id,
      noteId: said.id,
    },
    notes: [...code.notes, ...said.notes],
  }
})

export const endPart = verb<{ taskId: string; reason: string }>(({ office, input }) => () => {
  const reason = note(office, 'REASON', input.reason, 'reason')
  return { command: { type: 'endPart', taskId: input.taskId, reasonId: reason.id }, notes: [reason] }
})

export const gatherResults = verb<{ taskId?: string }>(({ input }) => () => ({
  command: { type: 'gatherResults', ...named(input) },
}))

// ---- The result -------------------------------------------------------------------------------------------------

export const submitDraft = verb<DraftInput>(({ office, input }) => async (dossier, here, tx) => {
  const draft = freeze(office.sealer, 'RESULT', await resultWords(tx, dossier, here, input))
  return {
    command: {
      type: 'submitDraft',
      ...named(input),
      draftId: draft.id,
      frozenSha256: draft.frozenSha256,
      outcome: input.outcome,
    },
    artefacts: [draft],
  }
})

export const approve = verb<ApprovalInput>(({ input }) => async (dossier, _here, tx) => {
  const draft = await findArtefact(tx, input.documentId, dossier.id)
  return {
    command: {
      type: 'approve',
      ...named(input),
      draftId: input.documentId,
      fileSha256: input.fileSha256,
      renderedSha256: draft?.file_sha256 ?? null,
    },
  }
})

/** The issued result is the approved text with its number and date; the approval's hash stays with the draft. */
export const issue = verb<{ taskId?: string; number: string }>(
  ({ office, input }) =>
    async (dossier, here, tx) => {
      const { words, ...numbering } = await issuedWords(office, tx, dossier, here, input.number)
      const issued = freeze(office.sealer, 'RESULT', words)
      return {
        command: { type: 'issue', ...named(input), ...numbering, resultId: issued.id },
        artefacts: [issued],
      }
    },
)

export const returnResult = verb<ReturnInput>(({ office, asking, input }) => (dossier) => {
  const { representative } = input
  if (input.receiver === 'REPRESENTATIVE' && !representative)
    throw new Refusal('INVALID', 'representative-missing')
  if (input.receiver === 'OWNER' && representative) throw new Refusal('INVALID', 'representative-not-needed')
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

export const correctResult = reasoned('correctResult')

// ---- Its end without a result -----------------------------------------------------------------------------------

export const requestWithdrawal = verb<{ reason: string }>(
  ({ office, asking, input }) =>
    async (dossier, here, tx) =>
      withdrawalAsked(office, tx, {
        dossier,
        here,
        signing: await signing(tx, asking, dossier, here, { type: 'requestWithdrawal' }),
        reason: input.reason,
      }),
)

/** Granted, or stopped by the office: M05 says from when, why, and what becomes of fees and papers. */
const ending = (type: 'grantWithdrawal' | 'stop') =>
  verb<EndingInput>(({ office, asking, input }) => async (dossier, here, tx) => {
    const reason = note(office, 'REASON', input.reason, 'reason')
    const cause = type === 'stop' ? 'STOPPED' : 'WITHDRAWN'
    const notice = await stopNotice(office, tx, asking, dossier, here, cause, input)
    const { fees, papersHandedBack } = input
    return {
      command: { type, noticeId: notice.id, reasonId: reason.id, fees, papersHandedBack },
      notes: [reason],
      artefacts: [notice],
    }
  })

export const grantWithdrawal = ending('grantWithdrawal')
export const stop = ending('stop')
export const refuseWithdrawal = reasoned('refuseWithdrawal')

// ---- What several acts say --------------------------------------------------------------------------------------

/** Who signs, and for whom where the post that the act is done in was lent. Whoever may not do it is refused by the decision. */
const signing = async (
  tx: Tx,
  { signedIn: { officer } }: Asking,
  dossier: Dossier,
  here: Gathered,
  asked: Asked,
): Promise<Signing> => {
  const lenderId = doneFor(dossier, asked, here.actor)
  const [lender] = lenderId === null ? [] : await findOfficers(tx, [lenderId])
  return {
    name: officer.fullName,
    title: officer.title,
    onBehalf: signedFor(officer.title, lender?.title ?? null),
  }
}

const supplementNotice = async (
  office: Office,
  tx: Tx,
  asking: Asking,
  dossier: Dossier,
  here: Gathered,
  stage: SupplementStage,
  input: SupplementRequestInput,
) => {
  const replyBy = momentOr(input.replyBy, 'replyBy')
  const reason = note(office, 'REASON', input.reason, 'reason')
  const type = stage === 'INTAKE' ? 'askToComplete' : 'askSupplement'
  const signer = await signing(tx, asking, dossier, here, { type, ...named(input) })
  const words = supplementWords(await about(office, tx, 'M02', dossier, here, signer), stage, {
    items: input.items.map((item) => readText(item, 'items')),
    reason: readText(input.reason, 'reason'),
    legalBasis: textOr(input.legalBasis, 'legalBasis'),
    replyBy,
  })
  return { notice: freeze(office.sealer, 'M02', words), reason, replyBy }
}

const stopNotice = async (
  office: Office,
  tx: Tx,
  asking: Asking,
  dossier: Dossier,
  here: Gathered,
  cause: 'WITHDRAWN' | 'STOPPED',
  input: Pick<EndingInput, 'reason' | 'legalBasis' | 'fees' | 'papersHandedBack'>,
) => {
  const type = cause === 'STOPPED' ? 'stop' : 'grantWithdrawal'
  const signer = await signing(tx, asking, dossier, here, { type })
  return freeze(
    office.sealer,
    'M05',
    stopWords(await about(office, tx, 'M05', dossier, here, signer), {
      cause,
      reason: readText(input.reason, 'reason'),
      legalBasis: textOr(input.legalBasis, 'legalBasis'),
      fees: input.fees,
      papersHandedBack: input.papersHandedBack,
    }),
  )
}

const textOr = (text: string | undefined, field: string): string | null =>
  text === undefined ? null : readText(text, field)

const momentOr = (text: string | undefined, field: string): Instant | null =>
  text === undefined ? null : readMoment(text, field)
