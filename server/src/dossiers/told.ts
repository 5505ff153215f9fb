import { readCitizenNumber } from '#common/citizen.ts'
import { translator } from '#common/i18n.ts'
import { withoutPeople } from '#common/names.ts'
import { rfc3339InHanoi } from '#common/time.ts'
import type { RefusalSlipData, StopNoticeData, SupplementRequestData } from '#documents/index.ts'
import { attemptSubject, guessed, networkOf } from '#identity/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { stepOf } from '#routing/index.ts'
import { CITIZEN, unsealName } from './files.ts'
import { findFiles } from './files-store.ts'
import { keptWords } from './kept-words.ts'
import type { Office } from './office.ts'
import { thaw } from './papers.ts'
import { unsealPerson } from './people.ts'
import { isBringing, isBrought } from './presented.ts'
import type { Dossier } from './rules/dossier.ts'
import type { DossierEvent, EventType } from './rules/events.ts'
import { find, findArtefacts, findEvents, findNotes, findPersons } from './store.ts'
import { taskWords } from './task-words.ts'
import type { TrackingPage } from './wire.ts'

/**
 * What the office has told the citizen on its slips, for whoever looks up with the receipt: which papers are asked for, why a
 * dossier ended, why a withdrawal or a part of a linked procedure was refused. A look-up is opened by what is on one sheet
 * of paper, or in one address of a browser; so what an officer wrote freely about people is told only to who also gives the
 * number of the owner or of who submitted it, and what has to be known to act is told without names and numbers.
 */
export type Told = Pick<TrackingPage, 'brought' | 'ending' | 'withdrawalRefused' | 'parts' | 'reasons'> & {
  /** By the id of the wait: what is to be brought, and why. */
  asked: ReadonlyMap<string, { papers: string[]; reason: string | null }>
}

export const NOTHING_TOLD: Told = {
  asked: new Map(),
  brought: null,
  ending: null,
  withdrawalRefused: null,
  parts: [],
  reasons: 'NONE',
}

/** Whether there is anything of the kind: most look-ups are spared the reading. */
export const isTold = (
  { state, waits }: { state: Dossier['state']; waits: Dossier['waits'] },
  happened: readonly { type: EventType }[],
): boolean =>
  state === 'NOT_ACCEPTED' ||
  state === 'STOPPED' ||
  waits.some(({ kind }) => kind === 'SUPPLEMENT') ||
  happened.some(({ type }) => type === 'WithdrawalRefused' || type === 'PartConcluded' || isBringing(type))

/** Who looks up, and what they typed to prove who they are. */
export interface Proving {
  code: string
  /** Where the request came from. */
  address: string
  /** The number of the owner or the submitter; undefined where none was typed. */
  citizenNumber?: string | undefined
}

/**
 * Reads it, for a dossier that the receipt opened.
 * @param receipt its keyed hash
 * @throws Refusal too-many-attempts: numbers are guessed at too
 */
export const told = async (
  office: Office,
  { id, receipt, generation }: { id: string; receipt: string; generation: string },
  proving: Proving,
): Promise<Told> => {
  const known = await office.database.as({ receipt }, (tx) => gathered(office, tx, id, generation))
  if (!known) return NOTHING_TOLD
  const numbers = known.persons.flatMap(({ part, citizenNumber }) =>
    citizenNumber !== null && (part === 'OWNER' || part === 'SUBMITTER') ? [citizenNumber] : [],
  )
  const isProven = await isOneOf(office, numbers, proving)
  const { events, dossier, nameOf } = known
  const { open, why, hasReasons } = readerOf(known, isProven)
  const asked = events.flatMap((event) => {
    if (event.type !== 'CompletionAsked' && event.type !== 'SupplementAsked') return []
    const slip = known.paper<SupplementRequestData>(event.data.noticeId)
    const papers = (slip?.items ?? []).map(({ text }) => open(text))
    const waits = (event.data.begins ?? []).map(({ wait }) => wait.id)
    return waits
      .filter((wait) => dossier.waits.some((one) => one.id === wait))
      .map((wait) => [wait, { papers, reason: why(event.data.reasonId) }] as const)
  })
  const said = {
    asked: new Map(asked),
    brought: broughtOf(known, open),
    ending: endingOf(known, { open, why }),
    withdrawalRefused: refusedOf(known, why),
    parts: dossier.parts.some(({ outcome }) => outcome !== null)
      ? dossier.parts.map(({ node, unitId, outcome, concludedAt }) => ({
          name: known.process ? stepOf(known.process, node).name : taskWords('PART'),
          unit: nameOf(unitId),
          outcome,
          concludedAt: concludedAt === null ? null : rfc3339InHanoi(concludedAt),
          reason: outcome === null || outcome === 'GRANTED' ? null : why(reasonOfPart(events, node)),
        }))
      : [],
  }
  const reasons = !hasReasons()
    ? 'NONE'
    : isProven
      ? 'TOLD'
      : numbers.length > 0
        ? 'ASK_NUMBER'
        : 'AT_COUNTER'
  return { ...said, reasons }
}

type Gathered = NonNullable<Awaited<ReturnType<typeof gathered>>>

const gathered = async (office: Office, tx: Tx, id: string, generation: string) => {
  const dossier = await find(tx, id)
  if (!dossier) return null
  const [events, rows, notes, artefacts, files, process, units] = await Promise.all([
    findEvents(tx, id),
    findPersons(tx, id),
    findNotes(tx, id),
    findArtefacts(tx, id),
    findFiles(tx, id),
    dossier.processVersionId === null ? null : office.processes.version(tx, dossier.processVersionId),
    office.directory.named(
      tx,
      generation,
      dossier.parts.map(({ unitId }) => unitId),
    ),
  ])
  return {
    dossier,
    events,
    process,
    /** What citizens sent and is there still, by its own name. */
    sent: files
      .filter((file) => file.handed_in_by === CITIZEN && file.taken_out_at === null)
      .map((file) => ({ name: unsealName(office.sealer, file), at: file.handed_in_at })),
    persons: rows.flatMap((row) => {
      const person = unsealPerson(office.sealer, row)
      return person ? [{ ...person, part: row.part }] : []
    }),
    nameOf: (unitId: string) => units.get(unitId)?.name ?? '',
    note: keptWords(office, notes),
    /** Null once erased. */
    paper: <Words>(paperId: string): Words | null => {
      const found = artefacts.find((one) => one.id === paperId)
      return found?.sealed ? thaw<Words>(office.sealer, found) : null
    },
  }
}

/** Whether what was typed is one of these numbers. A guess that fails is counted, like one at the secret. */
const isOneOf = async (
  office: Office,
  numbers: readonly string[],
  { code, address, citizenNumber }: Proving,
): Promise<boolean> => {
  const typed = readCitizenNumber(citizenNumber ?? '')
  if (!typed.ok || numbers.length === 0) return false
  const limits = {
    [attemptSubject(office.sealer, 'number', code)]: PER_DOSSIER,
    [attemptSubject(office.sealer, 'numbers', networkOf(address))]: PER_ADDRESS,
  }
  const right = await guessed(office.database, limits, {
    as: { actor: 'public' },
    find: async () => numbers,
    attempt: async (known) => known.find((number) => number === typed.value) ?? null,
  })
  return right !== null
}

// As for the secret: a family mistypes a few times, and an office behind one address looks up for many.
const PER_DOSSIER = 5
const PER_ADDRESS = 20

/** How words are told: what has to be known without people in it, reasons only to who proved who they are. */
const readerOf = ({ persons, note }: Gathered, isProven: boolean) => {
  const names = persons.map(({ fullName }) => fullName)
  let reasons = 0
  return {
    open: (text: string): string => (isProven ? text : withoutPeople(text, names)),
    why: (noteId: string | null): string | null => {
      const words = note(noteId)
      if (words !== null) reasons += 1
      return isProven ? words : null
    },
    hasReasons: () => reasons > 0,
  }
}
type Reader = Pick<ReturnType<typeof readerOf>, 'open' | 'why'>

/**
 * What the citizen last said was brought, until there is a result or an end: the files by their names, as the page for
 * sending shows them, and their own words like those of the office.
 */
const broughtOf = ({ events, dossier, sent, note }: Gathered, open: Reader['open']): Told['brought'] => {
  if (dossier.issuedAt !== null || dossier.closedAt !== null) return null
  const bringings = events.filter(isBrought)
  const last = bringings.at(-1)
  if (last?.actorId !== CITIZEN) return null
  const before = bringings.at(-2)?.at ?? ''
  const words = note(last.data.noteId)
  return {
    at: rfc3339InHanoi(last.at),
    note: words === null || isOfTheHouse(words) ? null : open(words),
    files: sent.filter(({ at }) => before < at && at <= last.at).map(({ name }) => name),
  }
}

/** Said for who sent files without a word. */
const isOfTheHouse = (words: string): boolean =>
  words === translator('vi')('supplement.files-sent', { count: Number(/\d+/.exec(words)?.[0]) })

const endingOf = ({ events, note, paper }: Gathered, { open, why }: Reader): Told['ending'] => {
  const last = events.findLast(({ type }) => type === 'NotAccepted' || type === 'Stopped')
  const openOr = (text: string | null | undefined) => (text ? open(text) : null)
  if (last?.type === 'NotAccepted') {
    const { noticeId, reasonId, cause, papersHandedBack } = last.data
    const slip = paper<RefusalSlipData>(noticeId)
    return {
      // What the house says by itself tells of nobody.
      reason: cause === 'NOT_COMPLETED' ? note(reasonId) : why(reasonId),
      legalBasis: openOr(slip?.legalBasis),
      whereToTurn: openOr(slip?.whereToTurn),
      fees: null,
      papersHandedBack,
    }
  }
  if (last?.type !== 'Stopped') return null
  const { noticeId, reasonId, fees, papersHandedBack } = last.data
  const legalBasis = openOr(noticeId ? paper<StopNoticeData>(noticeId)?.legalBasis : null)
  return { reason: why(reasonId), legalBasis, whereToTurn: null, fees, papersHandedBack }
}

/** Of a wish to withdraw that nobody has made again since, while the work still goes on. */
const refusedOf = ({ events, dossier }: Gathered, why: Reader['why']): Told['withdrawalRefused'] => {
  const last = events.findLast(({ type }) => type === 'WithdrawalRequested' || type === 'WithdrawalRefused')
  if (last?.type !== 'WithdrawalRefused' || dossier.issuedAt !== null || dossier.closedAt !== null)
    return null
  return { at: rfc3339InHanoi(last.at), reason: why(last.data.reasonId) }
}

const reasonOfPart = (events: readonly DossierEvent[], node: string): string | null => {
  const last = events.findLast(
    ({ type, data }) => (type === 'PartConcluded' || type === 'PartEnded') && data.node === node,
  )
  if (last?.type === 'PartEnded') return last.data.reasonId
  return last?.type === 'PartConcluded' ? last.data.noteId : null
}
