import { openSealer } from '#platform/seal.ts'
import { openContentStore } from './contents.ts'

/**
 * A process of its own that hands in scans, for the tests of the store: `<folder> <master key in hex> <how many> <bytes
 * of each>`. It says the address of each once it is kept.
 */
const [folder = '', key = '', count = '0', length = '0'] = process.argv.slice(2)
const contents = await openContentStore(folder, openSealer({ keyId: 1, masterKey: Buffer.from(key, 'hex') }))
for (let at = 0; at < Number(count); at++) {
  process.stdout.write(`${await contents.put(Buffer.alloc(Number(length), `trang ${at} `))}\n`)
}
