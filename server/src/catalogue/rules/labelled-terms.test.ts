import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { onRecords, portalRecords } from '../../../test/support/portal-records.ts'
import { readRecord } from './portal-record.ts'
import type { ChannelTerms } from './procedure.ts'

/**
 * What somebody read in the term of every channel of the real records, before any program did: a number and a unit,
 * or no-unit, empty, prose, none-by-law, none-said. `doubted` are the channels of which another place of the record
 * says something else.
 */
interface Labelled {
  record: number
  title: string
  terms: readonly string[]
  doubted: readonly number[]
}
const labelled: readonly Labelled[] = JSON.parse(
  readFileSync(new URL('./labelled-terms.json', import.meta.url), 'utf8'),
)
const real = portalRecords()

const QUESTION: Readonly<Record<string, string>> = {
  'no-unit': 'term-without-unit',
  empty: 'term-empty',
  prose: 'term-in-prose',
  'none-said': 'term-said-none',
}
const DOUBTS = ['term-contradicted', 'term-several', 'term-starts-elsewhere', 'term-leaves-out']

const read = ({ record, title }: Labelled) => {
  const source = real?.records[record]
  expect(source?.title).toBe(title)
  const imported = readRecord(source)
  return {
    channels: imported.content.cases[0]?.channels ?? [],
    questionsAt: (channel: number) =>
      imported.forPerson
        .filter(({ path }) => path[1] === channel && path[2] === 'Thời hạn giải quyết')
        .map(({ code }) => code),
  }
}

const said = ({ term }: ChannelTerms) => (term === null ? null : `${term.value} ${term.unit}`)

describe('the terms that somebody has read', () => {
  test('are those of 97 channels of 53 records', () => {
    expect([labelled.length, labelled.flatMap(({ terms }) => terms).length]).toEqual([53, 97])
  })

  test(onRecords(real, 'are read right where they are clear, and none is read wrong in silence'), () => {
    const counts = { clear: 0, ownClass: 0, noneByLaw: 0, toPerson: 0, doubted: 0 }
    for (const one of real ? labelled : []) {
      const { channels, questionsAt } = read(one)
      expect(channels.length, one.title).toBe(one.terms.length)
      for (const [index, label] of one.terms.entries()) {
        const where = `${one.title} ${index}`
        const channel = channels[index]
        if (!channel) throw new Error(where)
        const questions = questionsAt(index)
        if (label in QUESTION) {
          expect([said(channel), channel.standing], where).toEqual([null, 'UNDECIDED'])
          expect(questions, where).toEqual([QUESTION[label]])
          counts[label === 'none-said' ? 'ownClass' : 'toPerson'] += 1
          continue
        }
        const isNone = label === 'none-by-law'
        expect([said(channel), channel.standing], where).toEqual(
          isNone ? [null, 'NONE_BY_LAW'] : [label, 'STATED'],
        )
        const doubts = questions.filter((code) => DOUBTS.includes(code))
        expect([doubts.length > 0, questions.length], where).toEqual([
          one.doubted.includes(index),
          doubts.length,
        ])
        counts.clear += isNone ? 0 : 1
        counts.ownClass += isNone ? 1 : 0
        counts.noneByLaw += isNone ? 1 : 0
        counts.doubted += doubts.length > 0 ? 1 : 0
      }
    }
    console.info(
      real
        ? `terms: ${counts.clear} read (of them ${counts.doubted} asked about), ${counts.toPerson} to a person, ` +
            `${counts.ownClass} say that there is none (${counts.noneByLaw} that the law lays none down)`
        : 'terms: nothing tried, the records are not there',
    )
    if (real) expect(counts).toEqual({ clear: 62, ownClass: 8, noneByLaw: 5, toPerson: 27, doubted: 31 })
  })
})
