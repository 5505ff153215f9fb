import { isDeepStrictEqual } from 'node:util'
import type { Answer, Client } from '../../server/test/support/client.ts'
import type { Parked } from '../stations.ts'
import { Tally } from '../tally.ts'
import type { Standing } from './law.ts'
import type { Person } from './people.ts'
import type { Asking, Target } from './requests.ts'
import type { Verdict } from './situations.ts'

/** Every operation asked by everybody about everything, each answer held against the law's table: who is told what, and what is counted. */

/** A dossier that stands still, in which ward, and what opens its look-up. */
export type Subject = Parked & Standing & { secret: string; fileId?: string | null }

// The house serves twelve at once; more would only wait.
export const WIDTH = 8

export class Matrix {
  readonly tally = new Tally()
  /** Answers other than the law's. */
  readonly unlawful: string[] = []
  /** Answers that tell what may not be seen from what never was. */
  readonly telling: string[] = []
  /** By operation: how often it was asked here. */
  readonly asked = new Tally()
  /** By act: how often it was allowed and done. */
  readonly done = new Tally()
  /** Reads of personal data that were granted, by officer and dossier. */
  readonly granted = new Tally()

  /** Asks, and holds the answer against the verdict. */
  async ask(
    operation: string,
    who: string,
    asking: Asking,
    client: Client,
    target: Target,
    verdict: Verdict,
  ): Promise<Answer> {
    const answer = await asking(client, target)
    this.asked.count(operation)
    this.tally.count('cells')
    if (!fits(answer, verdict)) {
      const told = typeof answer.body === 'object' ? answer.body?.code : ''
      this.unlawful.push(
        `${operation} by ${who}: ${answer.status} ${told ?? ''} and not ${verdict.status} ${verdict.code ?? ''}`,
      )
    }
    return answer
  }

  /** Must be the same answer, to the byte: whoever asks cannot know whether it exists. */
  same(what: string, one: Answer, other: Answer): void {
    this.tally.count('twins')
    const [first, second] = [shown(one), shown(other)]
    if (!isDeepStrictEqual(first, second)) this.telling.push(`${what}: ${difference(first, second)}`)
  }
}

const fits = (answer: Answer, verdict: Verdict): boolean =>
  answer.status === verdict.status && (verdict.code === undefined || answer.body?.code === verdict.code)

/** All of an answer but its date and the number of its request, which differ each time: a 404 bears none. */
const shown = ({ status, headers: { date: _, ...headers }, body, text }: Answer) => ({
  status,
  headers,
  text: typeof body?.requestId === 'string' ? text.replace(body.requestId, '') : text,
})

const difference = (one: ReturnType<typeof shown>, other: ReturnType<typeof shown>): string =>
  one.status !== other.status
    ? `${one.status} for what is there, ${other.status} for what never was`
    : `both ${one.status}, yet with other ${isDeepStrictEqual(one.headers, other.headers) ? 'words' : 'headers'}`

export const named = (person: Person, about: string) => `${person.role} at ${person.place}, ${about}`

export const idsOf = (answer: Answer, name: string): string[] =>
  (answer.body?.items ?? []).map((item: Record<string, string>) => item[name] ?? '')

export const expectSame = (
  matrix: Matrix,
  what: string,
  found: readonly string[],
  wanted: readonly string[],
): void => {
  matrix.tally.count('rows listed', found.length)
  const surplus = found.filter((id) => !wanted.includes(id))
  const missing = wanted.filter((id) => !found.includes(id))
  if (surplus.length > 0) matrix.unlawful.push(`${what}: shows ${surplus.length} that it may not`)
  if (missing.length > 0) matrix.unlawful.push(`${what}: hides ${missing.length} that it must show`)
}
