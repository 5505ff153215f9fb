import { hanoiDateOf, instantFromMs, msOf, type PlainDate, parseInstant } from '#common/time.ts'

/** How far the machine's clock is from the server's. Counters have wrong clocks; legal days have not. */
let ahead = 0

export const setClock = (serverNow: string): void => {
  ahead = Date.now() - msOf(parseInstant(serverNow))
}

/** Today in Asia/Ho_Chi_Minh by the server's clock. */
export const today = (): PlainDate => hanoiDateOf(instantFromMs(Date.now() - ahead))
