import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sweepAttempts, sweepSessions } from '#identity/index.ts'
import { furnishedOffice, reception, type TestOffice } from '../../../test/support/office.ts'
import { sweepAnswers } from '../http/idempotency.ts'

let office: TestOffice
beforeAll(async () => {
  office = await furnishedOffice()
})
afterAll(() => office.close())

const count = async (client: pg.Client, table: string) =>
  (await client.query(`select count(*)::integer as n from ${table}`)).rows[0].n as number

test('what nobody can ask for any more is swept, and nothing younger', async () => {
  const huong = await office.signIn('huong')
  await huong.openCounter()
  await huong.post('/api/dossiers', reception())
  await office.visitor().post('/api/sessions', { username: 'huong', password: 'mat-khau-sai-2026' })
  const client = new pg.Client(office.province.loader)
  await client.connect()
  try {
    const sweep = () =>
      office.house.database.as({ actor: 'system' }, async (tx) => {
        for (const duty of [sweepAttempts, sweepSessions, sweepAnswers]) await duty(tx)
      })
    await sweep()
    expect(await count(client, 'session')).toBe(1)
    expect(await count(client, 'failed_attempt')).toBeGreaterThan(0)
    expect(await count(client, 'idempotent_answer')).toBe(1)
    await client.query("update session set expires_at = now() - interval '31 days'")
    await client.query("update failed_attempt set bin_starts_at = bin_starts_at - interval '2 days'")
    await client.query("update idempotent_answer set answered_at = now() - interval '31 days'")
    await sweep()
    for (const table of ['session', 'failed_attempt', 'idempotent_answer'])
      expect(await count(client, table)).toBe(0)
  } finally {
    await client.end()
  }
})
