import { fold } from '#dossiers/index.ts'
import { type Life, livesOf, type World } from '../../server/src/simulator/index.ts'
import type { Dice } from '../support/dice.ts'

/** Some lives of a larger world, chosen so that everything that happens in it happens to them. */
export interface Sample {
  world: World
  lives: readonly Life[]
  /** What happens in the larger world and to none of these: nothing, as long as a life is the same in either. */
  missed: readonly string[]
}

/** @param least so many lives, and more if it takes more for everything to happen */
export const sampleOf = (pool: World, least: number, chance: Dice): Sample => {
  const traits = new Map<number, readonly string[]>()
  for (const life of livesOf(pool)) traits.set(life.number, traitsOf(life))
  const chosen = new Set(rarestFirst(traits))
  for (const number of chance.shuffled([...traits.keys()])) {
    if (chosen.size >= least) break
    chosen.add(number)
  }
  const world = { ...pool, only: chosen }
  const lives = [...livesOf(world)]
  const seen = new Set(lives.flatMap(traitsOf))
  const missed = new Set([...traits.values()].flat().filter((trait) => !seen.has(trait)))
  return { world, lives, missed: [...missed] }
}

/** What can happen to a life: each act, by whom and in which state; where it ends; how it came, and for what. */
const traitsOf = ({ acts, events, dossier }: Life): string[] => [
  ...new Set([
    ...actsIn(acts, events),
    ...events.map(({ type }) => `event ${type}`),
    `ends as ${dossier.state}`,
    `came by ${dossier.channel}`,
    `of ${dossier.procedureVersionId}`,
  ]),
]

const actsIn = (acts: Life['acts'], events: Life['events']): string[] =>
  acts.map(({ seq, actor, command }) => {
    const state = seq === 1 ? 'nothing' : fold('', events.slice(0, seq - 1))?.state
    return `${command.type} by ${actor.kind} of what is ${state}`
  })

/** One life for each thing that happens, the rarest first: most of what is common comes along. */
const rarestFirst = (traits: ReadonlyMap<number, readonly string[]>): number[] => {
  const livesWith = new Map<string, number[]>()
  for (const [number, of] of traits)
    for (const trait of of) livesWith.set(trait, [...(livesWith.get(trait) ?? []), number])
  const seen = new Set<string>()
  const chosen: number[] = []
  for (const [trait, [first]] of [...livesWith].sort(([, a], [, b]) => a.length - b.length)) {
    if (seen.has(trait) || first === undefined) continue
    chosen.push(first)
    for (const one of traits.get(first) ?? []) seen.add(one)
  }
  return chosen
}
