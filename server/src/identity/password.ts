import { hash, verify } from '@node-rs/argon2'
import { Refusal } from '#platform/refusal.ts'

// argon2id, 64 MiB, 3 passes: 215 ms on a loaded machine. Two at a time, so that a burst of sign-ins
// takes 128 MiB and two cores at most instead of the counter's memory and time.
const ARGON2ID = 2
const OPTIONS = { algorithm: ARGON2ID, memoryCost: 65_536, timeCost: 3, parallelism: 1 }
const AT_ONCE = 2

// Twenty in front of one are two seconds; whoever comes after them is told so instead of waiting with them.
const MOST_WAITING = 20

let running = 0
const waiting: (() => void)[] = []

/** @throws Refusal sign-in-busy when too many wait already */
const limited = async <T>(work: () => Promise<T>): Promise<T> => {
  if (running < AT_ONCE) running += 1
  else if (waiting.length >= MOST_WAITING) throw new Refusal('UNAVAILABLE', 'sign-in-busy')
  else await new Promise<void>((resume) => waiting.push(resume))
  try {
    return await work()
  } finally {
    // The place is passed on, not given up: nobody slips in between.
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

/**
 * One password on every keyboard: some write a letter and its marks as one sign, others (Unikey's "Unicode tổ hợp") as
 * several. Nothing else of it is changed.
 */
export const composed = (password: string): string => password.normalize('NFC')

export const hashPassword = (password: string): Promise<string> =>
  limited(() => hash(composed(password), OPTIONS))

/** Takes as long for an account that is not there as for one that is: a name cannot be guessed by the time. */
export const passwordMatches = async (stored: string | null, password: string): Promise<boolean> => {
  // Hashes of before know the signs as they were typed.
  const forms = new Set([composed(password), password])
  const matches = await limited(async () => {
    for (const form of forms) if (await verify(stored ?? NOBODY, form).catch(() => false)) return true
    return false
  })
  return stored !== null && matches
}

// A hash of nothing anybody can type, by the same parameters.
const NOBODY =
  '$argon2id$v=19$m=65536,t=3,p=1$bm9ib2R5bm9ib2R5bm8$dGhlcmVpc25vcGFzc3dvcmR3aXRodGhpc2hhc2hoZXI'
