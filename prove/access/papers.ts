import {
  NOT_THERE,
  type Standing,
  verdictOnFinding,
  verdictOnListing,
  verdictOnManifest,
  verdictOnUndoing,
} from './law.ts'
import { expectSame, idsOf, type Matrix, named, type Subject } from './matrix.ts'
import type { Person } from './people.ts'
import { authorityOf } from './posts.ts'
import { ABOUT_ONESELF, neverThere, targetOf } from './requests.ts'

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
