import { RECEIPT_VERSION, type ReceiptData, renderReceipt } from './receipt.ts'
import { RESULT_VERSION, type ResultData, renderResult } from './result.ts'

/** What each form is printed from. */
export interface FrozenData {
  /** Mẫu 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả */
  M01: ReceiptData
  /** A decision or a notice that answers the request */
  RESULT: ResultData
}

export type FormCode = keyof FrozenData

export interface Renderer<Data> {
  /** Stored with the frozen data: another version may print the same data otherwise. */
  readonly templateVersion: string
  /** The PDF. The same data gives the same bytes. */
  render(data: Data): Promise<Buffer>
}

/** One renderer for each statutory form. */
export const renderers: { readonly [Form in FormCode]: Renderer<FrozenData[Form]> } = {
  M01: { templateVersion: RECEIPT_VERSION, render: renderReceipt },
  RESULT: { templateVersion: RESULT_VERSION, render: renderResult },
}

/** A form, the version it was frozen for, and its words: all that the bytes depend on. */
export type Artefact = {
  [Form in FormCode]: {
    readonly form: Form
    readonly templateVersion: string
    readonly data: FrozenData[Form]
  }
}[FormCode]

/**
 * The bytes of an artefact.
 *
 * @throws Error when it was frozen for a version that this program no longer prints. Bytes are made once and kept, so
 * that happens only to a paper that nobody had asked for when the program was replaced.
 */
export async function renderArtefact(artefact: Artefact): Promise<Buffer> {
  const renderer = renderers[artefact.form] as Renderer<Artefact['data']>
  if (renderer.templateVersion !== artefact.templateVersion) {
    const { form, templateVersion } = artefact
    throw new Error(
      `${form} was frozen for version ${templateVersion}; this program prints ${renderer.templateVersion}`,
    )
  }
  return renderer.render(artefact.data)
}
