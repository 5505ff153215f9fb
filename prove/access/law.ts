import { STATIONS, type Station } from '../stations.ts'

/**
 * Who may see and do what, written down from the law of the house and not from its code, so that the two can be
 * held against each other:
 *
 * - What you may not see does not exist: 404, to the byte the answer for an id that was never given out.
 * - What you see but may not do is refused with its reason: 403 when it is somebody else's, 409 when it is not its turn.
 * - Leaders, procedure controllers and inspectors see what their authority takes part in; the others what their
 *   own unit takes part in; who runs the machine reads no dossier.
 * - Receiving and returning happen at an open counter of the receiving centre and nowhere else.
 */

export const ROLES = [
  'RECEPTIONIST',
  'SPECIALIST',
  'LEADER',
  'RECORDS_CLERK',
  'CENTRE_HEAD',
  'PROCEDURE_CONTROLLER',
  'INSPECTOR',
  'ADMIN',
] as const
export type Role = (typeof ROLES)[number]

const SEES: Record<Role, 'OWN_UNIT' | 'OWN_AUTHORITY' | 'NOTHING'> = {
  RECEPTIONIST: 'OWN_UNIT',
  SPECIALIST: 'OWN_UNIT',
  RECORDS_CLERK: 'OWN_UNIT',
  CENTRE_HEAD: 'OWN_UNIT',
  LEADER: 'OWN_AUTHORITY',
  PROCEDURE_CONTROLLER: 'OWN_AUTHORITY',
  INSPECTOR: 'OWN_AUTHORITY',
  ADMIN: 'NOTHING',
}

/** Units an officer is placed in, by the demo's names; the part before the dot is the authority. */
export const PLACES = [
  'quevo.tt',
  'quevo.vhxh',
  'quevo.lanhdao',
  'quevo.vp',
  'quevo',
  'ca-quevo',
  'bhxh-quevo',
  'daovien.tt',
  'daovien.vhxh',
  'ca-daovien',
] as const
export type Place = (typeof PLACES)[number]

export const authorityOf = (place: string): string => place.split('.')[0] ?? place

export interface Post {
  role: Role
  /** A unit by the demo's name. */
  place: string
  /** Sits at an open counter of its own centre. */
  atCounter: boolean
}

/** The demo has two wards with the same offices: the law of a dossier of the one is that of the other, names exchanged. */
export type Ward = 'quevo' | 'daovien'

const asInQueVo = (place: string, ward: Ward): string =>
  ward === 'quevo'
    ? place
    : place.replace(/quevo|daovien/, (name) => (name === 'quevo' ? 'daovien' : 'quevo'))

/** Where a dossier is: the ward that received it, and the station it stands at. */
export interface Standing {
  ward: Ward
  station: Station
}

/** Units that take part in a dossier received in Quế Võ, from the station on at which each comes in. */
const COMES_IN: readonly { place: string; at: Station }[] = [
  { place: 'quevo.tt', at: 'RECEIVED' },
  { place: 'quevo.vhxh', at: 'HANDED_OVER' },
  { place: 'ca-quevo', at: 'CONSULTING' },
  { place: 'bhxh-quevo', at: 'CONSULTING' },
  { place: 'quevo.lanhdao', at: 'AWAITING_APPROVAL' },
  { place: 'quevo.vp', at: 'APPROVED' },
]

const unitsAt = (station: Station): string[] =>
  COMES_IN.filter(({ at }) => STATIONS.indexOf(at) <= STATIONS.indexOf(station)).map(({ place }) => place)

export const sees = ({ role, place }: Pick<Post, 'role' | 'place'>, { ward, station }: Standing): boolean => {
  const taking = unitsAt(station)
  const own = asInQueVo(place, ward)
  switch (SEES[role]) {
    case 'NOTHING':
      return false
    case 'OWN_AUTHORITY':
      return taking.map(authorityOf).includes(authorityOf(own))
    case 'OWN_UNIT':
      return taking.includes(own)
  }
}

export const RELATIONS = [
  'own unit, which takes part',
  'same authority, unit takes no part',
  'parent of the units that take part',
  'agency that is consulted',
  'agency of the same ward, not asked',
  'other authority',
] as const
export type Relation = (typeof RELATIONS)[number]

export const relationOf = (place: string, { ward, station }: Standing): Relation => {
  const own = asInQueVo(place, ward)
  const takesPart = unitsAt(station).includes(own)
  if (own === 'quevo') return 'parent of the units that take part'
  if (authorityOf(own) === 'quevo')
    return takesPart ? 'own unit, which takes part' : 'same authority, unit takes no part'
  if (own === 'ca-quevo' || own === 'bhxh-quevo') {
    return takesPart ? 'agency that is consulted' : 'agency of the same ward, not asked'
  }
  return 'other authority'
}

/** The acts on a dossier, as the contract names them. */
export const ACTS = {
  handOver: 'hand-overs',
  confirmHandOver: 'hand-over-confirmations',
  askOpinions: 'opinion-requests',
  giveOpinion: 'opinions',
  submitDraft: 'drafts',
  sendBack: 'send-backs',
  approve: 'approvals',
  issue: 'issuances',
  returnResult: 'returns',
} as const
export type Act = keyof typeof ACTS

interface Turn {
  act: Act
  /** The post whose turn it is. */
  role: Role
  place: string
  /** What even that post is told, when somebody else must act first. */
  butFirst?: 'already-handed-over'
}

/** What is anybody's turn at a station; every other act is refused to all who see the dossier: 409. */
const TURNS: Record<Station, readonly Turn[]> = {
  RECEIVED: [{ act: 'handOver', role: 'RECEPTIONIST', place: 'quevo.tt' }],
  HANDED_OVER: [
    { act: 'handOver', role: 'RECEPTIONIST', place: 'quevo.tt', butFirst: 'already-handed-over' },
    { act: 'confirmHandOver', role: 'SPECIALIST', place: 'quevo.vhxh' },
  ],
  CHECKING: [{ act: 'askOpinions', role: 'SPECIALIST', place: 'quevo.vhxh' }],
  // The one opinion that is sent below is the one asked of the police.
  CONSULTING: [{ act: 'giveOpinion', role: 'SPECIALIST', place: 'ca-quevo' }],
  APPRAISING: [{ act: 'submitDraft', role: 'SPECIALIST', place: 'quevo.vhxh' }],
  AWAITING_APPROVAL: [
    { act: 'approve', role: 'LEADER', place: 'quevo.lanhdao' },
    { act: 'sendBack', role: 'LEADER', place: 'quevo.lanhdao' },
  ],
  APPROVED: [{ act: 'issue', role: 'RECORDS_CLERK', place: 'quevo.vp' }],
  RESOLVED: [{ act: 'returnResult', role: 'RECEPTIONIST', place: 'quevo.tt' }],
  RETURNED: [],
}

/** The other opinion that is waited for. */
const INSURANCE: Turn = { act: 'giveOpinion', role: 'SPECIALIST', place: 'bhxh-quevo' }

/** What must come of a request: its status, and for a refusal the reason where there is only one. */
export interface Verdict {
  status: number
  code?: string
}

export const NOT_THERE: Verdict = { status: 404, code: 'not-found' }
export const NOT_SIGNED_IN: Verdict = { status: 401, code: 'sign-in-needed' }

export const verdictOnReading = (post: Post, standing: Standing): Verdict =>
  sees(post, standing) ? { status: 200 } : NOT_THERE

/** The receipt bears the citizen's secret: the centre that printed it opens it, and nobody else. */
export const verdictOnReceipt = (post: Post, standing: Standing): Verdict =>
  asInQueVo(post.place, standing.ward) === 'quevo.tt' ? verdictOnReading(post, standing) : NOT_THERE

export const verdictOnAct = (post: Post, standing: Standing, act: Act): Verdict => {
  if (!sees(post, standing)) return NOT_THERE
  const turn = TURNS[standing.station].find((one) => one.act === act)
  if (!turn) return { status: 409 }
  const isHis = post.role === turn.role && asInQueVo(post.place, standing.ward) === turn.place
  if (!isHis) return { status: 403, code: 'not-your-task' }
  if (turn.butFirst) return { status: 409, code: turn.butFirst }
  if (act === 'returnResult' && !post.atCounter) return { status: 409, code: 'counter-session-needed' }
  return { status: 201 }
}

/** That a citizen was told of another date is noted by who speaks for the centre, of the dossiers of its own house. */
export const verdictOnTelling = (
  post: Post,
  standing: Standing,
  operation: 'noteTold' | 'takeTellingBack',
): Verdict => {
  if (!sees(post, standing) || !isOfTheHouse(post, standing)) return NOT_THERE
  const speaks = post.role === 'RECEPTIONIST' || post.role === 'CENTRE_HEAD'
  if (!speaks) return { status: 403, code: 'for-the-centre-only' }
  const isIssued = standing.station === 'RESOLVED' || standing.station === 'RETURNED'
  return operation === 'takeTellingBack' && isIssued
    ? { status: 409, code: 'no-date-to-tell' }
    : { status: 204 }
}

/** Whether a post is on the list of a dossier's house, and the dossier still open: an agency that is asked tells nobody. */
export const isListedToBeTold = (post: Post, standing: Standing): boolean =>
  sees(post, standing) &&
  isOfTheHouse(post, standing) &&
  standing.station !== 'RESOLVED' &&
  standing.station !== 'RETURNED'

const isOfTheHouse = ({ place }: Post, { ward }: Standing): boolean =>
  authorityOf(asInQueVo(place, ward)) === 'quevo'

/** Receiving: only who receives, and only at an open counter. */
export const verdictOnReceiving = (post: Post): Verdict => {
  if (post.role !== 'RECEPTIONIST') return { status: 403, code: 'not-a-receptionist' }
  return post.atCounter ? { status: 201 } : { status: 409, code: 'counter-session-needed' }
}

/** A counter is seen by its own centre; of those who see it only receptionists sit down, one at a time. */
export const verdictOnCounter = (post: Post, centre: string): Verdict => {
  if (post.place !== centre) return NOT_THERE
  if (post.role !== 'RECEPTIONIST') return { status: 403, code: 'not-your-counter' }
  return post.atCounter ? { status: 409, code: 'counter-already-open' } : { status: 201 }
}

/**
 * What a specialist of Quế Võ's office of culture lent to a colleague there, or that he is away: leaders of the ward and
 * the head of that office may end it, inspectors and who runs the machine know of it, the others of it know nothing.
 */
export const verdictOnEnding = ({ role, place }: Post): Verdict => {
  if (authorityOf(place) !== 'quevo') return NOT_THERE
  if (role === 'LEADER' || (role === 'CENTRE_HEAD' && place === 'quevo.vhxh')) return { status: 204 }
  if (role === 'INSPECTOR' || role === 'ADMIN') return { status: 403, code: 'not-yours-to-end' }
  return NOT_THERE
}

/** Lending one's own post to a specialist of that office: within the ward, and no counter leaves its centre. */
export const verdictOnLending = ({ role, place }: Post): Verdict => {
  if (authorityOf(place) !== 'quevo') return NOT_THERE
  if (role === 'RECEPTIONIST' && place !== 'quevo.vhxh')
    return { status: 409, code: 'receptionist-of-another-centre' }
  return { status: 201 }
}

/** Noting that the specialist is away, who is noted to be so already. */
export const verdictOnAbsence = ({ role, place }: Post): Verdict => {
  if (authorityOf(place) !== 'quevo') return NOT_THERE
  const mayNote = role === 'LEADER' || role === 'ADMIN' || (role === 'CENTRE_HEAD' && place === 'quevo.vhxh')
  return mayNote ? { status: 409, code: 'absence-overlaps' } : { status: 403, code: 'not-your-absence' }
}

/** Whether work of a dossier waits for a post. */
export const waitsFor = (post: Post, { ward, station }: Standing): boolean => {
  const own = asInQueVo(post.place, ward)
  const asked = station === 'CONSULTING' ? [...TURNS.CONSULTING, INSURANCE] : TURNS[station]
  return asked.some((turn) => turn.role === post.role && turn.place === own)
}

/** Which post may have written each kind of event: its role, and what a process calls its unit by. */
export const WRITERS: Readonly<Record<string, readonly { role: Role; function: string }[]>> = {
  Received: [{ role: 'RECEPTIONIST', function: 'CENTRE' }],
  HandedOver: [{ role: 'RECEPTIONIST', function: 'CENTRE' }],
  HandOverConfirmed: [{ role: 'SPECIALIST', function: 'CULTURE_SOCIETY' }],
  OpinionsAsked: [{ role: 'SPECIALIST', function: 'CULTURE_SOCIETY' }],
  OpinionGiven: [
    { role: 'SPECIALIST', function: 'POLICE' },
    { role: 'SPECIALIST', function: 'SOCIAL_INSURANCE' },
  ],
  OpinionsGathered: [
    { role: 'SPECIALIST', function: 'POLICE' },
    { role: 'SPECIALIST', function: 'SOCIAL_INSURANCE' },
  ],
  DraftSubmitted: [{ role: 'SPECIALIST', function: 'CULTURE_SOCIETY' }],
  SentBack: [{ role: 'LEADER', function: 'LEADERSHIP' }],
  DraftApproved: [{ role: 'LEADER', function: 'LEADERSHIP' }],
  ResultIssued: [{ role: 'RECORDS_CLERK', function: 'OFFICE' }],
  ResultReturned: [{ role: 'RECEPTIONIST', function: 'CENTRE' }],
}
