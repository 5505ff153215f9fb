import { MANIFEST_VERSION, type ManifestData, renderManifest } from './manifest.ts'
import { RECEIPT_VERSION, type ReceiptData, renderFirstReceipt, renderReceipt } from './receipt.ts'
import { REFUSAL_SLIP_VERSION, type RefusalSlipData, renderRefusalSlip } from './refusal-slip.ts'
import { RESULT_VERSION, type ResultData, renderResult } from './result.ts'
import { renderStopNotice, STOP_NOTICE_VERSION, type StopNoticeData } from './stop-notice.ts'
import { renderSupplement, SUPPLEMENT_VERSION, type SupplementRequestData } from './supplement.ts'

/** What each form is printed from. */
export interface FrozenData {
  /** Mẫu 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả */
  M01: ReceiptData
  /** Mẫu 02, Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ */
  M02: SupplementRequestData
  /** Mẫu 03, Phiếu từ chối tiếp nhận giải quyết hồ sơ */
  M03: RefusalSlipData
  /** Mẫu 05, Thông báo dừng giải quyết hồ sơ */
  M05: StopNoticeData
  /** Phiếu bàn giao hồ sơ giấy */
  MANIFEST: ManifestData
  /** A decision or a notice that answers the request */
  RESULT: ResultData
}

export type FormCode = keyof FrozenData

/** The PDF. The same data gives the same bytes. */
type Render<Data> = (data: Data) => Promise<Buffer>

export interface Renderer<Data> {
  /** Stored with the frozen data: another version may print the same data otherwise. */
  readonly templateVersion: string
  readonly render: Render<Data>
  /** Those that were frozen for before; each prints what it always printed, to the byte. */
  readonly earlier?: Readonly<Record<string, Render<Data>>>
}

/** One renderer for each form, and one more for each earlier version of it. */
export const renderers: { readonly [Form in FormCode]: Renderer<FrozenData[Form]> } = {
  M01: { templateVersion: RECEIPT_VERSION, render: renderReceipt, earlier: { 1: renderFirstReceipt } },
  M02: { templateVersion: SUPPLEMENT_VERSION, render: renderSupplement },
  M03: { templateVersion: REFUSAL_SLIP_VERSION, render: renderRefusalSlip },
  M05: { templateVersion: STOP_NOTICE_VERSION, render: renderStopNotice },
  MANIFEST: { templateVersion: MANIFEST_VERSION, render: renderManifest },
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
 * The bytes of an artefact, by the version that it was frozen for.
 *
 * @throws Error when this program does not print that version: a newer program froze it
 */
export async function renderArtefact({ form, templateVersion, data }: Artefact): Promise<Buffer> {
  const { templateVersion: current, render, earlier } = renderers[form] as Renderer<Artefact['data']>
  const print = templateVersion === current ? render : earlier?.[templateVersion]
  if (!print)
    throw new Error(`${form} was frozen for version ${templateVersion}; this program prints ${current}`)
  return print(data)
}
