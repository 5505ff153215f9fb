import { tidy } from '#common/names.ts'
import { fold, isPlaceholder } from './portal-keys.ts'
import type { FeeItem, FeeKind } from './procedure.ts'

/**
 * Reads fees (phí, lệ phí) out of the words of a channel: "Lệ phí: 200000 ĐồngXem chi tiết", several of them in one
 * string, a fee named without an amount, or prose. An amount is read only where it stands alone.
 */

export interface FeeReading {
  /** null: the source says nothing; empty: it says that nothing is due. */
  fees: readonly FeeItem[] | null
  doubts: readonly FeeDoubt[]
}

export type FeeDoubt =
  /** Named, and no amount given. */
  | 'fee-without-amount'
  /** In words that hold no amount alone: by the province's decree, by case. */
  | 'fee-in-words'
  /** Several amounts of one kind: the source does not say who pays which. */
  | 'fees-several'
  /** An amount of 0: free, or left empty in a form. */
  | 'fee-of-zero'
  /** "Không": nothing is due, or nothing is known. */
  | 'fee-said-none'

export const readFees = (words: string): FeeReading => {
  const text = tidy(words)
  if (text === '' || isPlaceholder(text)) return { fees: null, doubts: [] }
  if (FREE.test(fold(text))) return { fees: [], doubts: [] }
  if (NO.test(fold(text))) return { fees: null, doubts: ['fee-said-none'] }
  // Longer than any list of amounts: prose, whatever it begins with.
  if (text.length > LONGEST_LIST) return { fees: [inWords(text, null)], doubts: ['fee-in-words'] }
  const fees = text
    .split(BEFORE_A_LABEL)
    .flatMap((part) => (part.trim() === '' ? [] : [readOne(part.trim())]))
  const doubts = new Set<FeeDoubt>()
  for (const fee of fees) {
    if (fee.amountVnd === 0) doubts.add('fee-of-zero')
    if (fee.amountVnd === null)
      doubts.add(fee.name === labelOf(fee.kind) ? 'fee-without-amount' : 'fee-in-words')
  }
  if (fees.some((fee, at) => fees.findIndex(({ kind }) => kind === fee.kind) !== at))
    doubts.add('fees-several')
  return { fees, doubts: [...doubts] }
}

/** As the portal prints them, for as far as the items tell: amounts without points, no link but its name. */
export const printFees = (fees: readonly FeeItem[] | null): string =>
  (fees ?? [])
    .map(({ kind, name, amountVnd, per }) => {
      const label = labelOf(kind)
      const amount =
        amountVnd === null ? '' : per === null ? `${amountVnd} ` : `${pointed(amountVnd)} ${per} `
      return name === label ? `${label}: ${amount}${LINK}` : name
    })
    .join(' ')

const LONGEST_LIST = 5_000

const LINK = 'ĐồngXem chi tiết'
const BEFORE_A_LABEL = /(?=(?<![\p{L}\p{N}])(?:lệ\s+phí|(?<!lệ\s+)phí)\s*:)/iu
const LABEL = /^(lệ\s+phí|phí)\s*:\s*/iu
// The portal puts its unit and its link behind whatever stood in the field.
const TAIL = /\s*(?:đồng)?\s*xem chi tiết$|(?<=^|[.;\d\s])\s*đồng$/iu
const AMOUNT =
  /^(\d{1,3}(?:[.,]\d{3}){1,4}|\d{1,12})\s*(?:đ|đồng|vnđ|vnd)?(?:\s*(\/\s*[\p{L}\d ]{1,40}))?\s*(\([^()]+\))?[.;]?$/iu
const FREE =
  /^(?:khong thu(?: phi| le phi| phi le phi)?|mien(?: thu)?(?: phi| le phi| phi le phi)|khong (?:phai )?(?:nop|mat|tra)(?: phi| le phi| phi le phi| tien))$/
const NO = /^(?:phi |le phi |phi le phi )?(?:khong|khong co|khong quy dinh)$/

const labelOf = (kind: FeeKind | null): string =>
  kind === null ? 'Phí, lệ phí' : kind === 'FEE' ? 'Phí' : 'Lệ phí'

const readOne = (part: string): FeeItem => {
  const label = LABEL.exec(part)
  const kind: FeeKind | null = label ? (fold(label[1] ?? '') === 'phi' ? 'FEE' : 'CHARGE') : null
  const body = part
    .slice(label?.[0].length ?? 0)
    .replace(TAIL, '')
    .trim()
  if (body === '' || /^đồng$/iu.test(body)) return inWords(labelOf(kind), kind)
  const [, figure, per, note] = AMOUNT.exec(body) ?? []
  // Prose is a fee's name as far as a person is concerned: it says what is due, in the only words there are.
  if (figure === undefined) return inWords(part.replace(TAIL, '').trim(), kind)
  return {
    ...inWords([labelOf(kind), ...(note === undefined ? [] : [note])].join(' '), kind),
    amountVnd: Number(figure.replace(/[.,]/g, '')),
    per: per === undefined ? null : `đồng${per.replace(/\s*\/\s*/, '/').trimEnd()}`,
  }
}

const inWords = (name: string, kind: FeeKind | null): FeeItem => ({
  kind,
  name,
  amountVnd: null,
  per: null,
  basis: null,
})

const pointed = (amount: number): string => String(amount).replace(/\B(?=(?:\d{3})+$)/g, '.')
