import { userInfo } from 'node:os'
import {
  type PublishedCalendars,
  publishCalendar as publish,
  readCalendarDecision,
} from '#deadlines/index.ts'
import { type Command, notOneFile } from './command.ts'
import { readJson } from './file.ts'
import { asLoader } from './transaction.ts'
import { inBoth } from './words.ts'

/** Everything that may stand in a file. */
export const EXAMPLE = `{
  "decision": { "number": "118/CĐ-UBND", "issuer": "UBND tỉnh", "decidedOn": "2026-11-17",
                "title": "Nghỉ làm việc do bão số 14" },
  "agency": "H05.47.900",
  "days": [
    { "kind": "CLOSURE", "date": "2026-11-18", "name": { "vi": "Bão số 14", "en": "Storm no. 14" },
      "source": "Công điện 118/CĐ-UBND ngày 17/11/2026", "confirmed": true,
      "sessions": [{ "start": "13:30", "end": "17:00" }] }
  ],
  "confirmed": ["2026-11-23"],
  "calledOff": ["2026-11-28"],
  "hours": [
    { "from": "2027-04-16", "source": "Quyết định 30/QĐ-UBND về giờ mùa hè",
      "week": { "monday": [{ "start": "07:00", "end": "11:30" }, { "start": "13:30", "end": "16:30" }],
                "tuesday": [{ "start": "07:00", "end": "11:30" }, { "start": "13:30", "end": "16:30" }],
                "wednesday": [], "thursday": [], "friday": [], "saturday": [], "sunday": [] } }
  ],
  "knownUntil": "2027-12-31"
}`

const HELP = `motcua publish calendar FILE

Publishes a decision on days off or office hours. The calendar gets a new version; open due dates are reckoned anew by the
program that works on jobs (start or work), and whoever must be told of another date is listed on the desk. A date that
was printed never moves earlier.

FILE is JSON; what is left out changes nothing:

${EXAMPLE}

  agency      code of the agency whose own calendar changes; left out: the whole province
  days        days that are not like their week; one listed already is replaced. sessions: those still held, left out: none
  kind        HOLIDAY, SUBSTITUTE, SWAP_OFF (no sessions), SWAP_WORK (with sessions), CLOSURE (sessions where some are held)
  confirmed   in a day: whether somebody has checked it against the decision; until then it changes no date
  confirmed   beside days: announced days that somebody has checked now
  calledOff   listed days that are like their week after all
  hours       office hours from a day on, every day of the week; receptionWeek where counters keep other hours
  knownUntil  the last day whose days off are now known in full

A day that has passed may be declared off; it cannot become a working day any more.

Exit code 0: published. 1: refused, with the place of every mistake, and nothing was changed. 2: not understood. 3: the
database or the machine is not as it must be.
`

export const publishCalendar: Command = {
  words: 'publish calendar',
  takes: 'FILE',
  help: HELP,
  footing: 'WRITES',
  run: async ({ args, open }) => {
    const [path, ...surplus] = args
    if (path === undefined || surplus.length > 0) return notOneFile('publish calendar', HELP)
    const decision = readCalendarDecision(await readJson(path))
    const published = await asLoader(open, (client) => publish(client, decision, userInfo().username))
    process.stdout.write(told(published))
    return 0
  },
}

const told = ({ calendars, authorities }: PublishedCalendars): string =>
  [
    ...calendars.flatMap(({ id, version, differing }) =>
      inBoth('command.calendar-published', {
        calendar: id,
        version,
        count: differing.length,
        days: differing.join(', '),
      }),
    ),
    ...inBoth('command.due-dates-follow', { authorities }),
    '',
  ].join('\n')
