import type { ProcedureVersion } from '#catalogue/index.ts'
import { translator } from '#common/i18n.ts'
import { hanoiDateOf, type Instant } from '#common/time.ts'
import type { NoticeData, RefusalSlipData, StopNoticeData, SupplementRequestData } from '#documents/index.ts'
import type { Unit } from '#identity/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import type { Gathered } from './circumstances.ts'
import type { Office } from './office.ts'
import { type Person, unsealPerson } from './people.ts'
import type { Dossier } from './rules/dossier.ts'
import { findPersons } from './store.ts'

/** The words of the papers that say what is missing, that a dossier is turned away, or that work on it has stopped. */

/** Who signs, and whom to ask. */
export interface Signing {
  name: string
  title: string
  /** `TUQ. CHUYÊN VIÊN`: above the name, where the post was lent; null in one's own. */
  onBehalf: string | null
}

/** What a notice is about, gathered: its words hang on nothing else. */
export interface About {
  /** `03/HDHS` */
  number: string
  dossier: Dossier
  procedure: Pick<ProcedureVersion, 'title' | 'nationalCode'>
  owner: Pick<Person, 'fullName' | 'address' | 'phone' | 'email'> | null
  /** The unit it comes from. */
  unit: Unit
  /** Null: the house by itself, for the unit; then nobody signs. */
  signing: Signing | null
  publicUrl: string
  now: Instant
}

export type NoticeForm = keyof typeof SYMBOL

const SYMBOL = { M02: 'HDHS', M03: 'TCHS', M05: 'TB' } as const

const nextNumber = statement<{ last: number }>(
  'form-number',
  `insert into form_counter (authority_id, form, year, last) values ($1, $2, $3, 1)
   on conflict (authority_id, form, year) do update set last = form_counter.last + 1 returning last`,
)

/** Given by each authority from 1 January to 31 December (Nghị định 30/2020/NĐ-CP, Điều 15). */
export const noticeNumber = (form: NoticeForm, last: number): string =>
  `${String(last).padStart(2, '0')}/${SYMBOL[form]}`

/**
 * Gathers what a notice says of a dossier, and takes its number.
 * @param signing null: the house by itself, for the unit
 */
export const about = async (
  office: Pick<Office, 'sealer' | 'publicUrl'>,
  tx: Tx,
  form: NoticeForm,
  dossier: Dossier,
  here: Pick<Gathered, 'actor' | 'procedure' | 'units' | 'now'>,
  signing: Signing | null,
): Promise<About> => {
  const year = Number(hanoiDateOf(here.now).slice(0, 4))
  const [[row], persons] = await Promise.all([
    tx.run(nextNumber, [here.actor.authorityId, form, year]),
    findPersons(tx, dossier.id),
  ])
  if (!row) throw new Error(`no number for ${form}`)
  const kept = persons.find(({ id }) => id === dossier.ownerId)
  const unit = unitOf(here.units, here.actor.unitId, dossier)
  return {
    number: noticeNumber(form, row.last),
    dossier,
    procedure: here.procedure,
    owner: kept ? unsealPerson(office.sealer, kept) : null,
    unit,
    signing,
    publicUrl: office.publicUrl,
    now: here.now,
  }
}

/** The unit of whoever acts; for the citizen and the house, the centre. */
const unitOf = (units: readonly Unit[], unitId: string, dossier: Dossier): Unit => {
  const unit = units.find(({ id }) => id === unitId) ?? units.find(({ id }) => id === dossier.receivingUnitId)
  if (!unit) throw new Error(`dossier ${dossier.id} is with a unit that is not there`)
  return unit
}

/** Where the fields of each form are from; the layouts in force were not read, and the foot of the paper says so. */
const FORM_BASIS = {
  M02: 'các mục theo TT 01/2018/TT-VPCP, chưa đối chiếu với TT 03/2025/TT-VPCP',
  M03: 'các mục theo phiếu đang dùng năm 2024–2026, chưa đối chiếu với TT 03/2025/TT-VPCP',
  M05: 'TT 03/2025/TT-VPCP, chưa đọc được bố cục của mẫu',
} as const

const head = ({ number, dossier, procedure, owner, unit, now }: About, form: NoticeForm): NoticeData => ({
  formBasis: FORM_BASIS[form],
  number,
  dossierCode: dossier.code,
  parentAgency: unit.parentName,
  agency: unit.name,
  place: unit.locality,
  issuedAt: now,
  owner: {
    name: owner?.fullName ?? '',
    address: owner?.address ?? null,
    phone: owner?.phone ?? null,
    email: owner?.email ?? null,
  },
  procedure: { name: procedure.title, code: procedure.nationalCode },
})

const contactOf = ({ signing, unit }: About) => ({
  name: signing?.name ?? null,
  title: signing?.title ?? null,
  unit: unit.name,
  phone: unit.hotline,
})

const lookUpAddress = ({ publicUrl }: About): string => `${publicUrl.replace(/^https?:\/\//, '')}/tra-cuu`

export interface AskedFor {
  items: readonly string[]
  reason: string
  legalBasis: string | null
  replyBy: Instant | null
}

export const supplementWords = (
  given: About,
  stage: SupplementRequestData['stage'],
  { items, reason, legalBasis, replyBy }: AskedFor,
): SupplementRequestData => ({
  ...head(given, 'M02'),
  stage,
  ordinal: given.dossier.supplementsAsked[stage] + 1,
  items: items.map((text) => ({ text })),
  reason,
  legalBasis,
  replyBy,
  dueAtStandsStill: stage === 'APPRAISAL',
  contact: contactOf(given),
  lookUpAddress: lookUpAddress(given),
  signer: {
    ...onBehalf(given.signing),
    title: given.signing?.title ?? given.unit.name,
    name: given.signing?.name ?? '',
  },
})

export const refusalWords = (
  given: About,
  said: Pick<RefusalSlipData, 'reason' | 'legalBasis' | 'whereToTurn' | 'papersHandedBack'>,
): RefusalSlipData => ({
  ...head(given, 'M03'),
  ...said,
  contact: contactOf(given),
  lookUpAddress: lookUpAddress(given),
  officer: given.signing?.name ?? null,
  ...onBehalf(given.signing),
})

export const stopWords = (
  given: About,
  said: Pick<StopNoticeData, 'cause' | 'reason' | 'legalBasis' | 'fees' | 'papersHandedBack'>,
): StopNoticeData => {
  const { dossier, signing, now } = given
  return {
    ...head(given, 'M05'),
    ...said,
    stage: say(`state.${dossier.state}`).toLocaleLowerCase('vi'),
    receivedAt: dossier.acceptedAt ?? dossier.submittedAt,
    ...(dossier.acceptedAt === null ? { isOnlyFiled: true } : {}),
    requestedAt: dossier.withdrawal?.requestedAt ?? (said.cause === 'WITHDRAWN' ? now : null),
    signer: signing && { ...onBehalf(signing), title: signing.title, name: signing.name },
  }
}

/** Left out where nothing was lent, so that such papers are the same as ever. */
const onBehalf = (signing: Signing | null): { onBehalf?: string } =>
  signing?.onBehalf ? { onBehalf: signing.onBehalf } : {}

const say = translator('vi')
