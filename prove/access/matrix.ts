import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Answer, Client } from '../../server/test/support/client.ts'
import { type Parked, STATIONS, type Station } from '../stations.ts'
import { handInScan, scan } from '../support/scans.ts'
import { Tally, together } from '../tally.ts'
import {
  ACTS,
  type Act,
  arranges,
  authorityOf,
  CITIZEN_ACTS,
  type CitizenAct,
  FILES,
  isListedToBeTold,
  isUnderWay,
  NOT_SIGNED_IN,
  NOT_THERE,
  relationOf,
  type Standing,
  sees,
  type Verdict,
  verdictOnAbsence,
  verdictOnAct,
  verdictOnCitizenAct,
  verdictOnCounter,
  verdictOnEnding,
  verdictOnFile,
  verdictOnFinding,
  verdictOnLending,
  verdictOnListing,
  verdictOnManifest,
  verdictOnReading,
  verdictOnReceipt,
  verdictOnReceiving,
  verdictOnTelling,
  verdictOnUndoing,
  waitsFor,
} from './law.ts'
import type { Person } from './people.ts'
import {
  ABOUT_A_DOSSIER,
  ABOUT_ONESELF,
  type Asking,
  askAsCitizen,
  counterOf,
  neverThere,
  OPEN,
  type Target,
  targetOf,
} from './requests.ts'

/** Every operation asked by everybody about everything, each answer held against the law's table. */

/** A dossier that stands still, in which ward, and what opens its look-up. */
export type Subject = Parked & Standing & { secret: string; fileId?: string | null }

// The house serves twelve at once; more would only wait.
const WIDTH = 8

export class Matrix {
  readonly tally = new Tally()
  /** Answers other than the law's. */
  readonly unlawful: string[] = []
  /** Answers that tell what may not be seen from what never was. */
  readonly telling: string[] = []
  /** By operation: how often it was asked here. */
  readonly asked = new Tally()
  /** By act: how often it was allowed and done. */
  readonly done = new Tally()
  /** Reads of personal data that were granted, by officer and dossier. */
  readonly granted = new Tally()

  /** Asks, and holds the answer against the verdict. */
  async ask(
    operation: string,
    who: string,
    asking: Asking,
    client: Client,
    target: Target,
    verdict: Verdict,
  ): Promise<Answer> {
    const answer = await asking(client, target)
    this.asked.count(operation)
    this.tally.count('cells')
    if (!fits(answer, verdict)) {
      const told = typeof answer.body === 'object' ? answer.body?.code : ''
      this.unlawful.push(
        `${operation} by ${who}: ${answer.status} ${told ?? ''} and not ${verdict.status} ${verdict.code ?? ''}`,
      )
    }
    return answer
  }

  /** Must be the same answer, to the byte: whoever asks cannot know whether it exists. */
  same(what: string, one: Answer, other: Answer): void {
    this.tally.count('twins')
    const [first, second] = [shown(one), shown(other)]
    if (!isDeepStrictEqual(first, second)) this.telling.push(`${what}: ${difference(first, second)}`)
  }
}

const fits = (answer: Answer, verdict: Verdict): boolean =>
  answer.status === verdict.status && (verdict.code === undefined || answer.body?.code === verdict.code)

/** All of an answer but its date and the number of its request, which differ each time: a 404 bears none. */
const shown = ({ status, headers: { date: _, ...headers }, body, text }: Answer) => ({
  status,
  headers,
  text: typeof body?.requestId === 'string' ? text.replace(body.requestId, '') : text,
})

const difference = (one: ReturnType<typeof shown>, other: ReturnType<typeof shown>): string =>
  one.status !== other.status
    ? `${one.status} for what is there, ${other.status} for what never was`
    : `both ${one.status}, yet with other ${isDeepStrictEqual(one.headers, other.headers) ? 'words' : 'headers'}`

const named = (person: Person, about: string) => `${person.role} at ${person.place}, ${about}`

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

/** One's own work: who one is, which counters, which dossiers and tasks; to the last row. */
export const askAboutOneself = async (
  matrix: Matrix,
  people: readonly Person[],
  everyDossier: readonly Subject[],
  lent: Lent,
): Promise<void> => {
  await together(WIDTH, people, async (person) => {
    const ask = (operation: string, verdict: Verdict, target = neverThere()) =>
      matrix.ask(
        operation,
        named(person, 'herself'),
        ABOUT_ONESELF[operation]!,
        person.client,
        target,
        verdict,
      )
    const me = await ask('whoAmI', { status: 200 })
    if (me.body?.officer?.id !== person.id)
      matrix.unlawful.push(`whoAmI by ${named(person, 'herself')}: somebody else`)

    const counters = await ask('listCounters', { status: 200 })
    const shownCounters = (counters.body?.items ?? []).map((one: { id: string }) => one.id)
    expectSame(
      matrix,
      `listCounters by ${named(person, 'herself')}`,
      shownCounters,
      COUNTERS[person.place] ?? [],
    )

    const listed = await ask('listDossiers', { status: 200 })
    const mine = everyDossier.filter((dossier) => sees(person, dossier)).map(({ id }) => id)
    expectSame(matrix, `listDossiers by ${named(person, 'herself')}`, idsOf(listed, 'id'), mine)

    const found = await ask('searchPeople', { status: 200 })
    expectSame(
      matrix,
      `searchPeople by ${named(person, 'herself')}`,
      (found.body?.items ?? []).flatMap(({ persons }: { persons: { dossier: { id: string } }[] }) =>
        persons.map(({ dossier }) => dossier.id),
      ),
      mine,
    )

    const owed = await ask('listDateNotices', { status: 200 })
    expectSame(
      matrix,
      `listDateNotices by ${named(person, 'herself')}`,
      idsOf(owed, 'dossierId'),
      everyDossier.filter((dossier) => isListedToBeTold(person, dossier)).map(({ id }) => id),
    )

    const sent = await ask('listHandOvers', { status: 200 })
    const arriving = await person.client.get('/api/hand-overs?side=ARRIVING')
    for (const [side, answer] of [
      ['SENT', sent],
      ['ARRIVING', arriving],
    ] as const)
      expectSame(
        matrix,
        `listHandOvers, ${side}, by ${named(person, 'herself')}`,
        idsOf(answer, 'dossierId'),
        everyDossier.filter((dossier) => isUnderWay(person, dossier, side)).map(({ id }) => id),
      )

    const decisions = await ask('listCalendarDecisions', { status: 200 })
    expectSame(
      matrix,
      `listCalendarDecisions by ${named(person, 'herself')}`,
      idsOf(decisions, 'number'),
      authorityOf(person.place) === 'quevo' ? ['of Quế Võ'] : [],
    )

    const inbox = await ask('readInbox', { status: 200 })
    const waiting = everyDossier.filter((dossier) => waitsFor(person, dossier))
    expectSame(
      matrix,
      `readInbox by ${named(person, 'herself')}`,
      idsOf(inbox, 'dossierId'),
      waiting.map(({ id }) => id),
    )

    const colleagues = await ask('listColleagues', { status: 200 })
    const among = (items: { id: string }[]) =>
      items.map(({ id }) => id).filter((id) => people.some((other) => other.id === id))
    expectSame(
      matrix,
      `listColleagues by ${named(person, 'herself')}`,
      among(colleagues.body?.items ?? []),
      people.filter(({ place }) => authorityOf(place) === authorityOf(person.place)).map(({ id }) => id),
    )
    expectSame(
      matrix,
      `listColleagues by ${named(person, 'herself')}, whose posts are hers to lend`,
      among((colleagues.body?.items ?? []).filter(({ mayLend }: { mayLend: boolean }) => mayLend)),
      people.filter((other) => other.id === person.id || arranges(person, other)).map(({ id }) => id),
    )

    const knows = verdictOnEnding(person).status !== 404
    for (const [operation, id] of [
      ['listDelegations', lent.delegationId],
      ['listAbsences', lent.absenceId],
    ] as const)
      expectSame(
        matrix,
        `${operation} by ${named(person, 'herself')}`,
        idsOf(await ask(operation, { status: 200 }), 'id'),
        knows ? [id] : [],
      )

    const receiving = verdictOnReceiving(person)
    if (receiving.status !== 201)
      for (const operation of ['receiveDossier', 'fileDossier']) await ask(operation, receiving)
  })
}

export const idsOf = (answer: Answer, name: string): string[] =>
  (answer.body?.items ?? []).map((item: Record<string, string>) => item[name] ?? '')

export const expectSame = (
  matrix: Matrix,
  what: string,
  found: readonly string[],
  wanted: readonly string[],
): void => {
  matrix.tally.count('rows listed', found.length)
  const surplus = found.filter((id) => !wanted.includes(id))
  const missing = wanted.filter((id) => !found.includes(id))
  if (surplus.length > 0) matrix.unlawful.push(`${what}: shows ${surplus.length} that it may not`)
  if (missing.length > 0) matrix.unlawful.push(`${what}: hides ${missing.length} that it must show`)
}

const COUNTERS: Readonly<Record<string, readonly string[]>> = {
  'quevo.tt': [1, 2, 3].map((number) => counterOf('quevo.tt', number)),
  'daovien.tt': [counterOf('daovien.tt', 1)],
}

/** Counters: sat down at by the receptionists of their own centre; a session is left only by whoever opened it. */
export const sitDown = async (
  matrix: Matrix,
  people: readonly Person[],
  foreignSession: string,
): Promise<void> => {
  const counters: readonly [string, number][] = [
    ['quevo.tt', 2],
    ['daovien.tt', 1],
  ]
  for (const [centre, number] of counters) {
    const target = { ...neverThere(), counterId: counterOf(centre, number) }
    for (const person of people) {
      const what = named(person, `counter of ${centre}`)
      const verdict = verdictOnCounter(person, centre)
      const open = ABOUT_ONESELF.openCounter!
      const answer = await matrix.ask('openCounter', what, open, person.client, target, verdict)
      if (verdict.status === 404)
        matrix.same(`openCounter by ${what}`, answer, await open(person.client, neverThere()))
      if (answer.status !== 201) continue
      await leave(matrix, person, answer.body.id, { status: 204 })
      await leave(matrix, person, answer.body.id, NOT_THERE)
    }
  }
  for (const person of people) {
    const answer = await leave(matrix, person, foreignSession, NOT_THERE)
    const never = await ABOUT_ONESELF.closeCounter!(person.client, neverThere())
    matrix.same(`closeCounter by ${named(person, 'session of another')}`, answer, never)
  }
}

/** What was lent, and who is away: the ids by which it may be ended, of an officer to lend to and of one who is away. */
export type Lent = Pick<Target, 'delegationId' | 'absenceId'> & { colleagueId: string; awayId: string }

/** Posts are lent within an authority and by whose they are; what was lent is ended by who gave or arranges it. */
export const lendAndEnd = async (
  matrix: Matrix,
  people: readonly Person[],
  { delegationId, absenceId, colleagueId, awayId }: Lent,
): Promise<void> => {
  const targets: readonly [string, Partial<Target>, (post: Person) => Verdict][] = [
    ['makeDelegation', { officerId: colleagueId }, verdictOnLending],
    ['noteAbsence', { officerId: awayId }, verdictOnAbsence],
    ['revokeDelegation', { delegationId }, verdictOnEnding],
    ['withdrawAbsence', { absenceId }, verdictOnEnding],
  ]
  for (const [operation, about, verdictOf] of targets) {
    const asking = ABOUT_ONESELF[operation]!
    // What is allowed comes last, so that what was refused had something to end.
    const refusedFirst = [...people].sort((one, other) => verdictOf(other).status - verdictOf(one).status)
    for (const person of refusedFirst) {
      const verdict = verdictOf(person)
      const target = { ...neverThere(), ...about }
      const answer = await matrix.ask(
        operation,
        named(person, 'posts that are lent'),
        asking,
        person.client,
        target,
        verdict,
      )
      const never = await matrix.ask(
        operation,
        named(person, 'never there'),
        asking,
        person.client,
        neverThere(),
        NOT_THERE,
      )
      if (verdict.status === 404)
        matrix.same(`${operation} by ${named(person, 'what is lent')}`, answer, never)
    }
  }
}

/** Two persons of two dossiers of Quế Võ, found to be one and taken back, by whoever may; what is refused comes first. */
export const findAndUndo = async (
  matrix: Matrix,
  people: readonly Person[],
  both: readonly Standing[],
  personIds: [string, string],
): Promise<void> => {
  const target = { ...neverThere(), personIds }
  const steps = [
    ['declareSamePerson', verdictOnFinding],
    ['undoSamePerson', verdictOnUndoing],
  ] as const
  for (const [operation, verdictOf] of steps) {
    const asking = ABOUT_ONESELF[operation]!
    const refusedFirst = [...people].sort(
      (one, other) => verdictOf(other, both).status - verdictOf(one, both).status,
    )
    for (const person of refusedFirst) {
      const verdict = verdictOf(person, both)
      const what = named(person, 'one person')
      const answer = await matrix.ask(operation, what, asking, person.client, target, verdict)
      if (answer.status === 201 && authorityOf(person.place) === 'quevo') target.findingId = answer.body.id
      const never = await matrix.ask(
        operation,
        named(person, 'never there'),
        asking,
        person.client,
        neverThere(),
        NOT_THERE,
      )
      if (verdict.status === 404) matrix.same(`${operation} by ${what}`, answer, never)
    }
  }
}

/** Papers on their way: a manifest of them is made by who may, then listed, read and printed by both ends. */
export const sendPapers = async (
  matrix: Matrix,
  people: readonly Person[],
  underWay: Subject,
): Promise<void> => {
  const target = targetOf(underWay)
  const refusedFirst = [...people].sort(
    (one, other) => verdictOnListing(other, underWay).status - verdictOnListing(one, underWay).status,
  )
  const made: string[] = []
  for (const person of refusedFirst) {
    const verdict = verdictOnListing(person, underWay)
    const what = named(person, 'papers under way')
    const asking = ABOUT_ONESELF.makeManifest!
    const answer = await matrix.ask('makeManifest', what, asking, person.client, target, verdict)
    if (answer.status === 201) made.push(answer.body.id)
    const never = await matrix.ask('makeManifest', what, asking, person.client, neverThere(), NOT_THERE)
    if (verdict.status === 404) matrix.same(`makeManifest by ${what}`, answer, never)
  }
  target.manifestId = made[0] ?? target.manifestId
  for (const person of people) {
    const verdict = verdictOnManifest(person, underWay)
    const what = named(person, 'a manifest')
    for (const operation of ['readManifest', 'readManifestDocument']) {
      const asking = ABOUT_ONESELF[operation]!
      const answer = await matrix.ask(operation, what, asking, person.client, target, verdict)
      const never = await matrix.ask(operation, what, asking, person.client, neverThere(), NOT_THERE)
      if (verdict.status === 404) matrix.same(`${operation} by ${what}`, answer, never)
    }
    const listed = await matrix.ask(
      'listManifests',
      what,
      ABOUT_ONESELF.listManifests!,
      person.client,
      neverThere(),
      { status: 200 },
    )
    expectSame(
      matrix,
      `listManifests by ${what}`,
      idsOf(listed, 'id').filter((id) => made.includes(id)),
      verdict.status === 200 ? made : [],
    )
    if (verdict.status === 404 && listed.body?.items?.length > 0)
      matrix.unlawful.push(`listManifests by ${what}: shows some`)
  }
}

const leave = (matrix: Matrix, person: Person, counterSessionId: string, verdict: Verdict) =>
  matrix.ask(
    'closeCounter',
    named(person, 'leaving'),
    ABOUT_ONESELF.closeCounter!,
    person.client,
    { ...neverThere(), counterSessionId },
    verdict,
  )
