import { Refusal } from '#platform/refusal.ts'

/** Which of the persons of many dossiers are one human being: a finding beside them, which changes none. */

/** A person as named in one dossier. */
export interface Named {
  id: string
  /** Which number, as far as numbers can be compared, where it was held against the national database; else null. */
  verifiedNumber: string | null
}

/** What an authority found: these two are one. */
export interface Finding {
  oneId: string
  otherId: string
}

/**
 * Persons by human being, in the order in which they come: those of one verified number, and those found to be one. A finding
 * that would join two verified numbers joins nothing: the numbers know better.
 */
export const byHumanBeing = <Person extends Named>(
  persons: readonly Person[],
  findings: readonly Finding[],
): Person[][] => {
  const groups = new Map<string, Person[]>(persons.map((person) => [person.id, [person]]))
  const join = (one: Person[], other: Person[]): void => {
    if (one === other || verifiedOf([...one, ...other]).size > 1) return
    one.push(...other)
    for (const { id } of other) groups.set(id, one)
  }
  const ofNumber = new Map<string, Person>()
  for (const person of persons) {
    if (person.verifiedNumber === null) continue
    const first = ofNumber.get(person.verifiedNumber)
    if (first) join(groups.get(first.id)!, groups.get(person.id)!)
    else ofNumber.set(person.verifiedNumber, person)
  }
  for (const { oneId, otherId } of findings) {
    const [one, other] = [groups.get(oneId), groups.get(otherId)]
    if (one && other) join(one, other)
  }
  const order = new Map(persons.map(({ id }, nth) => [id, nth]))
  return [...new Set(groups.values())].map((group) =>
    [...group].sort((one, other) => order.get(one.id)! - order.get(other.id)!),
  )
}

const verifiedOf = (persons: readonly Named[]): Set<string> =>
  new Set(persons.flatMap(({ verifiedNumber }) => verifiedNumber ?? []))

/** A person with the number that was written down, verified or not. */
export interface Numbered extends Named {
  number: string | null
}

/**
 * @param together the two, and everybody who is one with either already
 * @param findings by which they are
 * @param isConfirmed that numbers which differ were looked at: one was written down wrongly, or is of an old card
 * @throws Refusal `same-person-itself`; `verified-numbers-differ`, when two of them have numbers that were verified and differ;
 *   `numbers-differ`, when either side brings a number that the other has not, and nobody confirmed that
 */
export const mustBePossiblyOne = (
  oneId: string,
  otherId: string,
  together: readonly Numbered[],
  findings: readonly Finding[],
  isConfirmed: boolean,
): void => {
  if (oneId === otherId) throw new Refusal('INVALID', 'same-person-itself', { field: 'personIds' })
  if (verifiedOf(together).size > 1) throw new Refusal('CONFLICT', 'verified-numbers-differ')
  if (isConfirmed) return
  const beings = byHumanBeing(together, findings)
  const numbersBeside = (id: string) => numbersOf(beings.find((group) => group.some((one) => one.id === id)))
  const [ones, others] = [numbersBeside(oneId), numbersBeside(otherId)]
  const all = new Set([...ones, ...others])
  if (all.size > Math.max(ones.size, others.size)) throw new Refusal('CONFLICT', 'numbers-differ')
}

const numbersOf = (persons: readonly Numbered[] = []): Set<string> =>
  new Set(persons.flatMap(({ number }) => number ?? []))
