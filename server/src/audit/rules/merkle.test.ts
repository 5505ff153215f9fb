import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  consistencyRanges,
  EMPTY,
  grown,
  inclusionRanges,
  isConsistent,
  isIncluded,
  leafOf,
  type Range,
  rootOf,
  type Sha256,
} from './merkle.ts'

const sha256: Sha256 = (...parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const leafAt = (position: number) => leafOf(sha256, Buffer.from(`row ${position}`))
const leaves = Array.from({ length: 300 }, (_, at) => leafAt(at))

/** The definition, word for word. */
const MTH = (d: readonly Uint8Array[]): Uint8Array => {
  if (d.length === 0) return sha256()
  if (d.length === 1) return d[0]!
  const k = 2 ** Math.floor(Math.log2(d.length - 1))
  return sha256(Uint8Array.of(1), MTH(d.slice(0, k)), MTH(d.slice(k)))
}
const PATH = (m: number, d: readonly Uint8Array[]): Uint8Array[] => {
  if (d.length === 1) return []
  const k = 2 ** Math.floor(Math.log2(d.length - 1))
  return m < k
    ? [...PATH(m, d.slice(0, k)), MTH(d.slice(k))]
    : [...PATH(m - k, d.slice(k)), MTH(d.slice(0, k))]
}
const SUBPROOF = (m: number, d: readonly Uint8Array[], b: boolean): Uint8Array[] => {
  if (m === d.length) return b ? [] : [MTH(d)]
  const k = 2 ** Math.floor(Math.log2(d.length - 1))
  return m <= k
    ? [...SUBPROOF(m, d.slice(0, k), b), MTH(d.slice(k))]
    : [...SUBPROOF(m - k, d.slice(k), false), MTH(d.slice(0, k))]
}
const rootsOf = (ranges: readonly Range[]) =>
  ranges.map(({ from, to }) => rootOf(sha256, grown(sha256, EMPTY, leaves.slice(from, to))))
const flipped = (hash: Uint8Array) => Uint8Array.from(hash, (byte, at) => (at === 7 ? byte ^ 1 : byte))

const SIZES = Array.from({ length: 131 }, (_, size) => size)

test('the hash of nothing, of one leaf and of RFC 6962’s example tree are as published', () => {
  const published = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ]
  const tree = grown(
    sha256,
    EMPTY,
    published.map((hex) => leafOf(sha256, Buffer.from(hex, 'hex'))),
  )
  expect(Buffer.from(rootOf(sha256, EMPTY)).toString('hex')).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  )
  expect(Buffer.from(rootOf(sha256, tree)).toString('hex')).toBe(
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  )
})

test.each(SIZES)('of %i leaves the root is that of the definition, however they came', (size) => {
  const root = MTH(leaves.slice(0, size))
  expect(rootOf(sha256, grown(sha256, EMPTY, leaves.slice(0, size)))).toEqual(root)
  const first = grown(sha256, EMPTY, leaves.slice(0, Math.floor(size / 3)))
  expect(rootOf(sha256, grown(sha256, first, leaves.slice(Math.floor(size / 3), size)))).toEqual(root)
})

test.each(SIZES.slice(1))('of %i leaves each is proved, and no other is', (size) => {
  const root = MTH(leaves.slice(0, size))
  for (let position = 0; position < size; position += 1) {
    const proof = rootsOf(inclusionRanges(position, size))
    expect(proof).toEqual(PATH(position, leaves.slice(0, size)))
    const included = { leaf: leaves[position]!, position, size, proof, root }
    expect(isIncluded(sha256, included)).toBe(true)
    const forged = [
      { ...included, leaf: leaves[position + 1]! },
      { ...included, position: (position + 1) % (size + 1) },
      { ...included, root: flipped(root) },
      { ...included, proof: [...proof, root] },
      ...(proof.length > 0 ? [{ ...included, proof: proof.slice(1) }] : []),
      ...proof.map((_, at) => ({ ...included, proof: proof.with(at, flipped(proof[at]!)) })),
    ]
    expect(forged.filter((one) => isIncluded(sha256, one))).toEqual([])
  }
})

test.each(SIZES.slice(1))('of %i leaves every beginning is proved, and no other tree', (size) => {
  const root = MTH(leaves.slice(0, size))
  for (let earlier = 1; earlier <= size; earlier += 1) {
    const proof = rootsOf(consistencyRanges(earlier, size))
    expect(proof).toEqual(SUBPROOF(earlier, leaves.slice(0, size), true))
    const consistent = {
      earlier: { size: earlier, root: MTH(leaves.slice(0, earlier)) },
      later: { size, root },
      proof,
    }
    expect(isConsistent(sha256, consistent)).toBe(true)
    const forged = [
      { ...consistent, earlier: { size: earlier, root: flipped(consistent.earlier.root) } },
      { ...consistent, later: { size, root: flipped(root) } },
      { ...consistent, proof: [...proof, root] },
      ...proof.map((_, at) => ({ ...consistent, proof: proof.with(at, flipped(proof[at]!)) })),
      ...(proof.length > 0 ? [{ ...consistent, proof: proof.slice(1) }] : []),
    ]
    expect(forged.filter((one) => isConsistent(sha256, one))).toEqual([])
  }
})

/** A tree of any size in which all leaves are the same, by the definition: equal subtrees are reckoned once. */
const uniform = () => {
  const known = new Map<number, Uint8Array>([[1, leafAt(0)]])
  const rootOfSize = (size: number): Uint8Array => {
    const met = known.get(size)
    if (met) return met
    let k = 1
    while (k * 2 < size) k *= 2
    const root = sha256(Uint8Array.of(1), rootOfSize(k), rootOfSize(size - k))
    known.set(size, root)
    return root
  }
  return rootOfSize
}

test('trees of more than 2^31 leaves, and up to 2^53, are proved alike', () => {
  const rootOfSize = uniform()
  const roots = (ranges: readonly Range[]) => ranges.map(({ from, to }) => rootOfSize(to - from))
  const size = fc.oneof(
    fc.integer({ min: 2 ** 31 - 3, max: 2 ** 31 + 3 }),
    fc.integer({ min: 2 ** 32 - 3, max: 2 ** 32 + 3 }),
    fc.maxSafeInteger().filter((number) => number > 1),
  )
  fc.assert(
    fc.property(size, fc.double({ min: 0, max: 0.999_999, noNaN: true }), (of, share) => {
      const position = Math.floor(of * share)
      const proof = roots(inclusionRanges(position, of))
      const included = { leaf: leafAt(0), position, size: of, proof, root: rootOfSize(of) }
      expect(proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(of)))
      expect(isIncluded(sha256, included)).toBe(true)
      expect(isIncluded(sha256, { ...included, leaf: leafAt(1) })).toBe(false)
      const earlier = { size: position + 1, root: rootOfSize(position + 1) }
      const later = { size: of, root: rootOfSize(of) }
      const consistent = { earlier, later, proof: roots(consistencyRanges(position + 1, of)) }
      expect(isConsistent(sha256, consistent)).toBe(true)
      expect(isConsistent(sha256, { ...consistent, later: { size: of, root: leafAt(1) } })).toBe(false)
    }),
    { numRuns: 500 },
  )
})

test('what lies outside the tree cannot be proved', () => {
  expect(() => inclusionRanges(5, 5)).toThrow('no leaf 5 in a tree of 5')
  expect(() => consistencyRanges(0, 5)).toThrow()
  expect(() => inclusionRanges(0.5, 5)).toThrow()
  for (const position of [-1, 5, 0.5, Number.NaN, 2 ** 53])
    expect(isIncluded(sha256, { leaf: leafAt(0), position, size: 5, proof: [], root: leafAt(0) })).toBe(false)
})
