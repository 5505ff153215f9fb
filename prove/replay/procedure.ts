import { publishProcedures } from '#catalogue/index.ts'
import { plainDate } from '#common/time.ts'
import type { ConnectionSettings } from '#platform/db/cluster.ts'
import { connected } from '#platform/db/connection.ts'
import { faultsOf, type Process, type ProcessStep } from '#routing/index.ts'
import { onlyCase, paper, shipped, terms, workingDays } from '../../server/src/demo/sketch.ts'
import { demoId } from '../../server/src/demo-province.ts'

/**
 * A procedure for what none of the demo's asks: a check that asks nobody, a system outside, money, a head who reads a draft
 * before it is approved. No office handles it so; it is published for this proof and gone with it, under the same ids in both
 * worlds.
 */

export const ROUNDABOUT = 'thu-tuc-de-thu-duong-vong'

const step = (
  id: string,
  kind: ProcessStep['kind'],
  unit: string,
  role: ProcessStep['role'],
  next: string[],
  more: Partial<ProcessStep> = {},
) =>
  ({
    id,
    kind,
    name: { vi: `Bước ${id}`, en: `Step ${id}` },
    unit,
    role,
    days: 1,
    next,
    ...more,
  }) as ProcessStep

const PROCESS: Process = {
  id: 'roundabout',
  name: 'Đường vòng',
  version: 1,
  standing: 'demo',
  source: 'Bảng bước tự đặt để thử phần mềm',
  steps: [
    step('receive', 'RECEIVE', 'CENTRE', 'RECEPTIONIST', ['check']),
    step('check', 'CHECK', 'CULTURE_SOCIETY', 'SPECIALIST', ['look-up']),
    step('look-up', 'EXTERNAL', 'CULTURE_SOCIETY', 'SPECIALIST', ['pay'], {
      pauses: { reason: 'EXTERNAL_LOOKUP', basis: 'Tự đặt để thử phần mềm' },
    }),
    step('pay', 'OBLIGATION', 'CULTURE_SOCIETY', 'SPECIALIST', ['appraise']),
    step('appraise', 'APPRAISE', 'CULTURE_SOCIETY', 'SPECIALIST', ['review']),
    step('review', 'REVIEW', 'LEADERSHIP', 'LEADER', ['approve']),
    step('approve', 'APPROVE', 'LEADERSHIP', 'LEADER', ['issue']),
    step('issue', 'ISSUE', 'OFFICE', 'RECORDS_CLERK', ['return']),
    step('return', 'RETURN', 'CENTRE', 'RECEPTIONIST', []),
  ],
}

const term = workingDays(12, '12 ngày làm việc')

const { version } = shipped({
  slug: ROUNDABOUT,
  title: 'Thủ tục để thử đường vòng',
  level: 'COMMUNE',
  field: 'Thử phần mềm',
  leadUnit: 'CULTURE_SOCIETY',
  process: PROCESS,
  source: 'Tự đặt để thử phần mềm',
  cases: onlyCase({
    sets: 1,
    papers: [paper('don', 'Đơn đề nghị')],
    channels: [terms('COUNTER', term), terms('POST', term), terms('ONLINE', term)],
  }),
})

/** Publishes it in a province that has the demo. */
export const furnishRoundabout = (loader: ConnectionSettings): Promise<void> =>
  connected(loader, async (client) => {
    const faults = faultsOf(PROCESS)
    if (faults.length > 0) throw new Error(`the roundabout leads nowhere: ${faults.join('; ')}`)
    const processVersionId = demoId(`process.${ROUNDABOUT}`)
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
          number: 'THỬ-03',
          issuer: 'Một Cửa',
          decidedOn: plainDate('2025-07-01'),
          title: 'Thủ tục để thử, không phải quyết định công bố của cơ quan nào',
        },
        versions: [{ ...version, processVersionId }],
        replacements: [],
      },
      'prove',
      (of, slug, number) => demoId(`replay.${of}.${slug}.${number}`),
    )
    await client.query('commit')
  })
