import { fileURLToPath } from 'node:url'
import { until } from '#platform/db/processes.ts'
import { Client } from '../server/test/support/client.ts'
import { PROCEDURE, reception } from '../server/test/support/household.ts'
import type { Finding, Proof, ProofContext } from './proof.ts'
import { Sql } from './sql.ts'
import { atLeast, exactly, none } from './support/figures.ts'
import { type RunningHouse, startHouse } from './support/house.ts'
import { afterwards } from './support/places.ts'
import { type Running, serveBeside } from './support/running.ts'
import { noneOf } from './tally.ts'

/** A process whose own clock is wrong by days or years serves the same office as one whose clock is right. */

const HOUR = 3_600_000
const DAY = 24 * HOUR
// The days on which counting goes wrong in most programs; what is kept are only distances, so that none of them passes.
const DAYS = [
  ['three days back', -3 * DAY],
  ['a day ahead', DAY],
  ['on New Year’s Day 2027', Date.parse('2027-01-01T09:00:00+07:00') - Date.now()],
  ['at Tết 2027', Date.parse('2027-02-06T09:00:00+07:00') - Date.now()],
  ['on 29 February 2028', Date.parse('2028-02-29T23:59:30+07:00') - Date.now()],
  ['in 1970', -Date.now()],
] as const
const A_MINUTE = [
  ['a minute back', -60_000],
  ['a minute ahead', 60_000],
] as const

export const clock: Proof = {
  name: 'clock',
  claim:
    'Due dates, sessions and records follow the clock of the database and the calendar, whatever the clock of the program says.',
  run: async ({ short, say }: ProofContext): Promise<Finding[]> => {
    const house = await startHouse()
    const huong = await (await house.signIn('huong')).openCounter()
    const loader = await Sql.connect((await house.database()).loader)
    afterwards(() => loader.close())
    const wrong: string[] = []
    let compared = 0
    let alarms = 0
    let falseAlarms = 0
    for (const [when, offset] of [...DAYS, ...A_MINUTE]) {
      const beside = await serveWrongly(house, offset)
      const found = await comparedWith(house, beside, huong, loader, short ? 5 : 40)
      compared += found.compared
      wrong.push(...found.wrong.map((what) => `${when}: ${what}`))
      const check = async () => (await visitorOf(beside).get('/readyz')).body?.checks?.clock
      const isAlarmed = await until(12_000, async () => (await check()) === 'warn')
      if (isAlarmed && /"event":"health\.clock"/.test(beside.log)) alarms += 1
      if ((await house.visitor().get('/readyz')).body?.checks?.clock !== 'ok') falseAlarms += 1
      say(
        `${when}: ${found.compared} compared, ${found.wrong.length} differ, ${isAlarmed ? 'alarm' : 'NO alarm'}`,
      )
      await beside.stop()
    }
    return [
      atLeast('answers of a process with a wrong clock compared', compared, short ? 100 : 1_000, 'answers'),
      noneOf('… that differ from those of a process whose clock is right', wrong, 'answers', say),
      exactly(
        'wrong clocks that raise an alarm, in readiness and log',
        alarms,
        DAYS.length + A_MINUTE.length,
        'clocks',
      ),
      none('alarms of the process whose clock is right', falseAlarms, 'alarms'),
    ]
  },
}

const visitorOf = ({ url }: Running): Client => new Client(url)

const serveWrongly = (house: RunningHouse, offset: number): Promise<Running> =>
  serveBeside(house, {
    env: { MOTCUA_PROOF_CLOCK_OFFSET_MS: String(offset) },
    nodeArgs: ['--import', fileURLToPath(new URL('./support/skewed-clock.mjs', import.meta.url))],
  })

// Two requests that are sent one after the other, on a machine that others keep busy.
const APART_MS = 15_000

/** The same asked of both; what must agree agrees, and what stands in the database is of now. */
const comparedWith = async (
  house: RunningHouse,
  beside: Running,
  huong: Client,
  loader: Sql,
  times: number,
): Promise<{ compared: number; wrong: string[] }> => {
  const wrong: string[] = []
  let compared = 0
  const hold = (what: string, holds: boolean) => {
    compared += 1
    if (!holds) wrong.push(what)
  }
  const isNow = (text: string | null | undefined) =>
    text != null && Math.abs(Date.parse(text) - Date.now()) < APART_MS

  // Signed in at the process with the wrong clock: the session is good everywhere, and ends when the database says.
  const binh = await visitorOf(beside).signIn('binh')
  const there = (await binh.get('/api/session')).body
  hold('the time that a session is told', isNow(there.now))
  const hours = (Date.parse(there.expiresAt) - Date.now()) / HOUR
  hold('the end of a session', hours > 9 && hours < 11)
  const elsewhere = house.visitor()
  elsewhere.cookie = binh.cookie
  hold('a session opened there, used here', (await elsewhere.get('/api/session')).status === 200)
  // And the other way round: one that was opened where the clock is right.
  const huongThere = visitorOf(beside)
  huongThere.cookie = huong.cookie
  hold('a session opened here, used there', (await huongThere.get('/api/session')).status === 200)
  await loader.all(
    "update session set expires_at = now() - interval '1 minute' where officer_id = (select id from officer where username = 'binh')",
  )
  hold('a session that has ended, used there', (await binh.get('/api/session')).status === 401)

  const promise = `/api/procedures/${PROCEDURE}/promise?caseId=chung&channel=COUNTER`
  const [here, asked] = await Promise.all([huong.get(promise), visitorOf(beside).get(promise)])
  hold(
    'a promise',
    here.body.dueAt === asked.body.dueAt && here.body.clockStartsAt === asked.body.clockStartsAt,
  )

  for (let nth = 0; nth < times; nth += 1) {
    const [one, other] = [
      (await huong.post('/api/dossiers', reception())).body,
      (await huongThere.post('/api/dossiers', reception())).body,
    ]
    hold('a due date', one.dueAt === other.dueAt)
    hold('when the clock starts', one.clockStartsAt === other.clockStartsAt || isNow(other.clockStartsAt))
    hold('when it was accepted', isNow(other.acceptedAt))
    hold('the day in the code', one.code.split('-')[1] === other.code.split('-')[1])
    const stood = await loader.one<{ at: string; opened: string; listed: string }>(
      `select (select max(at)::text from dossier_event where dossier_id = $1) as at,
         (select max(opened_at)::text from task where dossier_id = $1) as opened,
         (select max(at)::text from ledger where subject_id = $1) as listed`,
      [other.id],
    )
    hold('its event', isNow(stood.at))
    hold('its task', isNow(stood.opened))
    hold('its line in the ledger', isNow(stood.listed))
    const [left, leftThere] = await Promise.all([
      huong.get(`/api/dossiers/${other.id}`),
      huongThere.get(`/api/dossiers/${other.id}`),
    ])
    hold(
      'the working time left',
      JSON.stringify(left.body.workingTimeLeft) === JSON.stringify(leftThere.body.workingTimeLeft) ||
        Math.abs(
          (left.body.workingTimeLeft?.minutes ?? 0) - (leftThere.body.workingTimeLeft?.minutes ?? 0),
        ) <= 1,
    )
  }
  return { compared, wrong }
}
