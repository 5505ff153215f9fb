import { userInfo } from 'node:os'
import {
  type PublishedCalendars,
  publishCalendar as publish,
  readCalendarDecision,
} from '#deadlines/index.ts'
import type { Command } from './command.ts'
import { readJson } from './file.ts'
import { asLoader } from './transaction.ts'

const HELP = `motcua publish calendar FILE

Publishes a decision on days off or office hours. The calendar gets a new version; open due dates are reckoned anew by the
program that works on jobs (start or work), and whoever must be told of another date is listed on the desk. A date that
was printed never moves earlier.

FILE is JSON; what is left out changes nothing:

{
  "decision": { "number": "118/CĐ-UBND", "issuer": "UBND tỉnh", "decidedOn": "2026-11-17",
                "title": "Nghỉ làm việc do bão số 14" },
  "agency": "H05.47.900",                 code of the agency whose own calendar changes; left out: the whole province
  "days": [                               days that are not like their week; one listed already is replaced
    { "kind": "CLOSURE", "date": "2026-11-18", "name": { "vi": "Bão số 14", "en": "Storm no. 14" },
      "source": "Công điện 118/CĐ-UBND ngày 17/11/2026", "confirmed": true,
      "sessions": [{ "start": "13:30", "end": "17:00" }] }      those still held; left out: none
  ],
  "confirmed": ["2026-11-23"],            announced days that somebody has checked against the decision
  "calledOff": ["2026-11-28"],            listed days that are like their week after all
  "hours": [                              office hours from a day on; receptionWeek where counters keep other hours
    { "from": "2027-04-16", "source": "Quyết định …", "week": { "monday": [{ "start": "07:00", "end": "11:30" },
      { "start": "13:30", "end": "16:30" }], "tuesday": …, "saturday": [], "sunday": [] } }
  ],
  "knownUntil": "2027-12-31"              the last day whose days off are now known in full
}

kind: HOLIDAY, SUBSTITUTE, SWAP_OFF (no sessions), SWAP_WORK (with sessions), CLOSURE (sessions where some are held).
A day that has passed may be declared off; it cannot become a working day any more.

Exit code 0: published. 1: refused, with the place of every mistake, and nothing was changed. 2: not understood.
`

export const publishCalendar: Command = {
  words: 'publish calendar',
  takes: 'FILE',
  summary: 'publishes a decision on days off or office hours; --help shows the form of the file',
  help: HELP,
  run: async ({ args, open }) => {
    const [path, ...surplus] = args
    if (path === undefined || surplus.length > 0) {
      process.stderr.write(`motcua publish calendar takes one file; nothing was done.\n\n${HELP}`)
      return 2
    }
    const decision = readCalendarDecision(await readJson(path))
    const published = await asLoader(open, (client) => publish(client, decision, userInfo().username))
    process.stdout.write(told(published))
    return 0
  },
}

const told = ({ calendars, authorities }: PublishedCalendars): string =>
  [
    ...calendars.map(
      ({ id, version, differing }) =>
        `${id}: phiên bản / version ${version}; ngày khác trước / days that differ: ${differing.join(', ') || '–'}`,
    ),
    `Hạn đang chạy của ${authorities} cơ quan sẽ được tính lại. / Open due dates of ${authorities} authorities will be reckoned anew.`,
    '',
  ].join('\n')
