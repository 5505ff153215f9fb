import { sql } from 'kysely'
import { ledgerPart, ledgerRows, noteInLedger } from '#audit/index.ts'
import { caseOf } from '#catalogue/index.ts'
import { translator } from '#common/i18n.ts'
import { hanoiDateOf, type Instant, rfc3339InHanoi } from '#common/time.ts'
import { type ManifestData, type ManifestDossier, renderers } from '#documents/index.ts'
import {
  dossierScope,
  findOfficers,
  maySee,
  maySendPapersOf,
  type Officer,
  type SignedIn,
} from '#identity/index.ts'
import { query, type Tx } from '#platform/db/database.ts'
import { inserting, joined } from '#platform/db/parts.ts'
import { statement } from '#platform/db/statement.ts'
import { answerPart, answerRow, earlierAnswer, type IdempotentRequest } from '#platform/http/idempotency.ts'
import { newId } from '#platform/ids.ts'
import { jobFor, jobRows, jobsPart } from '#platform/jobs/jobs.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { type Sealer, sealedIn } from '#platform/seal.ts'
import { RENDER_MANIFESTS } from './job-names.ts'
import { cursorOf, newestOwner, ownerName, readCursor } from './lists.ts'
import type { ManifestInput, ManifestList, ManifestPage, ManifestResult } from './manifest-wire.ts'
import type { Office } from './office.ts'
import { type PaperFile, type Printable, print, readPrinted } from './papers.ts'
import { readText } from './people.ts'
import { papersOf } from './presented.ts'
import { confirmationOf } from './rules/doers.ts'
import type { Dossier, OpenTask } from './rules/dossier.ts'
import type { DossierEvent } from './rules/events.ts'
import { holdThese } from './store.ts'

/**
 * Phiếu bàn giao: the paper that goes with a bundle of dossiers from one unit to another. It is frozen once and says what went
 * along; what becomes of each hand-over is told by the dossier's events. It changes no dossier.
 */

const FORM = 'MANIFEST'

/** `03/PBG`: as it stands on the paper. */
export const numberOf = ({ number }: { number: number }): string => `${String(number).padStart(2, '0')}/PBG`

const nextNumber = statement<{ last: number }>(
  'manifest-number',
  `insert into form_counter (authority_id, form, year, last) values ($1, '${FORM}', $2, 1)
   on conflict (authority_id, form, year) do update set last = form_counter.last + 1 returning last`,
)

const manifestRows = inserting('manifest_rows', 'manifest', {
  id: 'uuid',
  authority_id: 'uuid',
  to_authority_id: 'uuid',
  from_unit_id: 'uuid',
  to_unit_id: 'uuid',
  year: 'integer',
  number: 'integer',
  made_at: 'timestamptz',
  made_by: 'text',
  template_version: 'text',
  sealed: 'bytea',
})

const lineRows = inserting('manifest_line_rows', 'manifest_dossier', {
  manifest_id: 'uuid',
  seq: 'integer',
  authority_id: 'uuid',
  to_authority_id: 'uuid',
  dossier_id: 'uuid',
  home_authority_id: 'uuid',
  task_id: 'uuid',
})

const recordManifest = joined(
  'record-manifest',
  [manifestRows, lineRows, ledgerPart, jobsPart, answerPart(null)],
  '1',
)

/** A hand-over that waits. */
interface Waiting {
  dossier: Dossier
  confirmation: OpenTask
}

/**
 * Freezes the manifest of hand-overs that wait for one unit, and commits.
 *
 * @throws Refusal NOT_FOUND when one of the dossiers may not be seen; CONFLICT `hand-over-not-waiting` naming those that do
 *   not wait for that unit any more; INVALID `manifest-of-one-unit`; NOT_ALLOWED `manifest-by-the-sender`
 */
export const makeManifest = async (
  office: Office,
  tx: Tx,
  signedIn: SignedIn,
  { idempotent, requestId }: { idempotent: IdempotentRequest; requestId: string },
  input: ManifestInput,
): Promise<ManifestResult> => {
  const { officer, now, generation } = signedIn
  const ids = [...new Set(input.dossierIds)]
  const dossiers = await holdThese(tx, ids)
  if (dossiers.length < ids.length || !dossiers.every((dossier) => maySee(officer, dossier))) throw notFound()
  const lines = waitingFor(input.toUnitId, dossiers)
  const fromUnitId = senderOf(officer, dossiers)
  const first = lines[0]!
  const toAuthorityId = first.confirmation.authorityId
  const carrier = input.carrier && {
    name: readText(input.carrier.name, 'carrier.name'),
    billNumber:
      input.carrier.billNumber === undefined
        ? null
        : readText(input.carrier.billNumber, 'carrier.billNumber'),
  }
  const year = Number(hanoiDateOf(now).slice(0, 4))
  const [words, units, [counted]] = await Promise.all([
    linesOf(office, tx, lines),
    office.directory.named(tx, generation, [fromUnitId, input.toUnitId]),
    tx.run(nextNumber, [officer.authorityId, year]),
  ])
  if (!counted) throw new Error('no number for a manifest')
  const nameOf = (unitId: string): string => units.get(unitId)?.name ?? ''
  const number = numberOf({ number: counted.last })
  const data: ManifestData = {
    number,
    from: { unit: nameOf(fromUnitId), officer: officer.fullName },
    to: { unit: nameOf(input.toUnitId), officer: null },
    sentAt: now,
    carrier: carrier ?? null,
    dossiers: words,
  }
  const id = newId()
  const answer = { id, number }
  const authorities = { authority_id: officer.authorityId, to_authority_id: toAuthorityId }
  await tx.commitWith(
    ...recordManifest(
      [
        {
          id,
          ...authorities,
          from_unit_id: fromUnitId,
          to_unit_id: input.toUnitId,
          year,
          number: counted.last,
          made_at: now,
          made_by: officer.id,
          template_version: renderers[FORM].templateVersion,
          sealed: office.sealer.seal(JSON.stringify(data), place(id)),
        },
      ],
      lines.map(({ dossier, confirmation }, index) => ({
        manifest_id: id,
        seq: index + 1,
        ...authorities,
        dossier_id: dossier.id,
        home_authority_id: dossier.authorityId,
        task_id: confirmation.id,
      })),
      // Under each dossier, so that the ledger of any of them tells of it.
      ledgerRows(
        lines.map(({ dossier }) => ({
          actorId: officer.id,
          authorityId: officer.authorityId,
          act: 'MANIFEST_MADE',
          subjectId: dossier.id,
          purpose: null,
          requestId,
          detail: { manifestId: id },
        })),
        now,
      ),
      jobRows([jobFor(RENDER_MANIFESTS, first.dossier.id, counted.last, first.dossier.authorityId)], now),
      [answerRow(idempotent, { subjectId: id, answer }, now)],
    ),
  )
  office.wake()
  return answer
}

/** The answer given to the same request before, for somebody who may still see the manifest. */
export const manifestMadeBefore = async (
  tx: Tx,
  { officer }: SignedIn,
  idempotent: IdempotentRequest,
): Promise<ManifestResult | null> => {
  const stored = await earlierAnswer(tx, idempotent)
  if (!stored) return null
  await manifestFor(tx, officer, stored.subjectId)
  return stored.answer as ManifestResult
}

/** The unit that holds them all, of somebody who has its papers in hand. */
const senderOf = (officer: Officer, dossiers: readonly Dossier[]): string => {
  const holders = new Set(dossiers.map(({ holder }) => holder?.unitId ?? ''))
  const [fromUnitId = ''] = holders
  if (![...holders].some((unitId) => maySendPapersOf(officer, unitId)))
    throw new Refusal('NOT_ALLOWED', 'manifest-by-the-sender')
  if (holders.size > 1) throw new Refusal('INVALID', 'manifest-of-one-unit')
  return fromUnitId
}

/** In the order in which they were handed over. */
const waitingFor = (toUnitId: string, dossiers: readonly Dossier[]): Waiting[] => {
  const lines = dossiers.flatMap((dossier): Waiting[] => {
    const confirmation = confirmationOf(dossier)
    return confirmation?.unitId === toUnitId ? [{ dossier, confirmation }] : []
  })
  const gone = dossiers.filter((dossier) => !lines.some((line) => line.dossier === dossier))
  if (gone.length > 0) {
    const codes = gone.map(({ code }) => code).sort()
    throw new Refusal('CONFLICT', 'hand-over-not-waiting', { codes: codes.join(', '), count: gone.length })
  }
  const orderOf = ({ dossier, confirmation }: Waiting) => `${confirmation.openedAt} ${dossier.code}`
  return lines.sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1))
}

const presented = statement<{ dossier_id: string; type: string; data: unknown }>(
  'manifest-presented',
  `select dossier_id, type, data from dossier_event where dossier_id = any($1)
     and type in ('Submitted', 'Received', 'Accepted', 'ReceptionCorrected', 'CompletionReceived', 'SupplementReceived')
   order by dossier_id, seq`,
)

/** What stands on it of each dossier: its papers as they were presented, to the last that was brought. */
const linesOf = async (office: Office, tx: Tx, lines: readonly Waiting[]): Promise<ManifestDossier[]> => {
  const ids = lines.map(({ dossier }) => dossier.id)
  const [events, owners] = await Promise.all([
    tx.run(presented, [ids]),
    tx.all(
      query
        .selectFrom('dossier as d')
        .leftJoinLateral(newestOwner, (join) => join.onTrue())
        .select(['d.id', 'p.person_id', 'p.person_version', 'p.sealed'])
        .where(sql<boolean>`d.id = any(${ids}::uuid[])`),
    ),
  ])
  return Promise.all(
    lines.map(async ({ dossier }) => {
      const procedure = await office.catalogue.version(tx, dossier.procedureVersionId)
      const specs = caseOf(procedure, dossier.caseId)?.papers ?? []
      const there = papersOf(
        events.filter(({ dossier_id: id }) => id === dossier.id) as unknown as DossierEvent[],
      ).filter(({ originals, copies }) => originals + copies > 0)
      const owner = owners.find(({ id }) => id === dossier.id)
      return {
        code: dossier.code,
        procedure: procedure.title,
        owner: (owner && ownerName(office, owner)) ?? '',
        originals: there.reduce((sum, paper) => sum + paper.originals, 0),
        copies: there.reduce((sum, paper) => sum + paper.copies, 0),
        papers: there.map(({ paperId, originals, copies }) => {
          const paper = specs.find(({ id }) => id === paperId)?.name ?? paperId
          const both = String(originals > 0 && copies > 0)
          // Of one paper alone the columns beside it say how many.
          return there.length > 1 ? say('manifest.paper-counted', { paper, originals, copies, both }) : paper
        }),
      }
    }),
  )
}

const say = translator('vi')

const place = (id: string): string => sealedIn('manifest', 'sealed', id)

// ---- Reading ----------------------------------------------------------------------------------------------------

interface ManifestRow {
  id: string
  authority_id: string
  to_authority_id: string
  from_unit_id: string
  to_unit_id: string
  number: number
  year: number
  made_at: Instant
  made_by: string
  template_version: string
  sealed: Buffer | null
  file_sha256: string | null
}

const COLUMNS = `id, authority_id, to_authority_id, from_unit_id, to_unit_id, number, year, made_at, made_by,
  template_version, sealed, file_sha256`

const byId = statement<ManifestRow>('manifest-one', `select ${COLUMNS} from manifest where id = $1`)

/** Who sends it and who gets it see a manifest. @throws Refusal NOT_FOUND */
const manifestFor = async (tx: Tx, officer: Officer, id: string): Promise<ManifestRow> => {
  const [row] = await tx.run(byId, [id])
  const scope = dossierScope(officer)
  const isSeen =
    row !== undefined &&
    scope.kind !== 'NONE' &&
    (scope.kind === 'AUTHORITY'
      ? [row.authority_id, row.to_authority_id].includes(scope.authorityId)
      : [row.from_unit_id, row.to_unit_id].some((unitId) => scope.unitIds.includes(unitId)))
  if (!isSeen) throw notFound()
  return row
}

const PAGE = 50

/** Manifests of what one's units sent or got, newest first. They name no citizen. */
export const manifests = async (
  office: Office,
  tx: Tx,
  { officer, generation }: SignedIn,
  cursor?: string,
): Promise<ManifestList> => {
  const scope = dossierScope(officer)
  if (scope.kind === 'NONE') return { items: [], nextCursor: null }
  const from = readCursor(cursor)
  let asked = query
    .selectFrom('manifest as m')
    .select(['m.id', 'm.number', 'm.made_at', 'm.made_by', 'm.from_unit_id', 'm.to_unit_id'])
    .select([
      sql<number>`(select count(*)::integer from manifest_dossier l where l.manifest_id = m.id)`.as(
        'dossiers',
      ),
      sql<number>`(select count(*)::integer from manifest_dossier l join task t on t.id = l.task_id
        where l.manifest_id = m.id and t.closed_at is null)`.as('waiting'),
    ])
    .orderBy('m.made_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(PAGE + 1)
  asked =
    scope.kind === 'UNIT'
      ? asked.where(sql<boolean>`array[m.from_unit_id, m.to_unit_id] && ${[...scope.unitIds]}::uuid[]`)
      : asked.where(sql<boolean>`${scope.authorityId} in (m.authority_id, m.to_authority_id)`)
  if (from?.key)
    asked = asked.where(sql<boolean>`(m.made_at, m.id) < (${from.key}::timestamptz, ${from.id}::uuid)`)
  const rows = await tx.all(asked)
  const page = rows.slice(0, PAGE)
  const last = page.at(-1)
  const [units, officers] = await Promise.all([
    office.directory.named(
      tx,
      generation,
      page.flatMap((row) => [row.from_unit_id, row.to_unit_id]),
    ),
    findOfficers(tx, [...new Set(page.map((row) => row.made_by))]),
  ])
  const unitOf = (id: string) => ({ id, name: units.get(id)?.name ?? '' })
  return {
    items: page.map((row) => ({
      id: row.id,
      number: numberOf(row),
      madeAt: rfc3339InHanoi(row.made_at as Instant),
      madeBy: officers.find(({ id }) => id === row.made_by)?.full_name ?? '',
      fromUnit: unitOf(row.from_unit_id),
      toUnit: unitOf(row.to_unit_id),
      dossiers: row.dossiers,
      waiting: row.waiting,
    })),
    nextCursor: rows.length > PAGE && last ? cursorOf(last.made_at, last.id) : null,
  }
}

interface LineRow {
  dossier_id: string
  type: string | null
  at: Instant | null
  actor_id: string | null
  reason_id: string | null
  reason: Buffer | null
}

// What ended the hand-over is the event that closed its task.
const linesNow = statement<LineRow>(
  'manifest-lines',
  `select l.dossier_id, e.type, e.at, e.actor_id, n.id as reason_id, n.sealed as reason
   from manifest_dossier l
   left join lateral (
     select type, at, actor_id, data from dossier_event
     where dossier_id = l.dossier_id and data->'closes' @> jsonb_build_array(jsonb_build_object('id', l.task_id))
     order by seq limit 1) e on true
   left join note n on e.type = 'HandOverRefused' and n.id = (e.data->>'reasonId')::uuid
   where l.manifest_id = $1 order by l.seq`,
)

const ENDED_AS: Readonly<Record<string, ManifestPage['dossiers'][number]['now']['state']>> = {
  HandOverConfirmed: 'CONFIRMED',
  HandOverRefused: 'REFUSED',
  HandOverTakenBack: 'TAKEN_BACK',
}

/** A manifest as it was frozen, with what has become of each dossier of it. */
export const manifestPage = async (
  office: Office,
  tx: Tx,
  { officer, generation, now }: SignedIn,
  requestId: string,
  id: string,
): Promise<ManifestPage> => {
  const manifest = await manifestFor(tx, officer, id)
  const [lines, units] = await Promise.all([
    tx.run(linesNow, [id]),
    office.directory.named(tx, generation, [manifest.from_unit_id, manifest.to_unit_id]),
    noteRead(tx, officer, 'MANIFEST_READ', id, requestId, now),
  ])
  const officers = await findOfficers(tx, [
    ...new Set([manifest.made_by, ...lines.flatMap((line) => line.actor_id ?? [])]),
  ])
  const nameOf = (who: string | null) => officers.find((one) => one.id === who)?.full_name ?? null
  const unitOf = (unitId: string) => ({ id: unitId, name: units.get(unitId)?.name ?? '' })
  const frozen = thawed(office.sealer, manifest)
  return {
    id,
    number: frozen.number,
    madeAt: rfc3339InHanoi(manifest.made_at),
    madeBy: nameOf(manifest.made_by) ?? '',
    fromUnit: unitOf(manifest.from_unit_id),
    toUnit: unitOf(manifest.to_unit_id),
    carrier: frozen.carrier,
    dossiers: frozen.dossiers.map(({ owner, papers, ...words }, index) => {
      const line = lines[index]
      if (!line) throw new Error(`manifest ${id} has no line ${index + 1}`)
      return {
        dossierId: line.dossier_id,
        ...words,
        ownerName: owner,
        papers: [...papers],
        now: {
          state: line.type === null ? ('WAITING' as const) : (ENDED_AS[line.type] ?? ('ENDED' as const)),
          at: line.at === null ? null : rfc3339InHanoi(line.at),
          by: nameOf(line.actor_id),
          reason:
            line.reason_id !== null && line.reason !== null
              ? office.sealer.openText(line.reason, sealedIn('note', 'sealed', line.reason_id))
              : null,
        },
      }
    }),
  }
}

/** The paper itself. Its hash alone, which HEAD asks for, tells nothing of anybody. */
export const manifestPaper = async (
  office: Office,
  tx: Tx,
  { officer, now }: SignedIn,
  requestId: string,
  id: string,
  isRead: boolean,
): Promise<PaperFile & { name: string }> => {
  const manifest = await manifestFor(tx, officer, id)
  const file = await readPrinted(office, printable(office.sealer, tx, manifest))
  if (isRead) await noteRead(tx, officer, 'MANIFEST_PRINTED', id, requestId, now)
  return { ...file, name: `phieu-ban-giao-${manifest.number}-${manifest.year}` }
}

const ofJob = statement<ManifestRow>(
  'manifest-of-job',
  `select ${COLUMNS.split(',')
    .map((column) => `m.${column.trim()}`)
    .join(', ')}
   from manifest m join manifest_dossier l on l.manifest_id = m.id and l.seq = 1
   where l.dossier_id = $1 and m.number = $2 and m.file_sha256 is null`,
)

/**
 * Prints what was frozen. A job is done under the home of its dossier: where that neither sends nor receives, the manifest
 * is printed when it is first opened.
 */
export const printManifest = async (
  office: Office,
  tx: Tx,
  dossierId: string,
  number: number,
): Promise<void> => {
  for (const manifest of await tx.run(ofJob, [dossierId, number]))
    if (manifest.sealed !== null) await print(office, printable(office.sealer, tx, manifest))
}

const markRendered = statement(
  'manifest-rendered',
  `update manifest set file_sha256 = $2, file_bytes = $3, rendered_at = now() where id = $1 and file_sha256 is null`,
)

const printable = (sealer: Sealer, tx: Tx, manifest: ManifestRow): Printable => ({
  row: { id: manifest.id, form: FORM, sealed: manifest.sealed, file_sha256: manifest.file_sha256 },
  artefact: () => ({
    form: FORM,
    templateVersion: manifest.template_version,
    data: thawed(sealer, manifest),
  }),
  noted: (sha256, bytes) => tx.run(markRendered, [manifest.id, sha256, bytes]),
})

/** @throws Refusal when its words have been erased by law */
const thawed = (sealer: Sealer, { id, sealed }: Pick<ManifestRow, 'id' | 'sealed'>): ManifestData => {
  if (sealed === null) throw new Refusal('CONFLICT', 'document-erased')
  return JSON.parse(sealer.openText(sealed, place(id))) as ManifestData
}

const noteRead = (
  tx: Tx,
  { id: actorId, authorityId }: Officer,
  act: 'MANIFEST_READ' | 'MANIFEST_PRINTED',
  subjectId: string,
  requestId: string,
  now: Instant,
) => noteInLedger(tx, { actorId, authorityId, act, subjectId, purpose: 'HANDLING', requestId }, now)
