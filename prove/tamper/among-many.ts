import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { leafOfRow, sha256 } from '#audit/hash.ts'
import type { LedgerRow } from '#audit/rules/canonical.ts'
import { EMPTY, type Frontier, grown, inclusionRanges, isIncluded, rootOf } from '#audit/rules/merkle.ts'
import { checkpointText, originOf, signedNote, verifierKey } from '#audit/rules/note.ts'
import { instantFromMs } from '#common/time.ts'
import type { Finding } from '../proof.ts'
import type { Dice } from '../support/dice.ts'
import { atMost, exactly, none, told } from '../support/figures.ts'
import { openVerifier } from './verifier.ts'

const MILLION = 1_000_000

/** So many rows, made in memory: how long a proof is, and how long the verifier takes. */
export const amongMany = async (count: number, chance: Dice): Promise<Finding[]> => {
  const pair = generateKeyPairSync('ed25519')
  const { keys, signedAt } = logOf(pair.privateKey, pair.publicKey)
  const leaves: Uint8Array[] = []
  const notes: string[] = []
  let tree: Frontier = EMPTY
  for (let at = 0; at < count; at += 1) {
    leaves.push(leafOfRow(madeRow(at)))
    if ((at + 1) % 10_000 > 0 && at + 1 < count) continue
    tree = grown(sha256, tree, leaves.slice(tree.size, at + 1))
    notes.push(signedAt(tree))
  }
  let longest = 0
  for (let time = 0; time < 10_000; time += 1)
    longest = Math.max(longest, inclusionRanges(chance.below(MILLION), MILLION).length)
  const position = chance.below(count)
  const proof = inclusionRanges(position, count).map(({ from, to }) =>
    rootOf(sha256, grown(sha256, EMPTY, leaves.slice(from, to))),
  )
  const root = rootOf(sha256, tree)
  const holds = isIncluded(sha256, { leaf: leaves[position]!, position, size: count, proof, root })
  function* lines() {
    for (let at = 0; at < count; at += 1)
      yield JSON.stringify({
        position: at,
        rowId: madeRow(at).id,
        leaf: Buffer.from(leaves[at]!).toString('base64'),
        row: madeRow(at),
      })
  }
  const began = performance.now()
  const { verifyLedger, keysIn } = await openVerifier()
  const { faults, size, checked } = await verifyLedger(lines(), notes, keysIn(keys), 0)
  const seconds = (performance.now() - began) / 1_000
  return [
    exactly('rows verified at once', size, count, 'rows'),
    exactly('… against checkpoints', checked, Math.ceil(count / 10_000), 'checkpoints'),
    none('… faults', faults.length, 'faults'),
    told('… in', seconds, 's'),
    atMost('longest of 10,000 proofs among 1,000,000 rows', longest, 20, 'hashes'),
    exactly('one proof among the rows made holds', holds ? 1 : 0, 1, 'proofs'),
  ]
}

const madeRow = (at: number): LedgerRow => ({
  id: `019ac4d2-0000-7000-8000-${String(at).padStart(12, '0')}`,
  at: String(1_764_273_600_000_000 + at * 1_000),
  actor_id: '9af257a9-a87d-5b35-b03a-7a0d03b14b1e',
  authority_id: 'e794b52f-5d63-5509-a766-f734eeb6f643',
  act: 'StepCompleted',
  subject_id: '019ac4d2-0000-7000-8000-000000000000',
  purpose: null,
  request_id: null,
  detail: '{"n": 1}',
  xact: String(700 + at),
})

const logOf = (privateKey: KeyObject, publicKey: KeyObject) => {
  const origin = originOf('0000000000000000')
  const key = Buffer.concat([Buffer.of(1), publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)])
  const id = Buffer.from(sha256(Buffer.from(`${origin}\n`), key)).subarray(0, 4)
  return {
    keys: JSON.stringify({
      items: [{ key: verifierKey(origin, id.toString('hex'), key.toString('base64')) }],
    }),
    signedAt: (tree: Frontier): string => {
      const root = Buffer.from(rootOf(sha256, tree)).toString('base64')
      const text = checkpointText({ origin, size: tree.size, root, at: instantFromMs(Date.now()) })
      const signature = sign(null, Buffer.from(text), privateKey)
      return signedNote(text, origin, Buffer.concat([id, signature]).toString('base64'))
    },
  }
}
