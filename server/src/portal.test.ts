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

const sendForm = (path: string, fields: Record<string, string>) =>
  exchange(office.url, {
    method: 'POST',
    path,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    body: new URLSearchParams(fields).toString(),
  })

const keyIn = (html: string): string => /name="khoa" value="([^"]*)"/.exec(html)?.[1] ?? ''

test('a citizen asks to withdraw by forms: written, read over, sent once', async () => {
  const huong = await office.signIn('huong')
  const { code } = (await huong.post('/api/dossiers', reception())).body
  const secret = await office.secretOf(code)
  const withdraw = `/ho-so/${code}/rut`
  expect((await page(`/ho-so/${code}?bi-mat=${secret}`)).body).toContain(`action="${withdraw}"`)

  const written = await sendForm(withdraw, { 'bi-mat': secret })
  expect([written.status, written.headers['cache-control']]).toEqual([200, 'no-store'])
  expect(written.text).toContain('name="ly-do"')
  const empty = await sendForm(withdraw, { 'bi-mat': secret, buoc: 'xem-lai', 'ly-do': ' \r\n ' })
  expect([empty.status, empty.text.includes('Chưa có nội dung')]).toEqual([422, true])
  const tooLong = await sendForm(withdraw, { 'bi-mat': secret, buoc: 'xem-lai', 'ly-do': 'a'.repeat(1001) })
  expect([tooLong.status, tooLong.text.includes('dài quá')]).toEqual([422, true])

  const reason = 'Tôi nộp nhầm thủ tục.\r\nXin rút.'
  const readOver = await sendForm(withdraw, { 'bi-mat': secret, buoc: 'xem-lai', 'ly-do': reason })
  const timeline = async () =>
    (await office.visitor().get(`/api/tracking/${code}?secret=${secret}`)).body.timeline.map(
      ({ type }: { type: string }) => type,
    )
  expect(await timeline()).toEqual(['Received'])

  const form = { 'bi-mat': secret, 'ly-do': reason, khoa: keyIn(readOver.text), buoc: 'gui' }
  for (const attempt of [1, 2]) {
    const sent = await sendForm(withdraw, form)
    expect([attempt, sent.status]).toEqual([attempt, 200])
    expect(sent.text).toContain('Đã gửi đề nghị rút hồ sơ')
  }
  expect(await timeline()).toEqual(['Received', 'WithdrawalRequested'])

  const again = await sendForm(withdraw, { ...form, khoa: 'another-key-of-mine' })
  expect(again.status).toBe(409)
  expect(again.text).toContain('Lúc này không rút hồ sơ được')
  expect((await page(`/ho-so/${code}?bi-mat=${secret}`)).body).not.toContain(`action="${withdraw}"`)
})

test('what nobody has accepted yet ends at once, and its page says that it was withdrawn', async () => {
  const huong = await office.signIn('huong')
  const filed = await huong.post('/api/filings', reception())
  const { code, lookUpSecret: secret } = filed.body
  const dossier = `/ho-so/${code}?bi-mat=${secret}`
  expect((await page(dossier)).body).toContain('Hồ sơ đã nộp, đang chờ tiếp nhận')
  const reason = { 'bi-mat': secret, 'ly-do': 'Nộp nhầm' }
  const readOver = await sendForm(`/ho-so/${code}/rut`, { ...reason, buoc: 'xem-lai' })
  expect(readOver.text).toContain('rút được ngay')
  const sent = await sendForm(`/ho-so/${code}/rut`, { ...reason, buoc: 'gui', khoa: keyIn(readOver.text) })
  expect([sent.status, sent.text.includes('<h1>Hồ sơ đã được rút</h1>')]).toEqual([200, true])
  expect((await page(dossier)).body).toContain('<h1>Hồ sơ đã được rút theo đề nghị</h1>')
})

test('who holds the wrong secret withdraws nothing, and learns nothing about the dossier', async () => {
  const huong = await office.signIn('huong')
  const { code } = (await huong.post('/api/dossiers', reception())).body
  const answers = await Promise.all(
    [code, 'H05.47-990101-0001'].map((guessed) =>
      sendForm(`/ho-so/${guessed}/rut`, {
        'bi-mat': 'AAAABBBBCCCC',
        buoc: 'gui',
        'ly-do': 'x',
        khoa: 'a-key-of-mine',
      }),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual([404, 404])
  expect(answers[0]?.text.replaceAll(code, '')).toBe(answers[1]?.text.replaceAll('H05.47-990101-0001', ''))
})

test('another language keeps what was written', async () => {
  const huong = await office.signIn('huong')
  const { code } = (await huong.post('/api/dossiers', reception())).body
  const secret = await office.secretOf(code)
  const english = await sendForm(`/ho-so/${code}/rut`, {
    'bi-mat': secret,
    'ly-do': 'Nộp nhầm',
    buoc: 'sua',
    lang: 'en',
  })
  expect(english.text).toContain('<html lang="en">')
  expect(english.text).toContain('>Nộp nhầm</textarea>')
})
