import { createHash } from 'node:crypto'
import { BackupFailure } from './failure.ts'

/** What the server says of every file of its copy: size and SHA-256. Files of the log are not in it; the log has its own sums. */
export interface Manifest {
  files: ReadonlyMap<string, { size: number; sha256: string }>
}

interface Written {
  Files: {
    Path?: string
    'Encoded-Path'?: string
    Size: number
    'Checksum-Algorithm'?: string
    Checksum?: string
  }[]
  'Manifest-Checksum': string
}

/** @throws BackupFailure file-not-verified when the manifest is not as the server wrote it */
export const readManifest = (text: string): Manifest => {
  const wrong = new BackupFailure('file-not-verified', { file: 'backup_manifest' })
  // The last line holds the sum of all lines before it.
  const last = text.lastIndexOf('"Manifest-Checksum"')
  if (last < 0) throw wrong
  const { Files, 'Manifest-Checksum': sum } = JSON.parse(text) as Written
  if (createHash('sha256').update(text.slice(0, last)).digest('hex') !== sum) throw wrong
  return {
    files: new Map(
      Files.map((file) => [
        file.Path ?? Buffer.from(file['Encoded-Path'] ?? '', 'hex').toString('utf8'),
        { size: file.Size, sha256: file.Checksum ?? '' },
      ]),
    ),
  }
}

/** What was written, held against the manifest: nothing is missing, added or changed. @throws BackupFailure file-not-verified */
export const mustMatch = (
  manifest: Manifest,
  written: ReadonlyMap<string, { size: number; sha256: string }>,
): void => {
  for (const [path, { size, sha256 }] of manifest.files) {
    const found = written.get(path)
    if (found?.size !== size || found.sha256 !== sha256)
      throw new BackupFailure('file-not-verified', { file: path })
  }
  for (const path of written.keys())
    if (!manifest.files.has(path) && !path.startsWith('pg_wal/') && path !== 'backup_manifest')
      throw new BackupFailure('file-not-verified', { file: path })
}
