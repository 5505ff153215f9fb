import { randomUUID } from 'node:crypto'
import { demoId } from '../../server/src/demo-province.ts'
import type { Answer, Client } from '../../server/test/support/client.ts'
import { reception } from '../../server/test/support/household.ts'
import type { Sql } from '../sql.ts'
import { NOT_SIGNED_IN, NOT_THERE } from './law.ts'
import type { Matrix } from './matrix.ts'
import type { Person } from './people.ts'
import { authorityOf, type Role } from './posts.ts'
import { ABOUT_ONESELF, neverThere, OPEN, type Target } from './requests.ts'

/** The operations that are open to everybody, and what happens at the door: signing in, signing out, coming back. */

/** The failures so far are forgotten: what is proved here is who may, not how often. */
export const forgiven = (loader: Sql) => loader.all('delete from failed_attempt')

/** The catalogue says the same to everybody, and a receipt opens its one dossier to whoever holds it. */
export const askOpenDoors = async (
  matrix: Matrix,
  loader: Sql,
  everyone: ReadonlyMap<string, Client>,
  receipt: Target,
  otherReceipt: Target,
): Promise<void> => {
  for (const [who, client] of everyone) {
    for (const operation of [
      'searchProcedures',
      'readProcedure',
      'readCalendar',
      'previewPromise',
      'listAdministrativeUnits',
      'readAgency',
      'readHouse',
      'listCheckpoints',
      'readLatestCheckpoint',
      'listLedgerKeys',
    ]) {
      await matrix.ask(operation, who, OPEN[operation]!, client, receipt, { status: 200 })
    }
    await forgiven(loader)
    const look = (what: string, target: Target, status: number) =>
      matrix.ask(
        'trackDossier',
        `${who}, ${what}`,
        OPEN.trackDossier!,
        client,
        target,
        status === 404 ? NOT_THERE : { status },
      )
    const found = await look('with the receipt', receipt, 200)
    if (found.body?.code !== receipt.code) matrix.unlawful.push(`trackDossier by ${who}: another dossier`)
    if (NAMES.some((name) => found.text.includes(name)))
      matrix.unlawful.push(`trackDossier by ${who}: names the citizen`)
    const never = await look('with a code that never was', neverThere(), 404)
    const wrong = await look('with a wrong secret', { ...receipt, secret: neverThere().secret }, 404)
    const crossed = await look(
      'with the secret of another receipt',
      { ...receipt, secret: otherReceipt.secret },
      404,
    )
    matrix.same(`trackDossier by ${who}, wrong secret`, wrong, never)
    matrix.same(`trackDossier by ${who}, secret of another`, crossed, never)
  }
  await forgiven(loader)
}

/** What the receipt's holder has no need of: whoever finds a receipt learns where a dossier is, not whose. */
const { fullName, address } = reception().owner
const NAMES = [fullName, address, '065001234', '912345678']

const ACCOUNTS: Readonly<Record<Role, string>> = {
  RECEPTIONIST: 'binh',
  SPECIALIST: 'anh',
  LEADER: 'phuoc',
  RECORDS_CLERK: 'hanh',
  CENTRE_HEAD: 'mai',
  PROCEDURE_CONTROLLER: 'tuan',
  INSPECTOR: 'thanh',
  ADMIN: 'long',
}

/** Every role signs in with its password and with nothing else; after signing out its cookie opens nothing. */
export const comeAndGo = async (matrix: Matrix, loader: Sql, visitor: () => Client): Promise<void> => {
  await forgiven(loader)
  for (const [role, username] of Object.entries(ACCOUNTS)) {
    const client = visitor()
    const asking = (password?: string) => () => client.signIn(username, password)
    await matrix.ask(
      'signIn',
      role,
      async () => answered(client, username, `${username}-sai`),
      client,
      neverThere(),
      {
        status: 401,
        code: 'sign-in-failed',
      },
    )
    await asking()()
    matrix.asked.count('signIn')
    matrix.tally.count('cells')
    const me = await client.get('/api/session')
    if (!me.body?.officer?.roles?.includes(role))
      matrix.unlawful.push(`signIn by ${role}: came in as ${me.body?.officer?.roles}`)
    const token = client.cookie
    await matrix.ask('signOut', role, OPEN.signOut!, client, neverThere(), { status: 204 })
    client.cookie = token
    await matrix.ask(
      'whoAmI',
      `${role}, signed out`,
      () => client.get('/api/session'),
      client,
      neverThere(),
      NOT_SIGNED_IN,
    )
    client.close()
  }
  const nobody = visitor()
  await matrix.ask('signOut', 'nobody', OPEN.signOut!, nobody, neverThere(), { status: 204 })
  const unknown = await matrix.ask('signIn', 'a name that is nobody’s', OPEN.signIn!, nobody, neverThere(), {
    status: 401,
    code: 'sign-in-failed',
  })
  const wrong = await answered(nobody, 'huong', 'khong-dung')
  matrix.same('signIn with an unknown name and with a wrong password', unknown, wrong)
  await loader.all(`update officer set valid_to = current_date where username = 'hieu'`)
  await matrix.ask(
    'signIn',
    'an officer who has left',
    () => answered(nobody, 'hieu'),
    nobody,
    neverThere(),
    {
      status: 401,
      code: 'sign-in-failed',
    },
  )
  await forgiven(loader)
}

const answered = (client: Client, username: string, password = 'motcua-demo-2026') =>
  client.post('/api/sessions', { username, password }, { key: null })

/**
 * A key opens its answer to whoever earned it and to nobody else, and not even to her once she may no longer see
 * what it is about.
 *
 * @param receptionists two of one centre, each at an open counter
 */
export const comeBack = async (
  matrix: Matrix,
  loader: Sql,
  [first, second]: readonly [Person, Person],
): Promise<void> => {
  const key = randomUUID()
  const body = reception()
  const come = ({ client }: Person): Promise<Answer> => client.post('/api/dossiers', body, { key })
  const ask = (what: string, person: Person) =>
    matrix.ask('receiveDossier', what, () => come(person), person.client, neverThere(), { status: 201 })
  const earned = await ask('who earns the answer', first)
  const again = await ask('who earned it, again', first)
  if (again.body?.id !== earned.body?.id)
    matrix.unlawful.push('receiveDossier again with the same key: another dossier')
  const filed = await matrix.ask(
    'fileDossier',
    'at a counter',
    ABOUT_ONESELF.fileDossier!,
    first.client,
    neverThere(),
    {
      status: 201,
    },
  )
  if (filed.status === 201) matrix.done.count('fileDossier')
  const other = await ask('another with the same key', second)
  if (other.body?.id === earned.body?.id)
    matrix.unlawful.push('receiveDossier by another with the same key: was given her answer')

  const moveTo = (unit: string) =>
    loader.all('update officer set authority_id = $2, unit_id = $3 where id = $1', [
      first.id,
      demoId(authorityOf(unit)),
      demoId(unit),
    ])
  for (const unit of ['daovien.tt', 'quevo.vp']) {
    await moveTo(unit)
    const { status, text } = await come(first)
    matrix.tally.count('cells')
    if (status < 400 || text.includes(earned.body.code))
      matrix.unlawful.push(`receiveDossier again, moved to ${unit}: ${status}`)
  }
  await moveTo('quevo.tt')
}
