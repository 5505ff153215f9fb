import { publishProcedures } from '#catalogue/index.ts'
import { plainDate } from '#common/time.ts'
import type { ConnectionSettings } from '#platform/db/cluster.ts'
import { connected } from '#platform/db/connection.ts'
import { newId } from '#platform/ids.ts'
import { faultsOf, type Process, type ProcessStep } from '#routing/index.ts'
import { onlyCase, paper, shipped, terms, workingDays } from '../../server/src/demo/sketch.ts'

/**
 * A procedure with what none of the demo's has that is handled here: a check that asks nobody, a head who passes a draft
 * on, and a term that may become another. No office handles it so; it is published for a proof and gone with it.
 */

export const LONG_WAY = 'thu-tuc-de-thu-duong-dai'
/** The option by which its term becomes another. */
export const LONGER_TERM = 'xac-minh-them'

const step = (
  id: string,
  kind: ProcessStep['kind'],
  unit: string,
  role: ProcessStep['role'],
  next: string[],
) => ({ id, kind, name: { vi: `Bước ${id}`, en: `Step ${id}` }, unit, role, days: 1, next }) as ProcessStep

const PROCESS: Process = {
  id: 'long-way',
  name: 'Đường dài',
  version: 1,
  standing: 'demo',
  source: 'Bảng bước tự đặt để thử phần mềm',
  steps: [
    step('receive', 'RECEIVE', 'CENTRE', 'RECEPTIONIST', ['check']),
    step('check', 'CHECK', 'CULTURE_SOCIETY', 'SPECIALIST', ['appraise']),
    step('appraise', 'APPRAISE', 'CULTURE_SOCIETY', 'SPECIALIST', ['review']),
    step('review', 'REVIEW', 'LEADERSHIP', 'LEADER', ['approve']),
    step('approve', 'APPROVE', 'LEADERSHIP', 'LEADER', ['issue']),
    step('issue', 'ISSUE', 'OFFICE', 'RECORDS_CLERK', ['return']),
    step('return', 'RETURN', 'CENTRE', 'RECEPTIONIST', []),
  ],
}

const { version } = shipped({
  slug: LONG_WAY,
  title: 'Thủ tục để thử đường dài',
  level: 'COMMUNE',
  field: 'Thử phần mềm',
  leadUnit: 'CULTURE_SOCIETY',
  process: PROCESS,
  source: 'Tự đặt để thử phần mềm',
  cases: onlyCase({
    sets: 1,
    papers: [paper('don', 'Đơn đề nghị')],
    channels: [
      terms('COUNTER', {
        ...workingDays(7, '07 ngày làm việc'),
        changes: [
          {
            id: LONGER_TERM,
            to: { value: 15, unit: 'WORKING_DAY' },
            name: { vi: 'Phải xác minh thêm', en: 'Further verification' },
            basis: 'Tự đặt để thử phần mềm',
          },
        ],
      }),
    ],
  }),
})

/** Publishes it in a province that has the demo. */
export const furnishLongWay = (loader: ConnectionSettings): Promise<void> =>
  connected(loader, async (client) => {
    const faults = faultsOf(PROCESS)
    if (faults.length > 0) throw new Error(`the long way leads nowhere: ${faults.join('; ')}`)
    const processVersionId = newId()
    await client.query('begin')
    await client.query('insert into process_version (id, name, version, body) values ($1, $2, $3, $4)', [
      processVersionId,
      PROCESS.name,
      PROCESS.version,
      JSON.stringify(PROCESS),
    ])
    await publishProcedures(
      client,
      {
        decision: {
          number: 'THỬ-02',
          issuer: 'Một Cửa',
          decidedOn: plainDate('2025-07-01'),
          title: 'Thủ tục để thử, không phải quyết định công bố của cơ quan nào',
        },
        versions: [{ ...version, processVersionId }],
        replacements: [],
      },
      'prove',
    )
    await client.query('commit')
  })
