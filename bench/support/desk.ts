import { setTimeout as sleep } from 'node:timers/promises'
import { reception } from '../../server/test/support/household.ts'
import type { BenchHouse } from './house.ts'
import { atCounter, openClient } from './http.ts'

/** Five receptions a second, 18,000 an hour: as many as a large province has in a day. */
const CLIENTS = 8
const EVERY_MS = 1_600

/** A counter at which people come by the clock, not one after the other: whoever waits does not keep the next from coming. */
export interface Desk {
  receive(): Promise<{ id: string }>
  /** How long each took, in milliseconds, from when its turn had come. */
  receptions(milliseconds: number, isOver?: () => boolean): Promise<number[]>
  close(): void
}

export const openDesk = async (house: BenchHouse): Promise<Desk> => {
  const http = openClient(house.url, CLIENTS)
  const post = await atCounter(http)
  const receive = () => post('/api/dossiers', reception())
  return {
    receive,
    close: () => http.close(),
    receptions: async (milliseconds, isOver = () => false) => {
      const taken: number[] = []
      const began = performance.now()
      await Promise.all(
        Array.from({ length: CLIENTS }, async (_, client) => {
          let due = began + (client * EVERY_MS) / CLIENTS
          while (due - began < milliseconds && !isOver()) {
            await sleep(Math.max(0, due - performance.now()))
            const asked = due
            await receive()
            taken.push(performance.now() - asked)
            due += EVERY_MS
          }
        }),
      )
      return taken
    },
  }
}
