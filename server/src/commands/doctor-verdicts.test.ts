import { expect, test } from 'vitest'
import englishWords from '#common/messages/en/commands.json' with { type: 'json' }
import { type Found, type InTables, verdictsOn } from './doctor-verdicts.ts'

const TABLES: InTables = {
  keysMissing: [],
  processes: { serving: 2, working: 2 },
  skewSeconds: 0.2,
  jobs: { oldestSeconds: 1, dead: 0 },
  unsealedSeconds: 40,
  mode: 'NORMAL',
  demoAccounts: 0,
  powerful: { all: 7, withoutSecondFactor: 0 },
  calendarDays: 300,
}

const NOTHING_ODD = { ahead: [], damaged: [], missingLog: null, otherLife: null }

const WELL: Found = {
  isThere: true,
  dataFolder: '/srv/motcua',
  node: '24.1.0',
  openSecrets: [],
  diskPercent: 40,
  database: { version: '18.4', embedded: false, isDurable: true, hasChecksums: true },
  notOpened: null,
  unreadable: [],
  migrations: { missing: [], unknown: [] },
  inTables: TABLES,
  backupKey: 'CONFIRMED',
  backupHours: 9,
  oddities: NOTHING_ODD,
  drill: { days: 12, passed: true, reason: null },
  follower: { minutesBehind: 1, fault: null },
  isOpenToNetwork: true,
  publicUrl: 'https://motcua.bacninh.example',
  toldBy: 'PROCESS',
  secondFactor: 'required',
}

const tables = (over: Partial<InTables>) => ({ inTables: { ...TABLES, ...over } })

const verdict = (over: Partial<Found>, check: string) =>
  verdictsOn({ ...WELL, ...over }).find((one) => one.check === check)?.standing

test('an office that is well has nothing but good verdicts', () => {
  expect(verdictsOn(WELL).filter(({ standing }) => standing !== 'OK')).toEqual([])
})

test.each<[string, Partial<Found>, string]>([
  ['no-office', { isThere: false }, 'FAIL'],
  ['node', { node: '20.19.0' }, 'WARN'],
  ['secrets', { openSecrets: ['master.key'] }, 'FAIL'],
  ['disk', { diskPercent: 85 }, 'WARN'],
  ['disk', { diskPercent: 97 }, 'FAIL'],
  ['disk-unknown', { diskPercent: null }, 'WARN'],
  ['database', { database: null }, 'FAIL'],
  [
    'durable',
    { database: { version: '16.2', embedded: false, isDurable: false, hasChecksums: true } },
    'FAIL',
  ],
  [
    'checksums',
    { database: { version: '16.2', embedded: false, isDurable: true, hasChecksums: false } },
    'WARN',
  ],
  ['migrations', { migrations: { missing: ['0026'], unknown: [] } }, 'WARN'],
  ['migrations', { migrations: { missing: [], unknown: ['0099'] } }, 'FAIL'],
  ['keys', tables({ keysMissing: ['ab12'] }), 'FAIL'],
  ['processes', tables({ processes: { serving: 2, working: 0 } }), 'WARN'],
  ['processes', tables({ processes: { serving: 0, working: 0 } }), 'FAIL'],
  ['processes', tables({ processes: { serving: 0, working: 1 } }), 'FAIL'],
  ['unreadable', { unreadable: [{ file: 'backup/last.json', why: 'EACCES' }] }, 'FAIL'],
  ['clock', tables({ skewSeconds: -61 }), 'WARN'],
  ['jobs', tables({ jobs: { oldestSeconds: 301, dead: 0 } }), 'WARN'],
  ['dead-jobs', tables({ jobs: { oldestSeconds: 0, dead: 3 } }), 'FAIL'],
  ['ledger', tables({ unsealedSeconds: 300 }), 'OK'],
  ['ledger', tables({ unsealedSeconds: 301 }), 'FAIL'],
  ['mode', tables({ mode: 'READ_ONLY' }), 'WARN'],
  ['backup-key', { backupKey: 'MISSING' }, 'FAIL'],
  ['backup-key-unconfirmed', { backupKey: 'PRINTED' }, 'FAIL'],
  ['backup-never', { backupHours: null }, 'FAIL'],
  ['backup', { backupHours: 27 }, 'FAIL'],
  ['drill-never', { drill: null }, 'WARN'],
  ['drill-failed', { drill: { days: 2, passed: false, reason: 'log-gap' } }, 'FAIL'],
  ['drill', { drill: { days: 36, passed: true, reason: null } }, 'WARN'],
  ['backup-ahead', { oddities: { ...NOTHING_ODD, ahead: ['20991128T000000Z-1'] } }, 'WARN'],
  ['backup-damaged', { oddities: { ...NOTHING_ODD, damaged: ['20261128T000000Z-1'] } }, 'FAIL'],
  ['backup-log-missing', { oddities: { ...NOTHING_ODD, missingLog: '000000010000000000000007' } }, 'WARN'],
  ['backup-other-life', { oddities: { ...NOTHING_ODD, otherLife: '20261128T000000Z-2' } }, 'WARN'],
  ['follower', { follower: { minutesBehind: null, fault: null } }, 'WARN'],
  ['follower', { follower: { minutesBehind: 16, fault: null } }, 'WARN'],
  ['follower-ended', { follower: { minutesBehind: 1, fault: 'follow-gap' } }, 'FAIL'],
  ['public-url', { publicUrl: 'http://10.0.0.5' }, 'FAIL'],
  ['public-url', { publicUrl: 'http://127.0.0.1:8080', isOpenToNetwork: false }, 'WARN'],
  ['demo', tables({ demoAccounts: 15 }), 'FAIL'],
  ['demo', { ...tables({ demoAccounts: 15 }), isOpenToNetwork: false }, 'WARN'],
  ['nobody-in-charge', tables({ powerful: { all: 0, withoutSecondFactor: 0 } }), 'WARN'],
  ['second-factor', tables({ powerful: { all: 7, withoutSecondFactor: 2 } }), 'WARN'],
  ['calendar', tables({ calendarDays: 59 }), 'WARN'],
  ['calendar', tables({ calendarDays: 0 }), 'FAIL'],
])('%s with %j is %s, and there is a sentence for it', (check, over, standing) => {
  expect(verdict(over, check)).toBe(standing)
  expect(englishWords).toHaveProperty([`doctor.${check}.${standing}`])
})

test('without its database only what needs none is judged', () => {
  const notOpened = { reason: 'Đĩa hỏng.', reasonInEnglish: 'The disk is broken.' }
  const nothing = { database: null, notOpened, migrations: null, inTables: null }
  const values = verdictsOn({ ...WELL, ...nothing }).find(({ check }) => check === 'database')?.values
  expect(values).toEqual(notOpened)
  expect(verdictsOn({ ...WELL, ...nothing }).map(({ check }) => check)).toEqual([
    'node',
    'secrets',
    'disk',
    'database',
    'backup',
    'follower',
    'drill',
    'public-url',
  ])
})
