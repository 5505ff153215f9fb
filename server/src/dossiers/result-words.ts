import { tidy } from '#common/names.ts'
import { hanoiDateOf, type Instant } from '#common/time.ts'
import { findLeader, findOfficers, findUnitsById, type Unit } from '#identity/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Office } from './office.ts'
import { type FrozenResult, thaw } from './papers.ts'
import { readText } from './people.ts'
import type { Circumstances } from './rules/command.ts'
import type { Dossier, Outcome } from './rules/dossier.ts'
import type { DossierEvent } from './rules/events.ts'
import { resultNumber } from './rules/result-number.ts'
import { signedFor } from './rules/signed-for.ts'
import { findArtefact, findEvents, findNumbersGiven } from './store.ts'
import type { DraftInput } from './wire.ts'

/** What stands on a drafted result, and on the issued one. */

/** The words of a drafted result; number, date and signature are not there yet. */
export const resultWords = async (
  tx: Tx,
  dossier: Dossier,
  here: Circumstances,
  input: DraftInput,
): Promise<FrozenResult> => {
  const [units, leader] = await Promise.all([
    findUnitsById(tx, [dossier.authorityId, dossier.receivingUnitId]),
    findLeader(tx, here.unitFor('LEADERSHIP').unitId),
  ])
  const authority = units.find((unit) => unit.id === dossier.authorityId)
  if (!authority || !leader) throw new Refusal('CONFLICT', 'no-competent-unit', { unit: 'LEADERSHIP' })
  const centre = units.find((unit) => unit.id === dossier.receivingUnitId)
  return draftWords({ code: dossier.code, authority, centre, leader, now: here.now }, input)
}

/** The symbol that a result bears after its number. */
export const symbolOf = (outcome: Outcome): string =>
  outcome === 'REFUSED_ON_MERITS' ? 'TB-UBND' : 'QĐ-UBND'

/** The words of a draft, from what was gathered for it: they hang on nothing else. */
export const draftWords = (
  given: {
    code: string
    authority: Unit
    centre: Unit | undefined
    leader: { title: string; full_name: string }
    now: Instant
  },
  input: DraftInput,
): FrozenResult => {
  const { authority, centre, leader } = given
  const granted = input.outcome === 'GRANTED'
  return {
    kind: granted ? 'DECISION' : 'NOTICE',
    dossierCode: given.code,
    parentAgency: authority.parentName,
    agency: authority.name,
    number: null,
    symbol: symbolOf(input.outcome),
    place: authority.locality,
    issuedOn: null,
    subject: tidy(readText(input.title, 'title')),
    authority: granted ? `${leader.title} ${authority.name}`.toLocaleUpperCase('vi') : null,
    grounds: [],
    paragraphs: readParagraphs(input.paragraphs).map(paragraph),
    signer: { onBehalf: null, title: leader.title, name: leader.full_name },
    recipients: centre ? [centre.name] : [],
    frozenAt: given.now,
  }
}

// A page takes 24 ms to print, in a process that answers others too: this much is a quarter of a second.
const MOST_LETTERS = 20_000

const readParagraphs = (texts: readonly string[]): string[] => {
  if (texts.reduce((sum, text) => sum + text.length, 0) > MOST_LETTERS)
    throw new Refusal('INVALID', 'draft-too-long', { most: MOST_LETTERS })
  return texts.map((text) => tidy(readText(text, 'paragraphs')))
}

/** «Điều 1. Công nhận …»: the label of an article is set in bold, in front of its text. */
const paragraph = (text: string): FrozenResult['paragraphs'][number] => {
  const [, label, rest] = /^(Điều \d+\.)\s*(.*)$/s.exec(text) ?? []
  return label && rest ? { label, text: rest } : { label: null, text }
}

/** The approved words, with the number, the day and the name of who approved them. */
export const issuedWords = async (
  office: Office,
  tx: Tx,
  dossier: Dossier,
  here: Circumstances,
  typed: string,
): Promise<{
  words: FrozenResult
  number: string
  numbersUsed: readonly string[]
  numberTaken?: { next: string | null }
}> => {
  if (dossier.draftId === null)
    throw new Refusal('CONFLICT', 'illegal-move', { action: 'issue', state: dossier.state })
  const [draft, events] = await Promise.all([
    findArtefact(tx, dossier.draftId, dossier.id),
    findEvents(tx, dossier.id),
  ])
  if (!draft) throw new Error(`dossier ${dossier.id} lost its draft`)
  const approval = events.findLast((event) => event.type === 'DraftApproved')
  const signers = approval
    ? [approval.actorId, ...(approval.onBehalfOf ? [approval.onBehalfOf.officerId] : [])]
    : []
  const officers = signers.length > 0 ? await findOfficers(tx, signers) : []
  const approver = officers.find(({ id }) => id === approval?.actorId)
  const lender = officers.find(({ id }) => id === approval?.onBehalfOf?.officerId)
  const approved = thaw<FrozenResult>(office.sealer, draft)
  const number = resultNumber(typed, approved.symbol)
  if (number === null) throw new Refusal('INVALID', 'number-not-read', { symbol: approved.symbol })
  const { isTaken, next } = await nextNumber(tx, dossier, approved.symbol, here.now, number)
  return {
    words: numberedWords(approved, { number, approver, lender, now: here.now }),
    number,
    numbersUsed: numbersOf(events, here.now),
    // Where two are issued at once, the database says so.
    ...(isTaken ? { numberTaken: { next } } : {}),
  }
}

/**
 * The number after the largest that an authority's results with a symbol have had this year; null where none had one.
 * What its register gave to other papers is not known here.
 */
export const nextNumber = async (
  tx: Tx,
  { authorityId }: Pick<Dossier, 'authorityId'>,
  symbol: string,
  now: Instant,
  number: string | null = null,
): Promise<{ next: string | null; isTaken: boolean }> => {
  const { largest, isTaken } = await findNumbersGiven(tx, { authorityId, symbol, year: yearOf(now), number })
  return { next: largest === null ? null : `${largest + 1}/${symbol}`, isTaken }
}

/** Numbers that results of a dossier have had in the year of `now`. */
const numbersOf = (events: readonly DossierEvent[], now: Instant): string[] =>
  events.flatMap((event) =>
    (event.type === 'ResultIssued' || event.type === 'CorrectionIssued') && yearOf(event.at) === yearOf(now)
      ? [event.data.number]
      : [],
  )

/** The year of the register: in Asia/Ho_Chi_Minh. */
const yearOf = (at: Instant): string => hanoiDateOf(at).slice(0, 4)

/** What was approved, once it has its number. */
export const numberedWords = (
  approved: FrozenResult,
  given: {
    number: string
    approver: { title: string; full_name: string } | undefined
    /** In whose post it was approved, where that was lent. */
    lender?: { title: string } | undefined
    now: Instant
  },
): FrozenResult => {
  const { number, approver, lender, now } = given
  return {
    ...approved,
    number,
    issuedOn: hanoiDateOf(now),
    signer: approver
      ? {
          onBehalf: signedFor(approver.title, lender?.title ?? null, approved.signer.title),
          title: approver.title,
          name: approver.full_name,
        }
      : approved.signer,
    frozenAt: now,
  }
}
