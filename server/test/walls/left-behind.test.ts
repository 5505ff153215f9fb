import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addressesInLockfile, testsSwitchedOff } from '../../../bin/lib/left-behind.mjs'
import { judgeMessages } from '../../../bin/lib/messages.mjs'
import { unreadMessages } from '../../../bin/lib/unread-messages.mjs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'motcua-left-behind-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const put = (file: string, text: string) => {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), text)
}

describe('a test that was switched off', () => {
  // Written apart, or this very file would be told of.
  const off = (word: string, how: string) => `${word}.${how}('x', () => {})`

  it.for([
    off('it', 'only'),
    off('it', 'skip'),
    off('describe', 'skip'),
    off('test', 'todo'),
    `it.for([1]).${'skip'}('x', () => {})`.replace('.for([1])', ''),
    `${'x'}it('x', () => {})`,
    `it('x', (ctx) => ctx.${'skip'}())`,
  ])('is told of with its line: %s', (line) => {
    put('server/src/x.test.ts', `import { it } from 'vitest'\n${line}\n`)
    expect(testsSwitchedOff(folder)).toEqual([`server/src/x.test.ts:2 ${line}`])
  })

  it('is not seen where there is none', () => {
    put('server/src/x.test.ts', "it('skips the weekend', () => {})\nawait page.only\n")
    put('common/skip.ts', off('it', 'skip'))
    expect(testsSwitchedOff(folder)).toEqual([])
  })
})

describe('a lockfile', () => {
  it('that names where a package came from is told of', () => {
    put('package-lock.json', '{\n  "resolved": "https://registry.example/a/-/a-1.0.0.tgz"\n}\n')
    expect(addressesInLockfile(folder)).toHaveLength(1)
  })

  it('without addresses passes', () => {
    put('package-lock.json', '{\n  "version": "1.0.0",\n  "integrity": "sha512-x"\n}\n')
    expect(addressesInLockfile(folder)).toEqual([])
  })
})

describe('the messages in two languages', () => {
  const judge = async (vi: Record<string, unknown>, en: Record<string, unknown>) => {
    put('vi/desk.json', JSON.stringify(vi))
    put('en/desk.json', JSON.stringify(en))
    return (await judgeMessages(folder)).faults
  }

  it('agree when both say the same ids with the same places', async () => {
    const plural = '{count, plural, =0 {Không có hồ sơ của {name}} other {# hồ sơ của {name}}}'
    const english =
      '{count, plural, =0 {No files of {name}} one {# file of {name}} other {# files of {name}}}'
    expect(await judge({ a: 'Xin chào {name}', b: plural }, { a: 'Hello {name}', b: english })).toEqual([])
  })

  it('disagree when one lacks an id, its words, or a file', async () => {
    expect(await judge({ a: 'Có', b: 'Không' }, { a: 'Yes' })).toEqual(['en/desk.json: b has no words.'])
    expect(await judge({ a: '  ' }, { a: 'Yes' })).toEqual(['vi/desk.json: a has no words.'])
    put('vi/portal.json', '{}')
    expect((await judgeMessages(folder)).faults).toContain('en/portal.json is missing.')
  })

  it('disagree when a place to fill is called otherwise', async () => {
    expect(await judge({ a: 'Chào {name}' }, { a: 'Hello {person}' })).toEqual([
      'desk.json: a fills {name} in Vietnamese and {person} in English.',
    ])
  })

  it('cannot be read when a brace is left open', async () => {
    expect(await judge({ a: 'Chào {name' }, { a: 'Hello {name}' })).toEqual([
      expect.stringMatching(/^vi\/desk\.json: a cannot be read/),
    ])
  })
})

describe('a message', () => {
  const template = (before: string, after = '') => ['t(`', before, '$', '{x}', after, '`)'].join('')

  it('is read when a source names it, or makes its id', () => {
    expect(unreadMessages(['retry', 'nav.inbox'], ["t('retry')", 't("nav.inbox")'])).toEqual([])
    expect(unreadMessages(['state.ACCEPTED'], [template('state.')])).toEqual([])
    expect(unreadMessages(['left.days'], [template('', '.days')])).toEqual([])
  })

  it('is told of when nobody could read it', () => {
    expect(unreadMessages(['role.ADMIN', 'retry'], ["t('retry')"])).toEqual([
      'role.ADMIN is read by nobody: no source file names it or makes it.',
    ])
    // Another word that begins alike, a part of the id, and a template that would make every id do not read it.
    expect(unreadMessages(['state.ACCEPTED'], [template('states.'), "'state'", template('')])).toHaveLength(1)
    expect(unreadMessages(['state.a.b'], [template('state.')])).toHaveLength(1)
  })

  it('of a refusal is read when its code is thrown, not because refusals have words', () => {
    const words = ['refusal.counter-busy.title', 'refusal.counter-busy.detail']
    const say = template('refusal.', '.title')
    expect(unreadMessages(words, [say, "new Refusal('CONFLICT', 'counter-busy')"])).toEqual([])
    expect(unreadMessages(words, [say])).toHaveLength(2)
  })
})
