import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeModule } from '../../../bin/lib/house.mjs'
import { buildHouse, type StandIn } from './house.ts'

/** What a rule might write, and the hint with which the linter answers. */
const impurities: [what: string, code: string, hint: RegExp][] = [
  ['looks at the clock', 'export const today = () => Date.now()', /has no clock.*as an argument/],
  ['makes a date', "export const day = () => new Date('2026-11-22')", /has no clock/],
  ['reads the environment', "export const zone = () => process.env['TZ']", /knows no machine/],
  ['asks another server', "export const ask = () => fetch('http://127.0.0.1')", /asks nobody/],
  ['waits', 'export const wait = (then: () => void) => setTimeout(then, 1000)', /does not wait/],
  ['throws dice', 'export const dice = () => Math.random()', /throws no dice/],
]

describe('a rule that', () => {
  let house: StandIn
  beforeAll(() => {
    house = buildHouse()
  })
  afterAll(() => house.pullDown())

  const lint = (folder: string) =>
    nodeModule('@biomejs/biome/bin/biome', ['lint', '--colors=off', folder], {
      output: 'collect',
      cwd: house.path,
    })
  const compile = () =>
    nodeModule('typescript/bin/tsc', ['-p', 'tsconfig.rules.json', '--pretty', 'false'], {
      output: 'collect',
      cwd: house.path,
    })

  it('only reckons is let through by linter and compiler', async () => {
    expect(await lint('server/src/deadlines')).toMatchObject({ code: 0 })
    expect(await compile()).toMatchObject({ code: 0, out: '' })
  })

  it.for(impurities)('%s is stopped with a hint', async ([, code, hint]) => {
    const file = 'server/src/deadlines/rules/impure.ts'
    const { code: exit, out } = await house.with({ [file]: `${code}\n` }, () => lint('server/src/deadlines'))
    expect(exit).not.toBe(0)
    expect(out.replaceAll(/\s+/g, ' ')).toMatch(hint)
  })

  it('the same words outside rules/ are nobody’s business', async () => {
    const file = 'server/src/deadlines/jobs.ts'
    const { code } = await house.with({ [file]: 'export const now = () => Date.now()\n' }, () =>
      lint(join('server/src/deadlines')),
    )
    expect(code).toBe(0)
  })

  it('names what Node or a browser would give it does not compile', async () => {
    const file = 'server/src/deadlines/rules/impure.ts'
    const text = "export const all = [process.pid, fetch('x'), window.name, performance.now()]\n"
    const { code, out } = await house.with({ [file]: text }, compile)
    expect(code).not.toBe(0)
    for (const name of ['process', 'fetch', 'window', 'performance'])
      expect(out).toMatch(new RegExp(`'${name}'`))
  })

  it('prints in server code is stopped: the log is for that', async () => {
    const file = 'server/src/deadlines/jobs.ts'
    const { code, out } = await house.with({ [file]: "console.log('hello')\n" }, () =>
      lint('server/src/deadlines'),
    )
    expect(code).not.toBe(0)
    expect(out).toMatch(/noConsole/)
  })
})
