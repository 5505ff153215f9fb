/**
 * The Merkle tree of RFC 9162 (section 2.1), which obsoletes RFC 6962: a leaf is SHA-256(0x00, bytes), a node SHA-256(0x01, left,
 * right), and the left part of a tree of n leaves holds the largest power of two that is less than n. Sizes and positions
 * are whole numbers up to 2^53; no bit operations, which stop at 2^31.
 */

/** SHA-256 over the parts one after the other. */
export type Sha256 = (...parts: readonly Uint8Array[]) => Uint8Array

/** All that must be kept of a tree to add to it and to tell its root: at most 53 hashes. */
export interface Frontier {
  size: number
  /** Roots of the complete subtrees, the largest first. */
  peaks: readonly Uint8Array[]
}

/** Leaves from one position up to, and without, another. */
export interface Range {
  from: number
  to: number
}

export const EMPTY: Frontier = { size: 0, peaks: [] }

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

export const leafOf = (sha256: Sha256, bytes: Uint8Array): Uint8Array => sha256(LEAF, bytes)

export const nodeOf = (sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array =>
  sha256(NODE, left, right)

/** The frontier with these leaves behind those it had. */
export const grown = (sha256: Sha256, { size, peaks }: Frontier, leaves: Iterable<Uint8Array>): Frontier => {
  const grownPeaks = [...peaks]
  let grownSize = size
  for (const leaf of leaves) {
    let node = leaf
    for (let trees = grownSize; trees % 2 === 1; trees = (trees - 1) / 2)
      node = nodeOf(sha256, grownPeaks.pop() as Uint8Array, node)
    grownPeaks.push(node)
    grownSize += 1
  }
  return { size: grownSize, peaks: grownPeaks }
}

/** Of no leaf the hash of nothing. */
export const rootOf = (sha256: Sha256, { peaks }: Frontier): Uint8Array =>
  peaks.length === 0 ? sha256() : peaks.reduceRight((right, left) => nodeOf(sha256, left, right))

/** The subtrees whose roots prove that a leaf is in the tree, in the order of the proof: nearest to the leaf first. */
export const inclusionRanges = (position: number, size: number): Range[] => {
  mustLieIn(position, size)
  const ranges: Range[] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + leftPart(to - from)
    if (position < middle) {
      ranges.unshift({ from: middle, to })
      to = middle
    } else {
      ranges.unshift({ from, to: middle })
      from = middle
    }
  }
  return ranges
}

/** The subtrees whose roots prove that the tree of `earlier` leaves is the beginning of the tree of `size`. */
export const consistencyRanges = (earlier: number, size: number): Range[] => {
  mustLieIn(earlier - 1, size)
  const ranges: Range[] = []
  let [from, to] = [0, size]
  // Whether the earlier tree itself is the subtree that we have come to: whoever asks has its root.
  let isEarlierTree = true
  while (earlier < to) {
    const middle = from + leftPart(to - from)
    if (earlier <= middle) {
      ranges.unshift({ from: middle, to })
      to = middle
    } else {
      ranges.unshift({ from, to: middle })
      from = middle
      isEarlierTree = false
    }
  }
  return isEarlierTree ? ranges : [{ from, to }, ...ranges]
}

export interface Inclusion {
  leaf: Uint8Array
  position: number
  size: number
  proof: readonly Uint8Array[]
  root: Uint8Array
}

/** RFC 9162, 2.1.3.2. */
export const isIncluded = (sha256: Sha256, { leaf, position, size, proof, root }: Inclusion): boolean => {
  if (!isPosition(position, size)) return false
  let [at, last] = [position, size - 1]
  let hash = leaf
  for (const sibling of proof) {
    if (last === 0) return false
    if (isOdd(at) || at === last) {
      hash = nodeOf(sha256, sibling, hash)
      while (at !== 0 && !isOdd(at)) [at, last] = [half(at), half(last)]
    } else {
      hash = nodeOf(sha256, hash, sibling)
    }
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && isSame(hash, root)
}

export interface Consistency {
  earlier: { size: number; root: Uint8Array }
  later: { size: number; root: Uint8Array }
  proof: readonly Uint8Array[]
}

/** RFC 9162, 2.1.4.2. */
export const isConsistent = (sha256: Sha256, { earlier, later, proof }: Consistency): boolean => {
  if (!isPosition(earlier.size - 1, later.size)) return false
  if (earlier.size === later.size) return proof.length === 0 && isSame(earlier.root, later.root)
  const [first, ...rest] = isPowerOfTwo(earlier.size) ? [earlier.root, ...proof] : proof
  if (!first || proof.length === 0) return false
  let [at, last] = [earlier.size - 1, later.size - 1]
  while (isOdd(at)) [at, last] = [half(at), half(last)]
  let [before, after] = [first, first]
  for (const sibling of rest) {
    if (last === 0) return false
    if (isOdd(at) || at === last) {
      before = nodeOf(sha256, sibling, before)
      after = nodeOf(sha256, sibling, after)
      while (at !== 0 && !isOdd(at)) [at, last] = [half(at), half(last)]
    } else {
      after = nodeOf(sha256, after, sibling)
    }
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && isSame(before, earlier.root) && isSame(after, later.root)
}

/** The largest power of two that is less than `size`, of two leaves or more. */
const leftPart = (size: number): number => {
  let part = 1
  while (part * 2 < size) part *= 2
  return part
}

const half = (number: number): number => Math.floor(number / 2)
const isOdd = (number: number): boolean => number % 2 === 1

const isPowerOfTwo = (size: number): boolean => {
  let part = size
  while (part > 1 && !isOdd(part)) part /= 2
  return part === 1
}

const isPosition = (position: number, size: number): boolean =>
  Number.isSafeInteger(position) && Number.isSafeInteger(size) && position >= 0 && position < size

const mustLieIn = (position: number, size: number): void => {
  if (!isPosition(position, size)) throw new Error(`no leaf ${position} in a tree of ${size}`)
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, at) => byte === other[at])
