import { readDossierCode } from '#common/dossier-code.ts'
import { tidy, tidyLines } from '#common/names.ts'
import {
  dayNumberOf,
  hanoiDateOf,
  type Instant,
  instantFromHanoiMs,
  MS_PER_DAY,
  MS_PER_MINUTE,
} from '#common/time.ts'
import { type CalendarIndex, indexOf, type WorkingCalendar } from '#deadlines/rules/calendar.ts'
import { type Timeliness, timeliness } from '#deadlines/rules/timeliness.ts'
import { closingOf, isWorking, openingOf } from '#deadlines/rules/working-time.ts'
import { type FormerStanding, type FormerState, isOver, landingStep } from '#dossiers/rules/take-over.ts'
import type { Role } from '#identity/rules/roles.ts'
import { choosesBy } from '#routing/rules/reception.ts'
import { FACTS_OF_RECEPTION, type Process } from '#routing/rules/step-table.ts'
import { type Fact, type Mapping, type MeantState, wordKey } from './mapping.ts'
import { readerOf } from './moments.ts'
import type { WrittenMoment } from './serial-days.ts'

/**
 * Judges one row of a file of another software: a dossier that can be taken over, or every reason why it cannot. Nothing is
 * guessed and nothing is put right here: what cannot be read stays out and is listed.
 */

export type RowFault =
  | 'code-missing'
  | 'code-not-read'
  | 'code-twice'
  | 'code-taken'
  | 'procedure-missing'
  | 'procedure-unmapped'
  | 'procedure-kept-but-open'
  | 'step-missing'
  | 'reception-fact-missing'
  | 'state-missing'
  | 'state-unmapped'
  | 'date-missing'
  | 'date-not-read'
  | 'date-in-future'
  | 'date-before-submission'
  | 'date-before-result'
  | 'holder-unknown'
  | 'name-missing'
  | 'name-in-old-font'
  | 'too-long'
  | 'person-not-read'
  | 'row-changed'

/** What a reader should know of a row that is taken over all the same. */
export type RowNote = 'timeliness-differs' | 'holder-not-named' | 'unit-differs'

export interface Found<Code> {
  code: Code
  /** Null: the row as a whole. */
  fact: Fact | null
  /** What stood there; it may name a person, and is for the report alone. */
  found: string
  /** A rule of ours that said no, by its code; and what else the words need. */
  details?: Readonly<Record<string, string | number>>
}

export interface Row {
  /** As a spreadsheet numbers it. */
  number: number
  cells: readonly string[]
}

/** What the rows of a file are held against. */
export interface Held {
  mapping: Mapping
  at: ReadonlyMap<Fact, number>
  now: Instant
  calendar: WorkingCalendar
  procedureOf(name: string, code: string): Handled | null
  officerOf(username: string): { id: string; posts: readonly { unitId: string; role: Role }[] } | null
  unitFor(fn: string): string
  /** The id of a unit by the code of its agency. */
  unitOf(code: string): string | null
}

/** One of their procedures, as it is known here. */
export interface Handled {
  key: string
  /** Only its name is known: then nothing of it is open. */
  isKept: boolean
  /** Null where it is described and not handled here. */
  process: Process | null
  stepId: string | null
  facts: Readonly<Record<string, string>>
  withoutTerm: boolean
}

/** A row that can be taken over, but for who is named in it. */
export interface TakenRow {
  row: number
  code: string
  procedure: Handled
  submittedAt: Instant
  dueAt: Instant | null
  stands: FormerStanding
  /** Reckoned here, from the dates; null where there was no result. */
  timeliness: Timeliness | null
  officerId: string | null
  owner: WrittenPerson
  submitter: WrittenPerson | null
  resultNumber: string
  /** Where nothing else was written of the owner's birth. */
  birthYear: string
  remarks: string
  /** All that stands in it, for telling whether it was changed since; another mapping changes no row. */
  content: string
}

export interface WrittenPerson {
  fullName: string
  citizenNumber: string
  birthDate: string
  phone: string
  email: string
  address: string
}

export interface Judged {
  row: number
  /** As it is looked up here; as it stood there where it is no code. */
  code: string
  faults: readonly Found<RowFault>[]
  notes: readonly Found<RowNote>[]
  /** Null where there are faults. */
  taken: TakenRow | null
}

/** Prepared once for a file. */
export const judgeOf = (held: Held): ((row: Row) => Judged) => {
  const readers = held.mapping.dates.flatMap((form) => readerOf(form) ?? [])
  const read = (text: string): WrittenMoment | null => {
    for (const reader of readers) {
      const moment = reader(text)
      if (moment) return moment
    }
    return null
  }
  const index = indexOf(held.calendar)
  return (row) => new Judging(held, index, read, row).judged()
}

// Nobody's longer; what is longer is not what the column is said to be.
const LONGEST: Readonly<Partial<Record<Fact, number>>> = {
  code: 60,
  ownerName: 200,
  submitterName: 200,
  ownerAddress: 500,
  remarks: 4_000,
}
const LONGEST_ELSE = 300
const YEAR = /^(?:19|20)\d{2}$/
const CODE = /^[\p{L}\p{N}][\p{L}\p{N}._/-]*$/u
// Where letters of TCVN3, VNI or a wrong code page stand in a name: no Vietnamese name has a sign of these.
const OLD_FONT = /[\u00a1-\u00bf\u00d7\u00d8\u00f7\u00f8\ufffd]/

class Judging {
  readonly #held: Held
  readonly #index: CalendarIndex
  readonly #read: (text: string) => WrittenMoment | null
  readonly #row: Row
  readonly #faults: Found<RowFault>[] = []
  readonly #notes: Found<RowNote>[] = []

  constructor(held: Held, index: CalendarIndex, read: (text: string) => WrittenMoment | null, row: Row) {
    this.#held = held
    this.#index = index
    this.#read = read
    this.#row = row
  }

  judged(): Judged {
    const code = this.#code()
    const taken = this.#taken(code)
    return {
      row: this.#row.number,
      code,
      faults: this.#faults,
      notes: this.#notes,
      taken: this.#faults.length > 0 ? null : taken,
    }
  }

  #taken(code: string): TakenRow | null {
    for (const fact of this.#held.at.keys()) {
      const text = this.#text(fact)
      if (text.length > (LONGEST[fact] ?? LONGEST_ELSE))
        this.#wrong('too-long', fact, `${text.slice(0, 60)}…`)
    }
    const procedure = this.#procedure()
    const meant = this.#state()
    const submitted = this.#moment('submittedAt')
    const due = this.#due(procedure, meant)
    const names = this.#names()
    if (procedure && meant) this.#mustGoOn(procedure, meant.state)
    if (!meant || !submitted || due === undefined) return null
    const submittedAt = this.#at(submitted, 'OPENING')
    const dueAt = due === null ? null : this.#at(due, 'CLOSING')
    if (dueAt !== null && dueAt < submittedAt) this.#wrong('date-before-submission', 'dueAt')
    const stands = this.#stands(meant, submittedAt, dueAt)
    if (!stands || !procedure) return null
    const judgedHere = this.#timeliness(stands, dueAt)
    return {
      row: this.#row.number,
      code,
      procedure,
      submittedAt,
      dueAt,
      stands,
      timeliness: judgedHere,
      officerId: isOver(stands.state) ? null : this.#officer(procedure, stands),
      ...names,
      resultNumber: tidy(this.#text('resultNumber')),
      birthYear: YEAR.exec(this.#text('ownerBirthDate'))?.[0] ?? '',
      remarks: tidyLines(this.#text('remarks')),
      content: contentOf(this.#row.cells),
    }
  }

  // ---- Words -------------------------------------------------------------------------------------------------------

  #text(fact: Fact): string {
    const at = this.#held.at.get(fact)
    return at === undefined ? '' : (this.#row.cells[at] ?? '').trim()
  }

  #wrong(code: RowFault, fact: Fact | null, found?: string, details?: Found<RowFault>['details']): null {
    this.#faults.push({
      code,
      fact,
      found: found ?? (fact ? this.#text(fact) : ''),
      ...(details ? { details } : {}),
    })
    return null
  }

  #code(): string {
    const text = this.#text('code')
    if (text === '') {
      this.#wrong('code-missing', 'code')
      return ''
    }
    const code = readDossierCode(text)
    if (!CODE.test(code)) this.#wrong('code-not-read', 'code')
    return code
  }

  #names(): Pick<TakenRow, 'owner' | 'submitter'> {
    const owner = {
      fullName: tidy(this.#text('ownerName')),
      citizenNumber: this.#text('ownerNumber'),
      birthDate: this.#birthDate(),
      phone: this.#text('ownerPhone'),
      email: this.#text('ownerEmail'),
      address: tidy(this.#text('ownerAddress')),
    }
    if (owner.fullName === '') this.#wrong('name-missing', 'ownerName')
    for (const fact of ['ownerName', 'submitterName'] as const)
      if (OLD_FONT.test(tidy(this.#text(fact)))) this.#wrong('name-in-old-font', fact)
    const submitter = tidy(this.#text('submitterName'))
    return {
      owner,
      submitter:
        submitter === '' || wordKey(submitter) === wordKey(owner.fullName)
          ? null
          : {
              fullName: submitter,
              citizenNumber: this.#text('submitterNumber'),
              phone: this.#text('submitterPhone'),
              birthDate: '',
              email: '',
              address: '',
            },
    }
  }

  /** As the house keeps it; a year alone is no day, and is told beside. */
  #birthDate(): string {
    const text = this.#text('ownerBirthDate')
    if (text === '' || YEAR.test(text)) return ''
    const written = this.#read(text)
    if (!written) this.#wrong('date-not-read', 'ownerBirthDate')
    return written?.day ?? ''
  }

  // ---- What it is and how it stands -----------------------------------------------------------------------------------

  #procedure(): Handled | null {
    const [name, code] = [this.#text('procedure'), this.#text('procedureCode')]
    const fact: Fact = name !== '' || code === '' ? 'procedure' : 'procedureCode'
    if (name === '' && code === '') return this.#wrong('procedure-missing', fact)
    return this.#held.procedureOf(name, code) ?? this.#wrong('procedure-unmapped', fact)
  }

  #state(): MeantState | null {
    const text = this.#text('state')
    if (text === '') return this.#wrong('state-missing', 'state')
    return this.#held.mapping.states.get(wordKey(text)) ?? this.#wrong('state-unmapped', 'state')
  }

  /** Undefined where it cannot be read; null where nothing was promised. */
  #due(procedure: Handled | null, meant: MeantState | null): WrittenMoment | null | undefined {
    if (this.#text('dueAt') !== '') return this.#moment('dueAt', true) ?? undefined
    if (meant?.state === 'NOT_ACCEPTED' || procedure?.withoutTerm) return null
    this.#wrong('date-missing', 'dueAt')
    return undefined
  }

  #stands(meant: MeantState, submittedAt: Instant, dueAt: Instant | null): FormerStanding | null {
    const { state, outcome, cause } = meant
    switch (state) {
      case 'ACCEPTED':
      case 'PROCESSING':
        return { state }
      case 'SUPPLEMENT': {
        const since = this.#after('pausedSince', submittedAt, 'date-before-submission')
        return since && { state, since }
      }
      case 'RESOLVED':
      case 'RETURNED': {
        const issuedAt = this.#issued(submittedAt, dueAt)
        if (!issuedAt) return null
        if (state === 'RESOLVED') return { state, issuedAt, outcome }
        // Where only the result's day was kept, it was returned no earlier.
        const returnedAt =
          this.#text('returnedAt') === ''
            ? issuedAt
            : this.#after('returnedAt', issuedAt, 'date-before-result')
        return returnedAt && { state, issuedAt, returnedAt, outcome }
      }
      default: {
        const closedAt = this.#after('closedAt', submittedAt, 'date-before-submission')
        if (!closedAt) return null
        return state === 'STOPPED' ? { state, cause, closedAt } : { state, closedAt }
      }
    }
  }

  /**
   * A result of which only the day is known came at the end of that day; on the day it was due, in time: nobody may say that
   * the office was late by hours which nobody wrote down.
   */
  #issued(submittedAt: Instant, dueAt: Instant | null): Instant | null {
    const fact = this.#text('issuedAt') === '' && this.#text('returnedAt') !== '' ? 'returnedAt' : 'issuedAt'
    const written = this.#moment(fact)
    if (!written) return null
    if (
      written.minutes === null &&
      dueAt !== null &&
      hanoiDateOf(dueAt) === written.day &&
      dueAt <= this.#held.now
    )
      return dueAt < submittedAt ? submittedAt : dueAt
    return this.#after(fact, submittedAt, 'date-before-submission')
  }

  #mustGoOn(procedure: Handled, state: FormerState): void {
    if (isOver(state)) return
    const fact: Fact = this.#text('procedure') === '' ? 'procedureCode' : 'procedure'
    const { process } = procedure
    if (procedure.isKept || !process) {
      this.#wrong('procedure-kept-but-open', fact)
      return
    }
    if (!landingStep(process, state, procedure.stepId)) this.#wrong('step-missing', fact)
    const asked = FACTS_OF_RECEPTION.find(
      (one) => procedure.facts[one] === undefined && choosesBy(process, one),
    )
    if (asked && state !== 'RESOLVED')
      this.#wrong('reception-fact-missing', fact, this.#text(fact), { asked })
  }

  #officer({ process, stepId }: Handled, stands: FormerStanding): string | null {
    const step = process && landingStep(process, stands.state, stepId)
    if (!step) return null
    const unitId = this.#held.unitFor(step.unit)
    const unit = this.#text('unit')
    const meantUnit = unit === '' ? undefined : this.#held.mapping.units.get(wordKey(unit))
    if (meantUnit !== undefined && this.#held.unitOf(meantUnit) !== unitId)
      this.#notes.push({ code: 'unit-differs', fact: 'unit', found: unit })
    const name = this.#text('officer')
    const username = name === '' ? undefined : this.#held.mapping.officers.get(wordKey(name))
    const officer = username === undefined ? null : this.#held.officerOf(username)
    if (officer?.posts.some((post) => post.unitId === unitId && post.role === step.role)) return officer.id
    if (this.#held.mapping.holderUnknown === 'REFUSE') this.#wrong('holder-unknown', 'officer')
    else if (name !== '') this.#notes.push({ code: 'holder-not-named', fact: 'officer', found: name })
    return null
  }

  /** Their word on early, on time and late is held against the dates, and the dates hold. */
  #timeliness(stands: FormerStanding, dueAt: Instant | null): Timeliness | null {
    if (!('issuedAt' in stands)) return null
    const ours = timeliness({ calendar: this.#held.calendar, dueAt, issuedAt: stands.issuedAt })
    const text = this.#text('timeliness')
    const theirs = this.#held.mapping.timeliness.get(wordKey(text))
    if (theirs !== undefined && isLate(ours) !== isLate(theirs))
      this.#notes.push({ code: 'timeliness-differs', fact: 'timeliness', found: text, details: { ours } })
    return ours
  }

  // ---- Days and hours --------------------------------------------------------------------------------------------------

  /** @param mayCome a promise may lie ahead; what happened may not */
  #moment(fact: Fact, mayCome = false): WrittenMoment | null {
    const text = this.#text(fact)
    if (text === '') return this.#wrong('date-missing', fact)
    const written = this.#read(text)
    if (!written) return this.#wrong('date-not-read', fact)
    const at = dayNumberOf(written.day) * MS_PER_DAY + (written.minutes ?? 0) * MS_PER_MINUTE
    if (!mayCome && instantFromHanoiMs(at) > this.#held.now) return this.#wrong('date-in-future', fact)
    return written
  }

  /** A moment that cannot be before another; of a day without an hour, the other's own where both are of one day. */
  #after(fact: Fact, earliest: Instant, fault: RowFault): Instant | null {
    const written = this.#moment(fact)
    if (!written) return null
    const at = this.#at(written, 'CLOSING')
    const known = at > this.#held.now ? this.#held.now : at
    if (known >= earliest) return known
    if (hanoiDateOf(earliest) === written.day && written.minutes === null) return earliest
    return this.#wrong(fault, fact)
  }

  /** Of a day without an hour, when the office opened or closed; of a day off, as on a plain one. */
  #at({ day, minutes }: WrittenMoment, end: 'OPENING' | 'CLOSING'): Instant {
    const number = dayNumberOf(day)
    if (minutes !== null) return instantFromHanoiMs(number * MS_PER_DAY + minutes * MS_PER_MINUTE)
    if (!isWorking(this.#index, number))
      return instantFromHanoiMs(number * MS_PER_DAY + PLAIN[end] * MS_PER_MINUTE)
    return instantFromHanoiMs((end === 'OPENING' ? openingOf : closingOf)(this.#index, number))
  }
}

/** 07:30 and 17:00. */
const PLAIN = { OPENING: 450, CLOSING: 1_020 } as const

const isLate = (one: Timeliness): boolean => one === 'OVERDUE'

/** Empty cells at the end are those that a spreadsheet leaves out as it likes. */
const contentOf = (cells: readonly string[]): string => {
  const texts = cells.map((cell) => cell.trim())
  return JSON.stringify(texts.slice(0, texts.findLastIndex((text) => text !== '') + 1))
}
