import { createHash } from 'node:crypto'
import type { Sealer } from '#platform/seal.ts'
import { FileError, openSealedFolder } from './sealed-folder.ts'

/**
 * What citizens and officers hand in, scans and uploads, sealed at rest and found by what it is: the same bytes have
 * the same address and are kept once.
 *
 * The address is a keyed hash. A plain SHA-256 as the name of a file would tell whoever reads a stolen disk that a
 * document known to him lies in this office.
 */
export interface ContentStore {
  /**
   * Keeps the bytes and gives their address; when it returns they survive a loss of power. Bytes that are kept already
   * are not written again; when what is kept was damaged they take its place, and the damaged file is set aside.
   */
  put(bytes: Uint8Array): Promise<ContentAddress>

  /** Where `put` keeps these bytes, or has kept them. */
  addressOf(bytes: Uint8Array): Promise<ContentAddress>

  /**
   * The bytes of this address, reckoned again before they are handed out.
   *
   * @throws FileError MISSING, BAD_ID, or ALTERED when they are not the bytes of this address, or were sealed by a key
   * that this installation does not have
   */
  get(address: ContentAddress): Promise<Buffer>

  has(address: ContentAddress): Promise<boolean>

  /** Erases them; whether there were any. Who calls has seen that no other dossier handed in the same. */
  remove(address: ContentAddress): Promise<boolean>
}

/** 34 hex digits: the id of the master key, and 128 bits of a keyed hash of the bytes. */
export type ContentAddress = string & { [addressBrand]: true }
declare const addressBrand: unique symbol

const isAddress = (name: string): boolean => /^[0-9a-f]{34}$/.test(name)

/** The store in a folder, which several processes may share. */
export async function openContentStore(folder: string, sealer: Sealer): Promise<ContentStore> {
  const files = await openSealedFolder(folder, sealer, { kind: 'content', isName: isAddress })

  /** Under the key that writes now, and under those before it: a rotation makes no second copy. */
  const addressesOf = (bytes: Uint8Array): ContentAddress[] => {
    const digest = createHash('sha256').update(bytes).digest('hex')
    return sealer.blindIndexes('content', digest).map((index) => index.toString('hex') as ContentAddress)
  }

  const read = async (address: ContentAddress): Promise<Buffer | null> => {
    const bytes = await files.read(address)
    if (bytes && !addressesOf(bytes).includes(address))
      throw new FileError('ALTERED', `what is kept under ${address} has another address`)
    return bytes
  }

  return {
    async put(bytes) {
      const addresses = addressesOf(bytes)
      for (const address of addresses) {
        try {
          if (await read(address)) return address
        } catch (error) {
          if (!(error instanceof FileError && error.code === 'ALTERED')) throw error
          await files.setAside(address)
          await files.write(address, bytes)
          return address
        }
      }
      const address = addresses[0] as ContentAddress
      await files.write(address, bytes)
      return address
    },

    async addressOf(bytes) {
      const addresses = addressesOf(bytes)
      for (const address of addresses) if (await files.has(address)) return address
      return addresses[0] as ContentAddress
    },

    async get(address) {
      const bytes = await read(address)
      if (!bytes) throw new FileError('MISSING', `nothing is kept under ${address}`)
      return bytes
    },

    has: files.has,
    remove: files.remove,
  }
}
