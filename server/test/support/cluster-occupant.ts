import { createInterface } from 'node:readline'
import { CannotOpen } from '#platform/db/cannot-open.ts'
import type { ClusterOptions } from '#platform/db/cluster.ts'
import { openCluster } from '#platform/db/cluster.ts'
import { migrate } from '#platform/db/migrate.ts'

/**
 * A process of its own that holds a cluster, for tests that kill it. It is told what to do by its first
 * argument, says in one line what came of it, and stops when its standard input says `stop`.
 */
interface Task
  extends Pick<ClusterOptions, 'dataFolder' | 'databaseUrl' | 'embedded'>,
    Partial<Pick<ClusterOptions, 'province'>> {
  migrations?: string
}

const { migrations, ...task } = JSON.parse(process.argv[2]!) as Task

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

try {
  const events: string[] = []
  const log = (_: unknown, fields: { event: string }) => events.push(fields.event)
  const cluster = await openCluster({ province: 'province', ...task, log })
  say({ event: 'open', cluster, events })
  if (migrations !== undefined) {
    const { applied } = await migrate({
      owner: cluster.owner,
      schema: cluster.schema,
      folder: migrations,
      log,
    })
    say({ event: 'migrated', applied })
  }
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'stop') break
    if (line === 'leave') process.exit(0)
  }
  await cluster.stop()
} catch (error) {
  const { code, message } = error as CannotOpen
  say({ event: 'refused', code, message })
  process.exitCode = error instanceof CannotOpen ? 3 : 1
}
