import { Client } from '../../server/test/support/client.ts'
import { draft, freshNumber, reception } from '../../server/test/support/household.ts'
import { until } from '../support/waiting.ts'

/** A morning in an office of version 0.1, asked over HTTP by the contract of that version. */

/** What an officer was told of a dossier that was received. */
export interface ToldByFirst {
  id: string
  code: string
  dueAt: string
  /** The dossier's version after the last act on it. */
  version: number
  /** Of the reception: sent again, it must be answered alike. */
  key: string
  body: unknown
  answer: string
}

const COLLEAGUES = ['dung', 'son', 'oanh', 'phuoc', 'hanh'] as const
type People = Record<'huong' | (typeof COLLEAGUES)[number], Client>

/**
 * Receives so many households. Every second is handed over, every fourth goes out for opinions; one is seen through to its end.
 * @throws when an act is not acknowledged
 */
export const liveByFirst = async (url: string, households: number): Promise<ToldByFirst[]> => {
  const people = await signedIn(url)
  const told: ToldByFirst[] = []
  for (let number = 0; number < households; number += 1) {
    const key = `first-release-${number}-0123456789`
    const body = reception()
    const answer = await people.huong.post('/api/dossiers', body, { key })
    if (answer.status !== 201) throw new Error(`a reception was answered ${answer.status} ${answer.text}`)
    const { id, code, version } = answer.body
    const page = await people.huong.get(`/api/dossiers/${id}`)
    const one = { id, code, version, dueAt: page.body.dueAt, key, body, answer: answer.text }
    told.push(one)
    if (number === 0) await toItsEnd(people, one)
    else if (number % 4 === 0) await outForOpinions(people, one)
    else if (number % 2 === 0) await act(people.huong, one, 'hand-overs')
  }
  for (const client of Object.values(people)) client.close()
  return told
}

/** At a counter that was opened, with whoever a dossier goes by. */
const signedIn = async (url: string): Promise<People> => {
  const [huong, ...colleagues] = await Promise.all(
    ['huong', ...COLLEAGUES].map((name) => patient(url).signIn(name)),
  )
  await (huong as Client).openCounter()
  return { huong, ...Object.fromEntries(COLLEAGUES.map((name, nth) => [name, colleagues[nth]])) } as People
}

/** Asks once more, under the same key, when the house is too busy: the machine is not what is looked at. */
export const patient = (url: string): Client => {
  const client = new Client(url)
  client.insists = true
  return client
}

const act = async (officer: Client, one: ToldByFirst, noun: string, body: unknown = {}): Promise<void> => {
  const answer = await officer.post(`/api/dossiers/${one.id}/${noun}`, body, { version: one.version })
  if (answer.status !== 201) throw new Error(`${noun} was answered ${answer.status} ${answer.text}`)
  one.version = answer.body.version
}

const outForOpinions = async ({ huong, dung }: People, one: ToldByFirst): Promise<void> => {
  await act(huong, one, 'hand-overs')
  await act(dung, one, 'hand-over-confirmations')
  await act(dung, one, 'opinion-requests', { question: 'Xin ý kiến về cư trú và thu nhập của hộ.' })
}

const toItsEnd = async (people: People, one: ToldByFirst): Promise<void> => {
  await outForOpinions(people, one)
  for (const name of ['son', 'oanh'] as const) {
    const { body } = await people[name].get(`/api/dossiers/${one.id}`)
    const task = body.tasks.find((open: { mine: boolean }) => open.mine)
    await act(people[name], one, 'opinions', { taskId: task.id, verdict: 'AGREED', text: 'Đồng ý.' })
  }
  await act(people.dung, one, 'drafts', draft())
  let paper: { id: string; fileSha256: string | null } | undefined
  await until(30_000, async () => {
    const { body } = await people.phuoc.get(`/api/dossiers/${one.id}`)
    paper = body.documents.find((document: { standing: string }) => document.standing === 'CURRENT_DRAFT')
    return Boolean(paper?.fileSha256)
  })
  await act(people.phuoc, one, 'approvals', { documentId: paper?.id, fileSha256: paper?.fileSha256 })
  await act(people.hanh, one, 'issuances', { number: freshNumber() })
  await act(people.huong, one, 'returns', { receiver: 'OWNER', proof: 'ID_CARD' })
}

/** What version 0.1 itself can still do on a database: what an office does all day tried once, and how it was answered. */
export const triedByFirst = async (
  url: string,
  waiting: ToldByFirst,
): Promise<{ what: string; status: number; text: string }[]> => {
  const tried: { what: string; status: number; text: string }[] = []
  const visitor = patient(url)
  const note = async (what: string, ask: () => ReturnType<Client['get']>) => {
    const answer = await ask().catch((error: Error) => ({ status: 0, text: error.message, body: null }))
    tried.push({ what, status: answer.status, text: answer.text.slice(0, 160) })
    return answer.body
  }
  await note('GET /api/procedures', () => visitor.get('/api/procedures'))
  await note('GET /', () => visitor.get('/'))
  const huong = await visitor.signIn('huong').catch(() => null)
  tried.push({ what: 'POST /api/sessions', status: huong ? 201 : 500, text: '' })
  if (huong) {
    await note('GET /api/counters', () => huong.get('/api/counters'))
    await note('POST /api/dossiers', () => huong.post('/api/dossiers', reception()))
    await note('GET /api/dossiers', () => huong.get('/api/dossiers'))
    await note('GET /api/tasks', () => huong.get('/api/tasks'))
    await note('GET /api/dossiers/{id}', () => huong.get(`/api/dossiers/${waiting.id}`))
    await note('POST /api/dossiers/{id}/hand-overs', () =>
      huong.post(`/api/dossiers/${waiting.id}/hand-overs`, {}, { version: waiting.version }),
    )
  }
  visitor.close()
  return tried
}
