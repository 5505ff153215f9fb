import { readDossierCode } from '#common/dossier-code.ts'
import { isPlainDate, type PlainDate } from '#common/time.ts'
import type { DossierState, InboxView, TaskKind } from '#web/api/calls.ts'

/** What a list may be narrowed by, as it stands in the address; what is not understood is left out. */

/**
 * A reader of an address that leaves nothing beside what it reads. The router lays what a reader answers over the address as it
 * stands, so what was not understood has to be answered too: as nothing.
 */
export const alone =
  <Search extends object>(read: (search: Record<string, unknown>) => Search) =>
  (search: Record<string, unknown>): Search => ({
    ...Object.fromEntries(Object.keys(search).map((name) => [name, undefined])),
    ...read(search),
  })

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
  const typed = text(typeof search.ma === 'number' ? String(search.ma) : search.ma)
  const code = typed === undefined ? undefined : readDossierCode(typed)
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

const afterOf = (search: Record<string, unknown>): { sau?: string } => {
  const after = text(search.sau)
  return after === undefined ? {} : { sau: after }
}

/** Xem: what a receiving unit refused (`bi-tra`), results to return (`tra`), what rests (`cho`); else what is to do. */
export const INBOX_VIEWS = {
  'can-lam': 'TO_DO',
  'bi-tra': 'CAME_BACK',
  tra: 'TO_RETURN',
  cho: 'WAITING',
} as const satisfies Record<string, InboxView>
export type InboxViewName = keyof typeof INBOX_VIEWS

/** A new kind of task does not compile until the address knows it. */
const TASK_KINDS = {
  ACCEPT: true,
  RECEIVE: true,
  CONFIRM_HAND_OVER: true,
  CHECK: true,
  CONSULT: true,
  EXTERNAL: true,
  APPLICANT: true,
  OBLIGATION: true,
  PART: true,
  GATHER: true,
  APPRAISE: true,
  REVIEW: true,
  APPROVE: true,
  ISSUE: true,
  RETURN: true,
  DECIDE_WITHDRAWAL: true,
} as const satisfies Record<TaskKind, true>

export interface InboxSearch {
  xem?: InboxViewName
  /** Loại việc. */
  loai?: TaskKind
  sau?: string
}

export const inboxSearch = (search: Record<string, unknown>): InboxSearch => {
  const view = (Object.keys(INBOX_VIEWS) as InboxViewName[]).find((known) => known === search.xem)
  const kind = (Object.keys(TASK_KINDS) as TaskKind[]).find((known) => known === search.loai)
  return {
    ...(view === undefined ? {} : { xem: view }),
    ...(kind === undefined ? {} : { loai: kind }),
    ...afterOf(search),
  }
}

/** Xem: who was told (`da-bao`); else who is still to be told. */
export const dateNoticesSearch = (search: Record<string, unknown>): { xem?: 'da-bao'; sau?: string } => ({
  ...(search.xem === 'da-bao' ? { xem: search.xem } : {}),
  ...afterOf(search),
})

const HAND_OVER_VIEWS = ['di', 'den', 'phieu'] as const

/** Xem: what was sent (`di`), what arrives (`den`), the manifests (`phieu`); else what is nearer to whoever looks. */
export const handOversSearch = (
  search: Record<string, unknown>,
): { xem?: (typeof HAND_OVER_VIEWS)[number]; sau?: string } => {
  const view = HAND_OVER_VIEWS.find((known) => known === search.xem)
  return { ...(view === undefined ? {} : { xem: view }), ...afterOf(search) }
}

/** Where to go after signing in or opening a counter: only a place of this site, never an address somebody else wrote. */
export const backSearch = (search: Record<string, unknown>): { tu?: string } => {
  const from = text(search.tu)
  return from !== undefined && /^\/(?!\/)[\w/?=&.%~-]*$/.test(from) ? { tu: from } : {}
}
