import type { Bench, Figure } from './figure.ts'
import { openBenchHouse } from './support/house.ts'
import { fill, tableSizes } from './support/world.ts'

/** What whole lives of dossiers take on the disk, table by table, indexes and all. */
export const size: Bench = {
  name: 'size',
  claim: 'bytes that a whole life of a dossier takes in the database',
  run: async ({ short, say }) => {
    const house = await openBenchHouse()
    try {
      const before = await tableSizes(house)
      const dossiers = short ? 2_000 : 100_000
      const { events } = await fill(house, dossiers)
      const grown = [...(await tableSizes(house))]
        .map(([table, bytes]) => ({ table, bytes: bytes - (before.get(table) ?? 0) }))
        .filter(({ bytes }) => bytes > 0)
        .sort((one, other) => other.bytes - one.bytes)
      for (const { table, bytes } of grown) say(`${table}: ${(bytes / dossiers).toFixed(0)} bytes a dossier`)
      const all = grown.reduce((sum, { bytes }) => sum + bytes, 0)
      return [
        figure(`${dossiers} whole lives, indexes and all`, all / dossiers, 'bytes a dossier'),
        figure('… of them for each event', all / events, 'bytes an event'),
      ]
    } finally {
      await house.close()
    }
  },
}

const figure = (what: string, value: number, unit: string): Figure => ({
  ...{ case: what, value, unit },
  demand: 'printed',
  pass: true,
})
