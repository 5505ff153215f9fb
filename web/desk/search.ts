import { isPlainDate, type PlainDate } from '#common/time.ts'
import type { DossierState } from '#web/api/calls.ts'

/** What a list may be narrowed by, as it stands in the address; what is not understood is left out. */

/** In the order of a dossier's life; a new state does not compile until it has its place. */
const STATES = {
  SUBMITTED: true,
  NEEDS_COMPLETION: true,
  NOT_ACCEPTED: true,
  ACCEPTED: true,
  PROCESSING: true,
  CONSULTING: true,
  AWAITING_EXTERNAL: true,
  SUPPLEMENT: true,
  AWAITING_PAYMENT: true,
  AWAITING_APPROVAL: true,
  APPROVED: true,
  RESOLVED: true,
  RETURNED: true,
  CORRECTING: true,
  WITHDRAWAL_REQUESTED: true,
  STOPPED: true,
} as const satisfies Record<DossierState, true>

export const DOSSIER_STATES = Object.keys(STATES) as readonly DossierState[]

export interface DossiersSearch {
  /** Mã hồ sơ, the whole of it. */
  ma?: string | undefined
  /** Trạng thái. */
  tt?: DossierState | undefined
  /** Ngày nhận, `2026-11-24`. */
  ngay?: PlainDate | undefined
  /** Where the page begins. */
  sau?: string | undefined
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

export const dossiersSearch = (search: Record<string, unknown>): DossiersSearch => {
  const code = text(typeof search.ma === 'number' ? String(search.ma) : search.ma)
  const state = DOSSIER_STATES.find((known) => known === search.tt)
  const day = isPlainDate(search.ngay) ? search.ngay : undefined
  const after = text(search.sau)
  return {
    ...(code === undefined ? {} : { ma: code }),
    ...(state === undefined ? {} : { tt: state }),
    ...(day === undefined ? {} : { ngay: day }),
    ...(after === undefined ? {} : { sau: after }),
  }
}

export const isNarrowedBy = ({ ma, tt, ngay }: DossiersSearch): boolean => Boolean(ma || tt || ngay)

export const inboxSearch = (search: Record<string, unknown>): { sau?: string } => {
  const after = text(search.sau)
  return after === undefined ? {} : { sau: after }
}

/** Xem: who was told (`da-bao`); else who is still to be told. */
export const dateNoticesSearch = (search: Record<string, unknown>): { xem?: 'da-bao'; sau?: string } => ({
  ...(search.xem === 'da-bao' ? { xem: search.xem } : {}),
  ...inboxSearch(search),
})

const HAND_OVER_VIEWS = ['di', 'den', 'phieu'] as const

/** Xem: what was sent (`di`), what arrives (`den`), the manifests (`phieu`); else what is nearer to whoever looks. */
export const handOversSearch = (
  search: Record<string, unknown>,
): { xem?: (typeof HAND_OVER_VIEWS)[number]; sau?: string } => {
  const view = HAND_OVER_VIEWS.find((known) => known === search.xem)
  return { ...(view === undefined ? {} : { xem: view }), ...inboxSearch(search) }
}

/** Where to go after signing in or opening a counter: only a place of this site, never an address somebody else wrote. */
export const backSearch = (search: Record<string, unknown>): { tu?: string } => {
  const from = text(search.tu)
  return from !== undefined && /^\/(?!\/)[\w/?=&.%~-]*$/.test(from) ? { tu: from } : {}
}
