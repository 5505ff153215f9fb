/** The door of the room: the papers that are printed, the files that are kept, and what may be handed in. */
export { type ContentAddress, type ContentStore, openContentStore } from './contents.ts'
export { DEFAULT_FILE_RULES } from './data/file-rules.ts'
export { type FileStore, openFileStore } from './files.ts'
export type { ManifestData, ManifestDossier } from './forms/manifest.ts'
export type { NoticeData } from './forms/notice.ts'
export type { PrintedContact, PrintedOwner, PrintedProcedure } from './forms/parts.ts'
export type { IdentityKind, PrintedFee, PrintedPaper, PrintedPerson, ReceiptData } from './forms/receipt.ts'
export type { RefusalSlipData } from './forms/refusal-slip.ts'
export {
  type Artefact,
  type FormCode,
  type FrozenData,
  type Renderer,
  renderArtefact,
  renderers,
} from './forms/renderers.ts'
export type { ResultData, ResultParagraph } from './forms/result.ts'
export type { StopNoticeData } from './forms/stop-notice.ts'
export type { SupplementRequestData } from './forms/supplement.ts'
export { openUploads, type Uploads } from './kept-uploads.ts'
export { unprintableIn } from './letters.ts'
export { type AcceptedFile, acceptAnother, type FileRule } from './rules/accepted-files.ts'
export { tidyFileName } from './rules/file-names.ts'
export { type FileKind, type OtherKind, whatIsIt } from './rules/what-it-is.ts'
export { FileError, type FileErrorCode } from './sealed-folder.ts'
export { acceptUpload } from './uploads.ts'
