/** The size of a picture by its headers alone: nothing is unpacked, so that a bomb stays what it is, a few bytes. */

export interface Picture {
  /** In pixels. */
  readonly width: number
  readonly height: number
  /** Where the picture ends in its file. */
  readonly end: number
}

/** What a picture's headers say; or that they make no sense, or that the end is missing. */
export type SeenPicture = Picture | 'DAMAGED' | 'CUT_OFF'

/** Chunk by chunk (PNG 1.2 §3): length, name, data, check sum. */
export const readPng = (bytes: Uint8Array): SeenPicture => {
  const view = viewOf(bytes)
  if (bytes.length < 33) return 'CUT_OFF'
  if (nameAt(bytes, 12) !== 'IHDR' || view.getUint32(8) !== 13) return 'DAMAGED'
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  if (width === 0 || height === 0) return 'DAMAGED'
  let hasPixels = false
  for (let at = 8; at + 12 <= bytes.length; ) {
    const name = nameAt(bytes, at + 4)
    if (!/^[A-Za-z]{4}$/.test(name)) return 'DAMAGED'
    at += 12 + view.getUint32(at)
    if (at > bytes.length) return 'CUT_OFF'
    if (name === 'IDAT') hasPixels = true
    if (name === 'IEND') return hasPixels ? { width, height, end: at } : 'DAMAGED'
  }
  return 'CUT_OFF'
}

/** Segment by segment (ITU-T T.81 Annex B); the scans between them are passed over for the next marker. */
export const readJpeg = (bytes: Uint8Array): SeenPicture => {
  const view = viewOf(bytes)
  let [width, height, scans] = [0, 0, 0]
  let at = 2
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return 'DAMAGED'
    const marker = bytes[at + 1] as number
    if (marker === 0xff) {
      at += 1 // a marker may be preceded by fill bytes
      continue
    }
    if (marker === END_OF_IMAGE)
      return width > 0 && height > 0 && scans > 0 && scans <= MOST_SCANS
        ? { width, height, end: at + 2 }
        : 'DAMAGED'
    if (at + 4 > bytes.length) return 'CUT_OFF'
    const next = at + 2 + view.getUint16(at + 2)
    if (next < at + 4) return 'DAMAGED'
    if (next > bytes.length) return 'CUT_OFF'
    if (isFrame(marker)) {
      if (next < at + 10) return 'DAMAGED'
      height = Math.max(height, view.getUint16(at + 5))
      width = Math.max(width, view.getUint16(at + 7))
    }
    at = next
    if (marker === START_OF_SCAN) {
      scans += 1
      at = endOfScan(bytes, next)
    }
  }
  return 'CUT_OFF'
}

/** Ten are usual. A viewer draws the whole picture once for each: some bytes would keep it busy for hours. */
const MOST_SCANS = 100
const START_OF_SCAN = 0xda
const END_OF_IMAGE = 0xd9

/** SOF0–SOF15, without the three markers among them that are none: DHT, JPG, DAC. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** The next marker that is neither a stuffed FF 00 nor a restart. */
const endOfScan = (bytes: Uint8Array, from: number): number => {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const after = bytes[at + 1] ?? 0
    if (after !== 0 && after !== 0xff && !(after >= 0xd0 && after <= 0xd7)) return at
  }
  return bytes.length
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const nameAt = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4))
