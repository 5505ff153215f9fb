import { masked } from '#common/names.ts'
import { type Instant, parseInstant, rfc3339InHanoi } from '#common/time.ts'
import { countFailure, generationOf, mustHaveAttemptsLeft } from '#identity/index.ts'
import { statement } from '#platform/db/database.ts'
import { notFound } from '#platform/refusal.ts'
import type { Office } from './office.ts'
import { readReceiptSecret, receiptHash, unsealPerson } from './people.ts'
import type { Dossier, EventType } from './rules/dossier.ts'
import { moment, timeLeft } from './views.ts'
import type { TrackingPage } from './wire.ts'

/**
 * Looking up one's own dossier with what stands on the receipt. The code is public and sequential, so it opens
 * nothing without the secret; an unknown code and a wrong secret are the same answer.
 */

interface TrackedRow {
  code: string
  state: Dossier['state']
  authority_id: string
  procedure_version_id: string
  accepted_at: Instant
  current_due_at: Instant | null
  issued_at: Instant | null
  returned_at: Instant | null
  timeliness: Dossier['timeliness']
  now: Instant
  generation: number
  holder: string | null
  centre: string
  centre_address: string | null
  hotline: string | null
  version_id: string | null
  sealed: Buffer | null
  timeline: { type: EventType; at: string; unit: string | null }[]
}

// One statement: the row, its owner's name, the units and the events. Row-level security lets it see the dossier
// whose receipt the transaction's identity names, and nothing else.
const tracked = statement<TrackedRow>(
  'dossier-tracked',
  `select d.code, d.state, d.authority_id, d.procedure_version_id, d.accepted_at, d.current_due_at, d.issued_at, d.returned_at,
     d.timeliness, clock_timestamp() as now, (select generation from reference_generation) as generation, h.name as holder, c.name as centre, c.address as centre_address, c.hotline,
     p.id as version_id, p.sealed,
     (select jsonb_agg(jsonb_build_object('type', e.type, 'at', e.at, 'unit', u.name) order by e.seq)
      from dossier_event e
      left join lateral (
        select string_agg(distinct a.name, ', ') as name
        from jsonb_array_elements(e.data -> 'opens') as opened
        join agency a on a.id = (opened ->> 'unitId')::uuid) u on true
      where e.dossier_id = d.id) as timeline
   from dossier d
   join agency c on c.id = d.receiving_unit_id
   left join agency h on h.id = d.holder_unit_id
   left join lateral (
     select v.id, v.sealed from person_version v where v.person_id = d.owner_id order by v.version desc limit 1) p on true
   where d.code = $1 and d.receipt_hash = $2`,
)

// A citizen mistypes a few times; an office behind one address looks up for many.
const PER_CODE = 5
const PER_ADDRESS = 20

export interface LookUp {
  code: string
  secret: string
  /** Where the request came from. */
  address: string
}

/** @throws Refusal NOT_FOUND for a code or secret that do not belong together, TOO_MANY after too many of those */
export const track = async (office: Office, lookUp: LookUp): Promise<TrackingPage> => {
  const code = lookUp.code.trim().toUpperCase()
  const secret = readReceiptSecret(lookUp.secret)
  const hash = receiptHash(office.sealer, secret || '-')
  const limits = { [`code:${keyed(office, code)}`]: PER_CODE, [`look-up:${keyed(office, lookUp.address)}`]: PER_ADDRESS }
  const found = await office.database.as({ actor: 'public', receipt: hash }, async (tx) => {
    const [, rows] = await Promise.all([mustHaveAttemptsLeft(tx, limits), tx.run(tracked, [code, hash])])
    const row = rows[0]
    if (!row) return null
    const [procedure, calendar] = await Promise.all([
      office.catalogue.version(tx, row.procedure_version_id),
      office.catalogue.calendarFor(tx, generationOf(row.generation, row.now), row.authority_id),
    ])
    return { row, procedure, calendar }
  })
  if (!found) {
    await office.database.as({ actor: 'public' }, (tx) => countFailure(tx, Object.keys(limits)))
    throw notFound()
  }
  const { row, procedure, calendar } = found
  const owner = row.version_id === null ? null : unsealPerson(office.sealer, { version_id: row.version_id, sealed: row.sealed })
  return {
    code: row.code,
    state: row.state,
    procedure: { title: procedure.title, titleEn: procedure.titleEn },
    ownerMasked: owner ? masked(owner.fullName) : null,
    acceptedAt: rfc3339InHanoi(row.accepted_at),
    dueAt: moment(row.current_due_at),
    issuedAt: moment(row.issued_at),
    returnedAt: moment(row.returned_at),
    timeliness: row.timeliness,
    workingTimeLeft: timeLeft(calendar, { currentDueAt: row.current_due_at, issuedAt: row.issued_at }, row.now),
    holderUnit: row.holder,
    collectAt: { name: row.centre, address: row.centre_address, hotline: row.hotline },
    timeline: row.timeline.map((entry) => ({ type: entry.type, at: rfc3339InHanoi(parseInstant(entry.at)), unit: entry.unit })),
  }
}

/** A limiter's subject: a hash, so that the table of failures names nobody. */
const keyed = (office: Office, text: string): string => office.sealer.blindIndex('attempt', text || '-').toString('hex')
