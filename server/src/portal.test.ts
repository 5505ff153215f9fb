import { afterAll, beforeAll, expect, test } from 'vitest'
import { furnishedOffice, reception, type TestOffice } from '../test/support/office.ts'

let office: TestOffice
beforeAll(async () => {
  office = await furnishedOffice()
})
afterAll(() => office.close())

const page = (path: string) => office.visitor().get(path, { headers: { accept: 'text/html' } })

test('the address of a dossier holds its secret as bi-mat, and the calendar file is asked for by the same word', async () => {
  const huong = await office.signIn('huong')
  await huong.openCounter()
  const { code } = (await huong.post('/api/dossiers', reception())).body
  const secret = await office.secretOf(code)

  const tracking = await page(`/ho-so/${code}?bi-mat=${secret}`)
  expect(tracking.status).toBe(200)
  expect(tracking.body).toContain(`href="/ho-so/${code}/hen.ics?bi-mat=${secret}"`)
  const file = await page(`/ho-so/${code}/hen.ics?bi-mat=${secret}`)
  expect([file.status, file.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8'])
  expect(file.body).not.toContain(secret)

  expect((await page(`/ho-so/${code}`)).status).toBe(422)
  expect((await page(`/tra-cuu?ma=${code}`)).body).toContain(`value="${code}"`)
})

test('the page of a problem tells whom to call, as soon as any page was read', async () => {
  await page('/')
  const missing = await page('/khong-co')
  expect(missing.status).toBe(404)
  expect(missing.body).toContain('href="tel:02223863000"')
})
