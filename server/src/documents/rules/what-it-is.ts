/** What a file is, by its first bytes; never by its name or by what the sender's program calls it. */

/** What may be handed in, if a rule says so: kinds that can be looked into here. */
export type FileKind = 'PDF' | 'JPEG' | 'PNG'

/** What else is met at a counter, named so that the refusal can say what to do instead. */
export type OtherKind =
  | 'HEIC'
  | 'TIFF'
  | 'OTHER_PICTURE'
  | 'OFFICE'
  | 'OFFICE_MACROS'
  | 'ARCHIVE'
  | 'PAGE'
  | 'PROGRAM'
  | 'SOUND_OR_FILM'
  | 'TEXT'
  | 'UNKNOWN'

/** The bytes as characters of the same number, so that they can be searched as text. */
export const latin1Of = (bytes: Uint8Array): string => {
  const parts: string[] = []
  // A call takes its arguments from the stack: 8,192 are safe everywhere.
  for (let at = 0; at < bytes.length; at += 8_192)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8_192)))
  return parts.join('')
}

/** How the kinds begin; `?` is any byte. Where two match, the first does. */
const BEGINNINGS: readonly (readonly [FileKind | OtherKind, ...beginnings: string[]])[] = [
  ['PDF', '%PDF-'],
  ['JPEG', '\xff\xd8\xff'],
  ['PNG', '\x89PNG\r\n\x1a\n'],
  ['HEIC', '????ftyphei', '????ftyphev', '????ftypmif1', '????ftypmsf1', '????ftypavi'],
  ['TIFF', 'II*\0', 'MM\0*', 'II+\0', 'MM\0+'],
  ['OTHER_PICTURE', 'GIF8', 'RIFF????WEBP', 'BM????\0\0\0\0', '\0\0\0\x0cjP  ', '\xff\x0a'],
  ['OFFICE', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', '{\\rtf'],
  [
    'ARCHIVE',
    'PK\x03\x04',
    'PK\x05\x06',
    'PK\x07\x08',
    'Rar!',
    "7z\xbc\xaf'\x1c",
    '\x1f\x8b',
    'BZh',
    '\xfd7zXZ\0',
  ],
  ['PROGRAM', 'MZ', '\x7fELF', '\xca\xfe\xba\xbe', '\xce\xfa\xed\xfe', '\xcf\xfa\xed\xfe', '#!'],
  ['SOUND_OR_FILM', '????ftyp', 'ID3', 'OggS', 'fLaC', 'RIFF', '\x1aE\xdf\xa3', '\xff\xfb', '\xff\xf3'],
]

const beginsWith = (head: string, beginning: string): boolean =>
  [...beginning].every((byte, at) => (byte === '?' ? at < head.length : head[at] === byte))

/** @param bytes of the whole file: what an archive holds is told at its end */
export const whatIsIt = (bytes: Uint8Array): FileKind | OtherKind => {
  const head = latin1Of(bytes.subarray(0, 1_024))
  const [kind] = BEGINNINGS.find(([, ...each]) => each.some((beginning) => beginsWith(head, beginning))) ?? []
  if (kind === 'ARCHIVE' && head.startsWith('PK')) return whatIsZipped(latin1Of(bytes))
  if (kind) return kind
  if (/^(?:\xef\xbb\xbf)?\s*<[!?a-z]/i.test(head)) return 'PAGE'
  return isText(head) ? 'TEXT' : 'UNKNOWN'
}

/** DOCX, XLSX, PPTX, ODT are ZIP archives, and name their parts in clear. */
const whatIsZipped = (archive: string): OtherKind => {
  if (/vbaProject\.bin/i.test(archive)) return 'OFFICE_MACROS'
  return /\[Content_Types\]\.xml|mimetypeapplication\/vnd\.oasis/.test(archive) ? 'OFFICE' : 'ARCHIVE'
}

/** Text has no bytes below a blank but tabulators, line ends and the escape of a terminal. */
const isText = (head: string): boolean =>
  [...head].every((byte) => byte >= ' ' || '\t\n\r\f\x1b'.includes(byte))

/**
 * What a file of a known kind is besides: another program would open the same bytes as something else, and what was
 * judged is not what is opened. Null when it is one thing.
 */
export const whatElseIsIt = (kind: FileKind, file: string): FileKind | OtherKind | null => {
  if (kind !== 'PDF' && file.slice(0, 1_024).includes('%PDF-')) return 'PDF'
  if (isArchiveBesides(file)) return 'ARCHIVE'
  return PAGE_INSIDE.test(file) ? 'PAGE' : null
}

/** Long enough each that a photograph of 20 MB does not hold it by chance. */
const PAGE_INSIDE =
  /<(?:script|html|iframe|!doctype|\?php|hta:application)[\s>]|<svg[^>]{0,200}\son[a-z]{3,20}\s*=|__HALT_COMPILER\(\)/i

const isArchiveBesides = (file: string): boolean =>
  // A ZIP is read from its end, which a comment of up to 65,535 bytes may follow.
  file.slice(-65_557).includes('PK\x05\x06') ||
  // RAR and 7z are looked for behind the program that unpacks them, wherever that ends.
  file.includes('Rar!\x1a\x07') ||
  file.includes("7z\xbc\xaf'\x1c") ||
  file.startsWith('ustar', 257) ||
  // A disk's image: its sectors of 2,048 bytes begin after sixteen empty ones.
  [16, 17, 18].some((sector) => file.startsWith('CD001', sector * 2_048 + 1))
