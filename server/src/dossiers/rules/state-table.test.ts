import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Refusal } from '#platform/refusal.ts'
import type { Process } from '#routing/rules/step-table.ts'
import { STEP_TABLES } from '#routing/rules/step-tables.testing.ts'
import { ACTIONS, OF_CITIZEN } from './acts.ts'
import type { ActionType, Actor } from './command.ts'
import { mayDo } from './doers.ts'
import type { DossierState } from './dossier.ts'
import { process as consulted, procedure } from './office.testing.ts'
import { attempt, Story } from './stories.testing.ts'

/** The decision record is the table; here it is read, and everything tried that it allows, and everything that it does not. */

interface Row {
  from: DossierState | null
  act: string
  to: DossierState
  /** "While nothing is decided": not once an agency has concluded its part. */
  isBeforeDecision: boolean
}

const RECORD = new URL('../../../../docs/decisions/0016-states-follow-from-work.md', import.meta.url)

const rows: Row[] = readFileSync(RECORD, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| From') && !line.startsWith('| ---'))
  .flatMap((line) => {
    const [, from = '', act = '', , to = '', withIt = ''] = line.split('|').map((cell) => cell.trim())
    return from.split(' · ').map((state) => ({
      from: state === '–' ? null : (state as DossierState),
      act,
      to: (to === '=' ? state : to) as DossierState,
      isBeforeDecision: withIt.includes('while nothing is decided'),
    }))
  })

const withLongerTerm = procedure(['COUNTER', 'POST', 'ONLINE'])
const over = {
  procedure: {
    ...withLongerTerm,
    cases: withLongerTerm.cases.map((procedureCase) => ({
      ...procedureCase,
      channels: procedureCase.channels.map((terms) => ({
        ...terms,
        changes: [
          {
            id: 'longer',
            to: { value: 12, unit: 'WORKING_DAY' as const },
            name: { vi: 'Dài hơn', en: 'Longer' },
            basis: 'b',
          },
        ],
      })),
    })),
  },
}
const story = (process: Process) => new Story(process, over)

const atCheck = (process: Process = consulted) => story(process).received().and('handOver', 'confirmHandOver')
const atDraft = () => atCheck().and('askOpinions', 'giveOpinion', 'giveOpinion')
const approved = () => atDraft().and('submitDraft', 'approve')
const resolved = () => approved().and('issue')
const parts = () => story(STEP_TABLES.G).received().and('handOver', 'confirmHandOver')

/** Dossiers in each state; together they show everything that may happen to one there. */
const DOSSIERS: Record<DossierState, readonly (() => Story)[]> = {
  SUBMITTED: [() => story(consulted).filed()],
  NEEDS_COMPLETION: [() => story(consulted).filed().and('askToComplete')],
  NOT_ACCEPTED: [() => story(consulted).filed().and('refuse')],
  ACCEPTED: [() => story(consulted).received(), () => story(consulted).received().and('handOver')],
  PROCESSING: [
    () => atCheck(),
    () => atDraft(),
    () => atCheck(STEP_TABLES.H).and('completeStep'),
    () => atCheck(STEP_TABLES.D),
    () => atCheck(STEP_TABLES.J).and('completeStep', 'askOutside', 'noteOutsideAnswer'),
    () => parts(),
    () => parts().and('concludePart').after(60),
    () => parts().and('concludePart', 'concludePart', 'concludePart', 'concludePart'),
    () => {
      const asked = atDraft().and('askSupplement').after(6)
      return asked.and('lapse')
    },
  ],
  CONSULTING: [
    () => atCheck().and('askOpinions').after(30),
    () => atCheck().and('askOpinions', 'giveOpinion'),
    () => atDraft().and('consult'),
  ],
  AWAITING_EXTERNAL: [
    () => atDraft().and('askOutside'),
    () => atCheck(STEP_TABLES.H).and('completeStep', 'askOutside'),
  ],
  SUPPLEMENT: [() => atDraft().and('askSupplement')],
  AWAITING_PAYMENT: [() => atDraft().and('notifyObligation')],
  AWAITING_APPROVAL: [
    () => atDraft().and('submitDraft'),
    () => atCheck(STEP_TABLES.H).and('completeStep', 'askOutside', 'noteOutsideAnswer', 'submitDraft'),
  ],
  APPROVED: [() => approved()],
  RESOLVED: [() => resolved()],
  RETURNED: [() => resolved().and('return')],
  CORRECTING: [
    () => resolved().and('correctResult'),
    () => resolved().and('correctResult', 'submitDraft'),
    () => resolved().and('correctResult', 'submitDraft', 'approve'),
    () =>
      atCheck(STEP_TABLES.H).and(
        ...([
          'completeStep',
          'askOutside',
          'noteOutsideAnswer',
          'submitDraft',
          'completeStep',
          'approve',
          'issue',
        ] as const),
        'correctResult',
        'submitDraft',
      ),
  ],
  WITHDRAWAL_REQUESTED: [() => atDraft().and('requestWithdrawal')],
  STOPPED: [() => atDraft().and('stop')],
}

interface Outcome {
  done: boolean
  state: DossierState | null
  refusal: Refusal | null
}

const outcomeOf = (start: Story, action: ActionType): Outcome => {
  const trial = start.copy()
  if (action === 'lapse') trial.after(6)
  const [actor, command] = attempt(trial.is, action)
  try {
    trial.does(actor, command)
    return { done: true, state: trial.is.state, refusal: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { done: false, state: null, refusal: error }
  }
}

test('the record names every act, and no state that there is not', () => {
  const states = [null, ...Object.keys(DOSSIERS)]
  expect(rows.flatMap(({ from, to }) => [from, to]).filter((state) => !states.includes(state))).toEqual([])
  expect([...new Set(rows.map(({ act }) => act))].sort()).toEqual(['receive', 'submit', ...ACTIONS].sort())
})

describe.each(Object.entries(DOSSIERS) as [DossierState, readonly (() => Story)[]][])(
  '%s',
  (state, tellings) => {
    const stories = tellings.map((tell) => tell())

    test('is where these stories lead', () => {
      expect(stories.map(({ is }) => is.state)).toEqual(stories.map(() => state))
    })

    for (const action of ACTIONS) {
      const row = rows.find(({ from, act }) => from === state && act === action)
      if (row) {
        test(`${action} leads to ${row.to}`, () => {
          const outcomes = stories.map((start) => outcomeOf(start, action))
          expect(outcomes.filter(({ done }) => done).map((outcome) => outcome.state)).toContain(row.to)
        })
      } else {
        test(`${action} is refused, with what may be done instead`, () => {
          for (const start of stories) {
            const { refusal } = outcomeOf(start, action)
            expect(refusal?.code).toBe('illegal-move')
            expect(refusal?.details).toMatchObject({ action, state })
            const instead = refusal?.details.instead as readonly string[]
            expect(instead).not.toContain(action)
            expect(rows.filter(({ from }) => from === state).map(({ act }) => act)).toEqual(
              expect.arrayContaining([...instead]),
            )
          }
        })
      }
    }
  },
)

test.each(OF_CITIZEN)('refused to a citizen, %s is answered with acts of citizens alone', (type) => {
  const nowhere = { unitId: '', authorityId: '', posts: [], counterSession: null }
  const actor: Actor = { kind: 'CITIZEN', id: 'citizen', ...nowhere }
  const refused = Object.values(DOSSIERS).flatMap((tellings) =>
    tellings.flatMap((tell) => {
      try {
        mayDo(tell().is, { type }, actor)
        return []
      } catch (error) {
        return error instanceof Refusal && error.code === 'illegal-move' ? [error.details] : []
      }
    }),
  )
  expect(refused.length).toBeGreaterThan(5)
  for (const { by, instead } of refused) {
    expect(by).toBe('CITIZEN')
    expect(OF_CITIZEN).toEqual(expect.arrayContaining(instead as string[]))
  }
})

describe('once a part is concluded', () => {
  const concluded = parts().and('concludePart')
  const possible = (action: ActionType) => outcomeOf(concluded, action).refusal?.code !== 'illegal-move'
  const ofRecord = rows.filter(({ from }) => from === 'PROCESSING')

  test.each(ofRecord.filter(({ isBeforeDecision }) => isBeforeDecision).map(({ act }) => act as ActionType))(
    '%s, which the record allows while nothing is decided, is not possible any more',
    (action) => {
      expect(outcomeOf(parts(), action).done).toBe(true)
      expect(possible(action)).toBe(false)
    },
  )

  test('the record names no other act that would undo it', () => {
    const undoing = ofRecord.filter(({ to }) => to === 'STOPPED' || to === 'WITHDRAWAL_REQUESTED')
    expect(undoing.map(({ isBeforeDecision }) => isBeforeDecision)).toEqual(undoing.map(() => true))
    expect(undoing).not.toEqual([])
  })
})
