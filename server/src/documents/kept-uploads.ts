import type { Database, Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import { Refusal } from '#platform/refusal.ts'
import type { ContentAddress, ContentStore } from './contents.ts'
import type { AcceptedFile, FileRule } from './rules/accepted-files.ts'
import { acceptUpload } from './uploads.ts'

/**
 * What was handed in, from the judgement to the end: bytes are kept before anything names them, and what nothing names
 * is swept. A row of `content` is there before its bytes are, so that whatever a crash leaves behind is known.
 */
export interface Uploads {
  /**
   * Reads a file and does something with it: each is in memory whole, so only some are let in at a time, and of one
   * sender half of those, for a byte a second holds a place for twenty.
   *
   * @param by the officer, or the dossier of a citizen
   * @throws Refusal UNAVAILABLE uploads-under-way
   */
  letIn<Result>(by: string, work: () => Promise<Result>): Promise<Result>

  /**
   * Judges a file and keeps its bytes. One at a time: it holds the process for up to half a second and takes memory of
   * several times the file.
   *
   * @throws Refusal as acceptUpload
   */
  keep(rule: FileRule, bytes: Uint8Array): Promise<{ file: AcceptedFile; address: ContentAddress }>

  /** One more row names it; false when it was swept meanwhile, and is to be kept anew. */
  name(tx: Tx, address: string): Promise<boolean>

  /** One row fewer names it. */
  unname(tx: Tx, address: string): Promise<void>

  /** @throws FileError MISSING, ALTERED */
  read(address: string): Promise<Buffer>

  /** Erases it, if nothing names it and nobody has just handed it in: then it is swept later. */
  eraseUnnamed(address: string): Promise<void>

  /** Erases what nothing names. */
  sweep(tx: Tx): Promise<void>
}

// Of 20 MB each at most.
const LET_IN = 8
const LET_IN_OF_ONE = 4
// From the first word that it comes to the row that names it: a disk's flush and a lock on the dossier, 1.5 s at most.
const UNDER_WAY = `interval '5 minutes'`
// Each is a file taken off the disk while its row is held: some milliseconds.
const AT_ONCE = 200

const begin = statement(
  'content-begin',
  `insert into content (address, begun_at) values ($1, now())
   on conflict (address) do update set begun_at = excluded.begun_at`,
)
const named = statement<{ address: string }>(
  'content-named',
  'update content set files = files + 1 where address = $1 returning address',
)
const unnamed = statement('content-unnamed', 'update content set files = files - 1 where address = $1')
const forget = statement<{ address: ContentAddress }>(
  'content-forget',
  `delete from content where address = $1 and files = 0 and begun_at < now() - ${UNDER_WAY} returning address`,
)
const forgetSome = statement<{ address: ContentAddress }>(
  'content-forget-some',
  `delete from content where address in (
     select address from content where files = 0 and begun_at < now() - ${UNDER_WAY}
     order by begun_at limit ${AT_ONCE} for update skip locked)
   returning address`,
)

export const openUploads = (database: Database, contents: ContentStore): Uploads => {
  const inTurn = oneAtATime()
  const underWay: string[] = []

  // The row is gone for others only with the commit: whoever hands in the same waits for it, and keeps the bytes anew.
  const erase = async (rows: readonly { address: ContentAddress }[]): Promise<void> => {
    for (const { address } of rows) await contents.remove(address)
  }

  return {
    letIn: async (by, work) => {
      const ofOne = underWay.filter((one) => one === by).length
      if (underWay.length >= LET_IN || ofOne >= LET_IN_OF_ONE)
        throw new Refusal('UNAVAILABLE', 'uploads-under-way')
      underWay.push(by)
      return work().finally(() => underWay.splice(underWay.indexOf(by), 1))
    },

    keep: (rule, bytes) =>
      inTurn(async () => {
        const file = acceptUpload(rule, bytes)
        const address = await contents.addressOf(bytes)
        await database.as({ actor: 'system' }, (tx) => tx.run(begin, [address]))
        if ((await contents.put(bytes)) !== address)
          throw new Error(`the content ${address} was kept under another address`)
        return { file, address }
      }),

    name: async (tx, address) => (await tx.run(named, [address])).length > 0,
    unname: async (tx, address) => {
      await tx.run(unnamed, [address])
    },

    read: (address) => contents.get(address as ContentAddress),

    eraseUnnamed: (address) =>
      database.as({ actor: 'system' }, async (tx) => erase(await tx.run(forget, [address]))),
    sweep: async (tx) => erase(await tx.run(forgetSome, [])),
  }
}

/** Runs what it is given one after the other, and lets everything else that waits have its turn in between. */
const oneAtATime = () => {
  let last: Promise<unknown> = Promise.resolve()
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(() => new Promise((resolve) => setImmediate(resolve))).then(work)
    last = turn.catch(() => {})
    return turn
  }
}
