import { join } from 'node:path'
import pg from 'pg'
import type { ConnectionSettings } from '#platform/db/cluster.ts'
import { loadSealer, sealedIn } from '#platform/seal.ts'
import { demoId } from '../server/src/demo-province.ts'
import type { Answer, Client } from '../server/test/support/client.ts'
import { draft, freshNumber, reception } from '../server/test/support/household.ts'
import { LINKED_WAY, LONG_WAY } from './support/long-way.ts'

/**
 * Dossiers brought to every station of their ways by the officers whose work that is, over HTTP, so that a proof has
 * something to attack at each of them: the straight way of the demo's household first, then what leads away from it.
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
  // Before anybody accepted it.
  'FILED',
  'NEEDS_COMPLETION',
  'NOT_ACCEPTED',
  // While somebody else is asked, and the work rests.
  'ASKED_BESIDE',
  'AWAITING_EXTERNAL',
  'SUPPLEMENT',
  'AWAITING_PAYMENT',
  'WITHDRAWAL_REQUESTED',
  'STOPPED',
  // A result that was wrong.
  'CORRECTING',
  // Of a procedure whose check asks nobody, and whose draft a head passes on.
  'CHECKING_ALONE',
  'REVIEWING',
  // Of linked procedures.
  'IN_PARTS',
  'GATHERING',
  // The same without a term, where an agency may be silent for ever.
  'PART_SILENT',
] as const
export type Station = (typeof STATIONS)[number]

/** A dossier that stands still at a station. */
export interface Parked {
  id: string
  code: string
  version: number
  station: Station
  /** Null before it is accepted. */
  receiptId: string | null
  /** Of the look-up, where whoever filed it was told. */
  secret: string | null
  /** The draft or result and the hash of its file, once there is one. */
  draft: { id: string; sha256: string } | null
  /** The open task that the station is about; null where nothing is left to do. */
  task: string | null
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

// biome-ignore lint/suspicious/noExplicitAny: the shapes of answers are the contract's; a proof reads what it needs
const done = (answer: Answer): any => {
  if (answer.status !== 200 && answer.status !== 201)
    throw new Error(`a step of the journey was refused: ${answer.status} ${answer.text}`)
  return answer.body
}

/** A dossier on its way. */
type Walking = Omit<Parked, 'station' | 'task'>

const send = async (by: Client, dossier: Walking, noun: string, body: unknown = {}): Promise<Walking> => {
  const path = `/api/dossiers/${dossier.id}/${noun}`
  return { ...dossier, version: done(await by.post(path, body, { version: dossier.version })).version }
}

const pageOf = async (by: Client, { id }: Pick<Walking, 'id'>) => done(await by.get(`/api/dossiers/${id}`))

/** The file of the current draft or of the result: reading it makes it, if nobody has yet. */
const withDraft = async (by: Client, dossier: Walking): Promise<Walking> => {
  const page = await pageOf(by, dossier)
  const current = page.documents.find((one: { standing: string }) =>
    ['CURRENT_DRAFT', 'ISSUED'].includes(one.standing),
  )
  const file = await by.get(`/api/dossiers/${page.id}/documents/${current.id}`)
  done(file)
  return { ...dossier, draft: { id: current.id, sha256: String(file.headers.etag).replaceAll('"', '') } }
}

/** The open task of a step of the process, or of a kind where it has none. */
const taskAt = async (by: Client, dossier: Walking, work: string): Promise<string> => {
  const { tasks } = await pageOf(by, dossier)
  const found = tasks.find(({ node, kind }: { node: string; kind: string }) => kind === work || node === work)
  if (!found) throw new Error(`dossier ${dossier.code} has no open task ${work}`)
  return found.id
}

const opinion = async (by: Client, dossier: Walking, node: string): Promise<Walking> =>
  send(by, dossier, 'opinions', {
    taskId: await taskAt(by, dossier, node),
    verdict: 'AGREED',
    text: 'Không có ý kiến khác.',
  })

const part = async (by: Client, dossier: Walking, node: string): Promise<Walking> =>
  send(by, dossier, 'part-results', {
    taskId: await taskAt(by, dossier, node),
    outcome: 'GRANTED',
    externalCode: 'KS-01',
  })

const begun = async (by: Client, body: unknown): Promise<Walking> => {
  const { id, code, version, receiptId } = done(await by.post('/api/dossiers', body))
  return { id, code, version, receiptId, secret: null, draft: null }
}

const WHY = { reason: 'Ghi rõ số nhân khẩu của hộ.' }
const MISSING = { items: ['Giấy đề nghị có chữ ký của chủ hộ'], reason: 'Cần để xác định hộ.' }

const PARTS = {
  procedure: 'lien-thong-dien-tu-khai-sinh-thuong-tru-the-bhyt-can-cuoc-tre-duoi-6-tuoi',
  papers: [
    { paperId: 'to-khai', originals: 1, copies: 0 },
    { paperId: 'chung-sinh', originals: 1, copies: 0 },
  ],
  subject: { fullName: 'Nguyễn Minh Châu', birthDate: '2025-11-20' },
}
const LINKED = { procedure: LINKED_WAY, papers: [{ paperId: 'don', originals: 1, copies: 0 }] }
const ALONE = { procedure: LONG_WAY, papers: [{ paperId: 'don', originals: 1, copies: 0 }] }

interface Way {
  /** The station before it; its own beginning where there is none. */
  from: Station | null
  /** Step or kind of the task that it is about. */
  work: string | null
  go(staff: Staff, dossier: Walking): Promise<Walking>
}

/** A way that begins with itself. */
const beginning = (work: string, go: (staff: Staff) => Promise<Walking>): Way => ({
  from: null,
  work,
  go: (staff) => go(staff),
})

/** How a dossier comes to each station, by whoever has to act. */
const WAYS: Record<Station, Way> = {
  RECEIVED: beginning('RECEIVE', ({ receptionist }) => begun(receptionist, reception())),
  HANDED_OVER: {
    from: 'RECEIVED',
    work: 'CONFIRM_HAND_OVER',
    go: ({ receptionist }, dossier) => send(receptionist, dossier, 'hand-overs'),
  },
  CHECKING: {
    from: 'HANDED_OVER',
    work: 'CHECK',
    go: ({ specialist }, dossier) => send(specialist, dossier, 'hand-over-confirmations'),
  },
  CONSULTING: {
    from: 'CHECKING',
    work: 'police-opinion',
    go: ({ specialist }, dossier) =>
      send(specialist, dossier, 'opinion-requests', { question: 'Xin ý kiến.' }),
  },
  APPRAISING: {
    from: 'CONSULTING',
    work: 'APPRAISE',
    go: async ({ police, insurance }, dossier) =>
      opinion(insurance, await opinion(police, dossier, 'police-opinion'), 'insurance-opinion'),
  },
  AWAITING_APPROVAL: {
    from: 'APPRAISING',
    work: 'APPROVE',
    go: async ({ specialist }, dossier) =>
      withDraft(specialist, await send(specialist, dossier, 'drafts', draft())),
  },
  APPROVED: {
    from: 'AWAITING_APPROVAL',
    work: 'ISSUE',
    go: ({ leader }, dossier) =>
      send(leader, dossier, 'approvals', {
        documentId: dossier.draft?.id,
        fileSha256: dossier.draft?.sha256,
      }),
  },
  RESOLVED: {
    from: 'APPROVED',
    work: 'RETURN',
    go: async ({ clerk }, dossier) =>
      withDraft(clerk, await send(clerk, dossier, 'issuances', { number: freshNumber() })),
  },
  RETURNED: {
    from: 'RESOLVED',
    work: null,
    go: ({ receptionist }, dossier) =>
      send(receptionist, dossier, 'returns', { receiver: 'OWNER', proof: 'ID_CARD' }),
  },

  FILED: beginning('ACCEPT', async ({ receptionist }) => {
    const { id, code, version, lookUpSecret } = done(
      await receptionist.post('/api/filings', reception({ papers: [] })),
    )
    return { id, code, version, receiptId: null, secret: lookUpSecret, draft: null }
  }),
  NEEDS_COMPLETION: {
    from: 'FILED',
    work: 'ACCEPT',
    go: ({ receptionist }, dossier) => send(receptionist, dossier, 'completion-requests', MISSING),
  },
  NOT_ACCEPTED: {
    from: 'FILED',
    work: null,
    go: ({ receptionist }, dossier) =>
      send(receptionist, dossier, 'refusals', { ...WHY, papersHandedBack: true }),
  },

  ASKED_BESIDE: {
    from: 'CHECKING',
    work: 'CONSULT',
    go: ({ specialist }, dossier) =>
      send(specialist, dossier, 'consultations', {
        units: [demoId('ca-quevo')],
        question: 'Xin ý kiến thêm về cư trú.',
        join: 'LEAD',
      }),
  },
  AWAITING_EXTERNAL: {
    from: 'CHECKING',
    work: 'CHECK',
    go: ({ specialist }, dossier) =>
      send(specialist, dossier, 'outside-requests', { system: 'CSDL quốc gia về dân cư', reference: 'DC-1' }),
  },
  SUPPLEMENT: {
    from: 'CHECKING',
    work: 'CHECK',
    go: ({ specialist }, dossier) => send(specialist, dossier, 'supplement-requests', MISSING),
  },
  AWAITING_PAYMENT: {
    from: 'CHECKING',
    work: 'CHECK',
    go: ({ specialist }, dossier) =>
      send(specialist, dossier, 'obligation-notices', { noticeNumber: '12/TB' }),
  },
  WITHDRAWAL_REQUESTED: {
    from: 'CHECKING',
    work: 'DECIDE_WITHDRAWAL',
    go: ({ receptionist }, dossier) => send(receptionist, dossier, 'withdrawal-requests', WHY),
  },
  STOPPED: {
    from: 'CHECKING',
    work: null,
    go: ({ specialist }, dossier) =>
      send(specialist, dossier, 'stops', { ...WHY, fees: 'NONE', papersHandedBack: true }),
  },

  CORRECTING: {
    from: 'RETURNED',
    work: 'APPRAISE',
    go: ({ specialist }, dossier) => send(specialist, dossier, 'result-corrections', WHY),
  },

  CHECKING_ALONE: beginning('CHECK', async ({ receptionist, specialist }) =>
    send(
      specialist,
      await send(receptionist, await begun(receptionist, reception(ALONE)), 'hand-overs'),
      'hand-over-confirmations',
    ),
  ),
  REVIEWING: {
    from: 'CHECKING_ALONE',
    work: 'REVIEW',
    go: async ({ specialist }, dossier) =>
      withDraft(
        specialist,
        await send(specialist, await send(specialist, dossier, 'step-completions'), 'drafts', draft()),
      ),
  },

  IN_PARTS: beginning('residence', async ({ receptionist, specialist }) => {
    const sent = await send(receptionist, await begun(receptionist, reception(PARTS)), 'hand-overs')
    return part(specialist, await send(specialist, sent, 'hand-over-confirmations'), 'birth')
  }),
  GATHERING: {
    from: 'IN_PARTS',
    work: 'GATHER',
    go: async ({ police, insurance }, dossier) => {
      const residing = await part(police, dossier, 'residence')
      return part(police, await part(insurance, residing, 'health-insurance'), 'identity-card')
    },
  },
  PART_SILENT: beginning('police', async ({ receptionist, specialist }) => {
    const sent = await send(receptionist, await begun(receptionist, reception(LINKED)), 'hand-overs')
    return part(specialist, await send(specialist, sent, 'hand-over-confirmations'), 'own')
  }),
}

/** A new dossier, walked to a station. @throws when the house does not let those go whose work it is */
export const bringTo = async (staff: Staff, station: Station): Promise<Parked> => {
  const dossier = await walkTo(staff, station)
  const { work } = WAYS[station]
  // By who takes part in every way, from its beginning on.
  const task = work === null ? null : await taskAt(staff.receptionist, dossier, work)
  return { ...dossier, station, task }
}

const walkTo = async (staff: Staff, station: Station): Promise<Walking> => {
  const { from, go } = WAYS[station]
  return go(staff, from === null ? NOT_BEGUN : await walkTo(staff, from))
}

const NOT_BEGUN: Walking = { id: '', code: '', version: 0, receiptId: null, secret: null, draft: null }

/** A dossier received at the counter of whoever receives it, and touched by nobody since. */
export const received = async (by: Client): Promise<Parked> => {
  const dossier = await begun(by, reception())
  return { ...dossier, station: 'RECEIVED', task: await taskAt(by, dossier, 'RECEIVE') }
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
