import { setImmediate } from 'node:timers/promises'
import type pg from 'pg'
import { keepNames, type ProcedureVersion } from '#catalogue/index.ts'
import { hanoiDateOf } from '#common/time.ts'
import {
  codesTaken,
  formerRows,
  keepCodesFree,
  loadHistories,
  rememberRows,
  waitForOthers,
} from '#dossiers/index.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Sealer } from '#platform/seal.ts'
import { historyOf, type ReadPeople, readPeople } from './histories.ts'
import { mappingRefused, type OurProcedure, type TakingOffice } from './office.ts'
import { isXlsx, tableRows } from './read-table.ts'
import { type Found, judgeOf, type Row, type RowFault, type RowNote, type TakenRow } from './rules/judge.ts'
import { columnsIn, type Fact, type Mapping } from './rules/mapping.ts'

/**
 * Takes a file of another software over, a thousand rows in one commit: whoever is killed on the way goes on where it was, and
 * the same file again changes nothing.
 */

const BATCH = 1_000

export interface Work {
  path: string
  sha256: string
  mapping: Mapping
  office: TakingOffice
  sealer: Sealer
  /** As the role that passes row-level security. */
  client: pg.ClientBase
  /** Told of each row that stays out, or that somebody should look at; it names people. */
  report(line: Reported): Promise<void>
  onProgress(rows: number): void
}

export interface Reported {
  row: number
  code: string
  kind: 'REFUSED' | 'CHANGED' | 'NOTE'
  /** The heading of its column; empty for the row as a whole. */
  heading: string
  found: Found<RowFault | RowNote>
}

/** Counts, and nothing that names anybody. */
export interface Counted {
  rows: number
  taken: number
  unchanged: number
  changed: number
  refused: number
  noted: number
  byState: Record<string, number>
  byTimeliness: Record<string, number>
  /** By the title here, or the name that is kept. */
  byProcedure: Record<string, number>
  byReason: Record<string, number>
  byNote: Record<string, number>
  /** Of theirs that the mapping does not know: how many there are. They are named in the report. */
  unmappedProcedures: number
  unmappedStates: number
}

/** @param isDry judges everything and writes nothing */
export const takeOverFile = async (work: Work, isDry: boolean): Promise<Counted> => {
  const run = new Run(work, isDry)
  const { mapping, path } = work
  let batch: Row[] = []
  let isHeaded = false
  for await (const row of tableRows(path, mapping)) {
    if (row.number < mapping.headingRow) continue
    if (!isHeaded) {
      run.headedBy(row.cells, await isXlsx(path))
      isHeaded = true
      continue
    }
    if (row.cells.every((cell) => cell.trim() === '')) continue
    batch.push(row)
    if (batch.length < BATCH) continue
    await run.batch(batch)
    batch = []
  }
  if (!isHeaded) throw new Refusal('INVALID', 'takeover-empty', { file: path })
  await run.batch(batch)
  return run.counted()
}

type Judge = ReturnType<typeof judgeOf>

interface Ready {
  row: TakenRow & { procedure: OurProcedure }
  people: ReadPeople
}

class Run {
  readonly #work: Work
  readonly #isDry: boolean
  #judge: Judge | null = null
  readonly #headings = new Map<Fact, string>()
  /** In which row each code stands first. */
  readonly #seen = new Map<string, number>()
  readonly #unmapped = { procedure: new Set<string>(), state: new Set<string>() }
  readonly #counted: Counted = {
    rows: 0,
    taken: 0,
    unchanged: 0,
    changed: 0,
    refused: 0,
    noted: 0,
    byState: {},
    byTimeliness: {},
    byProcedure: {},
    byReason: {},
    byNote: {},
    unmappedProcedures: 0,
    unmappedStates: 0,
  }

  constructor(work: Work, isDry: boolean) {
    this.#work = work
    this.#isDry = isDry
  }

  counted(): Counted {
    return {
      ...this.#counted,
      unmappedProcedures: this.#unmapped.procedure.size,
      unmappedStates: this.#unmapped.state.size,
    }
  }

  /** @throws Refusal takeover-mapping-refused where a column is not there */
  headedBy(headings: readonly string[], isXlsxFile: boolean): void {
    const { mapping, office } = this.#work
    const { at, problems } = columnsIn(headings, mapping)
    if (problems.length > 0) throw mappingRefused(problems)
    for (const [fact, column] of at) this.#headings.set(fact, headings[column] ?? '')
    const unitOf = (code: string) => office.units.find((unit) => unit.code === code)?.id ?? null
    this.#judge = judgeOf({
      // A cell of a sheet that is a date says so itself.
      mapping: isXlsxFile ? { ...mapping, dates: ['iso', ...mapping.dates] } : mapping,
      at,
      now: office.now,
      calendar: office.calendar,
      procedureOf: office.procedureOf,
      officerOf: (username) => office.officers.get(username) ?? null,
      unitFor: (fn) =>
        (fn === 'CENTRE' ? office.centre : office.units.find((unit) => unit.fn === fn))?.id ?? '',
      unitOf,
    })
  }

  async batch(rows: readonly Row[]): Promise<void> {
    if (rows.length === 0 || !this.#judge) return
    const ready: Ready[] = []
    for (const [nth, row] of rows.entries()) {
      // Whoever writes the batch before, or watches, has their turn.
      if (nth % 100 === 0) await setImmediate()
      const one = await this.#judged(row, this.#judge)
      if (one) ready.push(one)
    }
    const { client } = this.#work
    await client.query(this.#isDry ? 'begin read only' : 'begin')
    try {
      if (!this.#isDry) await waitForOthers(client)
      const fresh = await this.#notThereYet(ready)
      if (!this.#isDry && fresh.length > 0) await this.#write(fresh)
      await client.query('commit')
      for (const { row } of fresh) this.#count(row)
    } catch (error) {
      await client.query('rollback').catch(() => {})
      throw error
    }
    this.#counted.rows += rows.length
    this.#work.onProgress(this.#counted.rows)
  }

  async #judged(row: Row, judge: Judge): Promise<Ready | null> {
    const judged = judge(row)
    const { code, taken } = judged
    const faults = [...judged.faults]
    const first = this.#seen.get(code)
    if (code !== '' && first !== undefined)
      faults.push({ code: 'code-twice', fact: 'code', found: code, details: { row: first } })
    else if (code !== '') this.#seen.set(code, row.number)
    const read = taken && readPeople(taken, this.#work.office)
    if (read?.faults) faults.push(...read.faults)
    for (const { code: reason, found } of faults) {
      if (reason === 'procedure-unmapped') this.#unmapped.procedure.add(found)
      if (reason === 'state-unmapped') this.#unmapped.state.add(found)
    }
    if (faults.length > 0) return this.#refuse(row.number, code, 'REFUSED', faults)
    if (!taken || !read?.people) throw new Error(`row ${row.number} is neither taken nor refused`)
    for (const found of judged.notes) {
      this.#counted.noted += 1
      tally(this.#counted.byNote, found.code)
      await this.#tell(row.number, code, 'NOTE', found)
    }
    // What is held against the mapping is ours.
    return { row: taken as Ready['row'], people: read.people }
  }

  async #refuse(
    row: number,
    code: string,
    kind: 'REFUSED' | 'CHANGED',
    faults: readonly Found<RowFault>[],
  ): Promise<null> {
    this.#counted[kind === 'REFUSED' ? 'refused' : 'changed'] += 1
    for (const reason of new Set(faults.map((fault) => fault.code))) tally(this.#counted.byReason, reason)
    for (const found of faults) await this.#tell(row, code, kind, found)
    return null
  }

  #tell(row: number, code: string, kind: Reported['kind'], found: Reported['found']): Promise<void> {
    const heading = found.fact === null ? '' : (this.#headings.get(found.fact) ?? '')
    return this.#work.report({ row, code, kind, heading, found })
  }

  /** Those that nobody took over before, and whose code is free. */
  async #notThereYet(ready: readonly Ready[]): Promise<Ready[]> {
    const { client, mapping, sealer } = this.#work
    const codes = ready.map(({ row }) => row.code)
    const [before, taken] = [await formerRows(client, mapping.source, codes), await codesTaken(client, codes)]
    const fresh: Ready[] = []
    for (const one of ready) {
      const { row } = one
      const was = before.get(row.code)
      if (was) {
        const isSame = sealer.blindIndexes(KIND, row.content).some((index) => index.equals(was))
        if (isSame) this.#counted.unchanged += 1
        else
          await this.#refuse(row.row, row.code, 'CHANGED', [{ code: 'row-changed', fact: null, found: '' }])
      } else if (taken.has(row.code))
        await this.#refuse(row.row, row.code, 'REFUSED', [
          { code: 'code-taken', fact: 'code', found: row.code },
        ])
      else fresh.push(one)
    }
    return fresh
  }

  async #write(fresh: readonly Ready[]): Promise<void> {
    const { client, mapping, office, sealer, sha256 } = this.#work
    const kept = await keepNames(
      client,
      fresh.flatMap(({ row: { procedure } }) => (procedure.isKept ? [procedure.key] : [])),
      mapping.source,
      hanoiDateOf(office.now),
    )
    const histories = fresh.map(({ row, people }) => ({
      row,
      history: historyOf(sealer, office, mapping.source, row, versionOf(row.procedure, kept), people),
    }))
    await loadHistories(
      client,
      sealer,
      histories.map(({ history }) => history),
    )
    await rememberRows(
      client,
      histories.map(({ row, history: { dossier } }) => ({
        source: mapping.source,
        code: dossier.code,
        dossierId: dossier.id,
        homeAuthorityId: dossier.authorityId,
        fileSha256: sha256,
        rowNumber: row.row,
        contentIndex: sealer.blindIndex(KIND, row.content),
      })),
      office.now,
    )
    await keepCodesFree(
      client,
      office.centre,
      fresh.map(({ row }) => row.code),
    )
  }

  #count({ stands, procedure, timeliness }: Ready['row']): void {
    this.#counted.taken += 1
    tally(this.#counted.byState, stands.state)
    tally(this.#counted.byProcedure, procedure.version?.title ?? procedure.key)
    if (timeliness) tally(this.#counted.byTimeliness, timeliness)
  }
}

/** What the keyed hash of a row is for. */
const KIND = 'takeover-row'

const versionOf = (
  { version, key }: OurProcedure,
  kept: ReadonlyMap<string, ProcedureVersion>,
): ProcedureVersion => {
  const found = version ?? kept.get(key)
  if (!found) throw new Error(`the name of a procedure was not kept`)
  return found
}

const tally = (counts: Record<string, number>, of: string): void => {
  counts[of] = (counts[of] ?? 0) + 1
}
