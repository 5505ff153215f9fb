import { randomUUID } from 'node:crypto'
import type { Client } from '../../server/test/support/client.ts'
import { type Parked, STATIONS, type Station } from '../stations.ts'
import { handInScan, scan } from '../support/scans.ts'
import { together } from '../tally.ts'
import {
  FILES,
  NOT_SIGNED_IN,
  NOT_THERE,
  relationOf,
  type Standing,
  sees,
  verdictOnAct,
  verdictOnCitizenAct,
  verdictOnFile,
  verdictOnReading,
  verdictOnReceipt,
  verdictOnTelling,
} from './law.ts'
import { type Matrix, named, type Subject, WIDTH } from './matrix.ts'
import type { Person } from './people.ts'
import {
  ABOUT_A_DOSSIER,
  ABOUT_ONESELF,
  type Asking,
  askAsCitizen,
  neverThere,
  OPEN,
  type Target,
  targetOf,
} from './requests.ts'
import { ACTS, type Act, CITIZEN_ACTS, type CitizenAct, type Verdict } from './situations.ts'

/**
 * The dossiers' part: everybody × every operation on a dossier × every station, what is refused first and alone,
 * so that afterwards nothing may have moved.
 *
 * @param gone the id of a dossier that was there and is no more
 */
export const refuseAll = async (
  matrix: Matrix,
  people: readonly Person[],
  dossiers: readonly Subject[],
  gone: Target,
): Promise<void> => {
  const strangersTarget = neverThere()
  const cells = people.flatMap((person) =>
    Object.keys(ABOUT_A_DOSSIER).map((operation) => ({ person, operation })),
  )
  await together(WIDTH, cells, async ({ person, operation }) => {
    const asking = ABOUT_A_DOSSIER[operation]!
    const never = await matrix.ask(
      operation,
      named(person, 'never there'),
      asking,
      person.client,
      strangersTarget,
      NOT_THERE,
    )
    const deleted = await matrix.ask(
      operation,
      named(person, 'deleted'),
      asking,
      person.client,
      gone,
      NOT_THERE,
    )
    matrix.tally.count('about a deleted id')
    matrix.same(`${operation} by ${named(person, 'deleted')}`, deleted, never)
    for (const dossier of dossiers) {
      const verdict = verdictOn(person, dossier, operation)
      if (verdict.status < 400 && verdict.status !== 200) continue
      const what = named(person, `${dossier.ward} ${dossier.station}`)
      matrix.tally.count(relationOf(person.place, dossier))
      const target = askedBy(person, dossier)
      const answer = await matrix.ask(operation, what, asking, person.client, target, verdict)
      if (answer.status === 404) matrix.same(`${operation} by ${what}`, answer, never)
      if (answer.status === 200) matrix.granted.count(`${person.id} ${dossier.id}`)
    }
  })
}

/** As she would ask: a task is to be given to herself. */
const askedBy = (person: Person, dossier: Parked): Target => ({ ...targetOf(dossier), asker: person.id })

const verdictOn = (person: Person, dossier: Standing, operation: string): Verdict =>
  operation in ACTS
    ? verdictOnAct(person, dossier, operation as Act)
    : operation === 'readDocument'
      ? verdictOnReceipt(person, dossier)
      : isTelling(operation)
        ? verdictOnTelling(person, dossier, operation)
        : isOfFiles(operation)
          ? verdictOnFile(person, dossier, operation)
          : verdictOnReading(person, dossier)

const TELLINGS = ['noteTold', 'takeTellingBack'] as const
const isTelling = (operation: string): operation is (typeof TELLINGS)[number] =>
  TELLINGS.some((one) => one === operation)

const isOfFiles = (operation: string): operation is (typeof FILES)[number] =>
  FILES.some((one) => one === operation)

/** Whoever may hand a file in does so, and takes that one out again. */
export const handInAll = async (
  matrix: Matrix,
  people: readonly Person[],
  dossiers: readonly Subject[],
): Promise<void> => {
  const cells = people.flatMap((person) => dossiers.map((dossier) => ({ person, dossier })))
  await together(WIDTH, cells, async ({ person, dossier }) => {
    const verdict = verdictOnFile(person, dossier, 'handInFile')
    if (verdict.status !== 201) return
    const what = named(person, `${dossier.ward} ${dossier.station}`)
    const ask = (operation: (typeof FILES)[number], fileId: string | undefined, lawful: Verdict) =>
      matrix.ask(
        operation,
        what,
        ABOUT_A_DOSSIER[operation]!,
        person.client,
        targetOf({ ...dossier, fileId: fileId ?? null }),
        lawful,
      )
    const { body } = await ask('handInFile', undefined, verdict)
    await ask('takeFileOut', body?.id, { status: 204 })
  })
}

/** Whoever may note that a citizen was told can do it, take it back, and again: twice is once. */
export const tellAll = async (
  matrix: Matrix,
  people: readonly Person[],
  dossiers: readonly Subject[],
): Promise<void> => {
  for (const person of people) {
    for (const dossier of dossiers) {
      if (verdictOnTelling(person, dossier, 'noteTold').status !== 204) continue
      const what = named(person, `${dossier.ward} ${dossier.station}`)
      for (const operation of TELLINGS)
        await matrix.ask(
          operation,
          what,
          ABOUT_A_DOSSIER[operation]!,
          person.client,
          targetOf(dossier),
          verdictOnTelling(person, dossier, operation),
        )
    }
  }
}

/**
 * What the law lets happen, on dossiers of their own: it must happen, or the refusals proved nothing.
 * @param stations where it is tried by everybody who may; elsewhere each act that was done nowhere yet
 */
export const allowAll = async (
  matrix: Matrix,
  people: readonly Person[],
  stations: readonly Station[],
  fresh: (station: Station) => Promise<Subject>,
  forgiven: () => Promise<unknown>,
): Promise<void> => {
  for (const station of [...stations, ...STATIONS.filter((one) => !stations.includes(one))]) {
    const isMissing = (act: Act | CitizenAct) => stations.includes(station) || matrix.done.of(act) === 0
    const standing: Standing = { ward: 'quevo', station }
    for (const person of people) {
      for (const act of Object.keys(ACTS) as Act[]) {
        if (verdictOnAct(person, standing, act).status !== 201 || !isMissing(act)) continue
        const target = askedBy(person, await fresh(station))
        matrix.tally.count(relationOf(person.place, standing))
        const asking = ABOUT_A_DOSSIER[act]!
        const verdict = { status: 201 }
        const answer = await matrix.ask(act, named(person, station), asking, person.client, target, verdict)
        if (answer.status === 201) matrix.done.count(act)
      }
    }
    for (const act of Object.keys(CITIZEN_ACTS) as CitizenAct[]) {
      if (verdictOnCitizenAct(standing, act).status !== 201 || !isMissing(act)) continue
      // What is proved here is who may, not how often.
      await forgiven()
      await letCitizen(matrix, people[0]!.client.twin(), act, await fresh(station), await fresh('RECEIVED'))
    }
  }
}

/** The citizen does it, and is given the same answer when it is sent again; the key opens nothing without the secret. */
const letCitizen = async (
  matrix: Matrix,
  client: Client,
  act: CitizenAct,
  dossier: Subject,
  other: Subject,
): Promise<void> => {
  client.cookie = null
  const key = randomUUID()
  const ask = (who: string, target: Target, verdict: Verdict) =>
    matrix.ask(act, who, (asking, about) => askAsCitizen(act, asking, about, key), client, target, verdict)
  const target = targetOf(dossier)
  const who = `the citizen, ${dossier.station}`
  const first = await ask(who, target, { status: 201 })
  if (first.status === 201) matrix.done.count(act)
  const again = await ask(`${who}, again`, target, { status: 201 })
  if (again.text !== first.text) matrix.unlawful.push(`${act} again with the same key: another answer`)
  const wrong = await ask(`${who}, without the secret`, { ...target, secret: '0000-0000-0000' }, NOT_THERE)
  const crossed = await ask(`${who}, of another`, { ...target, secret: other.secret }, NOT_THERE)
  const never = await ask(`${who}, never there`, neverThere(), NOT_THERE)
  matrix.same(`${act} with the key of an earlier answer and no secret`, wrong, never)
  matrix.same(`${act} with the key of an earlier answer and the secret of another`, crossed, never)
}

/** With the receipt in hand: what is not its turn is refused in words; the rest is not told from what never was. */
export const refuseCitizens = async (
  matrix: Matrix,
  visitor: Client,
  dossiers: readonly Subject[],
  forgiven: () => Promise<unknown>,
): Promise<void> => {
  for (const act of Object.keys(CITIZEN_ACTS) as CitizenAct[]) {
    for (const [index, dossier] of dossiers.entries()) {
      const asking = OPEN[act]!
      const ask = (what: string, target: Target, verdict: Verdict) =>
        matrix.ask(act, `the citizen, ${what} ${dossier.station}`, asking, visitor, target, verdict)
      const target = targetOf(dossier)
      const other = dossiers[(index + 1) % dossiers.length]!
      await forgiven()
      const never = await ask('never there', neverThere(), NOT_THERE)
      const wrong = await ask('wrong secret', { ...target, secret: neverThere().secret }, NOT_THERE)
      const crossed = await ask('secret of another', { ...target, secret: other.secret }, NOT_THERE)
      matrix.same(`${act}, wrong secret, ${dossier.station}`, wrong, never)
      matrix.same(`${act}, secret of another, ${dossier.station}`, crossed, never)
      const verdict = verdictOnCitizenAct(dossier, act)
      if (verdict.status !== 201) await ask('with the receipt', target, verdict)
    }
  }
  await forgiven()
}

/**
 * However it is asked: without version or key, with an old version, with a body that is none. What may not be seen
 * answers like what never was.
 */
export const askBadly = async (
  matrix: Matrix,
  people: readonly Person[],
  acts: readonly Act[],
  dossiers: readonly Subject[],
): Promise<void> => {
  const ways: Record<string, Asking> = Object.fromEntries(
    acts
      .map((act) => ACTS[act])
      .flatMap((noun): [string, Asking][] => {
        const path = (id: string) => `/api/dossiers/${id}/${noun}`
        return [
          [`${noun} without a version`, (client, { id }) => client.post(path(id))],
          [
            `${noun} without a key`,
            (client, { id, version }) => client.post(path(id), {}, { key: null, version }),
          ],
          [
            `${noun} with an old version`,
            (client, { id }) => client.post(path(id), {}, { version: 999_999 }),
          ],
          [
            `${noun} with a wrong body`,
            (client, { id, version }) => client.post(path(id), { nothing: 1 }, { version }),
          ],
        ]
      }),
  )
  ways['a file without a key'] = (client, { id }) => handInScan(client, id, { key: null })
  ways['a file of a paper that is none'] = (client, { id }) =>
    client.post(`/api/dossiers/${id}/files?paper=khong-co`, scan())
  ways['documents of it'] = (client, { id, draft }) => client.get(`/api/dossiers/${id}/documents/${draft.id}`)
  ways['in another language'] = (client, { id }) =>
    client.get(`/api/dossiers/${id}`, { headers: { 'accept-language': 'en' } })
  const cells = Object.entries(ways).flatMap(([way, asking]) =>
    people.map((person) => ({ way, asking, person })),
  )
  await together(WIDTH, cells, async ({ way, asking, person }) => {
    const never = await asking(person.client, neverThere())
    for (const dossier of dossiers) {
      if (sees(person, dossier)) continue
      matrix.same(
        `${way} by ${named(person, `${dossier.ward} ${dossier.station}`)}`,
        await asking(person.client, targetOf(dossier)),
        never,
      )
    }
  })
}

/** A paper belongs to one dossier: under another that one may see, it is not there. */
export const mixPapers = async (
  matrix: Matrix,
  people: readonly Person[],
  dossiers: readonly Subject[],
): Promise<void> => {
  const asking = ABOUT_A_DOSSIER.readDocument!
  for (const person of people) {
    const seen = dossiers.filter((dossier) => sees(person, dossier))
    const first = seen[0]
    const second = dossiers.find(({ id, receiptId }) => id !== first?.id && receiptId !== null)
    if (!first || !second?.receiptId) continue
    const mixed = { ...targetOf(first), receiptId: second.receiptId }
    const answer = await matrix.ask(
      'readDocument',
      named(person, 'a paper of another dossier'),
      asking,
      person.client,
      mixed,
      NOT_THERE,
    )
    const never = await asking(person.client, { ...targetOf(first), receiptId: neverThere().receiptId })
    matrix.same(`readDocument by ${named(person, 'a paper of another dossier')}`, answer, never)
  }
}

/** Whoever is not signed in is told so, of what exists and of what does not alike. */
export const refuseStrangers = async (
  matrix: Matrix,
  strangers: ReadonlyMap<string, Client>,
  dossiers: readonly Subject[],
  own: Target,
): Promise<void> => {
  const secured = { ...ABOUT_A_DOSSIER, ...ABOUT_ONESELF }
  for (const [who, client] of strangers) {
    await together(WIDTH, Object.entries(secured), async ([operation, asking]) => {
      const never = await matrix.ask(
        operation,
        `${who}, never there`,
        asking,
        client,
        neverThere(),
        NOT_SIGNED_IN,
      )
      const targets = operation in ABOUT_A_DOSSIER ? dossiers.map(targetOf) : [own]
      for (const target of targets) {
        const answer = await matrix.ask(operation, who, asking, client, target, NOT_SIGNED_IN)
        matrix.tally.count(who)
        matrix.same(`${operation} by ${who}`, answer, never)
      }
    })
  }
}
