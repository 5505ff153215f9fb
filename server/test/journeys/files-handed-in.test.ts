import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_FILE_RULES, type FileRule } from '../../src/documents/index.ts'
import { latin1, pdfOf, pdfWith, pngSaying, zipOf } from '../../src/documents/uploads.testing.ts'
import type { Answer, Client, Sending } from '../support/client.ts'
import { reception } from '../support/household.ts'
import { furnishedOffice, type TestOffice } from '../support/office.ts'

/** Scans and photographs that come with a dossier: handed in, listed, read back, taken out. */

let office: TestOffice
let huong: Client
let dung: Client
let son: Client
let lan: Client
beforeAll(async () => {
  office = await furnishedOffice()
  const clients = await Promise.all(['huong', 'dung', 'son', 'lan'].map((name) => office.signIn(name)))
  ;[huong, dung, son, lan] = clients as [Client, Client, Client, Client]
  await huong.openCounter()
}, 60_000)
afterAll(() => office?.close())

const [RULE] = DEFAULT_FILE_RULES as [FileRule]
afterEach(() => {
  office.house.office.fileRules = DEFAULT_FILE_RULES
})
const limitedTo = (over: Partial<FileRule>) => {
  office.house.office.fileRules = [{ ...RULE, ...over }]
}

const received = async (): Promise<string> => (await huong.post('/api/dossiers', reception())).body.id
const inHand = async (): Promise<string> => {
  const id = await received()
  await huong.act(id, 'hand-overs')
  await dung.act(id, 'hand-over-confirmations')
  return id
}

let nth = 0
/** A PDF that no other is. */
const scan = (): Buffer => {
  nth += 1
  return pdfWith(`/Lang (${nth} ${process.pid})`)
}

interface Handing extends Sending {
  name?: string
  paper?: string
}
const handIn = (client: Client, id: string, bytes: Buffer, { name, paper, ...sending }: Handing = {}) =>
  client.post(`/api/dossiers/${id}/files${paper === undefined ? '' : `?paper=${paper}`}`, bytes, {
    ...sending,
    headers: { ...(name === undefined ? {} : { 'file-name': encodeURIComponent(name) }), ...sending.headers },
  })
/** Another window, which waits for its turn: one officer has four files under way at most. */
const insisting = (client: Client) => Object.assign(client.twin(), { insists: true })
const filesOf = async (client: Client, id: string) => (await client.get(`/api/dossiers/${id}`)).body.files
const read = (client: Client, id: string, fileId: string) => client.get(`/api/dossiers/${id}/files/${fileId}`)
const takeOut = (client: Client, id: string, fileId: string, reason = 'Quét nhầm giấy của hồ sơ khác.') =>
  client.post(`/api/dossiers/${id}/files/${fileId}/removals`, { reason }, { key: null })
const code = (answer: Answer) => [answer.status, answer.body.code]

const addressesOf = async (id: string): Promise<string[]> =>
  (
    await office.asLoader<{ address: string }>(
      'select address from dossier_file where dossier_id = $1 and address is not null',
      [id],
    )
  ).map(({ address }) => address)
/** The names of the sealed files on the disk. */
const onDisk = async (): Promise<string[]> =>
  (await readdir(join(office.dataFolder, 'contents'), { recursive: true }))
    .map((path) => path.split('/').at(-1) ?? '')
    .filter((name) => /^[0-9a-f]{34}$/.test(name))
const minutesPass = () => office.asLoader(`update content set begun_at = begun_at - interval '10 minutes'`)
const sweep = () =>
  office.house.database.as({ actor: 'system' }, (tx) => office.house.office.uploads.sweep(tx))

describe('a file', () => {
  test('is handed in by whoever works on the dossier, is listed under its paper and comes back byte for byte', async () => {
    const id = await received()
    const bytes = scan()
    const before = (await huong.get(`/api/dossiers/${id}`)).body
    const answer = await handIn(huong, id, bytes, {
      name: 'C:\\quét\\Giấy đề nghị của ông Tưởng.PDF.exe',
      paper: 'giay-de-nghi',
    })
    expect(code(answer)).toEqual([201, undefined])
    expect(answer.body).toEqual({ id: expect.any(String), kind: 'PDF', bytes: bytes.length, pages: 1 })

    const page = (await huong.get(`/api/dossiers/${id}`)).body
    expect(page.version).toBe(before.version)
    expect(page.files).toMatchObject({ mayHandIn: true, mostBytes: 20_000_000 })
    expect(page.files.papers[0]).toMatchObject({ paperId: 'giay-de-nghi' })
    expect(page.files.items).toEqual([
      {
        id: answer.body.id,
        paperId: 'giay-de-nghi',
        name: 'Giấy đề nghị của ông Tưởng.pdf',
        kind: 'PDF',
        bytes: bytes.length,
        pages: 1,
        handedInAt: expect.any(String),
        handedInBy: 'Nguyễn Thị Hương',
        isNew: false,
        takenOut: null,
        mayTakeOut: true,
      },
    ])

    const file = await read(huong, id, answer.body.id)
    expect(file.status).toBe(200)
    expect(file.bytes.equals(bytes)).toBe(true)
    expect(file.headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'content-security-policy': expect.stringMatching(/^default-src 'none'; (?!.*script)/),
      'content-disposition': `inline; filename="Giay de nghi cua ong Tuong.pdf"; filename*=UTF-8''${encodeURIComponent('Giấy đề nghị của ông Tưởng.pdf')}`,
    })
  })

  test('leaves a line in the ledger when it is handed in, read and taken out, and its name is nowhere in clear', async () => {
    const id = await received()
    const { body } = await handIn(huong, id, scan(), { name: 'Nguyễn Văn Tưởng 027065001234.pdf' })
    await read(huong, id, body.id)
    await takeOut(huong, id, body.id)
    const lines = await office.asLoader<{ act: string; purpose: string | null; detail: object }>(
      `select act, purpose, detail from ledger where subject_id = $1 and act like 'FILE%' order by at, id`,
      [id],
    )
    expect(lines).toEqual([
      { act: 'FILE_HANDED_IN', purpose: null, detail: { fileId: body.id } },
      { act: 'FILE_READ', purpose: 'HANDLING', detail: { fileId: body.id } },
      { act: 'FILE_TAKEN_OUT', purpose: null, detail: { fileId: body.id } },
    ])
    const [{ rows }] = (await office.asLoader<{ rows: string }>(
      `select coalesce(string_agg(t::text, ''), '') as rows from (
         select f::text as t from dossier_file f union all select a::text from idempotent_answer a
         union all select l::text from ledger l) as everything`,
    )) as [{ rows: string }]
    expect(rows).not.toContain('027065001234')
    expect(rows).not.toContain(Buffer.from('027065001234').toString('hex'))
  })

  test('sent again under its key is handed in once; another under that key is refused', async () => {
    const id = await received()
    const [key, bytes] = [randomUUID(), scan()]
    const [one, two] = await Promise.all([
      handIn(huong, id, bytes, { key, name: 'a.pdf' }),
      handIn(huong, id, bytes, { key, name: 'a.pdf' }),
    ])
    expect([one.status, two.status, two.body]).toEqual([201, 201, one.body])
    expect((await filesOf(huong, id)).items).toHaveLength(1)
    expect(code(await handIn(huong, id, scan(), { key, name: 'a.pdf' }))).toEqual([
      422,
      'idempotency-key-reused',
    ])
    expect(code(await handIn(huong, id, scan(), { key: null }))).toEqual([428, 'idempotency-key-missing'])
  })

  test('without a name has one all the same; one whose name cannot be read is refused', async () => {
    const id = await received()
    await handIn(huong, id, pngSaying(8, 8))
    expect((await filesOf(huong, id)).items[0]).toMatchObject({
      name: 'tep-nop-kem.png',
      paperId: null,
      kind: 'PNG',
    })
    const bad = await handIn(huong, id, scan(), { headers: { 'file-name': 'a%E1%BA' } })
    expect(code(bad)).toEqual([422, 'upload-name-not-read'])
  })

  test.each([
    ['an archive named as a PDF', zipOf('a.txt'), 'upload-not-accepted'],
    ['nothing', Buffer.alloc(0), 'upload-empty'],
    ['a page', latin1('<!doctype html><script>alert(1)</script>'), 'upload-not-accepted'],
    [
      'a PDF that runs a script',
      pdfWith('/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>'),
      'upload-pdf-acts',
    ],
    ['a PDF without its end', pdfWith('').subarray(0, 80), 'upload-cut-off'],
    ['a picture of a billion pixels', pngSaying(40_000, 40_000), 'upload-picture-too-large'],
    ['21 MB', Buffer.alloc(21_000_000), 'upload-too-large'],
  ])('%s is refused in words, in both languages, and nothing is kept', async (_what, bytes, refusal) => {
    const id = await received()
    const kept = (await onDisk()).length
    const answer = await handIn(huong, id, bytes, { name: 'giay.pdf' })
    expect(code(answer)).toEqual([422, refusal])
    const english = await handIn(huong, id, bytes, { headers: { 'accept-language': 'en' } })
    for (const said of [answer, english]) expect(said.body.detail).toMatch(/\.$/)
    expect(english.body.detail).not.toBe(answer.body.detail)
    expect((await filesOf(huong, id)).items).toEqual([])
    expect((await onDisk()).length).toBe(kept)
  })

  test('of a paper that the procedure does not ask for is refused', async () => {
    const id = await received()
    expect(code(await handIn(huong, id, scan(), { paper: 'giay-la' }))).toEqual([422, 'unknown-paper'])
  })
})

describe('whose it is', () => {
  test('to another authority the dossier is not there: not to hand in, not to read, not to take out', async () => {
    const id = await received()
    const { body } = await handIn(huong, id, scan())
    expect(code(await handIn(lan, id, scan()))).toEqual([404, 'not-found'])
    expect(code(await read(lan, id, body.id))).toEqual([404, 'not-found'])
    expect(code(await takeOut(lan, id, body.id))).toEqual([404, 'not-found'])
    expect(code(await handIn(office.visitor(), id, scan()))).toEqual([401, 'sign-in-needed'])
    // Of another dossier that one may see, it is not there either.
    expect(code(await read(huong, await received(), body.id))).toEqual([404, 'not-found'])
  })

  test('an agency that is asked hands in its own, and takes out nobody else’s', async () => {
    const id = await inHand()
    const { body: ours } = await handIn(dung, id, scan())
    await dung.act(id, 'opinion-requests', { question: 'Xin ý kiến.' })
    const theirs = await handIn(son, id, scan())
    expect(theirs.status).toBe(201)
    expect((await read(son, id, ours.id)).status).toBe(200)
    expect(code(await takeOut(son, id, ours.id))).toEqual([403, 'file-of-another-authority'])
    expect((await filesOf(son, id)).items.map((one: { mayTakeOut: boolean }) => one.mayTakeOut)).toEqual([
      false,
      true,
    ])
    expect((await takeOut(son, id, theirs.body.id)).status).toBe(204)
  })

  test('who only looks on hands in nothing', async () => {
    const inspector = await office.signIn('tuan')
    const id = await received()
    expect((await filesOf(inspector, id)).mayHandIn).toBe(false)
    expect(code(await handIn(inspector, id, scan()))).toEqual([403, 'files-not-yours'])
  })

  test('a dossier that has ended takes no file and gives none back; what was handed in can be read', async () => {
    const id = await received()
    const [key, bytes] = [randomUUID(), scan()]
    const { body } = await handIn(huong, id, bytes, { key })
    const stopped = await huong.act(id, 'stops', {
      reason: 'Trùng với hồ sơ khác.',
      legalBasis: 'Điều 5',
      fees: 'NONE',
      papersHandedBack: true,
    })
    expect(stopped.status).toBe(201)
    expect(code(await handIn(huong, id, scan()))).toEqual([409, 'dossier-takes-no-files'])
    expect(code(await takeOut(huong, id, body.id))).toEqual([409, 'dossier-takes-no-files'])
    expect((await handIn(huong, id, bytes, { key })).body).toEqual(body)
    expect((await read(huong, id, body.id)).status).toBe(200)
    expect((await filesOf(huong, id)).mayHandIn).toBe(false)
  })
})

describe('a citizen', () => {
  const path = (dossier: { code: string }) => `/ho-so/${dossier.code}/tep`
  /** A form as browsers send it: the secret first, then what was chosen. */
  const form = (fields: Record<string, string>, files: readonly { name: string; bytes: Buffer }[]): Buffer =>
    Buffer.concat([
      ...Object.entries(fields).map(([name, value]) =>
        Buffer.from(`--${EDGE}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
      ),
      ...files.flatMap(({ name, bytes }) => [
        Buffer.from(
          `--${EDGE}\r\ncontent-disposition: form-data; name="tep"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
        ),
        bytes,
        Buffer.from('\r\n'),
      ]),
      Buffer.from(`--${EDGE}--\r\n`),
    ])
  const EDGE = 'edge-of-a-form'
  const send = (dossier: { code: string }, body: Buffer, language = 'vi') =>
    office.visitor().send('POST', path(dossier), body, {
      headers: {
        'content-type': `multipart/form-data; boundary=${EDGE}`,
        accept: 'text/html',
        'accept-language': language,
      },
    })
  const asked = async () => {
    const { body } = await huong.post('/api/dossiers', reception())
    const secret = await office.secretOf(body.code)
    await huong.act(body.id, 'hand-overs')
    await dung.act(body.id, 'hand-over-confirmations')
    const missing = await dung.act(body.id, 'supplement-requests', {
      items: ['Giấy đề nghị có chữ ký'],
      reason: 'Thiếu chữ ký.',
    })
    expect(missing.status).toBe(201)
    return { id: body.id as string, code: body.code as string, secret }
  }

  test('sends what was asked for by a form, reads what was received, and an officer sees it; sent twice it is once', async () => {
    const dossier = await asked()
    const tracking = await office.visitor().get(`/ho-so/${dossier.code}?bi-mat=${dossier.secret}`)
    expect(tracking.text).toContain(`action="${path(dossier)}"`)
    const bytes = scan()
    const fields = { 'bi-mat': dossier.secret, khoa: randomUUID(), 'giay-to': 'giay-de-nghi' }
    const sent = form(fields, [
      { name: 'Giấy đề nghị có chữ ký.pdf', bytes },
      { name: 'anh.zip', bytes: zipOf('a.txt') },
    ])
    const answer = await send(dossier, sent)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Đã nhận 1 tệp')
    expect(answer.text).toContain('Giấy đề nghị có chữ ký.pdf')
    expect(answer.text).toContain('Không nhận loại tệp này')
    expect((await send(dossier, sent, 'en')).text).toContain('This kind of file is not taken')

    const { items } = await filesOf(dung, dossier.id)
    expect(items).toMatchObject([
      { name: 'Giấy đề nghị có chữ ký.pdf', paperId: 'giay-de-nghi', handedInBy: null, bytes: bytes.length },
    ])
    expect((await read(dung, dossier.id, items[0].id)).bytes.equals(bytes)).toBe(true)
    // Nothing has moved by it.
    expect((await dung.get(`/api/dossiers/${dossier.id}`)).body.state).toBe('SUPPLEMENT')
  })

  test('without the secret nothing is read and nothing is told', async () => {
    const dossier = await asked()
    const file = [{ name: 'a.pdf', bytes: scan() }]
    const wrong = await send(dossier, form({ 'bi-mat': 'AAAA-BBBB-CCCC', khoa: randomUUID() }, file))
    const never = await send({ code: 'H05.47-990101-0001' }, form({ 'bi-mat': dossier.secret }, file))
    expect([wrong.status, never.status]).toEqual([404, 404])
    const late = Buffer.concat([
      form({}, file).subarray(0, -(EDGE.length + 6)),
      form({ 'bi-mat': dossier.secret }, []),
    ])
    expect((await send(dossier, late)).status).toBe(422)
    expect((await filesOf(dung, dossier.id)).items).toEqual([])
  })

  test('sends nothing where nothing is asked for, no more than five at once, and nothing too large', async () => {
    const dossier = await asked()
    const key = () => ({ 'bi-mat': dossier.secret, khoa: randomUUID() })
    const many = Array.from({ length: 7 }, (_, n) => ({ name: `${n}.pdf`, bytes: scan() }))
    expect((await send(dossier, form(key(), many))).text).toContain('2 tệp chưa nhận được')
    limitedTo({ mostBytes: 1_000 })
    const large = { name: 'to.pdf', bytes: Buffer.concat([pdfWith(''), Buffer.alloc(5_000, ' ')]) }
    expect((await send(dossier, form(key(), [large]))).text).toContain('Tệp quá lớn')
    office.house.office.fileRules = DEFAULT_FILE_RULES
    await dung.act(dossier.id, 'stops', {
      reason: 'Không bổ sung.',
      legalBasis: 'Điều 5',
      fees: 'NONE',
      papersHandedBack: true,
    })
    const after = await send(dossier, form(key(), [{ name: 'a.pdf', bytes: scan() }]))
    expect(after.status).toBe(409)
    expect((await filesOf(dung, dossier.id)).items).toHaveLength(5)
  })

  test.each([
    ['no form at all', Buffer.from('x')],
    [
      'a form that breaks off',
      Buffer.from(`--${EDGE}\r\ncontent-disposition: form-data; name="bi-mat"\r\n\r\nAB`),
    ],
  ])('%s is refused', async (_what, body) => {
    const answer = await send({ code: 'H05.47-990101-0001' }, body)
    expect(Math.floor(answer.status / 100)).toBe(4)
  })
})

describe('what is kept', () => {
  test('what was put in by mistake is taken out with a reason, shown to nobody, and its bytes stay', async () => {
    const [one, two] = [await received(), await received()]
    const bytes = scan()
    const first = (await handIn(huong, one, bytes)).body
    expect(code(await takeOut(huong, one, first.id, ' … '))).toEqual([422, 'text-empty'])
    expect((await filesOf(huong, one)).items).toMatchObject([{ takenOut: null, mayTakeOut: true }])
    const second = (await handIn(huong, two, bytes)).body
    const [address] = await addressesOf(one)
    expect(await addressesOf(two)).toEqual([address])
    await minutesPass()
    expect((await takeOut(huong, one, first.id)).status).toBe(204)
    expect((await read(huong, two, second.id)).bytes.equals(bytes)).toBe(true)
    await takeOut(huong, two, second.id)
    await minutesPass()
    await office.house.database.as({ actor: 'system' }, (tx) => office.house.office.uploads.sweep(tx))
    expect(await onDisk()).toContain(address)

    expect(code(await read(huong, two, second.id))).toEqual([409, 'file-taken-out'])
    expect((await takeOut(huong, two, second.id)).status).toBe(204)
    expect((await filesOf(huong, two)).items).toMatchObject([
      {
        id: second.id,
        mayTakeOut: false,
        takenOut: { by: 'Nguyễn Thị Hương', reason: 'Quét nhầm giấy của hồ sơ khác.' },
      },
    ])
    // The reason is as unreadable in the database as the name is.
    expect(JSON.stringify(await office.asLoader('select * from dossier_file'))).not.toMatch(/Quét nhầm/)
    // And handed in once more they are kept once more.
    expect((await handIn(huong, two, bytes)).status).toBe(201)
    expect(await onDisk()).toContain(address)
  })

  test('what was kept when the house died before the row was written is swept, and what a row names never is', async () => {
    const id = await received()
    await handIn(huong, id, scan())
    const [named] = await addressesOf(id)
    const { address: lost } = await office.house.office.uploads.keep(RULE, scan())
    expect(await onDisk()).toEqual(expect.arrayContaining([named, lost]))
    await sweep()
    // It may still be under way.
    expect(await onDisk()).toContain(lost)
    await minutesPass()
    await sweep()
    expect(await onDisk()).toContain(named)
    expect(await onDisk()).not.toContain(lost)
    expect(await office.asLoader('select 1 from content where address = $1', [lost])).toEqual([])
  })

  test('what is swept between the bytes and the row is kept anew', async () => {
    const { uploads } = office.house.office
    const id = await received()
    const bytes = scan()
    const keep = uploads.keep
    let times = 0
    office.house.office.uploads = {
      ...uploads,
      keep: async (...given) => {
        const kept = await keep(...given)
        times += 1
        if (times === 1) {
          await minutesPass()
          await sweep()
        }
        return kept
      },
    }
    const answer = await handIn(huong, id, bytes).finally(() => {
      office.house.office.uploads = uploads
    })
    expect([answer.status, times]).toEqual([201, 2])
    expect((await read(huong, id, answer.body.id)).bytes.equals(bytes)).toBe(true)
  })

  test('of files handed in all at once no more are taken than the dossier may have', async () => {
    limitedTo({ mostFiles: 3 })
    const id = await received()
    const answers = await Promise.all(Array.from({ length: 8 }, () => handIn(insisting(huong), id, scan())))
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(3)
    expect(answers.filter(({ body }) => body.code === 'uploads-too-many')).toHaveLength(5)
    // What is taken out makes room.
    await takeOut(huong, id, answers.find(({ status }) => status === 201)!.body.id)
    expect((await handIn(huong, id, scan())).status).toBe(201)
  })

  test('nor more bytes together', async () => {
    const padded = () =>
      pdfOf([
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
        `(${randomUUID().repeat(100)})`,
      ])
    limitedTo({ mostBytesTogether: Math.floor(padded().length * 2.5) })
    const id = await received()
    const answers = await Promise.all(Array.from({ length: 6 }, () => handIn(insisting(huong), id, padded())))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2)
    expect(answers.filter(({ body }) => body.code === 'uploads-too-large')).toHaveLength(4)
  })

  test('more at once than the house can hold are asked to come again', async () => {
    const { uploads } = office.house.office
    const id = await inHand()
    const sent: Promise<Answer>[] = []
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    let inside = 0
    office.house.office.uploads = {
      ...uploads,
      keep: async (...given) => {
        inside += 1
        await released
        return uploads.keep(...given)
      },
    }
    try {
      const fill = async (client: Client, places: number) => {
        while (inside < places) {
          if (sent.length < places) sent.push(handIn(client.twin(), id, scan()))
          await new Promise((resolve) => setTimeout(resolve, 20))
        }
      }
      const isBusy = async (client: Client) => {
        const busy = await handIn(client.twin(), id, scan())
        expect([...code(busy), busy.headers['retry-after']]).toEqual([503, 'uploads-under-way', '1'])
      }
      // Nobody takes all the places: half of them are for others.
      await fill(huong, 4)
      await isBusy(huong)
      await fill(dung, 8)
      await isBusy(dung)
    } finally {
      release()
      office.house.office.uploads = uploads
    }
    expect((await Promise.all(sent)).map(({ status }) => status)).toEqual(Array(8).fill(201))
    expect((await handIn(huong, id, scan())).status).toBe(201)
  })
})
