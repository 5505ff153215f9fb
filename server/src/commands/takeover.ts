import { chmod, open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { connected } from '#platform/db/connection.ts'
import { silent } from '#platform/log.ts'
import { Refusal } from '#platform/refusal.ts'
import { openSealerOf } from '#platform/sealing-keys.ts'
import { freeName, tableWriter } from '#platform/table-writer.ts'
import {
  type Counted,
  mappingRefused,
  type Reported,
  readMapping,
  sha256Of,
  sketchOf,
  takeOverFile,
  takingOffice,
} from '../takeover/index.ts'
import type { Call, Command, ExitCode } from './command.ts'
import { readJson } from './file.ts'
import { furniture } from './furniture.ts'
import { withLoaderDatabase } from './transaction.ts'
import { inBoth, inVietnamese, type RowWord } from './words.ts'

const HELP = `motcua takeover FILE --mapping MAPPING.json [--dry-run] [--all-or-nothing] [--report NAME] [--json]
motcua takeover --sketch FILE [--out MAPPING.json]

Takes over the open and closed dossiers of another software from a table: CSV in UTF-8, or XLSX. The mapping says which column
is which, and what their words mean here; --sketch writes a first one by looking at the file, with a question mark before
each guess. docs/takeover.md tells it in full.

Each row is judged by itself. Rows that can be taken over are written, a thousand in one commit; the others stay out and are
listed with the reason and what to do. The same file again changes nothing: what is there is told as unchanged, and a row that
was altered since is listed and not written over. A run that was stopped is simply started again.

  --dry-run         reads and judges everything, and writes nothing
  --all-or-nothing  writes nothing where a single row would stay out
  --report NAME     where the list is written, NAME.csv and NAME.xlsx; where nothing is said FILE.takeover, or FILE.takeover-2 and so
                    on. What is there is never written over. It names people and can be read by you alone (0600)
  --although-read-only  also while the office is read-only
  --json            the counts as one object on standard output

Exit code 0: every row is there, or would be. 1: some stay out, or the file or its mapping is refused. 2: not understood.
3: the database or the machine is not as it must be.
`

export const takeover: Command = {
  words: 'takeover',
  takes: 'FILE --mapping MAPPING.json',
  help: HELP,
  footing: (args) => (args.includes('--dry-run') || args.includes('--sketch') ? 'LOOKS' : 'WRITES'),
  run: async (call) => {
    const wanted = understood(call.args)
    if (!wanted) {
      process.stderr.write(`${inBoth('command.takeover-not-understood').join('\n')}\n\n${HELP}`)
      return 2
    }
    return 'sketch' in wanted ? sketch(call, wanted.sketch, wanted.out) : run(call, wanted)
  },
}

interface Wanted {
  path: string
  mapping: string
  isDry: boolean
  isAllOrNothing: boolean
  /** Null: beside the file, by a name that is free. */
  report: string | null
  json: boolean
}

/** Null: not understood. */
const understood = (args: readonly string[]): Wanted | { sketch: string; out: string } | null => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        mapping: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        'all-or-nothing': { type: 'boolean', default: false },
        report: { type: 'string' },
        json: { type: 'boolean', default: false },
        sketch: { type: 'string' },
        out: { type: 'string' },
      },
    })
    const [path, ...surplus] = positionals
    if (surplus.length > 0) return null
    if (values.sketch !== undefined)
      return path === undefined && values.mapping === undefined
        ? { sketch: values.sketch, out: values.out ?? `${values.sketch}.mapping.json` }
        : null
    if (path === undefined || values.mapping === undefined || values.out !== undefined) return null
    return {
      path,
      mapping: values.mapping,
      isDry: values['dry-run'],
      isAllOrNothing: values['all-or-nothing'],
      report: values.report ?? null,
      json: values.json,
    }
  } catch {
    return null
  }
}

// Its first words may wait for a database that is being opened.
const PATIENCE_MS = 120_000

const run = async (call: Call, wanted: Wanted): Promise<ExitCode> => {
  const { mapping, problems } = readMapping(await readJson(wanted.mapping))
  if (problems) throw mappingRefused(problems)
  const sha256 = await sha256Of(wanted.path)
  const report = wanted.report ?? (await freeName(`${wanted.path}.takeover`))
  await mustBeAnother(report, [wanted.path, wanted.mapping])
  return withLoaderDatabase(
    call.open,
    async (database, loader) => {
      const sealer = await openSealerOf(database, join(call.dataFolder, 'secrets'), silent)
      const office = await database.as({ actor: 'system' }, (tx) => takingOffice(furniture(), tx, mapping))
      return connected(loader, async (client) => {
        const work = { path: wanted.path, sha256, mapping, office, sealer, client, onProgress: progress }
        if (wanted.isAllOrNothing && !wanted.isDry) {
          const judged = await reported(
            report,
            (report) => takeOverFile({ ...work, report }, true),
            hasRowsOutside,
          )
          if (hasRowsOutside(judged)) return said({ ...wanted, report }, judged, 'NOTHING')
        }
        const counted = await reported(report, (report) => takeOverFile({ ...work, report }, wanted.isDry))
        return said({ ...wanted, report }, counted, wanted.isDry ? 'DRY' : 'WRITTEN')
      })
    },
    { patience: PATIENCE_MS },
  )
}

const hasRowsOutside = ({ refused, changed }: Counted): boolean => refused + changed > 0

/** Whatever its name leads to: the office may have no other copy of what it exports. @throws Refusal report-is-source */
const mustBeAnother = async (report: string, sources: readonly string[]): Promise<void> => {
  for (const file of [`${report}.csv`, `${report}.xlsx`]) {
    const there = await stat(file).catch(() => null)
    for (const source of there ? sources : []) {
      const { dev, ino } = await stat(source)
      if (there?.dev === dev && there.ino === ino)
        throw new Refusal('CONFLICT', 'report-is-source', { file: source })
    }
  }
}

/** With the list of what stays out, written beside; kept where `isKept` says so, and never where the work broke off. */
const reported = async (
  path: string,
  work: (report: (line: Reported) => Promise<void>) => Promise<Counted>,
  isKept: (counted: Counted) => boolean = () => true,
): Promise<Counted> => {
  const table = await tableWriter(path, 'Takeover', [
    inVietnamese('takeover.row'),
    inVietnamese('takeover.code'),
    inVietnamese('takeover.kind'),
    inVietnamese('takeover.column'),
    inVietnamese('takeover.found'),
    inVietnamese('takeover.why'),
    inVietnamese('takeover.do'),
    inVietnamese('takeover.reason'),
  ])
  const line = ({ row, code, kind, heading, found }: Reported): Promise<void> =>
    table.line([
      String(row),
      code,
      inVietnamese(`takeover.kind.${kind}`),
      heading,
      found.found,
      whyOf(found),
      doOf(found),
      found.code,
    ])
  const counted = await work(line).catch(async (error: unknown) => {
    await table.discard()
    throw error
  })
  if (isKept(counted)) await table.close()
  else await table.discard()
  return counted
}

const whyOf = ({ code, details = {} }: Reported['found']): string =>
  code === 'person-not-read'
    ? `${inVietnamese(`refusal.${details.reason}.title`, details)}.`
    : inVietnamese(`takeover.why.${code}` satisfies RowWord, details)

const doOf = ({ code, details = {} }: Reported['found']): string =>
  code === 'person-not-read'
    ? inVietnamese(`refusal.${details.reason}.detail`, details)
    : inVietnamese(`takeover.do.${code}` satisfies RowWord, details)

const progress = (rows: number): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r${rows}`)
}

const said = (
  { json, report }: Pick<Wanted, 'json'> & { report: string },
  counted: Counted,
  how: 'DRY' | 'WRITTEN' | 'NOTHING',
): ExitCode => {
  const files = { csv: `${report}.csv`, xlsx: `${report}.xlsx` }
  if (process.stderr.isTTY) process.stderr.write('\n')
  if (json) process.stdout.write(`${JSON.stringify({ how, ...counted, report: files })}\n`)
  else process.stdout.write(`${linesOf(counted, how, files).join('\n')}\n`)
  return hasRowsOutside(counted) ? 1 : 0
}

const linesOf = (counted: Counted, how: string, files: { csv: string; xlsx: string }): string[] => [
  ...inBoth(`command.takeover-${how}` as 'command.takeover-DRY', { ...numbers(counted) }),
  '',
  ...listed(counted.byState, (word) => inVietnamese(`state.${word}`)),
  '',
  ...listed(counted.byTimeliness, (word) => inVietnamese(`timeliness.${word}`)),
  '',
  ...listed(counted.byProcedure, (word) => word),
  ...(hasRowsOutside(counted)
    ? ['', ...listed(counted.byReason, (word) => inVietnamese(`takeover.title.${word}`))]
    : []),
  ...(counted.noted > 0
    ? ['', ...listed(counted.byNote, (word) => inVietnamese(`takeover.title.${word}`))]
    : []),
  '',
  ...inBoth('command.takeover-report', files),
]

const numbers = ({ rows, taken, unchanged, changed, refused, noted }: Counted) => ({
  rows,
  taken,
  unchanged,
  changed,
  refused,
  noted,
})

const listed = (counts: Readonly<Record<string, number>>, say: (word: string) => string): string[] =>
  Object.entries(counts)
    .sort((one, other) => other[1] - one[1])
    .map(([word, count]) => `  ${String(count).padStart(8)}  ${say(word)}`)

const sketch = ({ open: openCluster }: Call, path: string, out: string): Promise<ExitCode> =>
  withLoaderDatabase(
    openCluster,
    async (database): Promise<ExitCode> => {
      const guessed = await database.as({ actor: 'system' }, (tx) => sketchOf(tx, path))
      // A mapping that somebody has worked on is not written over.
      const file = await open(out, 'wx', 0o600).catch((cause: NodeJS.ErrnoException) => {
        throw cause.code === 'EEXIST'
          ? new Refusal('CONFLICT', 'takeover-mapping-there', { file: out })
          : new Refusal('INVALID', 'file-not-opened', { file: out, why: cause.message })
      })
      const mapping = { _: inBoth('command.takeover-sketch-remark'), ...guessed }
      await file.writeFile(`${JSON.stringify(mapping, null, 2)}\n`)
      await file.close()
      await chmod(out, 0o600)
      process.stdout.write(`${inBoth('command.takeover-sketched', { file: out }).join('\n')}\n`)
      return 0
    },
    { orOwner: true, patience: PATIENCE_MS },
  )
