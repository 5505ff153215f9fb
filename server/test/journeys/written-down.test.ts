import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LogFields, logTo } from '../../src/platform/log.ts'
import { reception } from '../support/household.ts'
import { type Client, furnishedOffice, type TestOffice } from '../support/office.ts'

/** What the log keeps of a request: when, what, by whom and how it ended, in one line that a program reads. */

let written = ''
let office: TestOffice
beforeAll(async () => {
  const log = logTo({
    write: (lines) => {
      written += lines
    },
  })
  office = await furnishedOffice({ log })
})
afterAll(() => office?.close())

const idOf = async (client: Client): Promise<string> => (await client.get('/api/session')).body.officer.id

const requests = async (): Promise<(LogFields & { at: string; level: string })[]> => {
  // Lines of a busy moment leave together.
  await new Promise((resolve) => setTimeout(resolve, 150))
  const lines = written.trim().split('\n')
  written = ''
  return lines.map((line) => JSON.parse(line)).filter(({ event }) => event === 'request')
}

test('a sign-in that fails and one that succeeds are each a line, with its instant in UTC, and no name', async () => {
  await office.visitor().post('/api/sessions', { username: 'huong', password: 'khong-phai-mat-khau' })
  const huong = await office.signIn('huong')
  const [failed, done] = await requests()
  expect(failed).toMatchObject({
    route: '/api/sessions',
    method: 'POST',
    status: 401,
    code: 'sign-in-failed',
  })
  expect(failed).not.toHaveProperty('actorId')
  expect(done).toMatchObject({ route: '/api/sessions', status: 201, actorId: await idOf(huong) })
  expect(done?.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
})

test('who was refused what is named by id, also where nothing seems to be there', async () => {
  const [huong, lan] = [await office.signIn('huong'), await office.signIn('lan')]
  await huong.openCounter()
  const { id } = (await huong.post('/api/dossiers', reception())).body
  await requests()
  await lan.get(`/api/dossiers/${id}`)
  await huong.post(
    `/api/dossiers/${id}/approvals`,
    { documentId: id, fileSha256: 'a'.repeat(64) },
    { version: 1 },
  )
  await office.visitor().get('/api/dossiers')
  await huong.post('/api/dossiers', reception(), { headers: { origin: 'https://evil.example' } })
  const [hidden, refused, nobody, foreign] = await requests()
  expect(hidden).toMatchObject({ route: '/api/dossiers/:id', status: 404, actorId: await idOf(lan) })
  expect(refused).toMatchObject({ route: '/api/dossiers/:id/approvals', actorId: await idOf(huong) })
  expect(refused?.code).toBeDefined()
  expect(nobody).toMatchObject({ status: 401, code: 'sign-in-needed' })
  expect(foreign).toMatchObject({ status: 403, code: 'other-site' })
})
