import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const checkout = fileURLToPath(new URL('..', import.meta.url))

/** A program in the house's manner: JSX from the web, JSON from common, a file beside the source, signals. */
const PROGRAM: Record<string, string> = {
  'server/src/main.ts': `
    import { readFileSync } from 'node:fs'
    import { renderToStaticMarkup } from 'react-dom/server'
    import words from '#common/words.json' with { type: 'json' }
    import { beside } from '#platform/beside.ts'
    import { page } from '#web/portal/page.tsx'
    const [command] = process.argv.slice(2)
    console.log(renderToStaticMarkup(page(words.hello)), readFileSync(beside, 'utf8'))
    if (command === 'fail') throw new Error('it failed')
    if (command === 'start') {
      const stay = setInterval(() => {}, 1000)
      const close = () => { clearInterval(stay); console.log('closed'); process.exitCode = 7 }
      // An office closes its database first. Were it gone at once, the second signal could find nobody to hear it.
      process.once('SIGTERM', () => setTimeout(close, 500))
      console.log('ready')
    }`,
  'server/src/platform/beside.ts': "export const beside = new URL('./beside.txt', import.meta.url)\n",
  'server/src/platform/beside.txt': 'the file beside',
  'common/words.json': '{ "hello": "Xin chào" }',
  'web/portal/page.tsx': 'export const page = (text: string) => <p>{text}</p>\n',
}

describe('a checkout that is started', () => {
  let folder = ''
  const running: ChildProcess[] = []
  const put = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  const started = (...args: string[]) => {
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    running.push(child)
    const told = { out: '', errors: '' }
    child.stdout.on('data', (chunk) => (told.out += chunk))
    child.stderr.on('data', (chunk) => (told.errors += chunk))
    const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...told }))
    const ready = async () => {
      while (!told.out.includes('ready')) {
        if (child.exitCode !== null) throw new Error(`It ended: ${told.errors}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
    return { child, ended, ready, told }
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'motcua-start-'))
    for (const part of ['bin', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts']) {
      cpSync(join(checkout, part), join(folder, part), { recursive: true })
    }
    symlinkSync(join(checkout, 'node_modules'), join(folder, 'node_modules'))
    for (const [file, text] of Object.entries(PROGRAM)) put(file, text)
  })
  afterEach(() => {
    for (const child of running.splice(0)) child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })

  it('is built once and answers; what preparing tells goes to standard error', async () => {
    const first = await started('bin/motcua.mjs').ended
    expect(first).toMatchObject({ code: 0, out: '<p>Xin chào</p> the file beside\n' })
    expect(first.errors).toMatch(/^Building …\nBuilt in [\d.]+ s\.\n$/)
    const second = await started('bin/motcua.mjs').ended
    expect(second).toMatchObject({ code: 0, out: first.out, errors: '' })
  })

  it('is built again when a source has changed, and not when only a test has', async () => {
    await started('bin/motcua.mjs').ended
    put('server/src/platform/beside.test.ts', 'export {}\n')
    expect((await started('bin/motcua.mjs').ended).errors).toBe('')
    put('common/words.json', '{ "hello": "Chào" }')
    const again = await started('bin/motcua.mjs').ended
    expect(again.errors).toMatch(/^Building/)
    expect(again.out).toBe('<p>Chào</p> the file beside\n')
  })

  it('twice at the same time is built by one; the other waits and starts too', async () => {
    const both = await Promise.all([started('bin/motcua.mjs').ended, started('bin/motcua.mjs').ended])
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    expect(both.filter(({ errors }) => errors.includes('Building'))).toHaveLength(1)
    expect(readdirSync(join(folder, 'dist')).sort()).toEqual(['built-from', 'server'])
  })

  it('after one that was killed while building takes the work over', async () => {
    mkdirSync(join(folder, 'dist/.next/server'), { recursive: true })
    const dead = spawn(process.execPath, ['-e', ''])
    await once(dead, 'close')
    const { hostname } = await import('node:os')
    put('dist/.preparing', `${dead.pid}@${hostname()}`)
    put('dist/.next/server/half.mjs', 'half')
    expect(await started('bin/motcua.mjs').ended).toMatchObject({ code: 0 })
    expect(existsSync(join(folder, 'dist/server/half.mjs'))).toBe(false)
  })

  it('puts no path of the machine into dist', async () => {
    await started('bin/motcua.mjs').ended
    for (const file of ['main.mjs', 'main.mjs.map']) {
      expect(readFileSync(join(folder, 'dist/server', file), 'utf8')).not.toContain(tmpdir())
    }
  })

  it('ends in order when told to, with the exit code of the program', async () => {
    const office = started('bin/start.mjs')
    await office.ready()
    // Ctrl-C reaches a child of npm twice: from the terminal and from npm.
    office.child.kill('SIGTERM')
    office.child.kill('SIGTERM')
    expect(await office.ended).toMatchObject({ code: 7, out: expect.stringMatching(/ready\nclosed\n$/) })
  })

  it('that fails shows the line of the source, and says so in its exit code', async () => {
    const { code, errors } = await started('bin/motcua.mjs', 'fail').ended
    expect(code).toBe(1)
    expect(errors).toMatch(/it failed[\s\S]*server\/src\/main\.ts:9/)
  })

  it('whose build fails says why and leaves the last good one alone', async () => {
    await started('bin/motcua.mjs').ended
    const before = readFileSync(join(folder, 'dist/server/main.mjs'), 'utf8')
    put('server/src/platform/beside.ts', "export const beside = import.meta.dirname + '/beside.txt'\n")
    const { code, errors } = await started('bin/motcua.mjs').ended
    expect(code).toBe(1)
    expect(errors).toMatch(/could not be built[\s\S]*new URL\('\.\/x', import\.meta\.url\)/)
    expect(readFileSync(join(folder, 'dist/server/main.mjs'), 'utf8')).toBe(before)
  })
})
