import { type Followed, followed } from '../../server/test/support/changes.ts'
import { together } from '../tally.ts'
import { sees } from './law.ts'
import { expectSame, type Matrix, type Subject } from './matrix.ts'
import type { Person } from './people.ts'
import { ABOUT_ONESELF, type Asking, neverThere } from './requests.ts'

// As wide as the rest of the matrix.
const WIDTH = 8
// Word comes within a tenth of a second, and where it got lost within a second's look.
const HEARD_WITHIN_MS = 3_000

/**
 * Everybody follows what changes while a dossier goes its way: each must hear of it who may see it where it has come to, and
 * nobody else a word.
 *
 * @param go sends a dossier on its way and says where it stands then
 */
export const hearOf = async (
  matrix: Matrix,
  people: readonly Person[],
  go: () => Promise<Subject>,
): Promise<void> => {
  const streams = new Map<Person, Followed>()
  await together(WIDTH, people, async (person) => {
    await matrix.ask(
      'followChanges',
      `${person.role} of ${person.place}, who asks for no stream`,
      ABOUT_ONESELF.followChanges as Asking,
      person.client,
      neverThere(),
      { status: 422, code: 'not-a-stream' },
    )
    streams.set(person, await followed(person.client))
  })
  const dossier = await go()
  await new Promise((resolve) => setTimeout(resolve, HEARD_WITHIN_MS))
  for (const [person, stream] of streams) {
    const heard = stream.heard.map((word) => word.split(' ')[0]).includes(dossier.id)
    expectSame(
      matrix,
      `followChanges by ${person.role} of ${person.place}`,
      heard ? [dossier.id] : [],
      sees(person, dossier) ? [dossier.id] : [],
    )
    stream.close()
  }
}
