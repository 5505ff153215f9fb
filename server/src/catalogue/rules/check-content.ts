import type { Bilingual } from '#common/i18n.ts'
import {
  type ApplicantKind,
  isFineEnough,
  LONGEST_TERM,
  type Phase,
  type PlaceKind,
  type SpecialTerm,
  type Term,
  type TermUnit,
} from '#deadlines/rules/term.ts'
import { chooseTerm } from '#deadlines/rules/term-choice.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Found } from './problems.ts'
import type { ChannelTerms, FeeItem, PaperSpec, ProcedureCase, ProcedureContent } from './procedure.ts'

/** One chooses by them; a key of the database holds 2,704 bytes. The longest agency of 53 real records has 52 characters. */
const LONGEST_NAME = 300

/** Notes everything that a procedure may not say of itself, whoever publishes it. */
export const checkContent = (place: string, content: ProcedureContent, found: Found): void => {
  for (const key of ['titleEn', 'conduct', 'conditions', 'leadUnit'] as const)
    if (content[key] !== null) checkText(`${place}.${key}`, content[key], found)
  for (const key of ['field', 'competent'] as const)
    if (content[key] !== null) checkText(`${place}.${key}`, content[key], found, LONGEST_NAME)
  checkText(`${place}.source`, content.source, found)
  for (const key of ['applicants', 'coordinating'] as const)
    for (const [at, words] of content[key].entries()) checkText(`${place}.${key}[${at}]`, words, found)
  for (const [at, result] of content.results.entries()) checkWords(`${place}.results[${at}]`, result, found)
  for (const [at, { number, title }] of content.legalBasis.entries())
    if (isBlank(number) && isBlank(title)) found(`${place}.legalBasis[${at}]`, 'TEXT_MISSING')
  checkIds(`${place}.cases`, content.cases, found)
  for (const [at, one] of content.cases.entries()) checkCase(`${place}.cases[${at}]`, one, found)
}

const checkCase = (place: string, one: ProcedureCase, found: Found): void => {
  checkWords(`${place}.name`, one.name, found)
  if (one.sets !== null) checkCount(`${place}.sets`, one.sets, 1, found)
  checkIds(`${place}.papers`, one.papers, found)
  for (const [at, paper] of one.papers.entries()) checkPaper(`${place}.papers[${at}]`, paper, found)
  const channels = new Set<string>()
  for (const [at, terms] of one.channels.entries()) {
    if (channels.has(terms.channel)) found(`${place}.channels[${at}]`, 'CHANNEL_TWICE', terms.channel)
    channels.add(terms.channel)
    checkTerms(`${place}.channels[${at}]`, terms, found)
  }
}

const checkPaper = (place: string, paper: PaperSpec, found: Found): void => {
  checkText(`${place}.name`, paper.name, found)
  checkCount(`${place}.originals`, paper.originals, 0, found)
  checkCount(`${place}.copies`, paper.copies, 0, found)
  if (paper.form !== null) checkText(`${place}.form`, paper.form, found)
  // It becomes a link on the portal: nothing that a browser would run.
  if (paper.formUrl !== null && !/^https?:\/\/[^\s"<>]+$/.test(paper.formUrl))
    found(`${place}.formUrl`, 'NOT_AN_ADDRESS', paper.formUrl)
  if (paper.replacedBy === null) return
  checkWords(`${place}.replacedBy.source`, paper.replacedBy.source, found)
  checkText(`${place}.replacedBy.basis`, paper.replacedBy.basis, found)
}

// ---- How long ------------------------------------------------------------------------------------------------

const checkTerms = (place: string, terms: ChannelTerms, found: Found): void => {
  const { standing, term, specials, changes, phases } = terms
  if (term !== null) checkTerm(`${place}.term`, term, found)
  checkIds(`${place}.specials`, specials, found)
  checkIds(`${place}.changes`, changes, found)
  checkIds(`${place}.phases`, phases, found)
  for (const [at, special] of specials.entries()) checkSpecial(`${place}.specials[${at}]`, special, found)
  for (const [at, change] of changes.entries()) {
    checkTerm(`${place}.changes[${at}].to`, change.to, found)
    checkWords(`${place}.changes[${at}].name`, change.name, found)
    checkText(`${place}.changes[${at}].basis`, change.basis, found)
  }
  checkPhases(`${place}.phases`, phases, found)
  checkRivals(`${place}.specials`, terms, found)
  if (term !== null && phases.length > 0) found(`${place}.term`, 'TERM_BESIDE_PHASES')
  if (standing === 'STATED' && term === null && phases.length === 0) found(`${place}.term`, 'TERM_MISSING')
  if (standing === 'UNDECIDED' && term !== null) found(`${place}.term`, 'TERM_BESIDE_UNDECIDED')
  if (standing === 'NONE_BY_LAW' && (term !== null || specials.length + changes.length + phases.length > 0))
    found(`${place}.standing`, 'TERM_BESIDE_NONE')
  if (terms.fees !== null)
    for (const [at, fee] of terms.fees.entries()) checkFee(`${place}.fees[${at}]`, fee, found)
}

const UNITS: readonly TermUnit[] = ['WORKING_DAY', 'CALENDAR_DAY', 'WORKING_HOUR', 'SAME_DAY']

const checkTerm = (place: string, term: Term, found: Found): void => {
  const { value, unit } = term
  if (!UNITS.includes(unit)) found(place, 'UNKNOWN_UNIT', unit)
  else if (unit === 'SAME_DAY') {
    // It says nothing there; whoever wrote 3 meant something.
    if (value !== 0 && value !== 1) found(place, 'NUMBER_BESIDE_SAME_DAY', value)
  } else if (!(value > 0)) found(place, 'NOT_POSITIVE', `${value} ${unit}`)
  else if (value > LONGEST_TERM[unit]) found(place, 'TOO_LONG', `${value} ${unit}`)
  else if (!isFineEnough(term)) found(place, 'TOO_FINE', `${value} ${unit}`)
}

/** The longest known has three: appraisal, tax, certificate. */
const MOST_PHASES = 10

/** Each is a term of its own, and they follow one another: together they may be no longer than one. */
const checkPhases = (place: string, phases: readonly Phase[], found: Found): void => {
  if (phases.length > MOST_PHASES) found(place, 'TOO_MANY', `${phases.length} > ${MOST_PHASES}`)
  for (const [at, { term, name }] of phases.entries()) {
    checkTerm(`${place}[${at}].term`, term, found)
    checkWords(`${place}[${at}].name`, name, found)
  }
  const shareOfLongest = ({ term: { value, unit } }: Phase) =>
    unit === 'SAME_DAY' ? 0 : value / LONGEST_TERM[unit]
  const together = phases.reduce((sum, phase) => sum + shareOfLongest(phase), 0)
  if (phases.length > 1 && together > 1) found(place, 'TOO_LONG')
}

const PLACES: readonly PlaceKind[] = ['ORDINARY', 'DIFFICULT']
const APPLICANTS: readonly ApplicantKind[] = ['PERSON', 'ORGANISATION']

const checkSpecial = (place: string, { when, term, name, basis }: SpecialTerm, found: Found): void => {
  checkTerm(`${place}.term`, term, found)
  checkWords(`${place}.name`, name, found)
  checkText(`${place}.basis`, basis, found)
  if (when.place === undefined && when.applicant === undefined) found(`${place}.when`, 'HOLDS_FOR_ALL')
  if (when.place !== undefined && !PLACES.includes(when.place))
    found(`${place}.when.place`, 'UNKNOWN_WORD', when.place)
  if (when.applicant !== undefined && !APPLICANTS.includes(when.applicant))
    found(`${place}.when.applicant`, 'UNKNOWN_WORD', when.applicant)
}

/** Two special terms that ask for as much and hold for the same dossier: it would be refused when it came in. */
const checkRivals = (place: string, terms: ChannelTerms, found: Found): void => {
  for (const where of PLACES)
    for (const applicant of APPLICANTS)
      try {
        chooseTerm(terms, { place: where, applicant })
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        found(place, 'SPECIALS_COMPETE', `${error.details.terms}: ${where}, ${applicant}`)
      }
}

// ---- How much ------------------------------------------------------------------------------------------------

const checkFee = (place: string, fee: FeeItem, found: Found): void => {
  checkText(`${place}.name`, fee.name, found)
  if (fee.per !== null) checkText(`${place}.per`, fee.per, found)
  if (fee.basis !== null) checkText(`${place}.basis`, fee.basis, found)
  if (fee.amountVnd !== null) checkCount(`${place}.amountVnd`, fee.amountVnd, 0, found)
}

const checkCount = (place: string, count: number, least: 0 | 1, found: Found): void => {
  if (!Number.isSafeInteger(count)) found(place, 'NOT_WHOLE', count)
  else if (count < least) found(place, least === 0 ? 'BELOW_ZERO' : 'NOT_POSITIVE', count)
}

// ---- Words ---------------------------------------------------------------------------------------------------

const checkIds = (place: string, items: readonly { id: string }[], found: Found): void => {
  const seen = new Set<string>()
  for (const [at, { id }] of items.entries()) {
    if (isBlank(id)) found(`${place}[${at}].id`, 'TEXT_MISSING')
    else if (seen.has(id)) found(`${place}[${at}].id`, 'ID_TWICE', id)
    seen.add(id)
  }
}

/** In Vietnamese always; the English may still be missing, and then the Vietnamese is shown. */
const checkWords = (place: string, words: Bilingual, found: Found): void =>
  checkText(`${place}.vi`, words.vi, found)

export const checkText = (
  place: string,
  words: string,
  found: Found,
  longest = Number.POSITIVE_INFINITY,
): void => {
  if (isBlank(words)) found(place, 'TEXT_MISSING')
  else if (words.length > longest) found(place, 'TEXT_TOO_LONG', `${words.length} > ${longest}`)
}

const isBlank = (words: string | null): boolean => words === null || words.trim() === ''
