import type { Instant } from '#common/time.ts'

/**
 * A checkpoint as it is published: a signed note (C2SP signed-note) whose text is a checkpoint (C2SP tlog-checkpoint).
 *
 *     motcua-ledger/5f1c0a7e90b2d344        origin: the log, by its id
 *     1234                                  leaves in the tree
 *     CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=   its root
 *     time 2026-11-27T09:00:00.000Z         an extension line: the clock of the database
 *                                           an empty line ends the text, which is what is signed
 *     — motcua-ledger/5f1c0a7e90b2d344 Az3grl…   key id (four bytes) and Ed25519 signature, base64
 */
export interface Checkpoint {
  origin: string
  size: number
  /** base64 */
  root: string
  at: Instant
}

/** The text that is signed. */
export const checkpointText = ({ origin, size, root, at }: Checkpoint): string =>
  `${origin}\n${size}\n${root}\ntime ${at}\n`

/** The note: the text and one signature. */
export const signedNote = (text: string, origin: string, keyIdAndSignature: string): string =>
  `${text}\n— ${origin} ${keyIdAndSignature}\n`

// Key id and Ed25519 signature have 68 bytes.
const NOTE_IN_FILE = /^[^\n]+\n(\d{1,16})\n(?:[^\n]+\n)+\n\S+ \S+ [A-Za-z0-9+/]{91}=\n\n/gm

/**
 * The last whole note of a file in which an empty line ends each, and where it ends; what follows it was cut off in the middle.
 * @param text of the file's end, one sign for each byte, so that a place in it is one in the file
 */
export const lastNoteIn = (text: string): { size: number; end: number } | null => {
  const last = [...text.matchAll(NOTE_IN_FILE)].at(-1)
  return last ? { size: Number(last[1]), end: last.index + last[0].length } : null
}

export const originOf = (logId: string): string => `motcua-ledger/${logId}`

/** A public key as programs for such notes read it: name, key id, and the key behind the byte of its algorithm. */
export const verifierKey = (origin: string, keyId: string, algorithmAndKey: string): string =>
  `${origin}+${keyId}+${algorithmAndKey}`

/** What the former key signs, for whoever trusts that one to trust this one. */
export const endorsementText = (key: string): string => `motcua ledger key\n${key}\n`
