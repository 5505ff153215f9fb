/** The door of the room: the papers that are printed, and the files that are kept. */
export { type ContentAddress, type ContentStore, openContentStore } from './contents.ts'
export { type FileStore, openFileStore } from './files.ts'
export type { IdentityKind, PrintedFee, PrintedPaper, PrintedPerson, ReceiptData } from './forms/receipt.ts'
export {
  type Artefact,
  type FormCode,
  type FrozenData,
  type Renderer,
  renderArtefact,
  renderers,
} from './forms/renderers.ts'
export type { ResultData, ResultParagraph } from './forms/result.ts'
export { unprintableIn } from './letters.ts'
export { FileError, type FileErrorCode } from './sealed-folder.ts'
