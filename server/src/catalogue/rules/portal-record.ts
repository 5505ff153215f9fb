import { saysSomething, tidy } from '#common/names.ts'
import { Refusal } from '#platform/refusal.ts'
import { readChannels } from './portal-channels.ts'
import {
  type Fields,
  type Found,
  fieldsOf,
  fold,
  isObject,
  LEGAL_BASIS,
  RECORD,
  saysNothing,
} from './portal-keys.ts'
import { LEVEL_WORDS, leavesOf, toKeep, weightOf } from './portal-leaves.ts'
import { readPapers, untranslated } from './portal-papers.ts'
import { type Notebook, openNotebook, type Path, type Remarks } from './portal-remarks.ts'
import { keepTheRest } from './portal-rest.ts'
import type { KeptLeaf, LegalBasis, ProcedureContent, ProcedureLevel } from './procedure.ts'

/**
 * Reads a record as the national portal's page of a procedure gives it. What is clear is read, what is not is kept in
 * its words and asked of a person; nothing is left out (portal-leaves.ts measures it).
 */

export interface ImportedProcedure extends Remarks {
  title: string
  code: string | null
  level: ProcedureLevel | null
  /** As stated: cơ quan thực hiện, else cơ quan có thẩm quyền. */
  agency: string | null
  content: ProcedureContent
  /** The record itself, leaf by leaf: what is measured against. Not stored. */
  leaves: readonly KeptLeaf[]
}

/** @throws Refusal INVALID `record-not-an-object`, `record-without-title`, `record-title-too-long`, `record-too-large` */
export const readRecord = (record: unknown): ImportedProcedure => {
  if (!isObject(record)) throw new Refusal('INVALID', 'record-not-an-object')
  const sorted = fieldsOf(record, RECORD)
  const { found } = sorted
  const title = titleOf(found.title)
  if (weightOf(record, HEAVIEST) > HEAVIEST)
    throw new Refusal('INVALID', 'record-too-large', { most: HEAVIEST })
  const leaves = leavesOf(record)

  const notes = openNotebook()
  notes.understood([found.title?.key ?? ''], 'title', found.title?.value, title)
  const code = readCode(found.code, notes)
  const level = readLevel(found.level, notes)
  const conduct = readText(found.conduct, notes)
  const competent = readCompetent(found, notes)
  const papers = readPapers(found.papers, notes)
  const sets = readSets(found.sets, notes)
  const channels = readChannels(found.channels, conduct ?? '', notes)
  const content: ProcedureContent = {
    titleEn: null,
    field: readText(found.field, notes),
    applicants: readApplicants(found.applicants, notes),
    cases: papers.map(({ id, name, papers }) => ({ id, name, papers, sets, channels })),
    conduct,
    conditions: readText(found.conditions, notes),
    competent,
    coordinating: readTexts(found.coordinating, notes),
    leadUnit: null,
    route: 'LOCAL',
    onlineLevel: null,
    nonTerritorial: null,
    results: readTexts(found.results, notes).map(untranslated),
    legalBasis: readLegalBasis(found.legalBasis, notes),
    source: SOURCE,
    kept: [],
  }
  keepTheRest(sorted, RECORD, [], notes)
  const kept = toKeep(leaves, { title, nationalCode: code, level, content })
  return { title, code, level, agency: competent, content: { ...content, kept }, leaves, ...notes.remarks }
}

const SOURCE = 'Bản ghi theo trang thủ tục hành chính của Cổng Dịch vụ công quốc gia'

type RecordFields = Fields<keyof typeof RECORD>['found']

const LONGEST_TITLE = 1_000

const titleOf = (found: Found | undefined): string => {
  const title = typeof found?.value === 'string' ? tidy(found.value) : ''
  if (!saysSomething(title)) throw new Refusal('INVALID', 'record-without-title')
  if (title.length > LONGEST_TITLE)
    throw new Refusal('INVALID', 'record-title-too-long', { length: title.length, most: LONGEST_TITLE })
  return title
}

// The longest of the known records weighs 30 thousand.
const HEAVIEST = 2_000_000

const readCode = (found: Found | undefined, notes: Notebook): string | null => {
  if (!found) return null
  const path = [found.key]
  if (saysNothing(found.value)) return notes.nothing(path, found.value)
  if (typeof found.value === 'string' && tidy(found.value).length <= 100) {
    notes.understood(path, 'code', found.value, tidy(found.value))
    return tidy(found.value)
  }
  // A number has lost the zeros at its end: 2.000490 comes as 2.00049.
  notes.keep(path, found.value)
  notes.ask(path, 'code-not-text', found.value)
  return null
}

const LEVELS = new Map<string, ProcedureLevel>(
  (Object.keys(LEVEL_WORDS) as ProcedureLevel[]).map((level) => [fold(LEVEL_WORDS[level]), level]),
)

const readLevel = (found: Found | undefined, notes: Notebook): ProcedureLevel | null => {
  if (!found) return null
  const path = [found.key]
  if (saysNothing(found.value)) return notes.nothing(path, found.value)
  const level = typeof found.value === 'string' ? LEVELS.get(fold(found.value)) : undefined
  if (level) {
    notes.understood(path, 'level', found.value, level)
    return level
  }
  notes.keep(path, found.value)
  notes.ask(path, 'level-unread', found.value)
  return null
}

const readCompetent = ({ competent, authority }: RecordFields, notes: Notebook): string | null => {
  const stated = readText(competent, notes)
  if (stated === null) return readText(authority, notes)
  if (authority) notes.keep([authority.key], authority.value)
  return stated
}

/** One text; a list of texts becomes its lines. */
const readText = (found: Found | undefined, notes: Notebook): string | null => {
  const texts = readTexts(found, notes)
  return texts.length === 0 ? null : texts.join('\n')
}

const readTexts = (found: Found | undefined, notes: Notebook): readonly string[] => {
  if (!found) return []
  const { key, value } = found
  if (saysNothing(value)) {
    notes.nothing([key], value)
    return []
  }
  if (typeof value === 'string') {
    notes.inWords([key], value)
    return [value]
  }
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) {
    for (const [index, one] of value.entries()) notes.inWords([key, index], one)
    return value.filter((one) => !saysNothing(one))
  }
  notes.strange([key], value)
  return []
}

// "Công dân Việt Nam, Cán bộ, công chức": a new one begins with a capital.
const BETWEEN_APPLICANTS = /, (?=\p{Lu})/u

const readApplicants = (found: Found | undefined, notes: Notebook): readonly string[] =>
  readTexts(found, notes).flatMap((text) => text.split(BETWEEN_APPLICANTS))

const readSets = (found: Found | undefined, notes: Notebook): number | null => {
  if (!found) return null
  const path = [found.key]
  if (saysNothing(found.value)) return notes.nothing(path, found.value)
  const written = typeof found.value === 'number' ? String(found.value) : found.value
  const sets =
    typeof written === 'string'
      ? /^0*([1-9]\d?)\s*(?:\([^()]*\)\s*)?(?:bộ(?: hồ sơ)?)?\.?$/iu.exec(tidy(written))
      : null
  if (!sets) {
    notes.strange(path, found.value)
    return null
  }
  notes.understood(path, 'sets', found.value, Number(sets[1]))
  return Number(sets[1])
}

const readLegalBasis = (found: Found | undefined, notes: Notebook): readonly LegalBasis[] => {
  if (!found || !Array.isArray(found.value) || !found.value.some(isObject))
    return readTexts(found, notes).map((title) => ({ number: null, title }))
  return found.value.flatMap((row: unknown, index) => {
    const path: Path = [found.key, index]
    if (saysNothing(row)) {
      notes.nothing(path, row)
      return []
    }
    if (!isObject(row)) {
      notes.strange(path, row)
      return []
    }
    const { found: fields, rest } = fieldsOf(row, LEGAL_BASIS)
    const text = (field: Found | undefined): string | null => {
      if (!field) return null
      if (typeof field.value === 'string' && !saysNothing(field.value)) {
        notes.inWords([...path, field.key], field.value)
        return field.value
      }
      if (saysNothing(field.value)) return notes.nothing([...path, field.key], field.value)
      notes.strange([...path, field.key], field.value)
      return null
    }
    const basis = { number: text(fields.number), title: text(fields.title) }
    for (const { key, value } of rest) notes.keep([...path, key], value)
    return basis.number === null && basis.title === null ? [] : [basis]
  })
}
