import type { Publication, WrittenVersion } from '#catalogue/index.ts'
import { plainDate } from '#common/time.ts'
import type { Process } from '#routing/index.ts'
import { OF_INDUSTRY_AND_TRADE } from './electricity.ts'
import { OF_INSURANCE_AND_WORK } from './insurance-and-work.ts'
import { OF_POLICE_AND_REGISTRARS } from './police-and-births.ts'
import { OF_SCHOOLS } from './schools.ts'
import { OF_THE_WARD } from './ward.ts'

export { DAO_VIEN, DEMO_PLACES, QUE_VO } from './places.ts'

/**
 * Real procedures of several agencies, as their sources state them, to try the house with. What a source leaves out is
 * absent here too, and each says where it was read and what is not sure. Few are handled by the two wards; the others
 * are described.
 */
const SHIPPED = [
  ...OF_THE_WARD,
  ...OF_POLICE_AND_REGISTRARS,
  ...OF_INSURANCE_AND_WORK,
  ...OF_SCHOOLS,
  ...OF_INDUSTRY_AND_TRADE,
]

export const DEMO_PROCESSES: readonly Process[] = SHIPPED.flatMap(({ process }) => process ?? [])

/** @param idOf the id under which a process was put there */
export const demoPublication = (idOf: (process: Process) => string): Publication => ({
  decision: {
    number: 'THỬ-01',
    issuer: 'Một Cửa',
    decidedOn: plainDate('2025-07-01'),
    title: 'Dữ liệu dùng thử, không phải quyết định công bố của cơ quan nào',
  },
  versions: SHIPPED.map(
    ({ version, process }): WrittenVersion => ({
      ...version,
      processVersionId: process ? idOf(process) : null,
    }),
  ),
  replacements: [],
})
