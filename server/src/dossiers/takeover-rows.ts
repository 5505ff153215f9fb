import type { ClientBase } from 'pg'

/** Which row of which file of another software a dossier was. Written by the command line alone, with the dossier. */

export interface FormerRow {
  source: string
  code: string
  dossierId: string
  homeAuthorityId: string
  fileSha256: string
  rowNumber: number
  /** Keyed: what stood in the row names people. */
  contentIndex: Buffer
}

/** One run at a time: the next waits until the batch under way is written, and finds it then. */
export const waitForOthers = async (client: ClientBase): Promise<void> => {
  await client.query('lock table takeover_row in share row exclusive mode')
}

/** What was taken over before, by its code. */
export const formerRows = async (
  client: ClientBase,
  source: string,
  codes: readonly string[],
): Promise<ReadonlyMap<string, Buffer>> => {
  const { rows } = await client.query<{ code: string; content_index: Buffer }>(
    'select code, content_index from takeover_row where source = $1 and code = any ($2)',
    [source, codes],
  )
  return new Map(rows.map(({ code, content_index }) => [code, content_index]))
}

/** Those of these codes that some dossier bears. */
export const codesTaken = async (
  client: ClientBase,
  codes: readonly string[],
): Promise<ReadonlySet<string>> => {
  const { rows } = await client.query<{ code: string }>('select code from dossier where code = any ($1)', [
    codes,
  ])
  return new Set(rows.map(({ code }) => code))
}

export const rememberRows = async (
  client: ClientBase,
  rows: readonly FormerRow[],
  takenAt: string,
): Promise<void> => {
  await client.query(
    `insert into takeover_row (source, code, dossier_id, home_authority_id, file_sha256, row_number, content_index, taken_at)
     select x.source, x.code, x.dossier_id, x.home_authority_id, x.file_sha256, x.row_number,
       decode(x.content_index, 'hex'), $2
     from jsonb_to_recordset($1) as x(source text, code text, dossier_id uuid, home_authority_id uuid, file_sha256 text,
       row_number integer, content_index text)`,
    [
      JSON.stringify(
        rows.map((row) => ({
          source: row.source,
          code: row.code,
          dossier_id: row.dossierId,
          home_authority_id: row.homeAuthorityId,
          file_sha256: row.fileSha256,
          row_number: row.rowNumber,
          content_index: row.contentIndex.toString('hex'),
        })),
      ),
      takenAt,
    ],
  )
}

// As `next_code` makes them: what was given out by the other software is not given out again. A number of six digits or more is none
// that a centre reaches in a day; to count on from it would make codes that nobody can read out.
const OURS = /^(?<agencyCode>.+)-(?<day>\d{6})-(?<number>\d{4,5})$/

/** The numbers of the codes that look like those of a centre are never given to another dossier. */
export const keepCodesFree = async (
  client: ClientBase,
  centre: { authorityId: string; code: string },
  codes: readonly string[],
): Promise<void> => {
  const last = new Map<string, number>()
  for (const code of codes) {
    const { agencyCode, day = '', number } = OURS.exec(code)?.groups ?? {}
    if (agencyCode === centre.code) last.set(day, Math.max(last.get(day) ?? 0, Number(number)))
  }
  if (last.size === 0) return
  await client.query(
    `insert into dossier_counter (authority_id, agency_code, day, last)
     select $1, $2, day, last from jsonb_to_recordset($3) as x(day text, last integer)
     on conflict (authority_id, agency_code, day) do update set last = greatest(dossier_counter.last, excluded.last)`,
    [
      centre.authorityId,
      centre.code,
      JSON.stringify([...last].map(([day, number]) => ({ day, last: number }))),
    ],
  )
}
