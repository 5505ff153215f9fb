import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, link, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { flushFolder, makeFolder, writeThrough } from '#platform/durable.ts'
import { CannotOpen } from './cannot-open.ts'

/**
 * The secret of that name in `<dataFolder>/secrets`, made when it is not there: 256 random bits as base64url,
 * in a file that only its owner may read (0600, folder 0700). Two processes that make it at once get the same.
 */
export const secret = async (dataFolder: string, name: string): Promise<string> => {
  const folder = join(dataFolder, 'secrets')
  const file = join(folder, name)
  const kept = await readSecret(file)
  if (kept !== null) return kept
  await makeFolder(folder)
  const fresh = randomBytes(32).toString('base64url')
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  await writeThrough(draft, `${fresh}\n`)
  // A link appears whole or not at all, and never replaces what somebody else has put there first.
  // A file system without links gets a copy.
  await link(draft, file)
    .catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') await copyFile(draft, file, constants.COPYFILE_EXCL)
    })
    .catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  await rm(draft, { force: true })
  await flushFolder(folder)
  return (await readSecret(file)) ?? fresh
}

/** @throws CannotOpen SECRET_EXPOSED when group or others may read it: it may have been read, and is not used in silence */
const readSecret = async (file: string): Promise<string | null> => {
  const mode = (await stat(file).catch(() => null))?.mode ?? 0
  // Windows keeps no such bits and reports 0666 for every file.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new CannotOpen(
      'SECRET_EXPOSED',
      `${file} has mode ${(mode & 0o777).toString(8).padStart(4, '0')}: others on this machine may read the password in it. ` +
        `Say "chmod 600 ${file}", and think of who may have read it until now.`,
    )
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text.trim() || null
}

// Iterations slow down guessing, and nobody guesses 256 random bits. PostgreSQL's 4,096 would only cost each
// new connection 2 to 3 ms of CPU.
const ITERATIONS = 64

/**
 * What PostgreSQL keeps of a password (RFC 5803), made here so that the password itself is in no statement and
 * no server log. Works on every server that knows scram-sha-256.
 */
export const scramVerifier = (password: string): string => {
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256')
  const clientKey = createHmac('sha256', salted).update('Client Key').digest()
  const storedKey = createHash('sha256').update(clientKey).digest('base64')
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64')
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${serverKey}`
}
