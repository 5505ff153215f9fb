import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { connected } from '#platform/db/connection.ts'
import { provinceSince } from '../../test/support/earlier-release.ts'

/** Absences of one officer that overlapped before the database refused it, brought up to where it does. */

const BEFORE = 15
const AGENCY = '00000000-0000-4000-8000-000000000001'
const OFFICERS = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b'] as const

/** By name: whose, from and to which day, and whether it was withdrawn by then. */
const NOTED: Readonly<Record<string, readonly [0 | 1, string, string, boolean?]>> = {
  'the first of three that hang together': [0, '2026-11-01', '2026-11-10'],
  'the second': [0, '2026-11-08', '2026-11-20'],
  'the last': [0, '2026-11-20', '2026-11-30'],
  'one that stands alone': [0, '2026-12-05', '2026-12-06'],
  'one that was withdrawn in time': [0, '2026-12-06', '2026-12-07', true],
  'the same days twice': [1, '2026-11-01', '2026-11-10'],
  'the same days, noted once more': [1, '2026-11-01', '2026-11-10'],
  'the day after': [1, '2026-11-11', '2026-11-11'],
}

let held: string[]
beforeAll(async () => {
  const province = await provinceSince(BEFORE, furnish)
  held = await connected(province.loader, async (client) => {
    const { rows } = await client.query<{ id: string }>('select id from absence where withdrawn_at is null')
    return rows.map(({ id }) => id)
  })
})

const idOf = (nth: number): string => `00000000-0000-4000-9000-00000000000${nth}`

const furnish = async (client: pg.Client): Promise<void> => {
  await client.query(
    `insert into agency (id, code, name, locality, function, kind, level, authority_id, valid_from)
     values ($1, 'H01', 'H01', 'Quế Võ', 'AUTHORITY', 'AUTHORITY', 'COMMUNE', $1, '2025-07-01')`,
    [AGENCY],
  )
  for (const [nth, id] of OFFICERS.entries())
    await client.query(
      `insert into officer (id, username, full_name, title, authority_id, unit_id, roles, valid_from)
       values ($1, $2, 'Lê Văn A', '', $3, $3, '{LEADER}', '2025-07-01')`,
      [id, `a${nth}`, AGENCY],
    )
  for (const [nth, [whose, firstDay, lastDay, isWithdrawn]] of Object.values(NOTED).entries())
    await client.query(
      `insert into absence (id, authority_id, officer_id, first_day, last_day, noted_at, noted_by, withdrawn_at, withdrawn_by)
       values ($1, $2, $3, $4, $5, $6, $3, $7, $8)`,
      [
        idOf(nth),
        AGENCY,
        OFFICERS[whose],
        firstDay,
        lastDay,
        `2026-10-0${nth + 1}`,
        isWithdrawn ? '2026-10-20' : null,
        isWithdrawn ? OFFICERS[whose] : null,
      ],
    )
}

test('of what overlapped, what ends last holds on; what touched nothing is as it was', () => {
  const names = Object.keys(NOTED).filter((_, nth) => held.includes(idOf(nth)))
  expect(names).toEqual([
    'the first of three that hang together',
    'the last',
    'one that stands alone',
    'the same days, noted once more',
    'the day after',
  ])
})
