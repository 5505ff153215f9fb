import type { Station } from '../stations.ts'
import { authorityOf, type Post, type Role } from './posts.ts'
import { type Act, type CitizenAct, type Seat, SITUATIONS, type Verdict } from './situations.ts'

/**
 * Who may see and do what, written down from the law of the house and not from its code, so that the two can be
 * held against each other:
 *
 * - What you may not see does not exist: 404, to the byte the answer for an id that was never given out.
 * - What you see but may not do is refused with its reason: 403 when it is somebody else's, 409 when it is not its turn.
 * - Leaders, procedure controllers and inspectors see what their authority takes part in; the others what their
 *   own unit takes part in; who runs the machine reads no dossier.
 * - What an officer takes from a citizen's hand or gives into it passes over an open counter of the receiving centre and
 *   nowhere else.
 * - Who leads linked procedures ends the part of another agency that is late, and no other.
 * - Whoever holds a post of work in a unit that takes part hands files in, until it has ended, and takes out those of their
 *   own authority; whoever sees the dossier reads them.
 * - A post that was lent for some procedures shows their dossiers and no others, on every list as one by one.
 * - With the code and the secret of the receipt one brings what was asked for and asks to withdraw; whoever has not both
 *   learns nothing.
 */

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

/** What passes over the counter. */
const OVER_THE_COUNTER: readonly Act[] = [
  'acceptDossier',
  'noteCompletion',
  'correctReception',
  'noteSupplement',
  'returnResult',
  'requestWithdrawal',
]

const unitsAt = (station: Station): readonly string[] => SITUATIONS[station].units

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

export const NOT_THERE: Verdict = { status: 404, code: 'not-found' }
export const NOT_SIGNED_IN: Verdict = { status: 401, code: 'sign-in-needed' }

export const verdictOnReading = (post: Post, standing: Standing): Verdict =>
  sees(post, standing) ? { status: 200 } : NOT_THERE

/** The receipt bears the citizen's secret: the centre that printed it opens it, and nobody else. */
export const verdictOnReceipt = (post: Post, standing: Standing): Verdict =>
  asInQueVo(post.place, standing.ward) === 'quevo.tt' && !SITUATIONS[standing.station].isBeforeAcceptance
    ? verdictOnReading(post, standing)
    : NOT_THERE

export const verdictOnAct = (post: Post, standing: Standing, act: Act): Verdict => {
  if (!sees(post, standing)) return NOT_THERE
  const { turns, butFirst, givenIn } = SITUATIONS[standing.station]
  const isAt = ({ role, place }: Seat) => post.role === role && asInQueVo(post.place, standing.ward) === place
  if (act === 'assignTask') {
    if (!givenIn) return { status: 409 }
    // Whoever may do it takes it. The head of the unit gives it to whoever holds the post, and so not to herself.
    if (isAt(givenIn)) return { status: 201 }
    const isHead = post.role === 'LEADER' || post.role === 'CENTRE_HEAD'
    return isHead && isAt({ role: post.role, place: givenIn.place })
      ? { status: 422, code: 'officer-not-of-post' }
      : { status: 403, code: 'not-your-task' }
  }
  const turn = turns[act]
  if (!turn) return { status: 409 }
  if (!turn.some(isAt)) return { status: 403, code: 'not-your-task' }
  if (OVER_THE_COUNTER.includes(act) && !post.atCounter)
    return { status: 409, code: 'counter-session-needed' }
  return butFirst?.[act] ?? { status: 201 }
}

/** What comes of an act of whoever has the receipt. */
export const verdictOnCitizenAct = ({ station }: Pick<Standing, 'station'>, act: CitizenAct): Verdict =>
  SITUATIONS[station].citizen.includes(act) ? { status: 201 } : { status: 409, code: 'illegal-move' }

/** That a citizen was told of another date is noted by who speaks for the centre, of the dossiers of its own house. */
export const verdictOnTelling = (
  post: Post,
  standing: Standing,
  operation: 'noteTold' | 'takeTellingBack',
): Verdict => {
  const { isBeforeAcceptance, hasNoTerm, isClosed } = SITUATIONS[standing.station]
  if (isBeforeAcceptance || hasNoTerm || !sees(post, standing) || !isOfTheHouse(post, standing))
    return NOT_THERE
  const speaks = post.role === 'RECEPTIONIST' || post.role === 'CENTRE_HEAD'
  if (!speaks) return { status: 403, code: 'for-the-centre-only' }
  return operation === 'takeTellingBack' && isClosed
    ? { status: 409, code: 'no-date-to-tell' }
    : { status: 204 }
}

/** Whether a post is on the list of a dossier's house, and the dossier still open: an agency that is asked tells nobody. */
export const isListedToBeTold = (post: Post, standing: Standing): boolean =>
  verdictOnTelling(post, standing, 'noteTold').status !== 404 && !SITUATIONS[standing.station].isClosed

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

/** Where nothing more is done, and so nothing was handed in here. */
export const TAKES_NO_FILES: readonly Station[] = ['NOT_ACCEPTED', 'STOPPED', 'RETURNED']
const WORK: readonly Role[] = ['RECEPTIONIST', 'SPECIALIST', 'RECORDS_CLERK', 'CENTRE_HEAD', 'LEADER']

export const FILES = ['handInFile', 'readFile', 'takeFileOut'] as const

/** The file that is read and taken out was handed in by the centre. */
export const verdictOnFile = (post: Post, standing: Standing, operation: (typeof FILES)[number]): Verdict => {
  if (!sees(post, standing)) return NOT_THERE
  const own = asInQueVo(post.place, standing.ward)
  const isOver = TAKES_NO_FILES.includes(standing.station)
  if (operation !== 'handInFile' && isOver) return NOT_THERE
  if (operation === 'readFile') return { status: 200 }
  if (!WORK.includes(post.role) || !unitsAt(standing.station).includes(own))
    return { status: 403, code: 'files-not-yours' }
  if (isOver) return { status: 409, code: 'dossier-takes-no-files' }
  if (operation === 'handInFile') return { status: 201 }
  return authorityOf(own) === 'quevo' ? { status: 204 } : { status: 403, code: 'file-of-another-authority' }
}

/** Lending one's own post to a specialist of that office: within the ward; no counter leaves its centre, nor the machine its administrators. */
export const verdictOnLending = ({ role, place }: Post): Verdict => {
  if (authorityOf(place) !== 'quevo') return NOT_THERE
  if (role === 'RECEPTIONIST' && place !== 'quevo.vhxh')
    return { status: 409, code: 'receptionist-of-another-centre' }
  if (role === 'ADMIN') return { status: 409, code: 'administration-stays-with-administrators' }
  return { status: 201 }
}

/** Noting that the specialist is away, who is noted to be so already. */
export const verdictOnAbsence = ({ role, place }: Post): Verdict => {
  if (authorityOf(place) !== 'quevo') return NOT_THERE
  const mayNote = role === 'LEADER' || role === 'ADMIN' || (role === 'CENTRE_HEAD' && place === 'quevo.vhxh')
  return mayNote ? { status: 409, code: 'absence-overlaps' } : { status: 403, code: 'not-your-absence' }
}

/** Saying that the persons of two dossiers are one: whoever sees both, where they are written down. */
export const verdictOnFinding = (post: Post, both: readonly Standing[]): Verdict => {
  if (!both.every((standing) => sees(post, standing))) return NOT_THERE
  const writesDown = post.role === 'RECEPTIONIST' || post.role === 'CENTRE_HEAD'
  return writesDown ? { status: 201 } : { status: 403, code: 'findings-for-the-centre-only' }
}

/** Taking back what the ward found: nobody else's finding is one's own to know of. */
export const verdictOnUndoing = (post: Post, both: readonly Standing[]): Verdict => {
  if (authorityOf(post.place) !== 'quevo') return NOT_THERE
  const verdict = verdictOnFinding(post, both)
  return verdict.status === 201 ? { status: 204 } : verdict
}

const HAVE_PAPERS: readonly Role[] = ['RECEPTIONIST', 'SPECIALIST', 'RECORDS_CLERK', 'CENTRE_HEAD']

/** A manifest of what the centre handed over is made by those of the centre who have its papers in hand. */
export const verdictOnListing = (post: Post, standing: Standing): Verdict => {
  if (!sees(post, standing)) return NOT_THERE
  return HAVE_PAPERS.includes(post.role) && asInQueVo(post.place, standing.ward) === 'quevo.tt'
    ? { status: 201 }
    : { status: 403, code: 'manifest-by-the-sender' }
}

/** Both ends of what was handed over see its manifest, and nobody else; until it is confirmed nobody else takes part. */
export const verdictOnManifest = (post: Post, standing: Standing): Verdict =>
  sees(post, standing) ? { status: 200 } : NOT_THERE

/** Whether a dossier is on a post's list of what its unit handed over, or of what was handed to it. */
export const isUnderWay = (post: Post, standing: Standing, side: 'SENT' | 'ARRIVING'): boolean => {
  if (standing.station !== 'HANDED_OVER' || !sees(post, standing)) return false
  if (SEES[post.role] === 'OWN_AUTHORITY') return true
  return asInQueVo(post.place, standing.ward) === (side === 'SENT' ? 'quevo.tt' : 'quevo.vhxh')
}

/** A post that was lent for some procedures shows of their dossiers what it shows to whoever lent it. */
export const seesByLentPost = sees

/** And so it does of what is under way. */
export const seesHandOverByLentPost = isUnderWay

/** Whether work of a dossier waits for a post, be it that it rests for now or is out with whom it asked. */
export const waitsFor = (post: Post, { ward, station }: Standing): boolean => {
  const own = asInQueVo(post.place, ward)
  const { work, asked = [] } = SITUATIONS[station]
  return [...work, ...asked].some(({ role, place }) => role === post.role && place === own)
}

/** Whether somebody arranges the posts of another: a leader in the authority, the head of a centre in the centre. */
export const arranges = (by: Post, other: Post): boolean =>
  (by.role === 'LEADER' && authorityOf(by.place) === authorityOf(other.place)) ||
  (by.role === 'CENTRE_HEAD' && by.place === other.place)
