import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { temporaryFolder } from '../support/places.ts'

/** Programs of earlier days, taken from the history of this clone and built by their own builder. */

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export interface EarlierProgram {
  /** In full. */
  commit: string
  /** Its built `main.mjs`. */
  program: string
}

/** The full hash of the first of the names that this clone's history knows; null when it knows none. */
export const commitOf = async (names: readonly string[]): Promise<string | null> => {
  for (const name of names) {
    const { code, out } = await git('rev-parse', '--verify', '--quiet', `${name}^{commit}`)
    if (code === 0) return out.trim()
  }
  return null
}

/** The programs as they were before each change of the schema, the youngest first. */
export const programsBeforeMigrations = async (): Promise<string[]> => {
  const changes = await git('log', '--format=%P', '--diff-filter=A', '--', 'server/migrations')
  const parents = changes.out.split('\n').flatMap((line) => line.split(' ').slice(0, 1).filter(Boolean))
  const sorted = await git('log', '--no-walk=sorted', '--format=%H', ...parents)
  return sorted.out.trim().split('\n')
}

/**
 * Unpacks and builds a commit in a folder of its own, gone after the proof. It runs on the packages that are installed here:
 * those that it names are pinned to the same versions ever since.
 * @throws with the builder's words when it does not build
 */
export const earlierProgram = async (commit: string): Promise<EarlierProgram> => {
  const folder = await temporaryFolder()
  const archive = spawn('git', ['archive', commit], { cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] })
  const unpacking = spawn('tar', ['-x', '-C', folder], { stdio: ['pipe', 'ignore', 'ignore'] })
  archive.stdout.pipe(unpacking.stdin)
  const [code] = await once(unpacking, 'exit')
  if (code !== 0) throw new Error(`${commit} was not unpacked`)
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  // Its builder alone: its own way of preparing would install packages where ours are.
  const built = await command(
    process.execPath,
    ['-e', "import('./bin/lib/build.mjs').then((m) => m.build())"],
    folder,
  )
  if (built.code !== 0) throw new Error(`${commit} does not build: ${built.out.slice(-1_000)}`)
  return { commit, program: join(folder, 'dist', 'server', 'main.mjs') }
}

const git = (...words: string[]) => command('git', words, ROOT)

const command = async (
  name: string,
  words: readonly string[],
  cwd: string,
): Promise<{ code: number; out: string }> => {
  const child = spawn(name, words, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      out += chunk
    })
  const code = await once(child, 'close').then(
    ([ended]) => ended as number,
    // No such program: told like a command that failed.
    () => 127,
  )
  return { code, out }
}
