import { inserting, type Part } from '#platform/db/parts.ts'
import type { Sealer } from '#platform/seal.ts'
import type { Dossier } from './rules/dossier.ts'
import { nameWords } from './rules/name-words.ts'

/** The words by which people are found, as `person_word` keeps them: unreadable without the key. */

type Home = Pick<Dossier, 'id' | 'authorityId'>

/** As a row of the table has it: key id and 56 bits of the HMAC over authority and word. */
export const keyedWord = (sealer: Sealer, authorityId: string, word: string): string =>
  numberIn(sealer.blindIndex('person-word', `${authorityId} ${word}`))

/** The same under every readable key: while keys rotate, rows of each are met. */
export const keyedWords = (sealer: Sealer, authorityId: string, word: string): string[] =>
  sealer.blindIndexes('person-word', `${authorityId} ${word}`).map(numberIn)

const numberIn = (index: Buffer): string => String(index.readBigInt64BE(0))

export const wordsOf = (sealer: Sealer, { fullName }: { fullName: string }, authorityId: string) =>
  nameWords(fullName).map((word) => keyedWord(sealer, authorityId, word))

export const WORD_COLUMNS = {
  word: 'bigint',
  recorded_at: 'timestamptz',
  person_id: 'uuid',
  dossier_id: 'uuid',
  home_authority_id: 'uuid',
  for_authority_id: 'uuid',
} as const

export type WordRow = Readonly<Record<keyof typeof WORD_COLUMNS, string | null>>

/** The words' share of a commit that writes persons. */
export const wordsPart: Part = inserting('word_rows', 'person_word', WORD_COLUMNS)

/** The rows of one version of a person, for each authority that is to find it. */
export const wordRows = (
  person: { id: string; wordsFor: (authorityId: string) => readonly string[] },
  recordedAt: string,
  { id, authorityId: home }: Home,
  authorities: readonly string[],
): WordRow[] =>
  authorities.flatMap((authorityId) =>
    person.wordsFor(authorityId).map((word) => ({
      word,
      recorded_at: recordedAt,
      person_id: person.id,
      dossier_id: id,
      home_authority_id: home,
      for_authority_id: authorityId === home ? null : authorityId,
    })),
  )
