import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plainDate } from '#common/time.ts'
import { DEMO_AGENCIES, DEMO_OFFICERS, demoId } from '#demo-province.ts'
import { type Database, openDatabase } from '#platform/db/database.ts'
import type { TestProvince } from '../../test/support/cluster.ts'
import { provinceSince } from '../../test/support/earlier-release.ts'
import { findAgency, findAgencyTree } from './places-store.ts'
import { ownPosts } from './rules/posts.ts'
import { DEFAULT_SIGN_IN_RULES } from './rules/sign-in.ts'
import { successorsOn } from './rules/tree.ts'
import { findSignedIn } from './store.ts'

/** The demo's agencies and officers as nine migrations left them, and two that ended, brought up to this one. */

const BEFORE = 9
const TOKEN_HASH = 'a'.repeat(64)
const GONE = ['old-1', 'old-2'] as const

let province: TestProvince
let database: Database
beforeAll(async () => {
  province = await provinceSince(BEFORE, furnish)
  database = openDatabase({ connection: province.app })
})
afterAll(() => database?.close())

const furnish = async (client: pg.Client): Promise<void> => {
  const agency = (key: string, code: string, fn: string, kind: string, over: Record<string, unknown> = {}) =>
    client.query(
      `insert into agency (id, code, name, locality, function, kind, level, is_vertical, authority_id, valid_from, valid_to,
         succeeded_by)
       values ($1, $2, $2, 'Quế Võ', $3, $4, 'COMMUNE', $5, $6, $7, $8, $9)`,
      [
        demoId(key),
        code,
        fn,
        kind,
        over.vertical ?? false,
        demoId(String(over.authority ?? key)),
        over.from ?? '2025-07-01',
        over.to ?? null,
        over.succeededBy ? demoId(String(over.succeededBy)) : null,
      ],
    )
  const authoritiesFirst = [...DEMO_AGENCIES].sort(
    (one, other) => Number(other.kind === 'AUTHORITY') - Number(one.kind === 'AUTHORITY'),
  )
  for (const { key, code, fn, kind, authority, system } of authoritiesFirst)
    await agency(key, code, fn, kind, { authority, vertical: system === 'VERTICAL' })
  for (const key of GONE)
    await agency(key, key, 'CENTRE', 'CENTRE', {
      from: '2018-08-01',
      to: '2025-07-01',
      succeededBy: 'quevo.tt',
    })
  for (const { username, fullName, title, unit, roles } of DEMO_OFFICERS)
    await client.query(
      `insert into officer (id, username, full_name, title, authority_id, unit_id, roles, valid_from)
       select $1, $2, $3, $4, authority_id, id, $5, '2025-07-01' from agency where id = $6`,
      [demoId(`officer.${username}`), username, fullName, title, roles, demoId(unit)],
    )
  await client.query(
    `insert into session (id, token_hash, officer_id, opened_at, expires_at)
     values (gen_random_uuid(), $1, $2, now(), now() + interval '1 hour')`,
    [TOKEN_HASH, demoId('officer.dung')],
  )
}

test('who was signed in stays so, with her own posts', async () => {
  const signedIn = await database.as({ session: TOKEN_HASH }, (tx) =>
    findSignedIn(tx, TOKEN_HASH, DEFAULT_SIGN_IN_RULES),
  )
  expect(signedIn?.officer.posts).toEqual(
    ownPosts({ id: '', unitId: demoId('quevo.vhxh'), authorityId: demoId('quevo'), roles: ['SPECIALIST'] }),
  )
})

test('vertical agencies stay vertical, units stand under their authority, and nobody’s successor is lost', async () => {
  await database.as({ actor: 'public' }, async (tx) => {
    const [police, unit, ward] = await Promise.all(
      ['ca-quevo', 'quevo.vhxh', 'quevo'].map((key) => findAgency(tx, demoId(key))),
    )
    expect([police, unit, ward].map((one) => [one?.system, one?.parent_id])).toEqual([
      ['VERTICAL', null],
      ['STATE', demoId('quevo')],
      ['STATE', null],
    ])
    const tree = await findAgencyTree(tx)
    for (const key of GONE) {
      const on = (day: string) => successorsOn(tree, demoId(key), plainDate(day)).map(({ id }) => id)
      expect(on('2025-06-30')).toEqual([demoId(key)])
      expect(on('2025-07-01')).toEqual([demoId('quevo.tt')])
    }
  })
})
