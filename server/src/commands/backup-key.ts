import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { parseArgs } from 'node:util'
import { hanoiDateOf, parseInstant } from '#common/time.ts'
import { isRow, printedKey, ROWS, readKey } from '#platform/backup/escrow.ts'
import { confirmBackupKey, newBackupKey } from '#platform/backup/office.ts'
import { saidInBoth, tell } from './backup-words.ts'
import { type Command, type ExitCode, notUnderstood } from './command.ts'
import { readText } from './file.ts'

const HELP_NEW = `motcua backup-key new [--office NAME] [--replace]

Makes the key of this office's backups and prints it, once, as a sheet for paper: (umask 077; motcua backup-key new > ~/sheet.txt),
print it, then shred -u ~/sheet.txt. The program keeps only the half that seals; nobody can print the sheet again. Keep two copies in two
places that do not burn together. Then type it back: motcua backup-key confirm.

  --office NAME   what stands on the sheet
  --replace       a new key though one was confirmed. The former sheet goes on opening what was sealed to it: keep both. Backups
                  by the new key need a new folder
`

const HELP_CONFIRM = `motcua backup-key confirm [--key-file FILE]

Asks for the rows of the sheet, on standard input, and notes that somebody has it. Before that, nothing is backed up.
`

export const backupKeyNew: Command = {
  words: 'backup-key new',
  takes: '[--office NAME]',
  help: HELP_NEW,
  run: async ({ args, dataFolder }) => {
    const wanted = understood(args)
    if (!wanted) return notUnderstood('backup-key new', HELP_NEW)
    const now = new Date().toISOString()
    const { key, escrowed } = await newBackupKey(dataFolder, { now, replace: wanted.replace })
    process.stdout.write(sheetOf(key, { ...escrowed, office: wanted.office }))
    tell('backup.key-made', { fingerprint: escrowed.fingerprint })
    return 0
  },
}

export const backupKeyConfirm: Command = {
  words: 'backup-key confirm',
  takes: '',
  help: HELP_CONFIRM,
  run: async ({ args, dataFolder }): Promise<ExitCode> => {
    const file = keyFileIn(args)
    if (file === null) return notUnderstood('backup-key confirm', HELP_CONFIRM)
    const key = await typedKey(file)
    const { fingerprint } = await confirmBackupKey(dataFolder, key, new Date().toISOString())
    process.stdout.write(`${saidInBoth('backup.key-confirmed', { fingerprint }).join('\n')}\n`)
    return 0
  },
}

/** The key from its sheet: from a file, or as somebody types it. @throws BackupFailure key-not-read */
export const typedKey = async (file: string | undefined): Promise<Buffer> => {
  if (file !== undefined) return readKey(rowsIn(await readText(file)))
  if (process.stdin.isTTY) {
    tell('backup.key-asked')
    return askedKey(process.stdin, process.stderr)
  }
  const lines = createInterface({ input: process.stdin })
  let text = ''
  lines.on('line', (line) => {
    text += `${line}\n`
    // The last row is followed by nothing.
    if (lettersIn(rowsIn(text)) >= KEY_LETTERS) lines.close()
  })
  await once(lines, 'close')
  return readKey(rowsIn(text))
}

/**
 * Row by row, each with its number before it; one that is not as printed is asked for again at once.
 * @throws BackupFailure key-not-read when the typing ends before the last
 */
export const askedKey = async (input: Readable, output: Writable): Promise<Buffer> => {
  const lines = createInterface({ input, output, terminal: false })
  const rows: string[] = []
  const ask = () => output.write(`${rows.length + 1}: `)
  ask()
  for await (const line of lines) {
    // Many rows in one line, as they are pasted.
    if (lettersIn(line) >= KEY_LETTERS) return readKey(rowsIn(line))
    if (isRow(line, rows.length + 1)) rows.push(line)
    else if (line.trim() !== '')
      output.write(`${saidInBoth('backup.key-row-wrong', { row: rows.length + 1 }).join('\n')}\n`)
    if (rows.length === ROWS) break
    ask()
  }
  return readKey(rows.join('\n'))
}

const lettersIn = (text: string): number => text.replace(/[^0-9A-Za-z]/g, '').length

const KEY_LETTERS = 64
const ROW = /^\s*(?:\d{1,2}[.):]\s*)?([0-9A-Za-z]{4}[ -]?[0-9A-Za-z]{4})\s*$/

/** The rows of a whole sheet, or what was typed as it stands when it is not laid out in rows. */
const rowsIn = (text: string): string => {
  const rows = text.split('\n').flatMap((line) => ROW.exec(line)?.[1] ?? [])
  return rows.length > 0 ? rows.join('\n') : text
}

const understood = (args: readonly string[]): { office: string; replace: boolean } | null => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { office: { type: 'string', default: '' }, replace: { type: 'boolean', default: false } },
    })
    return values
  } catch {
    return null
  }
}

const keyFileIn = (args: readonly string[]): string | undefined | null => {
  try {
    return parseArgs({ args: [...args], options: { 'key-file': { type: 'string' } } }).values['key-file']
  } catch {
    return null
  }
}

const RULE = '─'.repeat(72)

export const sheetOf = (
  key: Uint8Array,
  { fingerprint, madeAt, office }: { fingerprint: string; madeAt: string; office: string },
): string => {
  const rows = printedKey(key).map((row, at) => `          ${at + 1}.  ${row}`)
  const line = '.'.repeat(40)
  const [vietnamese, english] = saidInBoth('backup.key-sheet', { fingerprint })
  const heads = saidInBoth('backup.key-sheet-head', {
    office: office || line,
    // Of the day on the wall of the office.
    date: hanoiDateOf(parseInstant(madeAt)),
    fingerprint,
  })
  return [
    ...[RULE, ...heads, RULE, '', ...rows, '', RULE, '', vietnamese, '', english, ''],
    ...[...saidInBoth('backup.key-sheet-foot', { line }), RULE, ''],
  ].join('\n')
}
