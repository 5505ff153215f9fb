import type { Catalogue } from '#catalogue/index.ts'
import {
  type Calendars,
  DEFAULT_DEADLINE_RULES,
  DEFAULT_INTAKE_RULES,
  DEFAULT_PAUSE_RULES,
} from '#deadlines/index.ts'
import { type Directory, findLeader, findUnitsById, type Role } from '#identity/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import type { Processes } from '#routing/index.ts'
import type { Printing } from './papers.ts'
import type { SimulatedOffice, Staff } from './simulated-office.ts'

/** An office as it is furnished in the database: its people, counters, procedures and calendar. */

const staffServing = statement<{
  id: string
  unit_id: string
  authority_id: string
  roles: Role[]
  full_name: string
  title: string
}>(
  'simulated-staff',
  `select o.id, o.unit_id, o.authority_id, o.roles, o.full_name, o.title from officer o join agency a on a.id = o.unit_id
   where (a.authority_id = $1 or a.serves_authority_id = $1) and o.valid_to is null order by o.id`,
)

const pointOf = statement<{ id: string; name: string }>(
  'simulated-point',
  'select id, name from reception_point where centre_id = $1 order by id limit 1',
)

export const officeOf = async (
  house: { catalogue: Catalogue; calendars: Calendars; directory: Directory; processes: Processes },
  tx: Tx,
  generation: string,
  /** How often each procedure is asked for, by slug. */
  weights: Readonly<Record<string, number>>,
  publicUrl: string,
): Promise<{ office: SimulatedOffice; printing: Printing }> => {
  const centre = await house.directory.centre(tx, generation)
  if (!centre) throw new Error('there is no centre')
  const [units, calendar, rows, [point]] = await Promise.all([
    house.directory.unitsOf(tx, generation, centre.authorityId),
    house.calendars.inForce(tx, generation, centre.authorityId),
    tx.run(staffServing, [centre.authorityId]),
    tx.run(pointOf, [centre.id]),
  ])
  const procedures = await Promise.all(
    Object.entries(weights).map(async ([slug, weight]) => {
      const procedure = await house.catalogue.inForce(tx, generation, slug)
      if (procedure.processVersionId === null) throw new Error(`${slug} is not handled here`)
      const process = await house.processes.version(tx, procedure.processVersionId)
      // Lives are told one by one: none knows how much work the others have made.
      if (process.steps.some(({ assign }) => assign))
        throw new Error(`${slug} gives steps to somebody in particular, and no life can be told of it`)
      return { procedure, weight, process }
    }),
  )
  const staff = rows.flatMap(({ id, unit_id, authority_id, roles }) =>
    roles.map(
      (role): Staff => ({
        id,
        unitId: unit_id,
        authorityId: authority_id,
        role,
        pointId: unit_id === centre.id ? (point?.id ?? null) : null,
      }),
    ),
  )
  const placeOf = (unit: { id: string; authorityId: string }) => ({
    unitId: unit.id,
    authorityId: unit.authorityId,
  })
  const office: SimulatedOffice = {
    authorityId: centre.authorityId,
    centreId: centre.id,
    centreCode: centre.code,
    locality: centre.locality,
    calendar,
    procedures,
    staff,
    circumstances: {
      rule: DEFAULT_DEADLINE_RULES.at(-1)!,
      pauseRule: DEFAULT_PAUSE_RULES.at(-1)!,
      intakeRule: DEFAULT_INTAKE_RULES.at(-1)!,
      unitFor: (fn) => {
        const unit = fn === 'CENTRE' ? centre : units.find((candidate) => candidate.fn === fn)
        if (!unit) throw new Error(`no unit for ${fn}`)
        return placeOf(unit)
      },
      unitById: (id) => {
        const unit = units.find((candidate) => candidate.id === id)
        return unit ? placeOf(unit) : null
      },
      officerNamed: () => null,
      leastLoaded: () => null,
    },
  }
  const [[authority], leader] = await Promise.all([
    findUnitsById(tx, [centre.authorityId]),
    findLeader(tx, office.circumstances.unitFor('LEADERSHIP').unitId),
  ])
  if (!authority || !leader) throw new Error('nobody signs the results of this office')
  const printing: Printing = {
    publicUrl,
    calendar,
    procedures: new Map(procedures.map(({ procedure }) => [procedure.id, procedure])),
    authority,
    leader,
    units: new Map(units.map((unit) => [unit.id, unit])),
    officers: new Map(
      rows.map(({ id, full_name, title, unit_id }) => [id, { fullName: full_name, title, unitId: unit_id }]),
    ),
    pointName: point?.name ?? '',
  }
  return { office, printing }
}
