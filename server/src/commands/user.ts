import { userInfo } from 'node:os'
import { parseArgs } from 'node:util'
import {
  addStaffMember,
  changeRoles,
  closeAccount,
  FIRST_PASSWORD_DAYS,
  findStaffMembers,
  openAccount,
  ROLES,
  resetPassword,
  resetSecondFactor,
  type StaffMember,
  signOutStaff,
} from '#identity/index.ts'
import type { Tx } from '#platform/db/database.ts'
import {
  type Call,
  type Command,
  type ExitCode,
  notUnderstood,
  stumbledOver,
  type WhyNot,
} from './command.ts'
import { withLoaderDatabase } from './transaction.ts'
import { typedPassword } from './typed-password.ts'
import { inBoth } from './words.ts'

/** The officers of a real office and how they come in. */

const HELP = `motcua user list [--json]
motcua user add NAME --name FULL-NAME --title TITLE --unit CODE-OR-NAME --roles ROLE,ROLE [--stdin] [--json]
motcua user close NAME | open NAME | roles NAME ROLE,ROLE | reset-second-factor NAME    [--json]
motcua user password NAME [--type | --stdin] [--json]
motcua user sign-out NAME | --all    [--json]

add                  enters an officer, and prints a first password once: it is good for ${FIRST_PASSWORD_DAYS} days and for choosing another.
                     With --stdin the first line of standard input is the password
close, open          closes an account: nobody comes in by it, its sessions end at once; what was done stays. Opens it again
password             another first password, printed once; --type asks for one without showing it, --stdin reads it. Sessions end.
                     Never as an argument: those stand in the list of processes
roles                the roles from now on, in sessions that are open too
reset-second-factor  for a telephone that was lost: it and its codes for paper are taken out. Make sure whom you do it for
sign-out             ends every session of one officer, or of everybody

ROLE is one of ${ROLES.join(', ')}.
ADMIN runs the machine and reads no dossier: it stands alone.

While the office is read-only only list is taken, unless --although-read-only stands with the others.
Every act stands in the ledger under the name of whoever is signed in to this machine.

Exit code 0: done. 1: refused, and nothing was changed. 2: not understood. 3: the database or the machine is not as it must be.
`

// A password takes a fifth of a second; an import may be under way.
const PATIENCE_MS = 120_000

/** In one transaction, under the name of whoever is signed in to this machine. */
const asWhoeverTypes = <Done>(
  open: Call['open'],
  work: (tx: Tx, actor: string) => Promise<Done>,
): Promise<Done> => {
  // As the ledger and row-level security take a name: some systems have spaces in theirs.
  const actor = userInfo().username.replace(/[^\w.@-]/g, '-')
  return withLoaderDatabase(open, (database) => database.as({ actor }, (tx) => work(tx, actor)), {
    patience: PATIENCE_MS,
  })
}

const OPTIONS = {
  name: { type: 'string' },
  title: { type: 'string' },
  unit: { type: 'string' },
  roles: { type: 'string' },
  type: { type: 'boolean', default: false },
  stdin: { type: 'boolean', default: false },
  all: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const

type Values = Omit<ReturnType<typeof parse>['values'], never>
const parse = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

/** One of the words after `user`: which of the options it takes, how many names, and what it does. */
const word = (
  words: string,
  takes: string,
  understood: { options: readonly (keyof typeof OPTIONS)[]; names: number | ((values: Values) => number) },
  run: (open: Call['open'], names: readonly string[], values: Values) => Promise<void>,
): Command => ({
  words: `user ${words}`,
  takes,
  help: HELP,
  footing: words === 'list' ? 'LOOKS' : 'WRITES',
  run: async ({ args, open }): Promise<ExitCode> => {
    const parsed = understoodIn(args, { words, takes, ...understood })
    if ('why' in parsed) return notUnderstood(`user ${words}`, HELP, parsed.why)
    await run(open, parsed.positionals, parsed.values)
    return 0
  },
})

const understoodIn = (
  args: readonly string[],
  {
    words,
    takes,
    options,
    names,
  }: {
    words: string
    takes: string
    options: readonly (keyof typeof OPTIONS)[]
    names: number | ((values: Values) => number)
  },
): ReturnType<typeof parse> | { why: WhyNot | null } => {
  const parsed = (() => {
    try {
      return parse(args)
    } catch (error) {
      return { why: stumbledOver(error) }
    }
  })()
  if ('why' in parsed) return parsed
  const allowed = ['json', ...options]
  const strange = Object.keys(parsed.values).find(
    (name) => parsed.values[name as keyof Values] !== false && !allowed.includes(name),
  )
  if (strange !== undefined) return { why: ['word', { said: `--${strange}` }] }
  const most = typeof names === 'number' ? names : names(parsed.values)
  if (parsed.positionals.length < most || most < 0) return { why: ['missing', { takes }] }
  const said = parsed.positionals[most]
  if (said === undefined) return parsed
  return { why: [words === 'roles' ? 'roles' : 'word', { said }] }
}

/** As `list --json` prints an officer. */
const jsonOf = ({ id, authorityId: _, unitId: __, ...member }: StaffMember) => ({ id, ...member })

const told = (member: StaffMember, json: boolean, done: Parameters<typeof inBoth>[0]): void => {
  if (json) say(JSON.stringify(jsonOf(member)))
  else {
    const { username, fullName: name, roles } = member
    say(inBoth(done, { username, name, roles: roles.join(', ') }).join('\n'))
  }
}

const toldWithPassword = (
  { member, firstPassword }: { member: StaffMember; firstPassword: string | null },
  json: boolean,
  done: Parameters<typeof inBoth>[0],
): void => {
  if (json) {
    say(JSON.stringify({ ...jsonOf(member), firstPassword }))
    return
  }
  told(member, false, done)
  if (firstPassword !== null) say(`\n  ${firstPassword}\n`)
  const about = firstPassword === null ? 'command.user-own-password' : 'command.user-first-password'
  say(inBoth(about, { days: FIRST_PASSWORD_DAYS }).join('\n'))
}

const list = word('list', '[--json]', { options: [], names: 0 }, async (open, _names, { json }) => {
  const members = await asWhoeverTypes(open, findStaffMembers)
  if (json) for (const member of members) say(JSON.stringify(jsonOf(member)))
  else {
    say(inBoth('command.user-count', { count: members.length }).join('\n'))
    for (const one of members) say(lineOf(one))
  }
})

const MARKS = [
  { words: 'command.user-mark-closed', is: ({ isInOffice }) => !isInOffice },
  { words: 'command.user-mark-no-password', is: ({ hasPassword }) => !hasPassword },
  { words: 'command.user-mark-first-password', is: ({ firstUntil }) => firstUntil !== null },
  { words: 'command.user-mark-second-factor', is: ({ secondFactorSince }) => secondFactorSince !== null },
] as const satisfies readonly { words: string; is(one: StaffMember): boolean }[]

const lineOf = (one: StaffMember): string =>
  [
    one.username.padEnd(16),
    one.fullName.padEnd(26),
    one.roles.join(',').padEnd(20),
    `${one.unitCode} ${one.unitName}`,
    ...MARKS.filter(({ is }) => is(one)).map(({ words }) => `[${inBoth(words).join(' / ')}]`),
  ].join(' ')

const add = word(
  'add',
  'NAME --name … --title … --unit … --roles …',
  {
    options: ['name', 'title', 'unit', 'roles', 'stdin'],
    names: ({ name, title, unit, roles }) =>
      [name, title, unit, roles].every((one) => one !== undefined) ? 1 : -1,
  },
  async (open, [username = ''], { name = '', title = '', unit = '', roles = '', stdin, json }) => {
    const password = stdin ? await typedPassword() : null
    const added = await asWhoeverTypes(open, (tx, actor) =>
      addStaffMember(tx, { username, fullName: name, title, unit, roles }, password, actor),
    )
    toldWithPassword(added, json, 'command.user-added')
  },
)

const password = word(
  'password',
  'NAME [--type | --stdin]',
  { options: ['type', 'stdin'], names: 1 },
  async (open, [username = ''], { type, stdin, json }) => {
    const given = type || stdin ? await typedPassword() : null
    const reset = await asWhoeverTypes(open, (tx, actor) => resetPassword(tx, username, given, actor))
    toldWithPassword(reset, json, 'command.user-password-given')
  },
)

/** @param already what is told where the account was so before; then nothing is done */
const ofOne = (
  words: string,
  done: Parameters<typeof inBoth>[0],
  act: (tx: Tx, username: string, actor: string) => Promise<StaffMember>,
  already: { is(member: StaffMember): boolean; told: Parameters<typeof inBoth>[0] },
): Command =>
  word(words, 'NAME', { options: [], names: 1 }, async (open, [username = ''], { json }) => {
    const [member, said] = await asWhoeverTypes(open, async (tx, actor) => {
      const before = (await findStaffMembers(tx)).find((one) => one.username === username)
      return before && already.is(before)
        ? ([before, already.told] as const)
        : ([await act(tx, username, actor), done] as const)
    })
    told(member, json, said)
  })

const roles = word(
  'roles',
  'NAME ROLE,ROLE',
  { options: [], names: 2 },
  async (open, [username = '', given = ''], { json }) =>
    told(
      await asWhoeverTypes(open, (tx, actor) => changeRoles(tx, username, given, actor)),
      json,
      'command.user-roles-changed',
    ),
)

const signOut = word(
  'sign-out',
  'NAME | --all',
  { options: ['all'], names: ({ all }) => (all ? 0 : 1) },
  async (open, [username], { json }) => {
    const done = await asWhoeverTypes(open, (tx, actor) => signOutStaff(tx, username ?? null, actor))
    say(json ? JSON.stringify(done) : inBoth('command.user-signed-out', { count: done.ended }).join('\n'))
  },
)

export const user: readonly Command[] = [
  list,
  add,
  ofOne('close', 'command.user-closed', closeAccount, {
    is: ({ isInOffice, openSessions }) => !isInOffice && openSessions === 0,
    told: 'command.user-was-closed',
  }),
  ofOne('open', 'command.user-opened', openAccount, {
    is: ({ isInOffice }) => isInOffice,
    told: 'command.user-was-open',
  }),
  password,
  roles,
  ofOne('reset-second-factor', 'command.user-second-factor-reset', resetSecondFactor, {
    is: ({ secondFactorSince }) => secondFactorSince === null,
    told: 'command.user-no-second-factor',
  }),
  signOut,
]
