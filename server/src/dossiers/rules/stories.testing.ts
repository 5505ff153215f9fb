import { type Instant, instantFromMs, msOf } from '#common/time.ts'
import type { Process } from '#routing/rules/step-table.ts'
import type { ActionType, Actor, Circumstances, Command } from './command.ts'
import { decide } from './decide.ts'
import type { Dossier, Task } from './dossier.ts'
import type { DossierEvent } from './events.ts'
import { evolve } from './evolve.ts'
import { circumstances, officers, receive } from './office.testing.ts'

/** Stories told with the rules alone: whoever a task was given to does it, and time passes. */

export const CITIZEN: Actor = {
  kind: 'CITIZEN',
  id: 'citizen',
  authorityId: 'ward',
  unitId: '',
  posts: [],
  counterSession: null,
}
export const HOUSE: Actor = { ...CITIZEN, kind: 'SYSTEM', id: 'system' }

/** Somebody who holds the post that a task was given to. */
export const holderOf = (task: Task): Actor => ({
  kind: 'OFFICER',
  id: task.officerId ?? `${task.role}-${task.unitId}`,
  authorityId: task.authorityId,
  unitId: task.unitId,
  posts: [{ unitId: task.unitId, role: task.role, onBehalfOf: null }],
  counterSession: task.unitId === 'centre' ? officers.receptionist.counterSession : null,
})

const competent: Actor = { ...officers.specialist, id: 'competent' }

let made = 0
export const anId = (what: string) => `${what}-${++made}`

const later = (now: Instant, days: number): Instant => instantFromMs(msOf(now) + days * 86_400_000)

/**
 * One way to do an act on a dossier: somebody whose it is, and a command that says all it must. Of tasks that are not
 * there it takes whatever else is open, so that a refusal is about the act and not about the wording.
 */
export const attempt = (dossier: Dossier, action: ActionType): [Actor, Command] => {
  const task = (...kinds: Task['kind'][]): Task =>
    dossier.tasks.find(
      ({ kind, id }) => kinds.includes(kind) && !dossier.waits.some(({ taskId }) => taskId === id),
    ) ??
    dossier.tasks.find(({ kind }) => kinds.includes(kind)) ??
    dossier.tasks[0] ?? {
      id: 'none',
      node: 'none',
      kind: 'CHECK',
      unitId: 'lead',
      authorityId: 'ward',
      role: 'SPECIALIST',
      dueAt: null,
    }
  const doing = (...kinds: Task['kind'][]): Actor => holderOf(task(...kinds))
  const resting = (kind: Dossier['waits'][number]['kind']): Actor => {
    const wait = dossier.waits.find((candidate) => candidate.kind === kind && candidate.taskId !== null)
    const rests = dossier.tasks.find(({ id }) => id === wait?.taskId)
    return rests ? holderOf(rests) : competent
  }
  const reception = officers.receptionist
  const replyBy = later(dossier.lastEventAt, 5)
  const ids = { noticeId: anId('notice'), reasonId: anId('reason') }
  const ending = {
    ...ids,
    fees: dossier.payment === 'PAID' ? 'NO_REFUND' : 'NONE',
    papersHandedBack: true,
  } as const
  const papers = receive.papers
  switch (action) {
    case 'accept':
      return [reception, { type: action, receiptId: anId('receipt'), papers, sets: 1, applicability: {} }]
    case 'askToComplete':
      return [reception, { type: action, ...ids, replyBy }]
    case 'complete':
      return [CITIZEN, { type: action, papers, noteId: null }]
    case 'refuse':
      return [reception, { type: action, ...ids, papersHandedBack: true }]
    case 'lapse':
      return [
        HOUSE,
        {
          type: action,
          notice: ids,
          waitId: dossier.waits.find(({ kind }) => kind === 'SUPPLEMENT')?.id ?? '',
        },
      ]
    case 'correctReception':
      return [reception, { type: action, reasonId: anId('reason'), receiptId: anId('receipt'), sets: 2 }]
    case 'handOver':
      return [doing('RECEIVE'), { type: action }]
    case 'takeBackHandOver':
      return [doing('RECEIVE'), { type: action }]
    case 'confirmHandOver':
      return [doing('CONFIRM_HAND_OVER'), { type: action }]
    case 'refuseHandOver':
      return [doing('CONFIRM_HAND_OVER'), { type: action, reasonId: anId('reason') }]
    case 'assign': {
      const open = dossier.tasks[0] ?? task()
      return [
        holderOf(open),
        { type: action, taskId: open.id, officerId: holderOf(open).id, holdsPost: true },
      ]
    }
    case 'completeStep': {
      const step = task('CHECK', 'REVIEW', 'OBLIGATION')
      return [holderOf(step), { type: action, taskId: step.id, facts: factsFor(step, 'ONE'), noteId: null }]
    }
    case 'sendBack':
      return [
        doing('APPROVE', 'REVIEW', 'APPRAISE', 'CHECK'),
        { type: action, toNode: null, reasonId: anId('reason') },
      ]
    case 'askOpinions':
      return [
        doing('CHECK'),
        { type: action, questionId: anId('question'), facts: factsFor(task('CHECK'), 'SEVERAL') },
      ]
    case 'consult':
      return [
        doing('CHECK', 'APPRAISE'),
        {
          type: action,
          unitIds: ['police', 'insurance'],
          questionId: anId('question'),
          join: 'LEAD',
          replyBy,
        },
      ]
    case 'giveOpinion': {
      const asked = task('CONSULT')
      return [
        holderOf(asked),
        { type: action, taskId: asked.id, verdict: 'AGREED', opinionId: anId('opinion') },
      ]
    }
    case 'closeConsultation': {
      const who = dossier.waits.some(({ kind, taskId }) => kind === 'CONSULTATION' && taskId !== null)
        ? resting('CONSULTATION')
        : {
            ...competent,
            posts: [{ unitId: dossier.holder?.unitId ?? '', role: 'SPECIALIST' as const, onBehalfOf: null }],
          }
      return [who, { type: action, reasonId: anId('reason') }]
    }
    case 'askOutside':
      return [
        doing('EXTERNAL', 'CHECK', 'APPRAISE'),
        { type: action, systemId: anId('note'), referenceId: anId('note'), noteId: null, replyBy },
      ]
    case 'noteOutsideAnswer':
      return [resting('EXTERNAL'), { type: action, answer: 'ANSWERED', noteId: null }]
    case 'askSupplement':
      return [doing('CHECK', 'APPRAISE'), { type: action, ...ids, replyBy }]
    case 'noteSupplement':
      return [CITIZEN, { type: action, papers, noteId: null }]
    case 'notifyObligation':
      return [
        doing('OBLIGATION', 'CHECK', 'APPRAISE'),
        { type: action, noticeNumberId: anId('note'), replyBy },
      ]
    case 'noteObligationMet':
      return [resting('OBLIGATION'), { type: action, evidence: 'TREASURY' }]
    case 'changeTerm':
      return [
        doing('CHECK', 'APPRAISE', 'EXTERNAL'),
        { type: action, optionId: 'longer', reasonId: anId('reason') },
      ]
    case 'concludePart': {
      const part = task('PART')
      return [
        holderOf(part),
        { type: action, taskId: part.id, outcome: 'GRANTED', externalCodeId: anId('note'), noteId: null },
      ]
    }
    case 'endPart':
      return [
        competent,
        {
          type: action,
          taskId:
            dossier.tasks.find(({ kind, unitId }) => kind === 'PART' && unitId !== 'lead')?.id ?? 'none',
          reasonId: anId('reason'),
        },
      ]
    case 'gatherResults':
      return [doing('GATHER'), { type: action }]
    case 'submitDraft':
      return [
        doing('APPRAISE'),
        { type: action, draftId: anId('draft'), frozenSha256: 'f', outcome: 'GRANTED' },
      ]
    case 'approve':
      return [
        doing('APPROVE'),
        { type: action, draftId: dossier.draftId ?? 'none', fileSha256: 'abc', renderedSha256: 'abc' },
      ]
    case 'issue':
      return [
        doing('ISSUE'),
        { type: action, number: `${made + 1}/QĐ-UBND`, resultId: anId('result'), numbersUsed: [] },
      ]
    case 'return':
      return [doing('RETURN'), { type: action, receiverId: 'owner', receiver: 'OWNER', proof: 'ID_CARD' }]
    case 'correctResult':
      return [competent, { type: action, reasonId: anId('reason') }]
    case 'requestWithdrawal':
      return [CITIZEN, { type: action, ...ids }]
    case 'grantWithdrawal':
      return [doing('DECIDE_WITHDRAWAL'), { type: action, ...ending }]
    case 'refuseWithdrawal':
      return [doing('DECIDE_WITHDRAWAL'), { type: action, reasonId: anId('reason') }]
    case 'stop': {
      const open = dossier.tasks.find(
        ({ kind, authorityId }) =>
          authorityId === 'ward' &&
          ['RECEIVE', 'CHECK', 'APPRAISE', 'EXTERNAL', 'OBLIGATION', 'APPLICANT', 'PART'].includes(kind),
      )
      return [open ? holderOf(open) : competent, { type: action, ...ending }]
    }
  }
}

/** What the published step tables ask in this step. */
const factsFor = ({ node, unitId }: Task, residence: string): Record<string, string> => {
  if (node === 'xac-dinh') return { residence }
  return node === 'tham-dinh' && unitId === 'registry' ? { tax: 'DUE' } : {}
}

/** A dossier in the course of a story, with everything that happened to it. */
export class Story {
  dossier: Dossier | null = null
  readonly events: DossierEvent[] = []
  now: Instant

  readonly process: Process
  readonly over: Partial<Circumstances>

  constructor(process: Process, over: Partial<Circumstances> = {}) {
    this.process = process
    this.over = over
    this.now = circumstances(CITIZEN).now
  }

  /** Somebody does something, some minutes after what was done last. */
  does(actor: Actor, command: Command, minutes = 7): this {
    this.now = instantFromMs(msOf(this.now) + minutes * 60_000)
    const here = circumstances(actor, { process: this.process, now: this.now, ...this.over })
    for (const event of decide(this.dossier, command, here)) {
      this.dossier = evolve('d', this.dossier, event)
      this.events.push(event)
    }
    return this
  }

  received(): this {
    return this.does(officers.receptionist, { ...receive, ownerId: 'owner' })
  }

  filed(): this {
    const { type: _, applicability: __, receiptId: ___, ...filing } = receive
    return this.does(CITIZEN, { type: 'submit', ...filing, channel: 'ONLINE' })
  }

  /** Acts one after the other, each by whoever's it is. */
  and(...actions: ActionType[]): this {
    for (const action of actions) {
      const [actor, command] = attempt(this.is, action)
      this.does(actor, command)
    }
    return this
  }

  /** Days go by. */
  after(days: number): this {
    this.now = later(this.now, days)
    return this
  }

  get is(): Dossier {
    if (!this.dossier) throw new Error('a story without a dossier')
    return this.dossier
  }

  copy(): Story {
    const copy = new Story(this.process, this.over)
    copy.dossier = this.dossier
    copy.events.push(...this.events)
    copy.now = this.now
    return copy
  }
}
