import { describe, expect, test } from 'vitest'
import { Refusal } from '#platform/refusal.ts'
import type { Process, ProcessStep } from '#routing/rules/step-table.ts'
import { STEP_TABLES } from '#routing/rules/step-tables.testing.ts'
import type { Actor, Command } from './command.ts'
import { allowedActions, decide } from './decide.ts'
import { tasksToDo } from './doers.ts'
import { circumstances, officers } from './office.testing.ts'
import { attempt, Story } from './stories.testing.ts'

/** Two branches of one process open at once, with the same work in them: an act says which it means. */

const step = (id: string, kind: ProcessStep['kind'], unit: string, next: string[]): ProcessStep => ({
  id,
  kind,
  name: { vi: id, en: id },
  unit,
  role:
    kind === 'RECEIVE' || kind === 'RETURN' ? 'RECEPTIONIST' : kind === 'APPROVE' ? 'LEADER' : 'SPECIALIST',
  days: 1,
  next,
})

const PROCESS: Process = {
  id: 'branches',
  name: 'branches',
  version: 1,
  standing: 'demo',
  source: '',
  steps: [
    step('receive', 'RECEIVE', 'CENTRE', ['check']),
    step('check', 'CHECK', 'LEAD', ['home', 'income', 'police']),
    step('home', 'CHECK', 'LEAD', ['appraise']),
    step('income', 'CHECK', 'LEAD', ['appraise']),
    step('police', 'CHECK', 'POLICE', ['appraise']),
    step('appraise', 'APPRAISE', 'LEAD', ['approve']),
    step('approve', 'APPROVE', 'CHAIR', ['issue']),
    step('issue', 'ISSUE', 'OFFICE', ['return']),
    step('return', 'RETURN', 'CENTRE', []),
  ],
}

const parted = () => new Story(PROCESS).received().and('handOver', 'confirmHandOver', 'completeStep')
const taskAt = (story: Story, node: string): string => story.is.tasks.find((task) => task.node === node)!.id
const refusalOf = (story: Story, actor: Actor, command: Command): Refusal | null => {
  try {
    decide(story.is, command, circumstances(actor, { process: story.process, now: story.now }))
    return null
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}
const askOutside: Command = {
  type: 'askOutside',
  systemId: 'system',
  referenceId: null,
  noteId: null,
  replyBy: null,
}
const SAME_IN_BOTH: readonly Command[] = [
  askOutside,
  { type: 'completeStep', taskId: null, facts: {}, noteId: null },
  { type: 'consult', unitIds: ['insurance'], questionId: 'q', join: 'ALL', replyBy: null },
  { type: 'askSupplement', noticeId: 'n', reasonId: 'r', replyBy: null },
  { type: 'notifyObligation', noticeNumberId: 'number', replyBy: null },
  { type: 'sendBack', toNode: null, reasonId: 'r' },
]

describe('two steps of one officer', () => {
  test.each(SAME_IN_BOTH)('%o is refused while it does not say which', (command) => {
    const story = parted()
    const refusal = refusalOf(story, officers.specialist, command)
    expect([refusal?.code, refusal?.kind]).toEqual(['which-task', 'INVALID'])
    expect(refusal?.details.tasks).toEqual([taskAt(story, 'home'), taskAt(story, 'income')])
  })

  test.each(SAME_IN_BOTH)('%o is done to the one that is named, be it the second', (command) => {
    const story = parted()
    const taskId = taskAt(story, 'income')
    expect(refusalOf(story, officers.specialist, { ...command, taskId } as Command)).toBeNull()
  })

  test('rest each for what was asked from it, and no other', () => {
    const story = parted()
    const [home, income] = [taskAt(story, 'home'), taskAt(story, 'income')]
    story.does(officers.specialist, { ...askOutside, taskId: income })
    expect(story.is.waits.map(({ taskId }) => taskId)).toEqual([income])
    // One is left that could ask: nothing is to be said any more.
    story.does(officers.specialist, askOutside)
    expect(story.is.waits.map(({ taskId }) => taskId)).toEqual([income, home])
    const answer: Command = { type: 'noteOutsideAnswer', answer: 'ANSWERED', noteId: null }
    expect(refusalOf(story, officers.specialist, answer)?.code).toBe('which-task')
    story.does(officers.specialist, { ...answer, taskId: home })
    expect(story.is.waits.map(({ taskId }) => taskId)).toEqual([income])
  })

  test('are offered one by one, and to whom they belong', () => {
    const story = parted()
    expect(allowedActions(story.is, officers.specialist)).toContain('askOutside')
    const nodes = (actor: Actor) => tasksToDo(story.is, 'askOutside', actor).map(({ node }) => node)
    expect(nodes(officers.specialist)).toEqual(['home', 'income'])
    expect(nodes(officers.police)).toEqual(['police'])
    expect(nodes(officers.leader)).toEqual([])
  })
})

test('a step of somebody else is refused, also to who has one alike; and one that is done is no step any more', () => {
  const story = parted()
  const ofPolice = { ...askOutside, taskId: taskAt(story, 'police') }
  expect(refusalOf(story, officers.specialist, ofPolice)?.code).toBe('not-your-task')
  const take = { type: 'assign', officerId: officers.specialist.id, holdsPost: true } as const
  expect(refusalOf(story, officers.specialist, { ...take, taskId: taskAt(story, 'police') })?.code).toBe(
    'not-your-task',
  )
  const home = taskAt(story, 'home')
  story.does(officers.specialist, { type: 'completeStep', taskId: home, facts: {}, noteId: null })
  expect(refusalOf(story, officers.specialist, { ...askOutside, taskId: home })?.code).toBe('not-that-task')
  expect(refusalOf(story, officers.specialist, askOutside)).toBeNull()
})

test('papers asked for from two steps are brought for the one that is named', () => {
  const anyNumber = {
    intakeRule: {
      ...circumstances(officers.specialist).intakeRule,
      mostSupplements: { INTAKE: null, APPRAISAL: null },
    },
  }
  const story = new Story(PROCESS, anyNumber).received().and('handOver', 'confirmHandOver', 'completeStep')
  const ask = { type: 'askSupplement', noticeId: 'n', reasonId: 'r', replyBy: null } as const
  const [home, income] = [taskAt(story, 'home'), taskAt(story, 'income')]
  story
    .does(officers.specialist, { ...ask, taskId: home })
    .does(officers.specialist, { ...ask, taskId: income })
  const bring: Command = { type: 'noteSupplement', papers: [], noteId: 'said' }
  expect(refusalOf(story, officers.receptionist, bring)?.code).toBe('which-task')
  story.does(officers.receptionist, { ...bring, taskId: income })
  expect(story.is.waits.map(({ taskId }) => taskId)).toEqual([home])
})

describe('a linked dossier', () => {
  const inParts = () => new Story(STEP_TABLES.G).received().and('handOver', 'confirmHandOver')

  test('is stopped by whoever has a part of it in the competent authority, until a part is concluded', () => {
    expect(inParts().and('stop').is.state).toBe('STOPPED')
  })

  test.each(['stop', 'requestWithdrawal', 'correctReception'] as const)(
    '%s is not possible once a part is concluded',
    (action) => {
      const story = inParts().and('concludePart')
      const [actor, command] = attempt(story.is, action)
      expect(refusalOf(story, actor, command)?.code).toBe('illegal-move')
    },
  )
})
