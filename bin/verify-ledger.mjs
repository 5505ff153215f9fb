#!/usr/bin/env node
// Verifies an exported ledger, or a proof of one row, against published checkpoints and the public key. It stands alone: it
// needs Node.js and nothing else of this repository, and shares no line with the program that it judges. Copy it, read it.
//
//   node verify-ledger.mjs EXPORT --checkpoints FILE [--checkpoints FILE …] --key FILE [--grace SECONDS]
//   node verify-ledger.mjs --proof FILE --key FILE
//
// EXPORT is what `motcua ledger export` writes; checkpoints are signed notes, one after the other, or what
// /api/ledger/checkpoints answers; whatever else stands among them is a fault. The key file is what /api/ledger/keys
// answers: the first key is trusted, each further one is when the one before it signed it. A row that is in no tree yet is
// not counted as a fault while it is less than the grace (600 s) older than the last checkpoint. Exit code 0: nothing was
// found. 1: faults. 2: not understood.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, readFileSync, realpathSync, statSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

// ---- Words ---------------------------------------------------------------------------------------------------------

const WORDS = {
  'key-not-read': ['không phải khóa: {0}', 'no key: {0}'],
  'key-other': ['khóa không đúng với dấu nhận ghi trong nó: {0}', 'the key is not the one it names: {0}'],
  'key-not-endorsed': [
    'khóa {0} không được khóa trước nó, {1}, ký',
    'the key {0} is not signed by the key before it, {1}',
  ],
  'no-checkpoint': ['không phải mốc niêm phong', 'is no checkpoint'],
  'not-trusted': ['không do khóa mà anh chị tin ký', 'is not signed by a key that you trust'],
  checkpoint: ['mốc niêm phong trên {0} dòng', 'checkpoint over {0} rows'],
  'signed-by': ['do {0} ký', 'signed by {0}'],
  forked: [
    'mốc niêm phong trên {0} dòng: có hai mốc đã ký, lịch sử đã bị rẽ nhánh',
    'checkpoint over {0} rows: two are signed, the history was forked',
  ],
  passage: ['đoạn “{0}” trong các mốc đã giữ', 'the passage “{0}” among the checkpoints that were kept'],
  'a-note': ['một mốc niêm phong nguyên vẹn, có chữ ký', 'a whole checkpoint with its signature'],
  checkpoints: ['các mốc niêm phong', 'checkpoints'],
  'at-least-one': ['ít nhất một mốc tin được', 'at least one that is believed'],
  none: ['không có', 'none'],
  positions: ['vị trí {0} đến {1}, ký lúc {2}', 'positions {0} to {1}, signed at {2}'],
  root: ['gốc {0}', 'root {0}'],
  'row-without-place': ['dòng {0}, không có vị trí', 'row {0}, no position'],
  'place-before': ['một vị trí trước mốc {0}', 'a place before the checkpoint of {0}'],
  'put-in': ['ghi thêm ngoài chương trình, hoặc chưa được lấy', 'put in past the program, or not taken yet'],
  row: ['dòng {0}, vị trí {1}', 'row {0}, position {1}'],
  position: ['vị trí {0}', 'position {0}'],
  'row-there': ['một dòng trong sổ', 'a row in the ledger'],
  'row-gone': [
    'không có: dòng đã bị xóa, hoặc dòng khác mang mã của nó',
    'none: it was deleted, or another row has its id',
  ],
  'row-readable': ['một dòng đọc được', 'a row that can be read'],
  'leaf-then': ['lá {0}, như khi được lấy', 'leaf {0}, as when it was taken'],
  'leaf-now': ['{0}, như hiện nay', '{0}, as it is now'],
  end: ['phần cuối của sổ', 'the end of the ledger'],
  'rows-signed': ['{0} dòng, ký lúc {1}', '{0} rows, signed at {1}'],
  'rows-missing': ['{0}: thiếu các dòng cuối', '{0}: the last ones are missing'],
  'root-over': ['gốc {0} trên {1} dòng', 'root {0} over {1} rows'],
  FAULT: ['SAI  ', 'FAULT'],
  expected: ['phải là ', 'expected'],
  found: ['thấy    ', 'found   '],
  more: ['… và {0} chỗ khác', '… and {0} more'],
  'row-is-there': ['đúng: dòng ở trong sổ như đã ký', 'ok: the row is in the ledger as it was signed'],
  ok: ['đúng', 'ok'],
  faults: ['{0} chỗ sai', '{0} faults'],
  summary: [
    '{0}: đã đối chiếu {1} dòng với {2} mốc niêm phong, mốc cuối lúc {3}; {4} dòng đến sau mốc ấy, {5} dòng chờ vị trí',
    '{0}: {1} rows held against {2} checkpoints, the last of {3}; {4} rows came after it, {5} wait for a place',
  ],
  usage: ['Dùng như sau:', 'It is used like this:'],
  'file-missing': ['không có tệp {0}', 'there is no file {0}'],
  'file-not-read': ['không đọc được tệp {0} ({1})', 'the file {0} cannot be read ({1})'],
  'not-its-form': ['tệp {0} không đúng dạng: {1}', 'the file {0} does not have its form: {1}'],
  line: ['dòng thứ {0} của tệp xuất', 'line {0} of the export'],
  'line-readable': ['một dòng JSON đọc được', 'a line of JSON that can be read'],
  'name-twice': ['một tên có hai lần trong cùng một đối tượng', 'a name stands twice in one object'],
  'nul-inside': [
    'có ký tự NUL, điều cơ sở dữ liệu không giữ được',
    'NUL in a text, which the database cannot hold',
  ],
}
const VIETNAMESE = 0
const ENGLISH = 1

/** A sentence that is said when it is known in which language; what stands in it may be one too. */
const say =
  (id, ...values) =>
  (language) =>
    WORDS[id][language].replaceAll(/\{(\d)\}/g, (_, nth) => said(values[Number(nth)], language))

const said = (text, language) => (typeof text === 'function' ? text(language) : String(text))
const inBoth = (text) => `${said(text, VIETNAMESE)}\n${said(text, ENGLISH)}`
const refusal = (sentence) => Object.assign(new Error(inBoth(sentence)), { sentence })

/** What is wrong: what it is about, what was expected and what was found. In English for programs, `in` any language for people. */
const faultOf = (what, expected, found) => {
  const told = (language) => ({
    what: said(what, language),
    expected: said(expected, language),
    found: said(found, language),
  })
  return { ...told(ENGLISH), in: told }
}

// ---- Hashes --------------------------------------------------------------------------------------------------------

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const LEAF = Buffer.of(0)
const NODE = Buffer.of(1)
const parent = (left, right) => sha256(NODE, left, right)

// ---- A row's leaf --------------------------------------------------------------------------------------------------

const COLUMNS = 'id at actor_id authority_id act subject_id purpose request_id detail xact'.split(' ')

const STRINGS = /("(?:[^"\\]|\\.)*")(\s*:)?/g

const namesIn = (value) => {
  if (value === null || typeof value !== 'object') return 0
  const inside = Object.values(value).reduce((count, one) => count + namesIn(one), 0)
  return Array.isArray(value) ? inside : inside + Object.keys(value).length
}

/** JSON that says one thing to every reader: of a name that stands twice JSON.parse would keep the last alone. */
const parsed = (text) => {
  const value = JSON.parse(text)
  let names = 0
  for (const [, string, colon] of text.matchAll(STRINGS)) {
    if (colon) names += 1
    if (string.includes('\\u0000') && JSON.parse(string).includes('\0')) throw refusal(say('nul-inside'))
  }
  if (names !== namesIn(value)) throw refusal(say('name-twice'))
  return value
}

/** JSON with sorted names and no white space. A number keeps its digits: PostgreSQL has no NUL in JSON, so it marks one. */
export const sortedJson = (text) => {
  parsed(text)
  const told = (value) => {
    if (typeof value === 'string' && value.startsWith('\0')) return value.slice(1)
    if (value === null || typeof value !== 'object') return JSON.stringify(value)
    if (Array.isArray(value)) return `[${value.map(told).join(',')}]`
    const names = Object.keys(value).sort()
    return `{${names.map((name) => `${JSON.stringify(name)}:${told(value[name])}`).join(',')}}`
  }
  const marked = text.replaceAll(/"(?:[^"\\]|\\.)*"|[-\d][-+.\deE]*/g, (token) =>
    token.startsWith('"') ? token : `"\\u0000${token}"`,
  )
  return told(JSON.parse(marked))
}

export const leafOf = (row) =>
  sha256(
    LEAF,
    JSON.stringify([
      'motcua ledger row 1',
      ...COLUMNS.map((name) => (name === 'detail' ? sortedJson(row.detail) : row[name])),
    ]),
  )

// ---- Keys and checkpoints -----------------------------------------------------------------------------------------

const publicKey = (bytes) =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') }, format: 'jwk' })

const keyIn = (line) => {
  const [, name, id, encoded] = /^(.+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(line) ?? []
  const bytes = Buffer.from(encoded ?? '', 'base64')
  if (bytes.length !== 33 || bytes[0] !== 1) throw refusal(say('key-not-read', line))
  if (sha256(`${name}\n`, bytes).toString('hex', 0, 4) !== id) throw refusal(say('key-other', line))
  return { name, id, key: publicKey(bytes.subarray(1)) }
}

/** By id. The first is trusted because you give it; the others because the one before them signed them. */
export const keysIn = (text) => {
  const keys = new Map()
  let former = null
  for (const item of JSON.parse(text).items) {
    const { endorsement } = item
    const key = keyIn(item.key)
    const said = Buffer.from(`motcua ledger key\n${item.key}\n`)
    if (former && !verify(null, said, former.key, Buffer.from(endorsement ?? '', 'base64')))
      throw refusal(say('key-not-endorsed', key.id, former.id))
    keys.set(key.id, key)
    former = key
  }
  return keys
}

/** Texts of a file, or of an answer in it. An editor or a shell of Windows may have saved it, and spelled it in its own way. */
const textsIn = (text) => {
  if (!text.startsWith('{')) return [text]
  const answer = parsed(text)
  return (answer.items ?? [answer]).map(({ note }) => String(note))
}

/** Each text together with its signatures, and every passage that is no note as well: none must be lost unsaid. */
export const notesIn = (text) =>
  textsIn(text.trim()).flatMap((one) => {
    const passages = one
      .replaceAll(/[^\S\n]+$/gm, '')
      .replaceAll(/^(—.*\n)(?=[^—\n])/gm, '$1\n')
      .split(/\n{2,}/)
      .filter((passage) => passage !== '')
    const notes = []
    for (const passage of passages)
      if (passage.startsWith('—') && notes.at(-1)?.endsWith('\n') === false)
        notes.push(`${notes.pop()}\n\n${passage}\n`)
      else notes.push(passage)
    return notes
  })

/** @returns what the note says, or why it is not believed */
export const checkpointIn = (note, keys) => {
  const end = note.indexOf('\n\n')
  const said = note.slice(0, end + 1)
  const [origin, size, root, ...rest] = said.split('\n')
  const at = rest.find((line) => line.startsWith('time '))?.slice(5)
  const checkpoint = { origin, size: Number(size), root, at, note }
  if (end < 0 || !/^\d{1,16}$/.test(size ?? '') || Buffer.from(root ?? '', 'base64').length !== 32)
    return { ...checkpoint, fault: say('no-checkpoint') }
  for (const line of note.slice(end + 2).split('\n')) {
    const [, name, encoded] = /^— (\S+) (\S+)$/.exec(line) ?? []
    const bytes = Buffer.from(encoded ?? '', 'base64')
    const key = keys.get(bytes.toString('hex', 0, 4))
    if (key?.name === name && name === origin && verify(null, Buffer.from(said), key.key, bytes.subarray(4)))
      return checkpoint
  }
  return { ...checkpoint, fault: say('not-trusted') }
}

// ---- The ledger ----------------------------------------------------------------------------------------------------

const rootOf = (peaks) =>
  peaks.length === 0 ? sha256() : peaks.reduceRight((right, left) => parent(left, right))

/** Checkpoints that are believed, by the number of rows that they cover, and why others are not. */
const believed = (notes, keys) => {
  const faults = []
  const bySize = new Map()
  const origin = keys.values().next().value?.name
  for (const note of notes) {
    const checkpoint = checkpointIn(note, keys)
    const { size, root } = checkpoint
    const known = bySize.get(size)
    if (!Number.isSafeInteger(size))
      faults.push(
        faultOf(say('passage', note.slice(0, 60).replaceAll('\n', ' ')), say('a-note'), checkpoint.fault),
      )
    else if (checkpoint.fault)
      faults.push(faultOf(say('checkpoint', size), say('signed-by', origin), checkpoint.fault))
    else if (known && known.root !== root) faults.push(faultOf(say('forked', size), known.root, root))
    else bySize.set(size, checkpoint)
  }
  const last = [...bySize.values()].reduce((most, one) => (one.size > (most?.size ?? -1) ? one : most), null)
  if (!last) faults.push(faultOf(say('checkpoints'), say('at-least-one'), say('none')))
  return { bySize, last, faults }
}

/** The tree over leaves as they come: of each whole tree within it the root. */
const tree = () => {
  const peaks = []
  let size = 0
  return {
    add: (leaf) => {
      let node = leaf
      for (let trees = size; trees % 2 === 1; trees = (trees - 1) / 2) node = parent(peaks.pop(), node)
      peaks.push(node)
      size += 1
    },
    size: () => size,
    root: () => rootOf(peaks).toString('base64'),
  }
}

/** The leaf of a row in its place: what the row says counts, not what is written beside it. */
const checkRow = ({ position, rowId, leaf, row }, place) => {
  const where = say('row', rowId, position)
  const faults = position === place ? [] : [faultOf(where, say('position', place), say('position', position))]
  const kept = Buffer.from(leaf, 'base64')
  // A row that is gone cannot be reckoned.
  if (row === null)
    return { leaf: kept, faults: [...faults, faultOf(where, say('row-there'), say('row-gone'))] }
  let reckoned = kept
  try {
    reckoned = leafOf(row)
  } catch (error) {
    faults.push(faultOf(where, say('row-readable'), error.sentence ?? error.message))
  }
  const now = reckoned.toString('base64')
  if (now !== leaf) faults.push(faultOf(where, say('leaf-then', leaf), say('leaf-now', now)))
  return { leaf: reckoned, faults }
}

/**
 * @param lines of the export
 * @param notes the published checkpoints
 * @returns faults, each with what it is about, what was expected and what was found; and what was covered
 */
export const verifyLedger = async (lines, notes, keys, graceSeconds = 600) => {
  const { bySize, last, faults } = believed(notes, keys)
  const grown = tree()
  let good = 0
  let checked = 0
  let waiting = 0
  let nth = 0
  for await (const line of lines) {
    nth += 1
    if (line === '') continue
    let given
    try {
      given = parsed(line)
    } catch (error) {
      faults.push(faultOf(say('line', nth), say('line-readable'), error.sentence ?? error.message))
      continue
    }
    if (given.position === null) {
      const isLate = last && Number(given.row.at) / 1000 <= Date.parse(last.at) - graceSeconds * 1000
      if (isLate)
        faults.push(
          faultOf(say('row-without-place', given.row.id), say('place-before', last.at), say('put-in')),
        )
      else waiting += 1
      continue
    }
    const { leaf, faults: ofRow } = checkRow(given, grown.size())
    faults.push(...ofRow)
    grown.add(leaf)
    const checkpoint = bySize.get(grown.size())
    if (!checkpoint) continue
    checked += 1
    const root = grown.root()
    if (root === checkpoint.root) good = grown.size()
    else
      faults.push(
        faultOf(say('positions', good, grown.size() - 1, checkpoint.at), say('root', checkpoint.root), root),
      )
  }
  const size = grown.size()
  if (last && last.size > size)
    faults.push(faultOf(say('end'), say('rows-signed', last.size, last.at), say('rows-missing', size)))
  return { faults, size, checked, waiting, uncovered: Math.max(0, size - (last?.size ?? 0)), last }
}

/** @returns faults; none when the row is in the tree that the checkpoint signs (RFC 9162, 2.1.3.2) */
export const verifyProof = ({ row, position, proof, checkpoint: note }, keys) => {
  const checkpoint = checkpointIn(note, keys)
  if (checkpoint.fault) {
    const origin = keys.values().next().value?.name
    return [faultOf(say('checkpoint', checkpoint.size), say('signed-by', origin), checkpoint.fault)]
  }
  let [at, end, hash] = [position, checkpoint.size - 1, leafOf(row)]
  let fits = Number.isSafeInteger(position) && position >= 0 && position <= end
  for (const sibling of proof.map((one) => Buffer.from(one, 'base64'))) {
    if (end === 0) fits = false
    if (at % 2 === 1 || at === end) {
      hash = parent(sibling, hash)
      while (at !== 0 && at % 2 === 0) [at, end] = [Math.floor(at / 2), Math.floor(end / 2)]
    } else hash = parent(hash, sibling)
    ;[at, end] = [Math.floor(at / 2), Math.floor(end / 2)]
  }
  const root = hash.toString('base64')
  return fits && end === 0 && root === checkpoint.root
    ? []
    : [faultOf(say('row', row.id, position), say('root-over', checkpoint.root, checkpoint.size), root)]
}

// ---- The command line ---------------------------------------------------------------------------------------------

const MOST_TOLD = 50
const USAGE = `verify-ledger.mjs EXPORT --checkpoints FILE --key FILE [--grace SECONDS]
verify-ledger.mjs --proof FILE --key FILE
`

const printed = (fault, language) => {
  const { what, expected, found } = fault.in(language)
  const word = (id) => say(id)(language)
  return `${word('FAULT')}  ${what}\n         ${word('expected')}  ${expected}\n         ${word('found')}  ${found}\n`
}

const told = (faults) => {
  for (const fault of faults.slice(0, MOST_TOLD))
    process.stdout.write(`${printed(fault, VIETNAMESE)}${printed(fault, ENGLISH)}`)
  if (faults.length > MOST_TOLD) process.stdout.write(`${inBoth(say('more', faults.length - MOST_TOLD))}\n`)
  return faults.length === 0 ? 0 : 1
}

const OPTIONS = {
  checkpoints: { type: 'string', multiple: true, default: [] },
  key: { type: 'string' },
  grace: { type: 'string', default: '600' },
  proof: { type: 'string' },
}

const understood = (args) => {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true })
    const files = positionals.length + (values.proof ? 1 : 0)
    const isWhole = values.proof || values.checkpoints.length > 0
    return files === 1 && isWhole && values.key && /^\d+$/.test(values.grace)
      ? { ...values, file: positionals[0] }
      : null
  } catch {
    return null
  }
}

const unread = (file, { code }) =>
  refusal(code === 'ENOENT' ? say('file-missing', file) : say('file-not-read', file, code))

const read = (file, understand) => {
  let bytes
  try {
    bytes = readFileSync(file)
  } catch (error) {
    throw unread(file, error)
  }
  try {
    // A shell of Windows may have saved it as UTF-16; the mark that tells so is not handed on.
    return understand(new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-8').decode(bytes))
  } catch (error) {
    throw error.sentence ? error : refusal(say('not-its-form', file, error.message))
  }
}

const opened = async (file) => {
  try {
    if (statSync(file).isDirectory()) throw Object.assign(new Error(file), { code: 'EISDIR' })
    const stream = createReadStream(file)
    await once(stream, 'open')
    return stream
  } catch (error) {
    throw unread(file, error)
  }
}

export const main = async (args) => {
  const given = understood(args)
  if (!given) {
    process.stderr.write(`${inBoth(say('usage'))}\n${USAGE}`)
    return 2
  }
  const { file, proof, key, grace, checkpoints } = given
  try {
    const keys = read(key, keysIn)
    if (proof) {
      const faults = read(proof, (text) => verifyProof(parsed(text), keys))
      if (faults.length === 0) process.stdout.write(`${inBoth(say('row-is-there'))}\n`)
      return told(faults)
    }
    const notes = checkpoints.flatMap((one) => read(one, notesIn))
    const lines = createInterface({ input: await opened(file), crlfDelay: Number.POSITIVE_INFINITY })
    const found = await verifyLedger(lines, notes, keys, Number(grace))
    const { faults, size, checked, last, uncovered, waiting } = found
    const outcome = faults.length === 0 ? say('ok') : say('faults', faults.length)
    process.stdout.write(
      `${inBoth(say('summary', outcome, size, checked, last?.at ?? say('none'), uncovered, waiting))}\n`,
    )
    return told(faults)
  } catch (error) {
    process.stderr.write(
      `${error.sentence ? error.message : inBoth(say('not-its-form', file, error.message))}\n`,
    )
    return 2
  }
}

/** Whether this file is what was called, whatever it is named and through whatever link: not for a program that takes it in. */
const isCalled = () => {
  try {
    return realpathSync(process.argv[1]) === realpathSync(fileURLToPath(import.meta.url))
  } catch {
    return false
  }
}

if (isCalled()) process.exitCode = await main(process.argv.slice(2))
