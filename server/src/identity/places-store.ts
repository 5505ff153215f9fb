import type { PlainDate } from '#common/time.ts'
import type { Tx } from '#platform/db/database.ts'
import { inserting, joined, removing } from '#platform/db/parts.ts'
import { statement } from '#platform/db/statement.ts'
import type { AdministrativeUnit, Level } from './rules/administrative-units.ts'
import { type Dated, type Succession, type Tree, treeOf } from './rules/tree.ts'

/** The SQL of places and of agencies through time: reference data, written by the loader alone. */

const UNIT = `u.id, u.code, u.name, u.level, u.parent_id as "parentId", u.valid_from as "validFrom",
    u.valid_to as "validTo"`
const SUCCESSION = 'predecessor_id as "predecessorId", successor_id as "successorId"'

const allUnits = statement<AdministrativeUnit>(
  'administrative-units',
  `select ${UNIT} from administrative_unit u order by u.code, u.valid_from`,
)
const allSuccessions = statement<Succession>(
  'administrative-successions',
  `select ${SUCCESSION} from administrative_succession`,
)

/** Every place there is and was. */
export const findPlaces = async (tx: Tx) => {
  const [units, successions] = await Promise.all([tx.run(allUnits, []), tx.run(allSuccessions, [])])
  return { units, successions }
}

const waitForOthers = statement(
  'units-wait',
  'select generation from reference_generation where id = 1 for update',
)

/** Two imports at once: the second waits here, and then sees what the first has written. */
export const waitForOtherImports = (tx: Tx) => tx.run(waitForOthers, [])

const SUCCESSION_COLUMNS = { predecessor_id: 'uuid', successor_id: 'uuid' } as const

// Parents and children in one statement: the references are looked at when it has ended.
const write = joined(
  'units-write',
  [
    inserting(
      'units',
      'administrative_unit',
      {
        id: 'uuid',
        code: 'text',
        name: 'text',
        level: 'text',
        parent_id: 'uuid',
        valid_from: 'date',
        valid_to: 'date',
      },
      `on conflict (id) do update set name = excluded.name, level = excluded.level, parent_id = excluded.parent_id,
         valid_to = excluded.valid_to`,
    ),
    removing(
      'dropped',
      'administrative_succession',
      SUCCESSION_COLUMNS,
      `administrative_succession.predecessor_id = x.predecessor_id
         and administrative_succession.successor_id = x.successor_id`,
    ),
    inserting('added', 'administrative_succession', SUCCESSION_COLUMNS),
  ],
  '1',
)

const raise = statement(
  'units-raise-generation',
  'update reference_generation set generation = generation + 1',
)

const successionRow = ({ predecessorId, successorId }: Succession) => ({
  predecessor_id: predecessorId,
  successor_id: successorId,
})

export const writePlaces = async (
  tx: Tx,
  units: readonly AdministrativeUnit[],
  successions: { added: readonly Succession[]; dropped: readonly Succession[] },
): Promise<void> => {
  const rows = units.map(({ id, code, name, level, parentId, validFrom, validTo }) => ({
    id,
    code,
    name,
    level,
    parent_id: parentId,
    valid_from: validFrom,
    valid_to: validTo,
  }))
  await tx.run(...write(rows, successions.dropped.map(successionRow), successions.added.map(successionRow)))
  await tx.run(raise, [])
}

export interface PlaceRow {
  id: string
  code: string
  name: string
  level: Level
  parent_code: string | null
  valid_from: PlainDate
  valid_to: PlainDate | null
}

const PLACE_ROWS = `select u.id, u.code, u.name, u.level, p.code as parent_code, u.valid_from, u.valid_to
  from administrative_unit u left join administrative_unit p on p.id = u.parent_id
  where u.valid_from <= $1 and (u.valid_to is null or u.valid_to > $1)`

const topPlaces = statement<PlaceRow>('places-top', `${PLACE_ROWS} and u.parent_id is null order by u.code`)

const placeByCode = statement<PlaceRow>('place-by-code', `${PLACE_ROWS} and u.code = $2`)

const placesBelow = statement<PlaceRow>('places-below', `${PLACE_ROWS} and u.parent_id = $2 order by u.code`)

/** Of a day: the provinces, or what lies directly under the place with the code; null when there is none. */
export const findPlacesUnder = async (
  tx: Tx,
  on: PlainDate,
  under: string | null,
): Promise<readonly PlaceRow[] | null> => {
  if (under === null) return tx.run(topPlaces, [on])
  const [place] = await tx.run(placeByCode, [on, under])
  return place ? tx.run(placesBelow, [on, place.id]) : null
}

// ---- Agencies --------------------------------------------------------------------------------------------------

export interface AgencyRow {
  id: string
  code: string
  name: string
  kind: 'AUTHORITY' | 'UNIT' | 'CENTRE' | 'BRANCH'
  system: 'STATE' | 'VERTICAL' | 'PARTY'
  level: 'PROVINCE' | 'COMMUNE'
  locality: string
  hotline: string | null
  address: string | null
  parent_id: string | null
  parent_name: string | null
  authority_id: string
  authority_name: string
  place_code: string | null
  place_name: string | null
  valid_from: PlainDate
  valid_to: PlainDate | null
}

const oneAgency = statement<AgencyRow>(
  'agency-one',
  `select a.id, a.code, a.name, a.kind, a.system, a.level, a.locality, a.hotline, a.address, p.id as parent_id,
     p.name as parent_name, h.id as authority_id, h.name as authority_name, u.code as place_code, u.name as place_name,
     a.valid_from, a.valid_to
   from agency a join agency h on h.id = a.authority_id left join agency p on p.id = a.parent_id
   left join administrative_unit u on u.id = a.administrative_unit_id
   where a.id = $1`,
)

export const findAgency = async (tx: Tx, id: string) => (await tx.run(oneAgency, [id]))[0]

/** An agency as far as it is in the tree. */
export interface AgencyInTime extends Dated {
  code: string
  name: string
}

const agenciesInTime = statement<AgencyInTime>(
  'agencies-in-time',
  `select id, code, name, parent_id as "parentId", valid_from as "validFrom", valid_to as "validTo"
   from agency order by code, valid_from`,
)
const agencySuccessions = statement<Succession>(
  'agency-successions',
  `select ${SUCCESSION} from agency_succession order by predecessor_id, successor_id`,
)

/** Every agency there is and was, with who continues whose work. */
export const findAgencyTree = async (tx: Tx): Promise<Tree<AgencyInTime>> => {
  const [agencies, successions] = await Promise.all([
    tx.run(agenciesInTime, []),
    tx.run(agencySuccessions, []),
  ])
  return treeOf(agencies, successions)
}
