import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'

/**
 * `docs/asvs.csv` answers each requirement of levels 1 and 2 of OWASP ASVS 5.0.0 once, and what it calls met names a test or a
 * proof that is there. Whether that test shows what it is named for, a reader judges.
 */

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

interface Row {
  id: string
  level: string
  asks: string
  applies: string
  how: string
  evidence: string
}

const rows: Row[] = parse(readFileSync(join(ROOT, 'docs/asvs.csv')), { columns: true })

/** Each section, and the level of its first, second, … requirement; `-` is level 3, which is not answered. */
const ASKED: readonly (readonly [section: string, levels: string])[] = [
  ['1.1', '22'],
  ['1.2', '111112222'],
  ['1.3', '11222222222'],
  ['1.4', '222'],
  ['1.5', '12'],
  ['2.1', '122'],
  ['2.2', '112'],
  ['2.3', '1222'],
  ['2.4', '2'],
  ['3.2', '11'],
  ['3.3', '1222'],
  ['3.4', '112222'],
  ['3.5', '11122'],
  ['3.7', '22'],
  ['4.1', '122'],
  ['4.2', '2'],
  ['4.3', '22'],
  ['4.4', '1222'],
  ['5.1', '2'],
  ['5.2', '112'],
  ['5.3', '11'],
  ['5.4', '222'],
  ['6.1', '122'],
  ['6.2', '111111112222'],
  ['6.3', '1122'],
  ['6.4', '1122'],
  ['6.5', '22222'],
  ['6.6', '222'],
  ['6.8', '2222'],
  ['7.1', '222'],
  ['7.2', '1111'],
  ['7.3', '22'],
  ['7.4', '11222'],
  ['7.5', '22'],
  ['7.6', '22'],
  ['8.1', '12'],
  ['8.2', '112'],
  ['8.3', '1'],
  ['8.4', '2'],
  ['9.1', '111'],
  ['9.2', '1222'],
  ['10.1', '22'],
  ['10.2', '22'],
  ['10.3', '2222'],
  ['10.4', '11111222222'],
  ['10.5', '22222'],
  ['10.6', '22'],
  ['10.7', '222'],
  ['11.1', '22'],
  ['11.2', '222'],
  ['11.3', '112'],
  ['11.4', '1222'],
  ['11.5', '2'],
  ['11.6', '2'],
  ['12.1', '122'],
  ['12.2', '11'],
  ['12.3', '2222'],
  ['13.1', '2'],
  ['13.2', '22222'],
  ['13.3', '22'],
  ['13.4', '12222'],
  ['14.1', '22'],
  ['14.2', '1222'],
  ['14.3', '122'],
  ['15.1', '122'],
  ['15.2', '122'],
  ['15.3', '1222222'],
  ['16.1', '2'],
  ['16.2', '22222'],
  ['16.3', '2222'],
  ['16.4', '222'],
  ['16.5', '222'],
  ['17.1', '2'],
  ['17.2', '2222'],
  ['17.3', '22'],
]

/** As they are counted in the standard: level 1, level 2. */
const IN_CHAPTER: Readonly<Record<number, readonly [number, number]>> = {
  1: [8, 19],
  2: [4, 7],
  3: [8, 11],
  4: [2, 8],
  5: [4, 5],
  6: [13, 22],
  7: [6, 12],
  8: [4, 3],
  9: [4, 3],
  10: [5, 24],
  11: [3, 11],
  12: [3, 6],
  13: [1, 12],
  14: [2, 7],
  15: [3, 10],
  16: [0, 16],
  17: [0, 7],
}

const asked = ASKED.flatMap(([section, levels]) =>
  [...levels].flatMap((level, at) => (level === '-' ? [] : [`V${section}.${at + 1} L${level}`])),
)

const HOWS = ['met', 'not met', 'by the installer', 'later']
const isProof = (path: string) => /\.test\.tsx?$/.test(path) || /^prove\/[\w-]+\.ts$/.test(path)

/** What is wrong with one answer; none is in order. */
const faultsOf = ({ asks, applies, how, evidence }: Row): string[] => {
  if (asks.trim() === '' || evidence.trim() === '') return ['says nothing']
  if (applies === 'no') return how === '' ? [] : ['does not apply, and is answered']
  if (applies !== 'yes' || !HOWS.includes(how)) return ['is not answered']
  if (how !== 'met') return evidence.includes(' ') ? [] : ['gives no reason']
  const paths = evidence.split(' ')
  const gone = paths.filter((path) => !existsSync(join(ROOT, path)))
  return [
    ...gone.map((path) => `names ${path}, which is not there`),
    ...(paths.some(isProof) ? [] : ['names no test and no proof']),
  ]
}

describe('the answers to ASVS 5.0', () => {
  test('are to every requirement of levels 1 and 2, once', () => {
    expect(rows.map(({ id, level }) => `${id} L${level}`)).toEqual(asked)
    for (const [chapter, counts] of Object.entries(IN_CHAPTER)) {
      const of = rows.filter(({ id }) => id.startsWith(`V${chapter}.`))
      expect(['1', '2'].map((level) => of.filter((row) => row.level === level).length)).toEqual(counts)
    }
    expect(rows).toHaveLength(253)
  })

  test('give a proof for what is met, and a reason for everything else', () => {
    expect(rows.flatMap((row) => faultsOf(row).map((fault) => `${row.id} ${fault}`))).toEqual([])
    const count = (is: (row: Row) => boolean) => rows.filter(is).length
    const told = [...HOWS.map((how) => `${how} ${count((row) => row.how === how)}`)]
    console.log(
      `ASVS 5.0, L1 and L2: ${told.join(', ')}, does not apply ${count((row) => row.applies === 'no')}`,
    )
  })

  test.each<[string, Partial<Row>]>([
    ['says nothing', { evidence: '' }],
    ['is not answered', { how: 'soon' }],
    ['names gone.test.ts, which is not there', { evidence: 'gone.test.ts README.md prove/access.ts' }],
    ['names no test and no proof', { evidence: 'README.md' }],
    ['gives no reason', { how: 'not met', evidence: 'nothing' }],
    ['does not apply, and is answered', { applies: 'no', evidence: 'there is none' }],
  ])('are read so that one which %s is found', (fault, over) => {
    const row = {
      id: 'V1.1.1',
      level: '1',
      asks: 'something',
      applies: 'yes',
      how: 'met',
      evidence: 'prove/access.ts',
    }
    expect(faultsOf({ ...row, ...over })).toEqual([fault])
  })
})
