import type { Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import type { Process } from './rules/step-table.ts'

const byId = statement<{ body: Process }>('process-version', 'select body from process_version where id = $1')

/** Process versions never change: each is read once per run of the program and kept. */
export class Processes {
  readonly #known = new Map<string, Process>()

  async version(tx: Tx, id: string): Promise<Process> {
    const known = this.#known.get(id)
    if (known) return known
    const [row] = await tx.run(byId, [id])
    if (!row) throw new Error(`process version ${id} is not there`)
    this.#known.set(id, row.body)
    return row.body
  }
}
