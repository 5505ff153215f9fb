import { vi } from 'vitest'
import type { Command, Office } from '../../src/commands/command.ts'
import { toldAtCommandLine } from '../../src/commands/told.ts'
import type { Cluster } from '../../src/platform/db/cluster.ts'
import type { TestProvince } from './cluster.ts'

const elsewhere = async (): Promise<never> => {
  throw new Error('this command looks after an office, and is tried as a program')
}

/** For commands that look at what is in an office, and not after it. */
export const NOBODYS: Office = {
  ...{ open: elsewhere, admin: elsewhere, migrations: elsewhere },
  ...{ embedded: true, schema: 'province', program: '0.0.0', host: '127.0.0.1', log: () => {} },
}

/** What a word of the command line prints, says beside, and ends with: as the program does it, but for its starting. */
export const typed = async (
  province: TestProvince,
  command: Command,
  ...args: string[]
): Promise<{ code: number; out: string; errors: string }> => {
  const said = { out: '', errors: '' }
  const hear =
    (stream: keyof typeof said) =>
    (text: unknown, ...rest: unknown[]): boolean => {
      said[stream] += text
      for (const done of rest) if (typeof done === 'function') done()
      return true
    }
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(hear('out')),
    vi.spyOn(process.stderr, 'write').mockImplementation(hear('errors')),
  ]
  try {
    const open = async (): Promise<Cluster> => ({ ...province, admin: province.owner, stop: async () => {} })
    const call = { args, open, dataFolder: '', publicUrl: '', office: NOBODYS }
    return { code: await command.run(call), ...said }
  } catch (error) {
    const told = toldAtCommandLine(error)
    if (told === null) throw error
    return { code: 1, ...said, errors: told }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}
