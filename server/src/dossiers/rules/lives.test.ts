import { describe, expect, test } from 'vitest'
import { formatMoment, type Instant } from '#common/time.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Process } from '#routing/rules/step-table.ts'
import { STEP_TABLES } from '#routing/rules/step-tables.testing.ts'
import type { ActionType, Actor, Command } from './command.ts'
import { allowedActions } from './decide.ts'
import { possibleActions } from './doers.ts'
import { fold } from './evolve.ts'
import { process as consulted, officers, procedure } from './office.testing.ts'
import { attempt, CITIZEN, holderOf, Story } from './stories.testing.ts'

/** What leads a dossier on, in the order in which one would try. */
const ONWARD: readonly ActionType[] = [
  'confirmHandOver',
  'handOver',
  'noteOutsideAnswer',
  'noteSupplement',
  'noteObligationMet',
  'giveOpinion',
  'concludePart',
  'gatherResults',
  'submitDraft',
  'approve',
  'issue',
  'return',
  'askOpinions',
  'completeStep',
]

/** What a step that does nothing but wait begins with. */
const next = ({ is }: Story): ActionType | undefined => {
  const waitsOutside = is.tasks.some(
    ({ kind, id }) => kind === 'EXTERNAL' && !is.waits.some(({ taskId }) => taskId === id),
  )
  if (waitsOutside) return 'askOutside'
  const owes = is.tasks.some(
    ({ kind, id }) => kind === 'OBLIGATION' && !is.waits.some(({ taskId }) => taskId === id),
  )
  if (owes && is.payment !== 'PAID') return 'notifyObligation'
  return ONWARD.find((action) => possibleActions(is).includes(action))
}

const toItsEnd = (story: Story, look: (story: Story) => void = () => {}): Story => {
  for (let acts = 0; story.is.state !== 'RETURNED'; acts++) {
    look(story)
    if (acts > 60) throw new Error(`still ${story.is.state} after ${acts} acts`)
    const action = next(story)
    if (!action) throw new Error(`nothing leads on from ${story.is.state}`)
    try {
      story.and(action)
    } catch (error) {
      // Which of the two a step wants hangs on what follows it.
      if (!(error instanceof Refusal) || error.code !== 'no-opinions-next') throw error
      story.and('completeStep')
    }
  }
  return story
}

const begun = (process: Process) => new Story(process).received()

describe('step tables run to their end', () => {
  test.each(Object.entries(STEP_TABLES))('%s', (_name, table) => {
    const { is, events } = toItsEnd(begun(table))
    expect(is.state).toBe('RETURNED')
    expect([is.tasks, is.waits, is.tokens.active]).toEqual([[], [], []])
    expect(is.timeliness).not.toBeNull()
    // Every row that its choices led to was done, in the order of the table's arrows.
    expect(is.tokens.done?.at(0)).toBe(table.steps[0]!.id)
    expect(is.tokens.done?.at(-1)).toBe(table.steps.at(-1)!.id)
    expect(fold('d', events)).toEqual(is)
  })

  test('step dues are compressed to the legal due date where the shares say more', () => {
    const { is } = begun(STEP_TABLES.D)
    expect(formatMoment(is.currentDueAt!)).toBe('17:00 25/11/2026')
    const dues: string[] = []
    toItsEnd(begun(STEP_TABLES.D), (story) => {
      for (const { node, dueAt } of story.is.tasks) {
        expect(dueAt! <= story.is.currentDueAt!).toBe(true)
        dues.push(`${node} ${formatMoment(dueAt!)}`)
      }
    })
    // 22 of the 33 days that its rows say, in what its term of seven leaves.
    expect(dues).toContain('hoa-giai 08:37 24/11/2026')
  })
})

describe('a linked procedure', () => {
  const parts = () => begun(STEP_TABLES.G).and('handOver', 'confirmHandOver', 'concludePart')

  test('opens the parts of three agencies at once, each with its own due time', () => {
    const { is } = parts()
    expect(is.parts.map(({ node, outcome }) => [node, outcome])).toEqual([
      ['khai-sinh', 'GRANTED'],
      ['thuong-tru', null],
      ['bhyt', null],
      ['can-cuoc', null],
    ])
    expect(is.tasks.map(({ unitId }) => unitId)).toEqual(['police', 'insurance', 'police'])
    expect(is.tasks.every(({ dueAt }) => dueAt !== null && dueAt <= is.currentDueAt!)).toBe(true)
  })

  test('of which one is refused: the others stand, and what the citizen gets is partly granted', () => {
    const story = parts()
    const residence = story.is.tasks.find(({ node }) => node === 'thuong-tru')!
    const refusing = {
      type: 'concludePart',
      taskId: residence.id,
      outcome: 'REFUSED_ON_MERITS',
      externalCodeId: null,
    } as const
    expect(() => story.does(holderOf(residence), { ...refusing, noteId: null })).toThrow(
      /refusal-needs-reason/,
    )
    story
      .does(holderOf(residence), { ...refusing, noteId: 'why' })
      .and('concludePart', 'concludePart', 'gatherResults')
    expect([story.is.state, story.is.outcome]).toEqual(['RESOLVED', 'PARTLY_GRANTED'])
  })

  test('of which one never comes: the lead ends that part once it is late, and it counts as not granted', () => {
    const story = parts()
    expect(() => story.copy().and('endPart')).toThrow(/part-not-overdue/)
    story.after(60).and('endPart')
    const ended = story.events.at(-1)
    expect(ended).toMatchObject({ type: 'PartEnded', data: { node: 'thuong-tru', unitId: 'police' } })
    expect(ended?.data.closes.map(({ outcome }) => outcome)).toEqual(['UNANSWERED'])
    // Whoever was silent holds it no more.
    expect(story.is.holder?.unitId).toBe('insurance')
    story.and('concludePart', 'endPart', 'gatherResults')
    expect(story.is.parts.map(({ outcome }) => outcome)).toEqual([
      'GRANTED',
      'UNANSWERED',
      'GRANTED',
      'UNANSWERED',
    ])
    expect([story.is.state, story.is.outcome]).toEqual(['RESOLVED', 'PARTLY_GRANTED'])
  })

  test('the code of a part is kept sealed; an event of the first version has it in the open, and is read', () => {
    const { is, events } = parts()
    expect(is.parts[0]).not.toHaveProperty('externalCode')
    const [concluded] = events.filter(({ type }) => type === 'PartConcluded')
    expect(concluded).toMatchObject({ v: 2, data: { externalCodeId: is.parts[0]?.externalCodeId } })
    const first = events.map((event) => {
      if (event.type !== 'PartConcluded') return event
      const { externalCodeId: _, ...data } = event.data
      return { ...event, v: 1, data: { ...data, externalCode: 'KS-01' } } as unknown as typeof event
    })
    expect(fold('d', first)?.parts[0]).toMatchObject({ externalCode: 'KS-01', externalCodeId: null })
  })

  test('of which none is concluded: it is stopped, and no part ended', () => {
    const story = begun(STEP_TABLES.G).and('handOver', 'confirmHandOver').after(60)
    expect(() => story.copy().and('endPart')).toThrow(/illegal-move/)
    expect(story.and('stop').is.state).toBe('STOPPED')
  })

  test('has no result of its own that could be put right', () => {
    const story = parts().and('concludePart', 'concludePart', 'concludePart', 'gatherResults')
    expect(allowedActions(story.is, officers.specialist)).not.toContain('correctResult')
    expect(() => story.and('correctResult')).toThrow(/nothing-to-correct/)
  })
})

describe('what others are asked', () => {
  const drafting = () =>
    begun(consulted).and('handOver', 'confirmHandOver', 'askOpinions', 'giveOpinion', 'giveOpinion')

  test('a consultation that never answers is closed by the lead once it is late, and that is noted', () => {
    const asked = begun(consulted).and('handOver', 'confirmHandOver', 'askOpinions', 'giveOpinion')
    expect(() => asked.copy().and('closeConsultation')).toThrow(/opinions-not-overdue/)
    const closed = asked.after(20).and('closeConsultation')
    expect(closed.is.state).toBe('PROCESSING')
    expect(closed.events.at(-1)?.data.closes.map(({ outcome }) => outcome)).toEqual(['UNANSWERED'])
  })

  test('where the lead decides, it need not wait; where one opinion is enough, the others lapse', () => {
    const lead = drafting().and('consult')
    expect(lead.and('closeConsultation').is.tasks.map(({ kind }) => kind)).toEqual(['APPRAISE'])
    const any = drafting()
    const [specialist, consult] = attempt(any.is, 'consult')
    any.does(specialist, { ...(consult as Command & { type: 'consult' }), join: 'ANY' }).and('giveOpinion')
    expect([any.is.state, any.is.waits]).toEqual(['PROCESSING', []])
    expect(any.events.at(-1)?.data.closes.map(({ outcome }) => outcome)).toEqual(['LAPSED'])
  })

  test('work rests while it waits, and the minutes a citizen took are given back', () => {
    const story = drafting()
    const before = story.is.currentDueAt!
    story.and('askSupplement')
    expect([story.is.state, story.is.clock]).toEqual(['SUPPLEMENT', 'PAUSED'])
    expect(() => story.copy().and('submitDraft')).toThrow(/illegal-move/)
    story.after(2).and('noteSupplement')
    expect([story.is.state, story.is.clock]).toEqual(['PROCESSING', 'RUNNING'])
    expect(story.is.currentDueAt! > before).toBe(true)
    expect(story.is.tasks.every(({ dueAt }) => dueAt! <= story.is.currentDueAt!)).toBe(true)
    expect(() => story.and('askSupplement')).toThrow(/supplements-used-up/)
  })

  test('what never comes lapses, the clock runs again, and late papers are taken all the same', () => {
    const story = drafting().and('askSupplement')
    expect(() => story.copy().and('lapse')).toThrow(/not-lapsed-yet/)
    story.after(6).and('lapse')
    expect([story.is.state, story.is.clock]).toEqual(['PROCESSING', 'RUNNING'])
    story.and('noteSupplement')
    // Brought in two goes: what the letter asked for is not all at home.
    story.and('noteSupplement')
    expect(story.events.at(-1)).toMatchObject({ type: 'SupplementReceived', data: { closes: [] } })
    expect(() => story.and('submitDraft', 'approve', 'noteSupplement')).toThrow(/illegal-move/)
  })

  test('an outside answer gives no time back unless the procedure says so', () => {
    const story = drafting()
    const before = story.is.currentDueAt
    story.and('askOutside').after(2).and('noteOutsideAnswer')
    expect(story.is.currentDueAt).toBe(before)
    const pausing = begun(STEP_TABLES.I).and('handOver', 'confirmHandOver', 'completeStep', 'askOutside')
    expect(pausing.is.clock).toBe('PAUSED')
    expect(pausing.after(2).and('noteOutsideAnswer').is.currentDueAt! > pausing.is.originalDueAt!).toBe(true)
  })
})

describe('ways out and back', () => {
  const drafting = () =>
    begun(consulted).and('handOver', 'confirmHandOver', 'askOpinions', 'giveOpinion', 'giveOpinion')

  test('a refused hand-over never left the sender, who may hand it over again', () => {
    const story = begun(consulted).and('handOver', 'refuseHandOver')
    expect([story.is.state, story.is.holder?.unitId, story.is.tasks.map(({ kind }) => kind)]).toEqual([
      'ACCEPTED',
      'centre',
      ['RECEIVE'],
    ])
    expect(story.and('handOver', 'takeBackHandOver', 'handOver', 'confirmHandOver').is.state).toBe(
      'PROCESSING',
    )
  })

  test('a withdrawal rests all work; refused, everything stands where it stood', () => {
    const before = drafting().is
    const asked = drafting().and('requestWithdrawal')
    expect(possibleActions(asked.is)).toEqual(['assign', 'grantWithdrawal', 'refuseWithdrawal'])
    asked.and('refuseWithdrawal')
    expect([asked.is.state, asked.is.tasks.map(({ kind }) => kind)]).toEqual([
      before.state,
      before.tasks.map(({ kind }) => kind),
    ])
    expect(drafting().and('requestWithdrawal', 'grantWithdrawal').is.state).toBe('STOPPED')
  })

  test('once a decision was approved nothing can be withdrawn', () => {
    const decided = drafting().and('submitDraft', 'approve')
    expect(() => decided.and('requestWithdrawal')).toThrow(/illegal-move/)
  })

  test('fees that were paid are settled when it stops', () => {
    const paid = drafting().and('notifyObligation', 'noteObligationMet')
    const [who, stop] = attempt(paid.is, 'stop') as [ReturnType<typeof holderOf>, Command & { type: 'stop' }]
    expect(() => paid.copy().does(who, { ...stop, fees: 'NONE' })).toThrow(/fees-to-settle/)
    expect(paid.does(who, { ...stop, fees: 'REFUND' }).is.payment).toBe('REFUND_DUE')
  })

  test('a wrong result is issued anew and names the one before it; the work is judged by the first', () => {
    const returned = drafting().and('submitDraft', 'approve', 'issue', 'return')
    const first = returned.is
    returned.after(40).and('correctResult', 'submitDraft', 'approve', 'issue')
    expect(returned.is.resultId).not.toBe(first.resultId)
    expect([returned.is.state, returned.is.issuedAt, returned.is.timeliness]).toEqual([
      'RESOLVED',
      first.issuedAt,
      first.timeliness,
    ])
    expect(returned.events.at(-1)).toMatchObject({
      type: 'CorrectionIssued',
      data: { replaces: first.resultId },
    })
    expect(returned.and('return').is.state).toBe('RETURNED')
  })

  test('a task that somebody took is theirs, and a colleague is told whose and since when', () => {
    const story = begun(consulted).and('handOver', 'confirmHandOver')
    const [task] = story.is.tasks
    const since = () => story.is.tasks[0]?.assignedAt
    const [first, second] = ['first', 'second'].map((id) => ({ ...officers.specialist, id }))
    story.does(first!, { type: 'assign', taskId: task!.id, officerId: 'first', holdsPost: true })
    try {
      story.does(second!, { type: 'askOpinions', questionId: null, facts: {} })
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({
        code: 'taken-by-another',
        details: { who: 'first', at: since() },
      })
    }
    expect(() =>
      story.does(second!, { type: 'assign', taskId: task!.id, officerId: 'second', holdsPost: true }),
    ).toThrow(/not-your-task/)
    story.does(first!, { type: 'assign', taskId: task!.id, officerId: null, holdsPost: true })
    expect(story.does(second!, { type: 'askOpinions', questionId: null, facts: {} }).is.state).toBe(
      'CONSULTING',
    )
  })

  test('a wrong reception is put right, and the date never comes earlier', () => {
    const special = procedure()
    const story = new Story(consulted, {
      procedure: {
        ...special,
        cases: special.cases.map((one) => ({
          ...one,
          channels: one.channels.map((terms) => ({
            ...terms,
            specials: [
              {
                id: 'far',
                when: { place: 'DIFFICULT' as const },
                term: { value: 9, unit: 'WORKING_DAY' as const },
                name: { vi: 'Khó khăn', en: 'Difficult' },
                basis: 'b',
              },
            ],
          })),
        })),
      },
    })
    story.received()
    const ordinary = story.is.currentDueAt!
    const correct = (place: 'ORDINARY' | 'DIFFICULT'): Command => ({
      type: 'correctReception',
      reasonId: 'r',
      receiptId: `receipt-${place}`,
      applicability: { place, applicant: 'PERSON' },
    })
    story.does(officers.receptionist, correct('DIFFICULT'))
    expect(story.is.currentDueAt! > ordinary).toBe(true)
    expect([story.is.originalDueAt, story.is.receiptId]).toEqual([ordinary, 'receipt-DIFFICULT'])
    expect(story.does(officers.receptionist, correct('ORDINARY')).is.currentDueAt).toBe(ordinary)
    expect(() => story.does({ ...officers.backRoom }, correct('ORDINARY'))).toThrow(/counter-session-needed/)
  })

  test('only the citizen, or a receptionist at a counter, withdraws', () => {
    const story = drafting()
    const [, withdraw] = attempt(story.is, 'requestWithdrawal')
    expect(() => story.copy().does(officers.specialist, withdraw)).toThrow(/not-your-task/)
    expect(() => story.copy().does(officers.backRoom, withdraw)).toThrow(/counter-session-needed/)
    expect(story.copy().does(officers.receptionist, withdraw).is.state).toBe('WITHDRAWAL_REQUESTED')
    expect(story.does(CITIZEN, withdraw).is.state).toBe('WITHDRAWAL_REQUESTED')
  })
})

describe('who decides on a draft', () => {
  const drafted = () =>
    begun(consulted).and(
      'handOver',
      'confirmHandOver',
      'askOpinions',
      'giveOpinion',
      'giveOpinion',
      'submitDraft',
    )
  const approval = ({ is }: Story) => attempt(is, 'approve')[1]
  const lent = (to: Actor): Actor => ({
    ...to,
    posts: [
      ...to.posts,
      { unitId: 'chair', role: 'LEADER', onBehalfOf: { officerId: 'phuoc', delegationId: 'd' } },
    ],
  })

  test('nobody approves their own draft in a post that was lent; who lent it is named', () => {
    const story = drafted()
    const drafter = lent({ ...officers.specialist, id: story.is.draftedBy ?? '' })
    expect(() => story.does(drafter, approval(story))).toThrow(
      expect.objectContaining({ code: 'own-draft', details: { who: 'phuoc' } }),
    )
    expect(allowedActions(story.is, drafter)).not.toContain('approve')
    // A draft of somebody else they approve.
    expect(story.does(lent(officers.specialist), approval(story)).is.state).toBe('APPROVED')
    expect(story.events.at(-1)?.onBehalfOf?.officerId).toBe('phuoc')
    expect(story.is.draftedBy).toBeNull()
  })

  test('where the leader himself drafts, he decides in his own post', () => {
    const story = drafted()
    const leader: Actor = { ...officers.leader, id: story.is.draftedBy ?? '' }
    expect(story.does(leader, approval(story)).is.state).toBe('APPROVED')
  })

  test('what is drafted anew by another is theirs', () => {
    const story = drafted().and('sendBack')
    const first = story.is.draftedBy
    const drafting = story.is.tasks.find(({ kind }) => kind === 'APPRAISE')!
    story.does({ ...holderOf(drafting), id: 'another' }, attempt(story.is, 'submitDraft')[1])
    expect(story.is.draftedBy).toBe('another')
    expect(story.does(lent({ ...officers.specialist, id: first ?? '' }), approval(story)).is.state).toBe(
      'APPROVED',
    )
  })
})

test('a corrected result takes another number than the one before it', () => {
  const story = begun(consulted).and(
    ...(['handOver', 'confirmHandOver', 'askOpinions', 'giveOpinion', 'giveOpinion'] as const),
    ...(['submitDraft', 'approve', 'issue', 'correctResult', 'submitDraft', 'approve'] as const),
  )
  const [clerk, issue] = attempt(story.is, 'issue')
  const [used] = [story.is.resultNumber!]
  const again = { ...(issue as Command & { type: 'issue' }), number: used, numbersUsed: [used] }
  expect(() => story.does(clerk, again)).toThrow(/number-used-before/)
  // The next year begins anew.
  expect(story.copy().does(clerk, { ...again, numbersUsed: [] }).is.state).toBe('RESOLVED')
  expect(story.does(clerk, { ...again, number: '126/QĐ-UBND' }).is.resultNumber).toBe('126/QĐ-UBND')
})

describe('money', () => {
  const drafting = () =>
    begun(consulted).and('handOver', 'confirmHandOver', 'askOpinions', 'giveOpinion', 'giveOpinion')
  const met = (story: Story, evidence: 'RECEIPT' | 'EXEMPTION') =>
    story.does(attempt(story.is, 'noteObligationMet')[0], { type: 'noteObligationMet', evidence })

  test.each([
    [['RECEIPT'], 'PAID'],
    [['EXEMPTION'], 'WAIVED'],
    [['RECEIPT', 'EXEMPTION'], 'PAID'],
    [['EXEMPTION', 'RECEIPT'], 'PAID'],
    [['RECEIPT', 'EXEMPTION', 'EXEMPTION'], 'PAID'],
  ] as const)('obligations met by %j: it is %s', (ways, payment) => {
    const story = drafting()
    for (const way of ways) met(story.and('notifyObligation'), way)
    expect(story.is.payment).toBe(payment)
  })

  test('what was paid before is settled, too, when it is stopped while more is due', () => {
    const story = met(drafting().and('notifyObligation'), 'RECEIPT').and('notifyObligation')
    expect(story.is.payment).toBe('DUE')
    const [who, stop] = attempt(story.is, 'stop')
    expect(() => story.does(who, stop)).toThrow(/fees-to-settle/)
    story.does(who, { ...(stop as Command & { type: 'stop' }), fees: 'REFUND' })
    expect(story.is.payment).toBe('REFUND_DUE')
  })
})

describe('time to answer', () => {
  // Friday 14:00 in Hà Nội: the next half-day that is whole is Monday morning.
  const friday = '2026-11-27T07:00:00.000Z' as Instant
  test.each([
    ['2026-11-27T06:59:59.000Z', 'reply-by-has-passed'],
    ['2026-11-27T07:00:01.000Z', 'reply-by-too-soon'],
    ['2026-11-27T10:00:00.000Z', 'reply-by-too-soon'],
    ['2026-11-30T04:29:59.000Z', 'reply-by-too-soon'],
    ['2026-11-30T04:30:00.000Z', null],
  ] as const)('by %s: %s', (replyBy, code) => {
    const story = begun(consulted).and('handOver', 'confirmHandOver')
    const [who, ask] = attempt(story.is, 'askOutside')
    story.now = friday
    const asking = () =>
      story.does(who, { ...(ask as Command & { type: 'askOutside' }), replyBy: replyBy as Instant }, 0)
    if (code === null) expect(asking().is.state).toBe('AWAITING_EXTERNAL')
    else expect(asking).toThrow(code)
  })

  test('a refused withdrawal is asked for again from the next working day on', () => {
    const story = begun(consulted).and('requestWithdrawal', 'refuseWithdrawal')
    expect(() => story.copy().and('requestWithdrawal')).toThrow(/withdrawal-just-refused/)
    expect(story.after(1).and('requestWithdrawal').is.state).toBe('WITHDRAWAL_REQUESTED')
  })
})
