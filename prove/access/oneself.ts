import { together } from '../tally.ts'
import {
  arranges,
  isListedToBeTold,
  isUnderWay,
  NOT_THERE,
  sees,
  verdictOnAbsence,
  verdictOnCounter,
  verdictOnEnding,
  verdictOnLending,
  verdictOnReceiving,
  waitsFor,
} from './law.ts'
import { expectSame, idsOf, type Matrix, named, type Subject, WIDTH } from './matrix.ts'
import type { Person } from './people.ts'
import { authorityOf } from './posts.ts'
import { ABOUT_ONESELF, counterOf, neverThere, type Target } from './requests.ts'
import type { Verdict } from './situations.ts'

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

/** Accounts: everybody's own, shown and ended by nobody else, and changed by whoever knows the password. */
export const askAboutAccounts = async (
  matrix: Matrix,
  people: readonly Person[],
  sessionId: string,
): Promise<void> => {
  const verdicts: Readonly<Record<string, Verdict>> = {
    changePassword: { status: 422, code: 'password-wrong' },
    beginSecondFactor: { status: 422, code: 'password-wrong' },
    confirmSecondFactor: { status: 409, code: 'second-factor-not-begun' },
    renewRecoveryCodes: { status: 403, code: 'second-factor-needed' },
    endOtherSessions: { status: 200 },
    endSession: NOT_THERE,
  }
  for (const person of people) {
    const ask = (operation: string, about: string, target: Target, verdict: Verdict) =>
      matrix.ask(operation, named(person, about), ABOUT_ONESELF[operation]!, person.client, target, verdict)
    const own = await ask('readAccount', 'her account', neverThere(), { status: 200 })
    expectSame(
      matrix,
      `readAccount by ${named(person, 'her sessions')}`,
      (own.body?.sessions ?? []).map(({ isThis }: { isThis: boolean }) => String(isThis)),
      ['true'],
    )
    for (const [operation, verdict] of Object.entries(verdicts)) {
      const answer = await ask(operation, 'the session of another', { ...neverThere(), sessionId }, verdict)
      if (operation !== 'endSession') continue
      const never = await ask(operation, 'never there', neverThere(), NOT_THERE)
      matrix.same(`endSession by ${named(person, 'another')}`, answer, never)
    }
    if ((await person.client.get('/api/session')).status !== 200)
      matrix.unlawful.push(`${named(person, 'her own session')}: ended by what was refused`)
  }
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

const leave = (matrix: Matrix, person: Person, counterSessionId: string, verdict: Verdict) =>
  matrix.ask(
    'closeCounter',
    named(person, 'leaving'),
    ABOUT_ONESELF.closeCounter!,
    person.client,
    { ...neverThere(), counterSessionId },
    verdict,
  )
