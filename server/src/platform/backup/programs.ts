import { execFile } from 'node:child_process'
import { access } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { findPrograms, type Programs, programFile } from '#platform/db/binaries.ts'
import { BackupFailure } from './failure.ts'

const run = promisify(execFile)

/**
 * PostgreSQL's programs of one major version: those named, else the bundled ones, else what this machine has, by
 * PATH, by pg_config, or where Debian and Red Hat put them.
 *
 * @throws BackupFailure programs-missing
 */
export const programsOfMajor = async (
  major: number,
  { dataFolder, named }: { dataFolder: string; named?: string | undefined },
): Promise<Programs> => {
  if (named !== undefined) {
    const found = await programsIn(named)
    if (found?.major === major) return found
    throw new BackupFailure('programs-missing', { major, looked: named })
  }
  const bundled = await findPrograms(dataFolder).catch(() => null)
  if (bundled?.major === major) return bundled
  const looked = await likelyFolders(major)
  for (const folder of looked) {
    const found = await programsIn(folder)
    if (found?.major === major) return found
  }
  throw new BackupFailure('programs-missing', { major, looked: looked.join(', ') })
}

const likelyFolders = async (major: number): Promise<string[]> => {
  const said = await run('pg_config', ['--bindir']).then(
    ({ stdout }) => [stdout.trim()],
    () => [],
  )
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  return [`/usr/lib/postgresql/${major}/bin`, `/usr/pgsql-${major}/bin`, ...said, ...path]
}

/** A folder that holds `bin`, or is one. Null: no PostgreSQL, or one without its server. */
const programsIn = async (folder: string): Promise<Programs | null> => {
  for (const home of [folder, dirname(folder)]) {
    const programs = { folder: home, version: '', major: 0 }
    const server = programFile(programs, 'postgres')
    if (home !== folder && join(home, 'bin') !== folder.replace(/\/$/, '')) continue
    if (
      !(await access(server).then(
        () => true,
        () => false,
      ))
    )
      continue
    const { stdout } = await run(server, ['-V']).catch(() => ({ stdout: '' }))
    const version = /(\d+)(\.\d+)?/.exec(stdout)
    if (version) return { folder: home, version: version[0], major: Number(version[1]) }
  }
  return null
}
