import { timingSafeEqual } from 'node:crypto'
import pg from 'pg'
import type { ConnectionSettings } from '#platform/db/connection.ts'
import { newId } from '#platform/ids.ts'
import { describeError, type Log } from '#platform/log.ts'
import type { Sealer } from '#platform/seal.ts'

/**
 * Word that something was committed, from one process to all others on the same database. It is a hint and never more: what
 * must not be missed is read from the tables. Words of one moment leave in one notification, outside the transactions that
 * they tell of, since each notification holds a lock of the whole server while it commits.
 *
 * Whoever may connect to the database may notify on any channel, so a word bears a mark by the office's key. Another's word
 * would make it believe that it had told of a change that is still to come.
 */
export interface Bus<Word> {
  /** To every process, this one first. */
  tell(word: Word): void
  /** Whether words of other processes arrive; while they do not, whoever follows must look for themselves. */
  isHearing(): boolean
  /** Once the first link stands, or has failed; at once where none is to be made. */
  tried: Promise<void>
  close(): Promise<void>
}

export interface BusOptions<Word> {
  /** The serving role's connection; null where notifications cannot pass, as through a pooler of transactions. */
  connection: ConnectionSettings | null
  /** One for each province. */
  channel: string
  /** By whose key the processes of one office know their words. */
  sealer: Pick<Sealer, 'blindIndex' | 'blindIndexes'>
  /** An earlier or later program may say something else. */
  isWord: (value: unknown) => value is Word
  onWord: (word: Word) => void
  log: Log
}

// 20 ms are not seen on a screen, and fifty notifications a second are the most that a process sends.
const GATHER_MS = 20
// PostgreSQL takes 8,000 bytes.
const MOST_BYTES = 7_500
const FIRST_RETRY_MS = 500
const LAST_RETRY_MS = 30_000

export const openBus = <Word>(options: BusOptions<Word>): Bus<Word> => {
  const { connection, channel, isWord, onWord, log } = options
  const marks = marksBy(options.sealer, channel)
  const self = newId()
  let client: pg.Client | null = null
  let stopped = connection === null
  let retryMs = FIRST_RETRY_MS
  let again: NodeJS.Timeout | null = null
  let waiting: Word[] = []
  let gathering: NodeJS.Timeout | null = null

  // A hint that goes wrong ends neither the act that it tells of nor the process.
  const hear = (word: Word): void => {
    try {
      onWord(word)
    } catch (error) {
      log('error', { event: 'live.word-failed', error: describeError(error) })
    }
  }

  const lost = (broken: pg.Client, error?: unknown): void => {
    if (client === broken) client = null
    broken.end().catch(() => {})
    if (stopped || again !== null) return
    if (error !== undefined) log('warn', { event: 'live.not-hearing', error: describeError(error) })
    again = setTimeout(() => {
      again = null
      void listen()
    }, retryMs).unref()
    retryMs = Math.min(2 * retryMs, LAST_RETRY_MS)
  }

  const listen = async (): Promise<void> => {
    if (connection === null || stopped) return
    const fresh = new pg.Client({ ...connection, keepAlive: true, connectionTimeoutMillis: 5_000 })
    fresh.on('error', (error) => lost(fresh, error))
    fresh.on('end', () => lost(fresh))
    fresh.on('notification', ({ payload }) => {
      const { from, words } = read(payload, marks)
      if (from !== self) words.filter(isWord).forEach(hear)
    })
    try {
      await fresh.connect()
      await fresh.query(`listen ${pg.escapeIdentifier(channel)}`)
      client = fresh
      retryMs = FIRST_RETRY_MS
      if (stopped) lost(fresh)
    } catch (error) {
      lost(fresh, error)
    }
  }

  const send = (): void => {
    gathering = null
    const [words, on] = [waiting, client]
    waiting = []
    if (on === null) return
    for (const payload of payloadsOf(self, words, marks))
      on.query('select pg_notify($1, $2)', [channel, payload]).catch((error: unknown) => lost(on, error))
  }

  const tried = listen()
  return {
    tried,
    tell: (word) => {
      hear(word)
      if (stopped) return
      waiting.push(word)
      gathering ??= setTimeout(send, GATHER_MS).unref()
    },
    isHearing: () => client !== null,
    close: async () => {
      stopped = true
      if (again !== null) clearTimeout(again)
      if (gathering !== null) clearTimeout(gathering)
      await client?.end().catch(() => {})
    },
  }
}

interface Payload {
  from: string
  words: readonly unknown[]
}

/** What makes a payload known as one of this office. */
interface Marks {
  of(payload: Payload): string
  isOn(payload: Payload, mark: unknown): boolean
}

const marksBy = (sealer: BusOptions<never>['sealer'], channel: string): Marks => {
  // A channel is a province's; its processes may have one key or the next while keys rotate.
  const marked = ({ from, words }: Payload): string => `${channel} ${JSON.stringify({ from, words })}`
  return {
    of: (payload) => sealer.blindIndex('word', marked(payload)).toString('base64url'),
    isOn: (payload, mark) => {
      const given = Buffer.from(typeof mark === 'string' ? mark : '', 'base64url')
      return sealer
        .blindIndexes('word', marked(payload))
        .some((own) => own.length === given.length && timingSafeEqual(own, given))
    },
  }
}

const NOTHING: Payload = { from: '', words: [] }

/** What somebody else notifies on our channel is none of ours. */
const read = (text: string | undefined, marks: Marks): Payload => {
  try {
    const { from, words, mark } = JSON.parse(text ?? '')
    if (typeof from !== 'string' || !Array.isArray(words)) return NOTHING
    return marks.isOn({ from, words }, mark) ? { from, words } : NOTHING
  } catch {
    return NOTHING
  }
}

/** As few as hold all words; a word that is too long by itself is left to those who look. */
const payloadsOf = (from: string, words: readonly unknown[], marks: Marks): string[] => {
  const payloads: string[] = []
  let together: unknown[] = []
  let bytes = 0
  const close = () => {
    const payload = { from, words: together }
    if (together.length > 0) payloads.push(JSON.stringify({ ...payload, mark: marks.of(payload) }))
    together = []
    bytes = 0
  }
  for (const word of words) {
    const length = Buffer.byteLength(JSON.stringify(word)) + 1
    if (length > MOST_BYTES) continue
    if (bytes + length > MOST_BYTES) close()
    together.push(word)
    bytes += length
  }
  close()
  return payloads
}
