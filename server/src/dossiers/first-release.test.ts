import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ADMINISTRATIVE_CALENDAR_2026, Calendars } from '#deadlines/index.ts'
import { connected } from '#platform/db/connection.ts'
import { type Database, openDatabase } from '#platform/db/database.ts'
import type { TestProvince } from '../../test/support/cluster.ts'
import { FIRST_RELEASE, provinceSince } from '../../test/support/earlier-release.ts'
import { INDEX_PEOPLE } from './job-names.ts'
import { fold } from './rules/evolve.ts'
import { find, findEvents } from './store.ts'

/** A dossier as the first release (v0.1) left it, brought up to this one: its events still fold to its row. */

const id = (digit: number) => `00000000-0000-4000-8000-00000000000${digit}`
const [DOSSIER, HOME, UNIT, TASK, PERSON, RECEIPT, CALENDAR] = [1, 2, 3, 4, 5, 6, 7].map(id) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
]
const AT = '2026-11-23T02:10:30.125Z'
const DUE = '2026-12-03T10:00:00.000Z'
const HASH = 'h'.repeat(64)

const task = {
  id: TASK,
  node: 'receive',
  kind: 'RECEIVE',
  unitId: UNIT,
  authorityId: HOME,
  role: 'RECEPTIONIST',
  dueAt: DUE,
}
const rule = {
  cutOff: '15:00',
  dueAt: 'END_OF_DAY',
  legalBasis: 'Nghị định 118/2025',
  validFrom: '2025-07-01',
}
const tokens = { active: ['receive'], arrived: {} }

/** What that release wrote into the event of a reception. */
const received = {
  code: 'H05.47-261123-0001',
  authorityId: HOME,
  procedureVersionId: id(8),
  processVersionId: id(9),
  caseId: 'chung',
  channel: 'COUNTER',
  ownerId: PERSON,
  submitterId: PERSON,
  subjectId: null,
  assistedAtPointId: UNIT,
  receivingUnitId: UNIT,
  competentUnitId: UNIT,
  papers: [],
  sets: 1,
  term: { value: 7, unit: 'WORKING_DAY' },
  rule,
  calendarId: 'administrative',
  calendarVersion: 1,
  acceptedAt: AT,
  clockStartsAt: AT,
  dueAt: DUE,
  payment: 'NOT_STATED',
  receiptId: RECEIPT,
  receiptHash: HASH,
  tokens,
  opens: [task],
  closes: [],
  holder: { unitId: UNIT, officerId: null },
}

const position = {
  caseId: 'chung',
  tokens,
  tasks: [task],
  receiptId: RECEIPT,
  draftId: null,
  resultId: null,
  outcome: null,
  approvedSha256: null,
}

const DRAFTED = id(9)
const approving = { ...task, id: id(9), kind: 'APPROVE', role: 'LEADER' }
const drafted = {
  draftId: RECEIPT,
  frozenSha256: HASH,
  outcome: 'GRANTED',
  tokens,
  opens: [approving],
  closes: [{ id: TASK, outcome: 'DONE' }],
  holder: { unitId: UNIT, officerId: null },
}

let province: TestProvince
let database: Database
beforeAll(async () => {
  province = await provinceSince(FIRST_RELEASE, furnish)
  database = openDatabase({ connection: province.app })
})
afterAll(() => database?.close())

const furnish = async (client: pg.Client): Promise<void> => {
  const { receptionWeek: _, laterWeeks: __, ...calendar } = ADMINISTRATIVE_CALENDAR_2026
  await client.query('insert into working_calendar (id, version, body, valid_from) values ($1, 1, $2, $3)', [
    CALENDAR,
    JSON.stringify(calendar),
    calendar.validFrom,
  ])
  await client.query(
    `insert into dossier (id, authority_id, authorities, units, code, state, clock, payment, delivery, sync, channel,
       procedure_version_id, process_version_id, owner_id, submitter_id, assisted_at_point_id, receiving_unit_id,
       competent_unit_id, accepted_at, clock_starts_at, original_due_at, current_due_at, holder_unit_id, position,
       receipt_hash, version, last_event_at)
     values ($1, $2, $3, $4, $5, 'ACCEPTED', 'RUNNING', 'NOT_STATED', 'NONE', 'NOT_LINKED', 'COUNTER', $6, $7, $8, $8, $9,
       $9, $9, $10, $10, $11, $11, $9, $12, $13, 1, $10)`,
    [
      DOSSIER,
      HOME,
      [HOME],
      [UNIT],
      received.code,
      id(8),
      id(9),
      PERSON,
      UNIT,
      AT,
      DUE,
      JSON.stringify(position),
      HASH,
    ],
  )
  await client.query(
    `insert into dossier_event (dossier_id, home_authority_id, seq, type, v, at, actor_id, authority_id, data)
     values ($1, $2, 1, 'Received', 1, $3, 'huong', $2, $4)`,
    [DOSSIER, HOME, AT, JSON.stringify(received)],
  )
  await client.query(
    `insert into dossier (id, authority_id, authorities, units, code, state, clock, payment, delivery, sync, channel,
       procedure_version_id, process_version_id, owner_id, submitter_id, assisted_at_point_id, receiving_unit_id,
       competent_unit_id, accepted_at, clock_starts_at, original_due_at, current_due_at, holder_unit_id, position,
       receipt_hash, version, last_event_at)
     select $1, authority_id, authorities, units, $2, 'AWAITING_APPROVAL', clock, payment, delivery, sync, channel,
       procedure_version_id, process_version_id, owner_id, submitter_id, assisted_at_point_id, receiving_unit_id,
       competent_unit_id, accepted_at, clock_starts_at, original_due_at, current_due_at, holder_unit_id,
       position || $3, $4, 2, last_event_at
     from dossier where id = $5`,
    [
      DRAFTED,
      `${received.code}-2`,
      JSON.stringify({ tasks: [approving], draftId: RECEIPT, outcome: 'GRANTED' }),
      `2${HASH.slice(1)}`,
      DOSSIER,
    ],
  )
  for (const [seq, type, actor, data] of [
    [1, 'Received', 'huong', { ...received, code: `${received.code}-2`, receiptHash: `2${HASH.slice(1)}` }],
    [2, 'DraftSubmitted', 'dung', drafted],
  ])
    await client.query(
      `insert into dossier_event (dossier_id, home_authority_id, seq, type, v, at, actor_id, authority_id, data)
       values ($1, $2, $3, $4, 1, $5, $6, $2, $7)`,
      [DRAFTED, HOME, seq, type, AT, actor, JSON.stringify(data)],
    )
  for (const [one, dossier, kind, role] of [
    [TASK, DOSSIER, 'RECEIVE', 'RECEPTIONIST'],
    [approving.id, DRAFTED, approving.kind, approving.role],
  ])
    await client.query(
      `insert into task (id, dossier_id, home_authority_id, node, kind, authority_id, unit_id, role, opened_by_authority_id,
         opened_at, due_at)
       values ($1, $2, $3, 'receive', $7, $3, $4, $8, $3, $5, $6)`,
      [one, dossier, HOME, UNIT, AT, DUE, kind, role],
    )
}

test('its events fold to its row, and what it was promised by is known', async () => {
  await database.as({ actor: 'system', authority: HOME }, async (tx) => {
    const [dossier, events] = await Promise.all([find(tx, DOSSIER), findEvents(tx, DOSSIER)])
    expect(fold(DOSSIER, events)).toEqual(dossier)
    expect(dossier?.deadline).toEqual({
      term: received.term,
      phases: [],
      rule,
      calendar: { id: 'administrative', version: 1 },
    })
    expect(dossier?.tasks).toEqual([{ ...task, openedAt: AT }])
    const calendar = await new Calendars().version(tx, { id: 'administrative', version: 1 })
    expect(calendar).toEqual(ADMINISTRATIVE_CALENDAR_2026)
  })
})

test('who drafted what waits for approval is remembered', async () => {
  await database.as({ actor: 'system', authority: HOME }, async (tx) => {
    const [dossier, events] = await Promise.all([find(tx, DRAFTED), findEvents(tx, DRAFTED)])
    expect(dossier?.draftedBy).toBe('dung')
    expect(fold(DRAFTED, events)).toEqual(dossier)
  })
})

test('who is named in it will be found: a job writes the words that no migration can', async () => {
  const { rows } = await connected(province.loader, (client) =>
    client.query('select order_key, authority_id, run_at <= now() as is_due from job where subscriber = $1', [
      INDEX_PEOPLE,
    ]),
  )
  expect(rows).toContainEqual({ order_key: DOSSIER, authority_id: HOME, is_due: true })
})
