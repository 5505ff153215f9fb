import { createHash } from 'node:crypto'
import { userInfo } from 'node:os'
import { basename } from 'node:path'
import {
  type ImportedRecord,
  importProcedures as importInto,
  importWords,
  keptSentence,
  placeWords,
  questionSentence,
  readPortalFile,
  suggestionSentence,
  termWords,
  understoodSentence,
} from '#catalogue/index.ts'
import { openDatabase } from '#platform/db/database.ts'
import { Refusal } from '#platform/refusal.ts'
import { type Command, notOneFile } from './command.ts'
import { readText } from './file.ts'
import { eachLanguage } from './words.ts'

const HELP = `motcua import procedures FILE [--json]

Reads procedures as the national portal's pages give them (a list of records in JSON, or one record; at most 20 MB) and
writes each as a draft. Nothing is published, and no published version is changed: a person answers what the records leave
open and publishes by a decision (motcua publish procedures).

What a record says clearly is read: terms with a number and a unit, fees with an amount, channels, numbers of originals and
copies. Everything else is kept word for word and asked of a person, with its place. What the database then holds is printed
back and held against the record; a leaf that is missing is told as lost.

A procedure is found again by its code, else by its title and agency. A record that has not changed changes nothing; one
that has takes the place of the draft of an earlier import. All records are written, or none.

  --json    one object a line for each record, in the order of the file, and nothing else on standard output:
            {"title", "understood": [{"path", "code", "words", "value", "sentence"}],
             "keptAsText": [{"path", "code", "words", "sentence"}],
             "forPerson": [{"path", "code", "words", "suggestion", "sentence"}], "lost": [{"path", "value"}]}

Exit code 0: written, or unchanged. 1: refused, with the place of every mistake, and nothing was written. 2: not understood.
3: the database or the machine is not as it must be.
`

export const importProcedures: Command = {
  words: 'import procedures',
  takes: 'FILE [--json]',
  help: HELP,
  footing: 'WRITES',
  run: async ({ args, open }) => {
    const [path, ...surplus] = args.filter((word) => word !== '--json')
    if (path === undefined || path.startsWith('-') || surplus.length > 0)
      return notOneFile('import procedures', HELP)
    const text = await readText(path)
    const { records, faults } = readPortalFile(text)
    if (records === null) throw refusedFor(faults)
    const sha256 = createHash('sha256').update(text).digest('hex')
    const cluster = await open()
    try {
      const database = openDatabase({
        // A server that was given may let no role be the loader; its owner may write the catalogue all the same.
        connection: cluster.loader ?? cluster.owner,
        size: 1,
        patience: PATIENCE_MS,
      })
      try {
        const file = { name: basename(path), sha256, importedBy: userInfo().username }
        const imported = await database.as({}, (tx) => importInto(tx, file, records, tellProgress))
        await say(args.includes('--json') ? asJson(imported) : asText(imported))
      } finally {
        await database.close()
      }
    } finally {
      await cluster.stop()
    }
    return 0
  },
}

// Another import, or a decision that is being published, may take this long.
const PATIENCE_MS = 120_000

/** Until all of it has left: a pipe takes less at a time than three thousand records say. */
const say = (text: string): Promise<void> =>
  new Promise((resolve) => {
    process.stdout.write(text, () => resolve())
  })

const WORDS = importWords('vi')

/** On the screen of whoever waits, and not in a file that somebody reads later. */
const tellProgress = (done: number): void => {
  if (process.stderr.isTTY) process.stderr.write(`${WORDS('import.progress', { done })}\n`)
}

type Faults = NonNullable<ReturnType<typeof readPortalFile>['faults']>

/** One refusal for all of them: each with its place and what it is, in both languages. */
const refusedFor = (faults: Faults): Refusal => {
  const [first] = faults
  // Where the text ends to be JSON nothing more can be said than the line; of a file as a whole there is no place.
  if (first && faults.length === 1 && (first.path.length === 0 || first.refusal.code === 'json-not-read'))
    return first.refusal
  return new Refusal('INVALID', 'import-refused', {
    count: faults.length,
    problems: faults.map(({ path, refusal: { code, details } }) => {
      const titles = eachLanguage((words) => words(`refusal.${code}.title`, details))
      const at =
        typeof details.line === 'number'
          ? ` (dòng / line ${details.line}, cột / column ${details.column})`
          : ''
      return `${placeWords(path)}${at}: ${titles.join(' / ')}`
    }),
  })
}

// ---- For programs ----------------------------------------------------------------------------------------------

const asJson = (imported: readonly ImportedRecord[]): string =>
  imported.map((one) => `${JSON.stringify(lineOf(one))}\n`).join('')

const lineOf = ({ record, sameAs, forPerson, lost }: ImportedRecord) => {
  const same =
    sameAs === null ? [] : [{ path: [], code: 'same-as' as const, words: '', value: { record: sameAs + 1 } }]
  return {
    title: record.understood.find(({ code }) => code === 'title')?.words ?? record.title,
    understood: [...record.understood, ...same].map((one) => ({
      ...one,
      sentence: understoodSentence(WORDS, one),
    })),
    keptAsText: record.keptAsText.map((one) => ({ ...one, sentence: keptSentence(WORDS, one) })),
    forPerson: forPerson.map((one) => ({ ...one, sentence: sentenceFor(one) })),
    lost,
  }
}

const sentenceFor = (question: ImportedRecord['forPerson'][number]): string =>
  `${questionSentence(WORDS, question)} ${suggestionSentence(WORDS, question.suggestion)}`.trim()

// ---- For people ------------------------------------------------------------------------------------------------

const asText = (imported: readonly ImportedRecord[]): string => {
  const common = commonTo(imported)
  const shared = [...common].map(([line, records]) => WORDS('import.summary.common', { records, line }))
  return `${[
    ...imported.flatMap((one, index) => linesOf(one, index, common)),
    '',
    ...shared,
    ...summaryOf(imported),
  ].join('\n')}\n`
}

/** Of 53 real records 38 have the same question about required papers: what so many ask is said once, at the end. */
const SAID_EACH_TIME_UP_TO = 5

/** The lines that more records have than that, and how many. */
const commonTo = (imported: readonly ImportedRecord[]): ReadonlyMap<string, number> => {
  const times = new Map<string, number>()
  for (const { forPerson, standing } of imported)
    if (standing !== 'SAME_AS')
      for (const line of togetherIn(forPerson)) times.set(line, (times.get(line) ?? 0) + 1)
  return new Map([...times].filter(([, count]) => count > SAID_EACH_TIME_UP_TO))
}

const linesOf = (
  one: ImportedRecord,
  index: number,
  common: ReadonlyMap<string, number>,
): readonly string[] => {
  const { record, standing, sameAs, slug, versionId, forPerson, lost } = one
  const number = `${index + 1}.`
  const [first] = record.content.cases
  const channels = (first?.channels ?? []).map(
    ({ channel, term, standing }) =>
      `${WORDS(`channel.${channel}`)}: ${
        term
          ? termWords(WORDS, term)
          : WORDS(standing === 'NONE_BY_LAW' ? 'term.none' : 'import.record.undecided').toLowerCase()
      }`,
  )
  const papers = record.content.cases.reduce((sum, { papers }) => sum + papers.length, 0)
  return [
    `${number.padEnd(4)}${record.title}`,
    `    ${WORDS(`import.standing.${standing}`, { record: (sameAs ?? 0) + 1 })}`,
    ...(standing === 'SAME_AS'
      ? []
      : [
          `    ${WORDS('import.record.version', { id: versionId, slug })}`,
          `    ${WORDS('import.record.understood', { papers, channels })}`,
          `    ${WORDS('import.record.kept', { places: record.keptAsText.length })}`,
          `    ${WORDS('import.record.for-person', { places: forPerson.length })}`,
          ...ownOf(forPerson, common).map((line) => `      – ${line}`),
        ]),
    ...(lost.length > 0 ? [`    ${WORDS('import.record.lost', { places: lost.length })}`] : []),
  ]
}

const ownOf = (
  questions: ImportedRecord['forPerson'],
  common: ReadonlyMap<string, number>,
): readonly string[] => {
  const lines = togetherIn(questions)
  const own = lines.filter((line) => !common.has(line))
  return own.length === lines.length ? own : [...own, WORDS('import.record.common')]
}

const MOST_WORDS = 160

/** The same question of several channels is one line. */
const togetherIn = (questions: ImportedRecord['forPerson']): readonly string[] => {
  const lines = new Map<string, string[]>()
  for (const question of questions) {
    const { words, path } = question
    const shown = words === '' ? '' : ` “${cut(words)}”`
    const line = `${sentenceFor(question)}${shown}`
    lines.set(line, [...(lines.get(line) ?? []), placeWords(path)])
  }
  return [...lines].map(([line, places]) =>
    `${places.filter(Boolean).join('; ')}: ${line}`.replace(/^: /, ''),
  )
}

const cut = (words: string): string =>
  words.length <= MOST_WORDS ? words : `${words.slice(0, words.lastIndexOf(' ', MOST_WORDS))} …`

const summaryOf = (imported: readonly ImportedRecord[]): readonly string[] => {
  const count = (...standings: ImportedRecord['standing'][]) =>
    imported.filter(({ standing }) => standings.includes(standing)).length
  const channels = imported.flatMap(({ record }) => record.content.cases[0]?.channels ?? [])
  const terms = (wanted: (typeof channels)[number]['standing']) =>
    channels.filter(({ standing }) => standing === wanted).length
  const asked = imported.filter(({ forPerson, standing }) => forPerson.length > 0 && standing !== 'SAME_AS')
  const fresh = count('NEW', 'DRAFTED')
  const replaced = count('REPLACED')
  return [
    WORDS('import.summary.records', {
      records: imported.length,
      fresh,
      replaced,
      unchanged: count('UNCHANGED'),
      same: count('SAME_AS'),
    }),
    WORDS('import.summary.terms', {
      channels: channels.length,
      stated: terms('STATED'),
      none: terms('NONE_BY_LAW'),
      undecided: terms('UNDECIDED'),
    }),
    WORDS('import.summary.for-person', {
      places: asked.reduce((sum, { forPerson }) => sum + forPerson.length, 0),
      records: asked.length,
      lost: imported.reduce((sum, { lost }) => sum + lost.length, 0),
    }),
    WORDS(fresh + replaced === 0 ? 'import.summary.nothing-written' : 'import.summary.next'),
  ]
}
