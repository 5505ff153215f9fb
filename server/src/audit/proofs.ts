import type { Tx } from '#platform/db/database.ts'
import { hashesIn, sha256 } from './hash.ts'
import { EMPTY, type Frontier, grown, inclusionRanges, type Range, rootOf } from './rules/merkle.ts'
import { findHead, findLeaves } from './store.ts'

// 20,000 hashes are 1.3 MB on the wire.
const PAGE = 20_000

/** The tree over the leaves of a range, read a page at a time. */
const treeOver = async (tx: Tx, { from, to }: Range): Promise<Frontier> => {
  let tree = EMPTY
  for (let at = from; at < to; at += PAGE) {
    const hashes = await findLeaves(tx, at, Math.min(at + PAGE, to))
    tree = grown(sha256, tree, hashes.flatMap(hashesIn))
  }
  if (tree.size !== to - from) throw new Error(`of the leaves ${from} to ${to} some are missing`)
  return tree
}

/** The hashes that prove, with its own, that a leaf is in the tree of `size` leaves. Every leaf is read once. */
export const inclusionProof = async (tx: Tx, position: number, size: number): Promise<Uint8Array[]> => {
  const proof: Uint8Array[] = []
  for (const range of inclusionRanges(position, size)) proof.push(rootOf(sha256, await treeOver(tx, range)))
  return proof
}

/**
 * Size and root of the tree, reckoned anew from all leaves that are there; `signed` is what the last checkpoint says. For a restore, to
 * be held against the same of before.
 */
export const ledgerRoot = async (
  tx: Tx,
): Promise<{ size: number; root: string; signed: { size: number; root: string } | null }> => {
  const { last } = await findHead(tx)
  const tree = await treeOver(tx, { from: 0, to: last?.size ?? 0 })
  return {
    size: tree.size,
    root: Buffer.from(rootOf(sha256, tree)).toString('base64'),
    signed: last && { size: last.size, root: last.root },
  }
}
