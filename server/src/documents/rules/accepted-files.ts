import type { PlainDate } from '#common/time.ts'
import { Refusal } from '#platform/refusal.ts'
import { type Inflate, readPdf } from './pdf.ts'
import { readJpeg, readPng, type SeenPicture } from './pictures.ts'
import { type FileKind, latin1Of, type OtherKind, whatElseIsIt, whatIsIt } from './what-it-is.ts'

/** What may be handed in as a file, from a day on. One megabyte is a million bytes. */
export interface FileRule {
  readonly kinds: readonly FileKind[]
  readonly mostBytes: number
  /** Of one PDF. */
  readonly mostPages: number
  /** Width times height of one picture: what it takes in memory once it is unpacked, four bytes each. */
  readonly mostPixels: number
  /** Files of one dossier, and their bytes together. */
  readonly mostFiles: number
  readonly mostBytesTogether: number
  /** Whether the limits were read in an official text. */
  readonly confirmed: boolean
  readonly basis: string
  readonly validFrom: PlainDate
}

/** A file that may be kept, as its content shows it. */
export interface AcceptedFile {
  readonly kind: FileKind
  readonly mediaType: string
  readonly bytes: number
  /** Of a PDF; a page that was saved again counts again. */
  readonly pages: number | null
  /** In pixels, of a picture. */
  readonly size: { readonly width: number; readonly height: number } | null
}

const MEDIA_TYPES: Readonly<Record<FileKind, string>> = {
  PDF: 'application/pdf',
  JPEG: 'image/jpeg',
  PNG: 'image/png',
}

/**
 * What the file is, if it may be handed in. Its name and the type that it was sent with are not asked.
 *
 * @throws Refusal INVALID `upload-…`, each with what to do instead
 */
export const acceptFile = (rule: FileRule, bytes: Uint8Array, inflate: Inflate): AcceptedFile => {
  if (bytes.length === 0) throw new Refusal('INVALID', 'upload-empty')
  if (bytes.length > rule.mostBytes)
    throw new Refusal('INVALID', 'upload-too-large', {
      megabytes: tenthsUp(bytes.length),
      most: rule.mostBytes / MEGABYTE,
    })
  const kind = whatIsIt(bytes)
  if (!isAccepted(rule, kind)) throw new Refusal('INVALID', 'upload-not-accepted', { kind })
  const raw = latin1Of(bytes)
  const besides = whatElseIsIt(kind, raw)
  if (besides) throw twoInOne(kind, besides)
  const seen =
    kind === 'PDF'
      ? { pages: acceptPdf(rule, bytes, raw, inflate), size: null }
      : { pages: null, size: acceptPicture(rule, kind, bytes) }
  return { kind, mediaType: MEDIA_TYPES[kind], bytes: bytes.length, ...seen }
}

const acceptPdf = (rule: FileRule, bytes: Uint8Array, raw: string, inflate: Inflate): number => {
  const pdf = readPdf(bytes, raw, inflate)
  if (!pdf.isWhole) throw new Refusal('INVALID', 'upload-cut-off')
  if (pdf.isLocked) throw new Refusal('INVALID', 'upload-pdf-locked')
  if (pdf.acts) throw new Refusal('INVALID', 'upload-pdf-acts', { act: pdf.acts })
  if (pdf.isOpaque) throw new Refusal('INVALID', 'upload-pdf-opaque')
  if (pdf.pages === 0) throw new Refusal('INVALID', 'upload-damaged')
  if (pdf.pages > rule.mostPages)
    throw new Refusal('INVALID', 'upload-too-many-pages', { pages: pdf.pages, most: rule.mostPages })
  return pdf.pages
}

const READERS: Readonly<Record<'JPEG' | 'PNG', (bytes: Uint8Array) => SeenPicture>> = {
  JPEG: readJpeg,
  PNG: readPng,
}

const acceptPicture = (
  rule: FileRule,
  kind: 'JPEG' | 'PNG',
  bytes: Uint8Array,
): { width: number; height: number } => {
  const picture = READERS[kind](bytes)
  if (picture === 'CUT_OFF') throw new Refusal('INVALID', 'upload-cut-off')
  if (picture === 'DAMAGED') throw new Refusal('INVALID', 'upload-damaged')
  // Telephones write a second, brighter picture or a short film behind the end of a JPEG; nothing writes behind a PNG's.
  if (kind === 'PNG' && picture.end < bytes.length) throw twoInOne(kind, 'UNKNOWN')
  const { width, height } = picture
  if (width * height > rule.mostPixels)
    throw new Refusal('INVALID', 'upload-picture-too-large', {
      width,
      height,
      most: rule.mostPixels / MEGAPIXEL,
    })
  return { width, height }
}

/**
 * One more file beside those that the dossier has.
 *
 * @throws Refusal INVALID `uploads-too-many`, `uploads-too-large`
 */
export const acceptAnother = (
  rule: FileRule,
  already: { readonly files: number; readonly bytes: number },
  next: { readonly bytes: number },
): void => {
  if (already.files >= rule.mostFiles)
    throw new Refusal('INVALID', 'uploads-too-many', { most: rule.mostFiles })
  if (already.bytes + next.bytes > rule.mostBytesTogether)
    throw new Refusal('INVALID', 'uploads-too-large', {
      megabytes: tenthsUp(already.bytes + next.bytes),
      most: rule.mostBytesTogether / MEGABYTE,
    })
}

const MEGABYTE = 1_000_000
const MEGAPIXEL = 1_000_000

/** Rounded up, so that nothing is refused for being as large as what is allowed. */
const tenthsUp = (bytes: number): number => Math.ceil(bytes / (MEGABYTE / 10)) / 10

const isAccepted = (rule: FileRule, kind: FileKind | OtherKind): kind is FileKind =>
  (rule.kinds as readonly string[]).includes(kind)

const twoInOne = (kind: FileKind, besides: FileKind | OtherKind): Refusal =>
  new Refusal('INVALID', 'upload-two-in-one', { kind, besides })
