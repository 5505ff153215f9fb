import { type Answer, Client } from '../server/test/support/client.ts'
import { reception } from '../server/test/support/household.ts'
import type { Finding, Proof, ProofContext } from './proof.ts'
import { Sql } from './sql.ts'
import { demoStaff, receiptSecret, received } from './stations.ts'
import { type Dice, dice } from './support/dice.ts'
import { atLeast, atMost, exactly, inTime, none, quantile, told } from './support/figures.ts'
import { startHouse } from './support/house.ts'
import { afterwards } from './support/places.ts'
import { quiet } from './support/quiet.ts'
import { serveBeside } from './support/running.ts'
import { sleep } from './support/waiting.ts'
import { noneOf } from './tally.ts'

/**
 * The look-up under attack (T10): codes are sequential and public, secrets have 60 bits. Whoever tries learns nothing, also not
 * which codes there are, and whoever holds the receipt gets through meanwhile.
 */

const ADDRESSES = 200
const DOSSIERS = 20
const WIDTH = 16
const AT_ONCE = 200
// Per code and address, and per address, as decision 0023 has them.
const PER_CODE_THERE = 5
const WINDOWS_A_YEAR = 4 * 24 * 365

const BEHIND_PROXY = { MOTCUA_BEHIND_PROXY: '1' }
/** As the proxy in front says it: an address of a neighbourhood of its own. */
const from = (n: number) => ({ headers: { 'x-forwarded-for': `10.${n >> 8}.${n & 255}.7` } })

const ALPHABET = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ']
const guessed = (chance: Dice): string => Array.from({ length: 12 }, () => chance.pick(ALPHABET)).join('')

const run = async ({ seed, short, say }: ProofContext): Promise<Finding[]> => {
  const chance = dice(seed, 'enumeration')
  const tries = short ? 10_000 : 100_000
  const house = await startHouse({ env: BEHIND_PROXY })
  const { url: other } = await serveBeside(house, { env: BEHIND_PROXY })
  const { loader: connection } = await house.database()
  const loader = await Sql.connect(connection)
  afterwards(() => loader.close())
  const { receptionist } = await demoStaff((username) => house.signIn(username))
  const dossiers: { code: string; secret: string }[] = []
  for (let n = 0; n < DOSSIERS; n += 1) {
    const dossier = await received(receptionist)
    dossiers.push({
      code: dossier.code,
      secret: await receiptSecret(
        { dataFolder: house.dataFolder, loader: connection },
        dossier.receiptId ?? '',
      ),
    })
  }
  await quiet(loader)
  const visitor = house.visitor()
  const clients = Array.from({ length: WIDTH }, (_, n) => new Client(n % 2 === 0 ? house.url : other))
  const siege: Siege = {
    dossiers,
    own: dossiers[3]!,
    chance,
    visitor,
    clients,
    forgiven: () => loader.all('delete from failed_attempt'),
    say,
  }
  const { medians, said } = await differing(siege, short ? 300 : 1_000)
  const { counts, refusals, holder } = await guessing(siege, tries, said)
  const rounds = short ? 10 : 40
  const { tried, told: roundsTold } = await atOnce(siege, rounds)

  // What a right look-up costs: no row of the counts, not even for a moment.
  await siege.forgiven()
  for (let n = 0; n < 50; n += 1) await look(visitor, siege.own.code, siege.own.secret, 80_000)
  const { count } = await loader.one<{ count: number }>(
    'select count(*)::integer as count from failed_attempt',
  )
  for (const client of [...clients, visitor]) client.close()

  const perWindow = ADDRESSES * PER_CODE_THERE
  return [
    atLeast('guesses made', counts.tried + counts.refused + counts.learned, tries, 'requests'),
    atLeast('of them tried', counts.tried, 500, 'requests'),
    none('dossiers learned', counts.learned, 'dossiers'),
    none('answers that are neither nothing nor too many', counts.odd, 'answers'),
    exactly(
      'answers to wrong codes and wrong secrets that differ, by status, headers or body',
      said.size,
      1,
      'kinds',
    ),
    exactly('refusals after too many that differ', refusals.size, 1, 'kinds'),
    ...medians.map(([what, ms]) => told(`half of the answers to ${what} within`, ms, 'ms')),
    inTime('between these two', Math.abs(medians[0]![1] - medians[1]![1]), 10, 'ms'),
    atLeast('look-ups of the true holder meanwhile', holder.through, short ? 20 : 200, 'look-ups'),
    noneOf('of the true holder refused', holder.kept, 'look-ups', say),
    none('names, numbers and telephones on the page that the receipt opens', privateIn(holder.text), 'words'),
    atMost(
      `tried of ${AT_ONCE} guesses at once from one address, through two processes`,
      tried,
      PER_CODE_THERE,
      'guesses',
    ),
    told(
      `rounds of ${AT_ONCE} at once with one right guess among them, in which it was told, of ${rounds}`,
      roundsTold,
      'rounds',
    ),
    none('rows written by fifty right look-ups', count, 'rows'),
    told('guesses at one code in a quarter of an hour by 200 addresses', perWindow, 'guesses'),
    told(
      'their chance in a year, as one in 10 to the',
      Math.log10(2 ** 60 / (perWindow * WINDOWS_A_YEAR)),
      '',
    ),
  ]
}

const look = (client: Client, code: string, secret: string, n: number): Promise<Answer> =>
  client.get(`/api/tracking/${code}?secret=${secret}`, from(n))

interface Siege {
  dossiers: readonly { code: string; secret: string }[]
  /** The dossier whose true holder looks it up meanwhile. */
  own: { code: string; secret: string }
  chance: Dice
  visitor: Client
  /** Half of them ask one process, half the other. */
  clients: readonly Client[]
  /** Nothing failed until now. */
  forgiven(): Promise<unknown>
  say: ProofContext['say']
}

/** The code beside one that is there, by its running number. */
const codeOf = ({ dossiers }: Siege, n: number) =>
  `${dossiers[0]!.code.slice(0, -4)}${String(n).padStart(4, '0')}`

/** What differs between a code that is there and one that is not. Each from an address of its own, so that none is refused before it was tried. */
const differing = async (
  siege: Siege,
  pairs: number,
): Promise<{ medians: (readonly [string, number])[]; said: Set<string> }> => {
  const { dossiers, chance, visitor, forgiven, say } = siege
  say('what differs between a code that is there and one that is not')
  const times = { 'a wrong code': [] as number[], 'a wrong secret': [] as number[] }
  const said = new Set<string>()
  for (let n = 0; n < pairs; n += 1) {
    const wrongCode = await look(visitor, codeOf(siege, 5_000 + n), guessed(chance), 1_000 + 2 * n)
    const wrongSecret = await look(visitor, dossiers[n % DOSSIERS]!.code, guessed(chance), 1_001 + 2 * n)
    times['a wrong code'].push(wrongCode.ms)
    times['a wrong secret'].push(wrongSecret.ms)
    for (const answer of [wrongCode, wrongSecret]) said.add(shown(answer))
  }
  await forgiven()
  return { medians: Object.entries(times).map(([what, ms]) => [what, quantile(ms, 0.5)] as const), said }
}

/** Sequential codes, again and again, while the true holder of one looks it up. @param said what wrong ones were told, to be added to */
const guessing = async (siege: Siege, tries: number, said: Set<string>) => {
  const { own, chance, clients, say } = siege
  say(`${tries} tries, a tenth of them from one address and the others from ${ADDRESSES}`)
  const counts = { tried: 0, refused: 0, learned: 0, odd: 0 }
  const refusals = new Set<string>()
  let next = 0
  const guess = async (client: Client): Promise<void> => {
    for (let n = next++; n < tries; n = next++) {
      // Each seventh is the holder's.
      const code = n % 7 === 0 ? own.code : codeOf(siege, 1 + (n % 400))
      const address = n % 10 === 0 ? 200 : n % ADDRESSES
      const isPage = n % 20 === 1
      const answer = isPage
        ? await client.get(`/ho-so/${code}?bi-mat=${guessed(chance)}`, from(address))
        : await look(client, code, guessed(chance), address)
      if (answer.status === 404) counts.tried += 1
      else if (answer.status === 429) counts.refused += 1
      else if (answer.status === 200) counts.learned += 1
      else counts.odd += 1
      if (answer.status === 404 && !isPage) said.add(shown(answer))
      if (answer.status === 429 && !isPage) refusals.add(shown(answer))
    }
  }
  const holding = heldMeanwhile(siege)
  const began = performance.now()
  await Promise.all(clients.map(guess))
  const holder = await holding.over()
  say(`${Math.round((tries / (performance.now() - began)) * 1000)} tries a second`)
  return { counts, refusals, holder }
}

interface Holder {
  through: number
  /** How the true holder was refused. */
  kept: string[]
  /** What the receipt opened last. */
  text: string
}

const heldMeanwhile = ({ own, visitor }: Siege): { over(): Promise<Holder> } => {
  const holder: Holder = { through: 0, kept: [], text: '' }
  let isUnderWay = true
  const holding = (async () => {
    for (; isUnderWay; await sleep(50)) {
      const answer = await look(visitor, own.code, own.secret, 60_000)
      if (answer.status === 200) {
        holder.through += 1
        holder.text = answer.text
      } else holder.kept.push(`the true holder was answered ${answer.status} ${answer.body?.code}`)
    }
  })()
  return {
    over: async () => {
      isUnderWay = false
      await holding
      return holder
    },
  }
}

/** Many at the same moment, through two processes: how many are tried, and in how many rounds a right one among them is told. */
const atOnce = async (
  { dossiers, own, chance, clients, forgiven, say }: Siege,
  rounds: number,
): Promise<{ tried: number; told: number }> => {
  say('many at once, through two processes')
  const all = (secretOf: (n: number) => string, code: string, address: number) =>
    Promise.all(
      Array.from({ length: AT_ONCE }, (_, n) => look(clients[n % WIDTH]!, code, secretOf(n), address)),
    )
  await forgiven()
  const answers = await all(() => guessed(chance), dossiers[0]!.code, 70_000)
  let told = 0
  for (let round = 0; round < rounds; round += 1) {
    await forgiven()
    const right = chance.below(AT_ONCE)
    const among = await all((n) => (n === right ? own.secret : guessed(chance)), own.code, 71_000)
    if (among.some(({ status }) => status === 200)) told += 1
  }
  return { tried: answers.filter(({ status }) => status === 404).length, told }
}

/** All of an answer but what differs each time. */
const shown = ({ status, headers: { date: _, ...headers }, body, text }: Answer): string =>
  JSON.stringify([
    status,
    headers,
    typeof body?.requestId === 'string' ? text.replace(body.requestId, '') : text,
  ])

/** What the owner's row holds that nobody with a receipt alone needs. */
const privateIn = (text: string): number => {
  const { fullName, address, citizenNumber, phone } = reception().owner as Record<string, string | undefined>
  const digits = (number = '') => number.replace(/\D/g, '')
  return [fullName, address, citizenNumber, phone, digits(citizenNumber), digits(phone).slice(2)].filter(
    (word) => word !== undefined && word !== '' && text.includes(word),
  ).length
}

export const enumeration: Proof = {
  name: 'enumeration',
  claim:
    'Who tries codes and secrets learns no dossier, not even which there are, and does not keep the true holder out.',
  run,
}
