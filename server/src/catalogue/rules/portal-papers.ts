import type { Bilingual } from '#common/i18n.ts'
import { tidy } from '#common/names.ts'
import { type Found, fieldsOf, fold, isObject, PAPER, RECORD, saysNothing } from './portal-keys.ts'
import type { Notebook, Path } from './portal-remarks.ts'
import type { PaperSpec } from './procedure.ts'

/** The papers of one case (trường hợp). */
export interface CasePapers {
  id: string
  name: Bilingual
  papers: readonly PaperSpec[]
}

/**
 * Reads the papers (thành phần hồ sơ) of a record, by case where it names cases: a list of papers, a list whose rows
 * name their case or hold the papers of one, or an object with a list for each case.
 */
export const readPapers = (found: Found | undefined, notes: Notebook): readonly CasePapers[] => {
  const rows = rowsOf(found, notes)
  const cases = new Map<string, PaperSpec[]>()
  for (const [index, row] of rows.entries()) {
    const paper = readPaper(row, `giay-to-${index + 1}`, notes)
    if (!paper) continue
    const known = cases.get(row.forCase ?? '')
    if (known) known.push(paper)
    else cases.set(row.forCase ?? '', [paper])
  }
  const papers = [...cases.values()].flat()
  if (papers.length === 0) {
    notes.ask([found?.key ?? RECORD.papers[0]], 'papers-not-stated', '')
    return [{ id: 'chung', name: EVERY_CASE, papers: [] }]
  }
  // A record never states which of its papers may be missing: asked once, not of each paper.
  notes.ask(
    [found?.key ?? RECORD.papers[0]],
    'required-not-stated',
    papers
      .filter(({ required }) => !required)
      .map(({ name }) => name)
      .join(' | '),
  )
  return [...cases].map(([name, papers], index) =>
    name === ''
      ? { id: 'chung', name: EVERY_CASE, papers }
      : { id: `truong-hop-${index + 1}`, name: untranslated(name), papers },
  )
}

const EVERY_CASE: Bilingual = { vi: 'Mọi trường hợp', en: 'Every case' }

/** Nobody has translated it; where the English is missing, the Vietnamese is shown. */
export const untranslated = (words: string): Bilingual => ({ vi: words, en: '' })

interface Row {
  path: Path
  row: object
  forCase: string | null
}

const rowsOf = (found: Found | undefined, notes: Notebook): readonly Row[] => {
  if (!found) return []
  const { key, value } = found
  if (saysNothing(value)) {
    notes.nothing([key], value)
    return []
  }
  if (Array.isArray(value)) return rowsIn(value, [key], null, notes)
  if (isObject(value) && Object.values(value).every(Array.isArray))
    return Object.entries(value).flatMap(([name, list]) => rowsIn(list, [key, name], caseNamed(name), notes))
  return rowsAt(value, [key], null, notes)
}

const rowsIn = (
  list: readonly unknown[],
  path: Path,
  forCase: string | null,
  notes: Notebook,
): readonly Row[] => {
  if (list.length === 0) notes.nothing(path, list)
  return list.flatMap((row, index) => rowsAt(row, [...path, index], forCase, notes))
}

/** The paper that stands there, or those of the case that does. */
const rowsAt = (row: unknown, path: Path, forCase: string | null, notes: Notebook): readonly Row[] => {
  if (!isObject(row)) {
    notes.strange(path, row)
    return []
  }
  const { found, rest } = fieldsOf(row, PAPER)
  const named = found.forCase
  const its = named && !saysNothing(named.value) ? readCase(named, path, notes) : forCase
  if (named && saysNothing(named.value)) notes.nothing([...path, named.key], named.value)
  const inside = found.name
    ? undefined
    : rest.find(({ value }) => Array.isArray(value) && value.length > 0 && value.every(isObject))
  if (!inside) return [{ path, row, forCase: its }]
  for (const [key, value] of Object.entries(row))
    if (key !== inside.key && key !== named?.key) notes.keep([...path, key], value)
  return rowsIn(inside.value as readonly unknown[], [...path, inside.key], its, notes)
}

const readCase = ({ key, value }: Found, path: Path, notes: Notebook): string | null => {
  if (typeof value !== 'string') return notes.strange([...path, key], value)
  notes.understood([...path, key], 'case', value, value)
  return caseNamed(value)
}

/** Null for the heading that the portal prints where there is but one case. */
const caseNamed = (words: string): string | null =>
  ['', 'bao gom', 'ho so gom', 'thanh phan ho so'].includes(fold(words)) ? null : tidy(words)

const readPaper = ({ path, row }: Row, id: string, notes: Notebook): PaperSpec | null => {
  const { found, rest } = fieldsOf(row, PAPER)
  const name = found.name?.value
  if (typeof name !== 'string' || saysNothing(name)) {
    notes.keep(path, row)
    notes.ask(path, 'paper-without-name', row)
    return null
  }
  notes.inWords([...path, found.name?.key ?? ''], name)
  for (const { key, value } of rest) notes.keep([...path, key], value)
  const { form, formUrl } = readForm(found.form, path, notes)
  return {
    id,
    name,
    form,
    formUrl,
    ...readCount(found.count, path, notes),
    required: !MAY_BE_MISSING.test(tidy(name)),
    replacedBy: null,
  }
}

// "(nếu có)", and a row that holds for one case only: whoever is in another must not be refused for it.
const MAY_BE_MISSING = /nếu có|^[-+*•\s]*trường hợp/iu

const readForm = (
  found: Found | undefined,
  path: Path,
  notes: Notebook,
): Pick<PaperSpec, 'form' | 'formUrl'> => {
  const none = { form: null, formUrl: null }
  if (!found) return none
  const { key, value } = found
  const place = [...path, key]
  if (saysNothing(value)) {
    notes.nothing(place, value)
    return none
  }
  if (typeof value !== 'string') {
    notes.strange(place, value)
    return none
  }
  if (!/^https?:\/\/\S+$/i.test(value)) {
    notes.inWords(place, value)
    return { form: value, formUrl: null }
  }
  // The portal's address of a download, without the number of the file: it leads to nothing.
  if (/[?&][^=&]+=$/.test(value)) {
    notes.keep(place, value, 'address-of-nothing')
    return none
  }
  notes.understood(place, 'form-address', value, value)
  return { form: null, formUrl: value }
}

const COUNTS = /^bản\s+chính\s*:\s*(\d{1,2})\s*[-–,;]?\s*bản\s+sao\s*:\s*(\d{1,2})$/iu
const SPOKEN =
  /^(\d{1,2})\s*(?:\([^()]*\)\s*)?bản\s+chính(?:\s*(?:[-–,;]|và)?\s*(\d{1,2})\s*(?:\([^()]*\)\s*)?bản\s+sao)?$/iu

/** Without a number it must still be there (common/papers.ts): 0 and 0 is what an unread number becomes. */
const readCount = (
  found: Found | undefined,
  path: Path,
  notes: Notebook,
): Pick<PaperSpec, 'originals' | 'copies'> => {
  const place = [...path, found?.key ?? PAPER.count[0]]
  const value = found?.value
  const none = { originals: 0, copies: 0 }
  const counted = value === undefined ? null : countOf(value, found?.key ?? '')
  if (counted) {
    notes.understood(place, 'paper-count', value, counted)
    return counted
  }
  if (found) notes.keep(place, value)
  notes.ask(place, 'paper-count-unread', value)
  return none
}

const countOf = (value: unknown, key: string): Pick<PaperSpec, 'originals' | 'copies'> | null => {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? tidy(value) : ''
  const [, originals, copies] = COUNTS.exec(text) ?? SPOKEN.exec(text) ?? []
  if (originals !== undefined) return { originals: Number(originals), copies: Number(copies ?? 0) }
  // A bare number under a name that says which it counts.
  return /^\d{1,2}$/.test(text) && fold(key).endsWith('ban chinh')
    ? { originals: Number(text), copies: 0 }
    : null
}
