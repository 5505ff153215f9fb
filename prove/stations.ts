import { join } from 'node:path'
import pg from 'pg'
import type { ConnectionSettings } from '#platform/db/cluster.ts'
import { loadSealer, sealedIn } from '#platform/seal.ts'
import type { Answer, Client } from '../server/test/support/client.ts'
import { draft, freshNumber, reception } from '../server/test/support/household.ts'

/**
 * Dossiers brought to every station of the demo's process by the officers whose work that is, over HTTP, so that
 * a proof has something to attack at each of them.
 */

export const STATIONS = [
  'RECEIVED',
  'HANDED_OVER',
  'CHECKING',
  'CONSULTING',
  'APPRAISING',
  'AWAITING_APPROVAL',
  'APPROVED',
  'RESOLVED',
  'RETURNED',
] as const
export type Station = (typeof STATIONS)[number]

/** A dossier that stands still at a station. */
export interface Parked {
  id: string
  code: string
  version: number
  station: Station
  receiptId: string
  /** The draft or result and the hash of its file, once there is one. */
  draft: { id: string; sha256: string } | null
  /** The tasks of the two agencies, while they are asked. */
  opinionTasks: { police: string; insurance: string } | null
}

/** Who does the work at each station. */
export interface Staff {
  /** Sits at an open counter. */
  receptionist: Client
  specialist: Client
  police: Client
  insurance: Client
  leader: Client
  clerk: Client
}

/** The same people on every run of the demo. */
export const demoStaff = async (comesIn: (username: string) => Promise<Client>): Promise<Staff> => {
  // They furnish: what is tried is tried by others.
  const signIn = async (username: string) => Object.assign(await comesIn(username), { insists: true })
  const receptionist = await signIn('huong')
  await receptionist.openCounter()
  return {
    receptionist,
    specialist: await signIn('dung'),
    police: await signIn('son'),
    insurance: await signIn('oanh'),
    leader: await signIn('phuoc'),
    clerk: await signIn('hanh'),
  }
}

type Step = (staff: Staff, dossier: Parked) => Promise<Parked>

const moved = (dossier: Parked, answer: Answer, station: Station): Parked => ({
  ...dossier,
  station,
  version: done(answer).version,
})

// biome-ignore lint/suspicious/noExplicitAny: the shapes of answers are the contract's; a proof reads what it needs
const done = (answer: Answer): any => {
  if (answer.status !== 200 && answer.status !== 201)
    throw new Error(`a step of the journey was refused: ${answer.status} ${answer.text}`)
  return answer.body
}

const send = (by: Client, dossier: Parked, noun: string, body: unknown = {}) =>
  by.post(`/api/dossiers/${dossier.id}/${noun}`, body, { version: dossier.version })

/** The file of the current draft or of the result: reading it makes it, if nobody has yet. */
const draftOf = async (by: Client, dossier: Parked): Promise<{ id: string; sha256: string }> => {
  const page = done(await by.get(`/api/dossiers/${dossier.id}`))
  const current = page.documents.find((one: { standing: string }) =>
    ['CURRENT_DRAFT', 'ISSUED'].includes(one.standing),
  )
  const file = await by.get(`/api/dossiers/${page.id}/documents/${current.id}`)
  done(file)
  return { id: current.id, sha256: String(file.headers.etag).replaceAll('"', '') }
}

const opinionTasks = async (by: Client, dossier: Parked) => {
  const page = done(await by.get(`/api/dossiers/${dossier.id}`))
  const of = (node: string) => page.tasks.find((task: { node: string }) => task.node === node).id as string
  return { police: of('police-opinion'), insurance: of('insurance-opinion') }
}

/** How a dossier leaves each station for the next one. */
const ONWARD: Record<Exclude<Station, 'RETURNED'>, Step> = {
  RECEIVED: async (staff, dossier) =>
    moved(dossier, await send(staff.receptionist, dossier, 'hand-overs'), 'HANDED_OVER'),
  HANDED_OVER: async (staff, dossier) =>
    moved(dossier, await send(staff.specialist, dossier, 'hand-over-confirmations'), 'CHECKING'),
  CHECKING: async (staff, dossier) => {
    const asked = moved(
      dossier,
      await send(staff.specialist, dossier, 'opinion-requests', {
        question: 'Xin ý kiến về cư trú và thu nhập của hộ.',
      }),
      'CONSULTING',
    )
    return { ...asked, opinionTasks: await opinionTasks(staff.specialist, asked) }
  },
  CONSULTING: async (staff, dossier) => {
    const tasks = dossier.opinionTasks ?? (await opinionTasks(staff.specialist, dossier))
    const opinion = (taskId: string) => ({ taskId, verdict: 'AGREED', text: 'Không có ý kiến khác.' })
    const first = moved(
      dossier,
      await send(staff.police, dossier, 'opinions', opinion(tasks.police)),
      'CONSULTING',
    )
    const both = moved(
      first,
      await send(staff.insurance, first, 'opinions', opinion(tasks.insurance)),
      'APPRAISING',
    )
    return { ...both, opinionTasks: null }
  },
  APPRAISING: async (staff, dossier) => {
    const submitted = moved(
      dossier,
      await send(staff.specialist, dossier, 'drafts', draft()),
      'AWAITING_APPROVAL',
    )
    return { ...submitted, draft: await draftOf(staff.specialist, submitted) }
  },
  AWAITING_APPROVAL: async (staff, dossier) =>
    moved(
      dossier,
      await send(staff.leader, dossier, 'approvals', {
        documentId: dossier.draft?.id,
        fileSha256: dossier.draft?.sha256,
      }),
      'APPROVED',
    ),
  APPROVED: async (staff, dossier) => {
    const issued = moved(
      dossier,
      await send(staff.clerk, dossier, 'issuances', { number: freshNumber() }),
      'RESOLVED',
    )
    return { ...issued, draft: await draftOf(staff.clerk, issued) }
  },
  RESOLVED: async (staff, dossier) =>
    moved(
      dossier,
      await send(staff.receptionist, dossier, 'returns', { receiver: 'OWNER', proof: 'ID_CARD' }),
      'RETURNED',
    ),
}

/** One step further, by whoever has to act. @throws when the house does not let them */
export const onward = (staff: Staff, dossier: Parked): Promise<Parked> => {
  if (dossier.station === 'RETURNED') throw new Error('nothing comes after the return')
  return ONWARD[dossier.station](staff, dossier)
}

export const received = async (by: Client, body: unknown = reception()): Promise<Parked> => {
  const { id, code, version, receiptId } = done(await by.post('/api/dossiers', body))
  return { id, code, version, receiptId, station: 'RECEIVED', draft: null, opinionTasks: null }
}

/** A new dossier, walked to a station. */
export const bringTo = async (staff: Staff, station: Station): Promise<Parked> => {
  let dossier = await received(staff.receptionist)
  while (dossier.station !== station) dossier = await onward(staff, dossier)
  return dossier
}

/** What stands on the citizen's receipt, opened with the house's own key: the paper itself is not read here. */
export const receiptSecret = async (
  { dataFolder, loader }: { dataFolder: string; loader: ConnectionSettings },
  receiptId: string,
): Promise<string> => {
  const client = new pg.Client(loader)
  await client.connect()
  try {
    const { rows } = await client.query<{ sealed: Buffer }>('select sealed from artefact where id = $1', [
      receiptId,
    ])
    const sealer = await loadSealer(join(dataFolder, 'secrets'))
    const text = sealer.openText(rows[0]!.sealed, sealedIn('artefact', 'sealed', receiptId))
    return (JSON.parse(text) as { receiptSecret: string }).receiptSecret
  } finally {
    await client.end()
  }
}
