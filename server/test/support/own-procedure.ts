import { publishProcedures } from '#catalogue/index.ts'
import { plainDate } from '#common/time.ts'
import type { ConnectionSettings } from '#platform/db/cluster.ts'
import { connected } from '#platform/db/connection.ts'
import { newId } from '#platform/ids.ts'
import { faultsOf, type Process, type ProcessStep } from '#routing/index.ts'
import { shipped } from '../../src/demo/sketch.ts'

/** A procedure that no office has: published in a province that has the demo, for a test or a proof, and gone with it. */

/** A step of a process that is made for trying; its unit is known by what it is for. */
export const tryStep = (
  id: string,
  kind: ProcessStep['kind'],
  unit: string,
  role: ProcessStep['role'],
  next: readonly string[],
  more: Partial<ProcessStep> = {},
): ProcessStep => ({
  id,
  kind,
  name: { vi: `Bước ${id}`, en: `Step ${id}` },
  unit,
  role,
  days: 1,
  next,
  ...more,
})

export const tryProcess = (
  id: string,
  steps: readonly ProcessStep[],
  more: Partial<Process> = {},
): Process => ({
  id,
  name: id,
  version: 1,
  standing: 'demo',
  source: 'Bảng bước tự đặt để thử phần mềm',
  steps,
  ...more,
})

/** @param decision its number, which is given once in a province */
export const publishOwn = (
  loader: ConnectionSettings,
  decision: string,
  told: Omit<Parameters<typeof shipped>[0], 'level' | 'source'> & { process: Process },
): Promise<void> =>
  connected(loader, async (client) => {
    const { process } = told
    const faults = faultsOf(process)
    if (faults.length > 0) throw new Error(`process ${process.id} leads nowhere: ${faults.join('; ')}`)
    const { version } = shipped({ ...told, level: 'COMMUNE', source: 'Tự đặt để thử phần mềm' })
    const processVersionId = newId()
    await client.query('begin')
    await client.query('insert into process_version (id, name, version, body) values ($1, $2, $3, $4)', [
      processVersionId,
      process.name,
      process.version,
      JSON.stringify(process),
    ])
    await publishProcedures(
      client,
      {
        decision: {
          number: decision,
          issuer: 'Một Cửa',
          decidedOn: plainDate('2025-07-01'),
          title: 'Thủ tục để thử, không phải quyết định công bố của cơ quan nào',
        },
        versions: [{ ...version, processVersionId }],
        replacements: [],
      },
      'try',
    )
    await client.query('commit')
  })
