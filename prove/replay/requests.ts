import type { ProcedureVersion } from '#catalogue/index.ts'
import type { Command, OpenTask } from '#dossiers/index.ts'
import { draftOf, type Life } from '../../server/src/simulator/index.ts'

/** What a person sends for an act of a made life: its words in the place of the ids under which they are kept. */

/** The page of the dossier as whoever asks it has it before them. */
export interface Page {
  version: number
  tasks: readonly { id: string; node: string; kind: string; mine: boolean }[]
  documents: readonly { id: string; standing: string | null }[]
  allowedActions: readonly string[]
}

export interface Given {
  life: Life
  procedure: ProcedureVersion
  page: Page
  /** Reads the draft that is to be approved; answers the hash of what was read. */
  readDraft(id: string): Promise<string>
}

type Body = Readonly<Record<string, unknown>>
type Of<Type extends Command['type']> = Extract<Command, { type: Type }>
type Asked<Type extends Command['type']> = readonly [
  noun: string,
  body: (command: Of<Type>, given: Given) => Body | Promise<Body>,
]

const nothing = (): Body => ({})
const because = ({ reasonId }: { reasonId: string }, { life }: Given): Body => ({
  reason: words(life, reasonId),
})
const asksFor = (command: { reasonId: string; replyBy: string | null }, { life }: Given): Body => {
  const reason = words(life, command.reasonId)
  return { items: [reason], reason, ...said({ replyBy: command.replyBy }) }
}
const brings = (
  { papers, noteId }: { papers: readonly object[]; noteId: string | null },
  { life }: Given,
): Body => ({ papers, ...said({ note: wordsIfAny(life, noteId) }) })
const ends = (command: Of<'stop' | 'grantWithdrawal'>, given: Given): Body => ({
  ...because(command, given),
  fees: command.fees,
  papersHandedBack: command.papersHandedBack,
})

/** Every act on a dossier that is there, but what the house does by itself. */
const ASKED: { [Type in Exclude<Command['type'], 'receive' | 'submit' | 'lapse'>]: Asked<Type> | null } = {
  accept: ['acceptances', ({ papers, sets, applicability }) => ({ papers, sets, ...applicability })],
  askToComplete: ['completion-requests', asksFor],
  complete: ['completions', brings],
  refuse: [
    'refusals',
    (command, given) => ({ ...because(command, given), papersHandedBack: command.papersHandedBack }),
  ],
  handOver: ['hand-overs', nothing],
  confirmHandOver: ['hand-over-confirmations', nothing],
  refuseHandOver: ['hand-over-refusals', because],
  completeStep: [
    'step-completions',
    ({ taskId, facts, noteId }, given) => ({
      ...(taskId ? { taskId: taskLike(given, taskId).id } : {}),
      facts,
      ...said({ note: wordsIfAny(given.life, noteId) }),
    }),
  ],
  sendBack: [
    'send-backs',
    ({ toNode, ...command }, given) => ({ ...because(command, given), ...said({ toNode }) }),
  ],
  askOpinions: [
    'opinion-requests',
    ({ questionId, facts }, { life }) => ({ ...said({ question: wordsIfAny(life, questionId) }), facts }),
  ],
  consult: [
    'consultations',
    ({ unitIds, questionId, join, replyBy }, { life }) => ({
      units: unitIds,
      question: words(life, questionId),
      join,
      ...said({ replyBy }),
    }),
  ],
  giveOpinion: [
    'opinions',
    ({ taskId, verdict, opinionId }, given) => ({
      taskId: taskLike(given, taskId).id,
      verdict,
      ...said({ text: wordsIfAny(given.life, opinionId) }),
    }),
  ],
  closeConsultation: ['consultation-closures', because],
  askOutside: [
    'outside-requests',
    ({ systemId, referenceId, noteId, replyBy }, { life }) => ({
      system: words(life, systemId),
      ...said({ reference: wordsIfAny(life, referenceId), replyBy, note: wordsIfAny(life, noteId) }),
    }),
  ],
  noteOutsideAnswer: [
    'outside-answers',
    ({ answer, noteId }, { life }) => ({ answer, ...said({ note: wordsIfAny(life, noteId) }) }),
  ],
  askSupplement: ['supplement-requests', asksFor],
  noteSupplement: ['supplements', brings],
  notifyObligation: [
    'obligation-notices',
    ({ noticeNumberId, replyBy }, { life }) => ({
      noticeNumber: words(life, noticeNumberId),
      ...said({ replyBy }),
    }),
  ],
  noteObligationMet: ['obligation-settlements', ({ evidence }) => ({ evidence })],
  concludePart: [
    'part-results',
    ({ taskId, outcome, externalCodeId, noteId }, given) => ({
      taskId: taskLike(given, taskId).id,
      outcome,
      ...said({
        externalCode: wordsIfAny(given.life, externalCodeId),
        reason: wordsIfAny(given.life, noteId),
      }),
    }),
  ],
  gatherResults: ['result-gatherings', nothing],
  submitDraft: [
    'drafts',
    ({ outcome }, { life, procedure }) => draftOf(procedure, outcome, ownerOf(life).words),
  ],
  approve: [
    'approvals',
    async (_command, { page, readDraft }) => {
      const draft = page.documents.find(({ standing }) => standing === 'CURRENT_DRAFT')
      if (!draft) throw new Error('there is no draft to approve')
      return { documentId: draft.id, fileSha256: await readDraft(draft.id) }
    },
  ],
  issue: ['issuances', ({ number }) => ({ number })],
  return: ['returns', ({ receiver, proof }) => ({ receiver, proof })],
  correctResult: ['result-corrections', because],
  requestWithdrawal: ['withdrawal-requests', because],
  grantWithdrawal: ['withdrawals', ends],
  refuseWithdrawal: ['withdrawal-refusals', because],
  stop: ['stops', ends],
  // What no made life has; it does not compile when there is an act more.
  correctReception: null,
  takeBackHandOver: null,
  assign: null,
  changeTerm: null,
  endPart: null,
}

/** What is asked of a dossier that is there. */
export const askedOf = async (
  command: Command,
  given: Given,
): Promise<{ noun: string; body: Body; action: string }> => {
  const asked = (ASKED as Readonly<Record<string, Asked<never> | null>>)[command.type]
  if (!asked) throw new Error(`nobody knows how ${command.type} is asked for`)
  const [noun, body] = asked
  return { noun, body: await body(command as never, given), action: command.type }
}

/** What is typed for somebody who comes: to be received, or only filed. */
export const filingOf = (command: Of<'receive' | 'submit'>, { life, procedure }: Given): Body => {
  const submitter = life.persons.find(({ part }) => part === 'SUBMITTER')
  return {
    procedure: procedure.slug,
    caseId: command.caseId,
    channel: command.channel,
    sets: command.sets,
    papers: command.papers,
    owner: said(ownerOf(life).words),
    ...(submitter ? { submitter: said(submitter.words) } : {}),
    ...(command.type === 'receive' ? command.applicability : {}),
  }
}

/** The task before whoever asks that is the one of the made life. */
const taskLike = ({ life, page }: Given, id: string): { id: string } => {
  const made = life.events.flatMap(({ data }) => data.opens).find((task) => task.id === id)
  if (!made) throw new Error(`no event opens task ${id}`)
  const alike = page.tasks.filter(({ node, kind, mine }) => mine && isAlike(made, { node, kind }))
  if (alike.length !== 1)
    throw new Error(`${alike.length} tasks of ${made.node} are there to be done, and one is meant`)
  return alike[0]!
}

const isAlike = (made: Pick<OpenTask, 'node' | 'kind'>, { node, kind }: { node: string; kind: string }) =>
  made.node === node && made.kind === kind

const ownerOf = ({ persons }: Life) => {
  const owner = persons.find(({ part }) => part === 'OWNER')
  if (!owner) throw new Error('a life without an owner')
  return owner
}

const words = ({ notes }: Life, id: string): string => {
  const text = notes.get(id)
  if (text === undefined) throw new Error(`nobody said what stands under ${id}`)
  return text
}

const wordsIfAny = (life: Life, id: string | null): string | null => (id === null ? null : words(life, id))

/** What is said; a field left empty is not sent. */
const said = (fields: object): Body =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
