import { LANGUAGES, translators, type Values } from '#common/i18n.ts'
import english from '#common/messages/en/backup.json' with { type: 'json' }
import vietnamese from '#common/messages/vi/backup.json' with { type: 'json' }
import { parseInstant, rfc3339InHanoi } from '#common/time.ts'
import type { BackupFailure, BackupFailureCode } from '#platform/backup/failure.ts'

// A failure without a sentence does not compile.
type Sentences = Readonly<Record<`failure.${BackupFailureCode}`, string>>
vietnamese satisfies Sentences
english satisfies Sentences

const words = translators({ vi: [vietnamese], en: [english] })

/** A line in each language, Vietnamese first. */
export const saidInBoth = (id: keyof typeof vietnamese, values?: Values): readonly string[] =>
  LANGUAGES.map((language) => words(language)(id, withSeconds(values)))

/** What happened, why, and what to do, in both languages. */
export const backupFailed = ({ code, details }: BackupFailure): readonly string[] =>
  LANGUAGES.map((language) => words(language)(`failure.${code}`, withSeconds(details)))

/** Both languages on standard error, for who watches. */
export const tell = (id: keyof typeof vietnamese, values?: Values): void => {
  process.stderr.write(`${saidInBoth(id, values).join('\n')}\n`)
}

/** `2026-11-27 21:05:09.120+07:00`, to the millisecond and as `--at` takes it: which of two changes is kept may hang on a second. */
export const momentText = (at: string): string => rfc3339InHanoi(parseInstant(at)).replace('T', ' ')

const withSeconds = (values: Values = {}): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*Z$/.test(value) ? momentText(value) : value,
    ]),
  )
