import { spawnSync } from 'node:child_process'
import { chmod, chown, lstat, mkdir, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { removeFolder, temporaryFolder } from '../../../test/support/cluster.ts'
import type { Said, Surroundings, Workshop } from '../../../test/support/cluster-process.ts'
import { openWorkshop } from '../../../test/support/cluster-process.ts'
import { connected } from './connection.ts'

// Servers are started, stopped and killed here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let workshop: Workshop
let programs: string
let folder: string

beforeAll(async () => {
  workshop = await openWorkshop()
  programs = await workshop.programsWithoutLinks(join(workshop.folder, 'package'))
})
afterAll(() => workshop.close())
afterEach(() => removeFolder(folder))

interface Opened {
  said: Said
  answer: number
}

/** Starts a process on a data folder, writes and reads, and stops it again. */
const openAndAsk = async (
  dataFolder: string,
  surroundings: Surroundings = {},
  from = programs,
): Promise<Opened> => {
  // Where the data lie is the question here, not whether they survive a power cut.
  const embedded = { programs: from, settings: { fsync: 'off' } }
  const holder = await workshop.start({ dataFolder, embedded }, surroundings)
  try {
    const said = await holder.says()
    if (said.event !== 'open') return { said, answer: 0 }
    const answer = await connected(said.cluster.owner, async (client) => {
      await client.query('create table if not exists visit (at timestamptz)')
      await client.query('insert into visit values (now())')
      return Number((await client.query('select count(*) from visit')).rows[0].count)
    })
    return { said, answer }
  } finally {
    await holder.stop()
  }
}

test('programs without the links of an install script are completed where they lie', async () => {
  folder = await temporaryFolder()
  const fresh = await workshop.programsWithoutLinks(join(folder, 'package'))
  const links = async () =>
    (await readdir(join(fresh, 'lib'), { withFileTypes: true })).filter((one) => one.isSymbolicLink())
  expect(await links()).toEqual([])
  expect((await openAndAsk(join(folder, 'data'), {}, fresh)).answer).toBe(1)
  expect((await links()).length).toBeGreaterThan(10)
})

test('where no PostgreSQL was installed, the sentence says how to get one', async () => {
  folder = await temporaryFolder()
  const { said } = await openAndAsk(folder, {}, join(workshop.folder, 'nowhere'))
  expect(said).toMatchObject({ event: 'refused', code: 'NO_PROGRAMS' })
  expect(said.message).toMatch(/npm ci.*DATABASE_URL/)
})

const NOBODY = 65_534
// A uid that /etc/passwd does not know, as containers like to give.
const NAMELESS = 54_321

/** A PATH on which `unshare` fails, as it does where a container may not make user namespaces. */
const withoutNamespaces = async (): Promise<string> => {
  const shim = join(workshop.folder, 'shim')
  await mkdir(shim, { recursive: true })
  await writeFile(join(shim, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o755 })
  return `${shim}:${process.env.PATH}`
}

const hasNamespaces = () =>
  spawnSync('unshare', ['--user', '--map-user=65534', '--map-group=65534', 'true']).status === 0

// The rest needs root, to become somebody else; elsewhere there is only one somebody, whom the other tests try.
if (process.getuid?.() === 0) {
  test('an ordinary user runs the server as itself, with programs that somebody else installed', async () => {
    folder = await temporaryFolder()
    await chown(folder, NOBODY, NOBODY)
    const data = join(folder, 'data')
    const strangers = await workshop.programsWithoutLinks(join(folder, 'package'))
    const nobody = { uid: NOBODY, gid: NOBODY }
    expect((await openAndAsk(data, nobody, strangers)).answer).toBe(1)
    expect((await openAndAsk(data, nobody, strangers)).answer).toBe(2)
    expect((await stat(join(data, 'postgres'))).uid).toBe(NOBODY)
    // They could not be completed in place.
    expect(await readdir(join(data, 'programs'))).toHaveLength(1)
  })

  test("another user's data are refused with the owner's name for it, and root leaves them to their owner", async () => {
    folder = await temporaryFolder()
    await chmod(folder, 0o755)
    const data = join(folder, 'data')
    await mkdir(data, { mode: 0o755 })
    await chown(data, NOBODY, NOBODY)
    expect((await openAndAsk(data, { uid: NOBODY, gid: NOBODY })).answer).toBe(1)
    expect((await openAndAsk(data)).answer).toBe(2)
    const owners = await Promise.all(
      (await readdir(join(data, 'postgres'))).map(
        async (name) => (await lstat(join(data, 'postgres', name))).uid,
      ),
    )
    expect(new Set(owners)).toEqual(new Set([NOBODY]))
    await chown(data, NAMELESS, NAMELESS)
    await rm(join(data, 'secrets'), { recursive: true })
    await rm(join(data, 'log'), { recursive: true })
    const { said } = await openAndAsk(data, { uid: NAMELESS, gid: NAMELESS })
    expect(said).toMatchObject({ event: 'refused', code: 'DATA_FOLDER_UNUSABLE' })
    expect(said.message).toMatch(/belongs to uid 65534.*chown -R/s)
  })

  test('root that may not make user namespaces runs the server as nobody, in the same folder', async () => {
    folder = await temporaryFolder()
    const path = await withoutNamespaces()
    await chmod(folder, 0o755)
    const data = join(folder, 'data')
    expect((await openAndAsk(data, { path })).answer).toBe(1)
    expect((await lstat(join(data, 'postgres'))).isDirectory()).toBe(true)
    expect((await stat(join(data, 'postgres'))).uid).toBe(NOBODY)
    // Once given to nobody the data stay nobody's, whatever is possible later.
    expect((await openAndAsk(data)).answer).toBe(2)
    expect((await stat(join(data, 'postgres', 'base'))).uid).toBe(NOBODY)
  })

  test('below a 0700 home nobody gets its programs and its data outside of it, and a link leads there', async () => {
    folder = await temporaryFolder()
    const path = await withoutNamespaces()
    const home = join(folder, 'home')
    await mkdir(home, { mode: 0o700 })
    const inHome = await workshop.programsWithoutLinks(join(home, 'package'))
    const data = join(home, 'data')
    const first = await openAndAsk(data, { path }, inHome)
    expect(first.said.events).toContain('database-lives-elsewhere')
    const elsewhere = await realpath(join(data, 'postgres'))
    expect(elsewhere.startsWith(folder)).toBe(false)
    try {
      const second = await openAndAsk(data, { path }, inHome)
      expect(second.answer).toBe(2)
      expect(second.said.events).not.toContain('database-lives-elsewhere')
      await rename(dirname(elsewhere), `${dirname(elsewhere)}-gone`)
      const { said } = await openAndAsk(data, { path }, inHome)
      expect(said.message).toMatch(/nothing is there. Bring that folder back/)
      await rename(`${dirname(elsewhere)}-gone`, dirname(elsewhere))
    } finally {
      await rm(dirname(elsewhere), { recursive: true, force: true })
      await rm(`${dirname(elsewhere)}-gone`, { recursive: true, force: true })
    }
  })

  if (hasNamespaces()) {
    test('root runs the server in a namespace below its own 0700 home, and the data stay root’s', async () => {
      folder = await temporaryFolder()
      const home = join(folder, 'home')
      await mkdir(home, { mode: 0o700 })
      const inHome = await workshop.programsWithoutLinks(join(home, 'package'))
      const data = join(home, 'data')
      expect((await openAndAsk(data, {}, inHome)).answer).toBe(1)
      expect((await openAndAsk(data, {}, inHome)).answer).toBe(2)
      expect((await lstat(join(data, 'postgres'))).isDirectory()).toBe(true)
      expect((await stat(join(data, 'postgres', 'base'))).uid).toBe(0)
      expect(await readdir(data)).not.toContain('programs')
    })

    test('data of root are handed over whole when namespaces are gone, here and below a 0700 home', async () => {
      folder = await temporaryFolder()
      const path = await withoutNamespaces()
      await chmod(folder, 0o755)
      const near = join(folder, 'data')
      expect((await openAndAsk(near)).answer).toBe(1)
      expect((await openAndAsk(near, { path })).answer).toBe(2)
      expect((await stat(join(near, 'postgres', 'base'))).uid).toBe(NOBODY)
      const home = join(folder, 'home')
      await mkdir(home, { mode: 0o700 })
      const data = join(home, 'data')
      expect((await openAndAsk(data)).answer).toBe(1)
      const moved = await openAndAsk(data, { path })
      const elsewhere = await realpath(join(data, 'postgres'))
      try {
        expect(moved.answer).toBe(2)
        expect(elsewhere.startsWith(folder)).toBe(false)
        expect((await readdir(data)).filter((name) => name.startsWith('postgres'))).toEqual(['postgres'])
      } finally {
        await rm(dirname(elsewhere), { recursive: true, force: true })
      }
    })

    test("root in another person's 0700 home, which a namespace's root cannot enter, keeps the data outside", async () => {
      folder = await temporaryFolder()
      const home = join(folder, 'home')
      await mkdir(home, { mode: 0o700 })
      await chown(home, NAMELESS, NAMELESS)
      const inHome = await workshop.programsWithoutLinks(join(home, 'package'))
      const data = join(home, 'data')
      expect((await openAndAsk(data, {}, inHome)).answer).toBe(1)
      const elsewhere = await realpath(join(data, 'postgres'))
      try {
        expect(elsewhere.startsWith(folder)).toBe(false)
        expect((await openAndAsk(data, {}, inHome)).answer).toBe(2)
      } finally {
        await rm(dirname(elsewhere), { recursive: true, force: true })
      }
    })

    test('a user without a name, as containers give, runs the server under one', async () => {
      folder = await temporaryFolder()
      await chown(folder, NAMELESS, NAMELESS)
      const nameless = { uid: NAMELESS, gid: NAMELESS }
      expect((await openAndAsk(join(folder, 'data'), nameless)).answer).toBe(1)
      const path = await withoutNamespaces()
      const { said } = await openAndAsk(join(folder, 'data'), { ...nameless, path })
      expect(said.message).toMatch(/uid 54321 has none in \/etc\/passwd/)
    })
  }

  test('nothing of these trials is left in the folders of the system', async () => {
    folder = await temporaryFolder()
    const left = [...(await readdir('/var/lib')), ...(await readdir(tmpdir()))].filter((name) =>
      /^motcua-\w{6}$/.test(name),
    )
    expect(left).toEqual([])
  })
}
