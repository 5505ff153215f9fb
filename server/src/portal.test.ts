import { afterAll, beforeAll, expect, test } from 'vitest'
import { exchange } from '../test/support/client.ts'
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

test('another language shows the same dossier, also when it was looked up by a form', async () => {
  const huong = await office.signIn('huong')
  const { code } = (await huong.post('/api/dossiers', reception())).body
  const fields = new URLSearchParams({ ma: code, 'bi-mat': await office.secretOf(code) })
  const lookUp = (more: string) =>
    exchange(office.url, {
      method: 'POST',
      path: '/tra-cuu',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `${fields}${more}`,
    })
  const inVietnamese = await lookUp('')
  expect(inVietnamese.text).toContain('<html lang="vi">')
  expect(inVietnamese.text).toMatch(/<button [^>]*value="en"[^>]*name="lang">English</)
  for (const [name, value] of fields)
    expect(inVietnamese.text).toContain(`<input type="hidden" name="${name}" value="${value}"/>`)

  const inEnglish = await lookUp('&lang=en')
  expect([inEnglish.status, inEnglish.headers['set-cookie']]).toEqual([
    200,
    [expect.stringMatching(/^lang=en;/)],
  ])
  expect(inEnglish.text).toContain('<html lang="en">')
  expect(inEnglish.text).toContain(code)
})

test('the page of a problem tells whom to call, as soon as any page was read', async () => {
  await page('/')
  const missing = await page('/khong-co')
  expect(missing.status).toBe(404)
  expect(missing.body).toContain('href="tel:02223863000"')
})

test('the list is chosen from by field and by agency, and a mistyped word finds what is closest', async () => {
  const whole = (await page('/thu-tuc')).body
  expect(whole).toContain('<h3>Giảm nghèo</h3>')
  expect(whole).toContain('<h3>Nguồn không nêu lĩnh vực</h3>')
  const [, field] = /href="(\/thu-tuc\?linh-vuc=[^"]*)"[^>]*>Giảm nghèo \(1\)</.exec(whole) ?? []
  const poverty = '/thu-tuc/cong-nhan-ho-ngheo-can-ngheo-phat-sinh-trong-nam'
  const ofField = (await page(field ?? '')).body
  expect(ofField).toContain(`href="${poverty}"`)
  expect(ofField).not.toContain('href="/thu-tuc/dang-ky-thuong-tru"')
  expect((await page(`/thu-tuc?${new URLSearchParams({ 'co-quan': 'Công an Xã' })}`)).body).toContain(
    'href="/thu-tuc/dang-ky-thuong-tru"',
  )
  const mistyped = (await page('/thu-tuc?q=ho+ngeo')).body
  expect(mistyped).toContain('Không thấy thủ tục nào có “ho ngeo”. Gần giống nhất:')
  expect(mistyped).toContain(`href="${poverty}"`)
})

test('the first page lists what can be handed in here before what is only described', async () => {
  const home = (await page('/')).body
  expect(home.indexOf('hoa-giai-tranh-chap-dat-dai')).toBeGreaterThan(0)
  expect(home.indexOf('hoa-giai-tranh-chap-dat-dai')).toBeLessThan(home.indexOf('không nhận ở đây'))
})
