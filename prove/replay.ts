import { addDays, hanoiDateOf, instantAt, plainDate } from '#common/time.ts'
import type { Finding, Proof, ProofContext } from './proof.ts'
import { compare } from './replay/compare.ts'
import { type Houses, openHouses } from './replay/house.ts'
import { plant } from './replay/plant.ts'
import { play, type Turn } from './replay/play.ts'
import { worldIn } from './replay/rows.ts'
import { type Sample, sampleOf } from './replay/sample.ts'
import { dice } from './support/dice.ts'
import { atLeast, exactly, none, told } from './support/figures.ts'
import { noneOf, Tally } from './tally.ts'

/**
 * Made lives are written by the loader, past the program; a sample of them is lived once more, act by act over HTTP, and
 * both must leave the same rows. What the house is measured and shown with is then what it would have done itself.
 */

const SHORT = { lives: 60, days: 30 }
const LONG = { lives: 500, days: 60 }
/** Of so many lives the sample is taken: what happens to one in a thousand is among them. */
const POOL = 6_000
// The seed alone says what happens: the day on which it is run does not.
const UNTIL = instantAt(plainDate('2026-11-20'), 11 * 60)

const run = async ({ seed, short, say }: ProofContext): Promise<Finding[]> => {
  const { lives: least, days } = short ? SHORT : LONG
  const began = performance.now()
  const from = addDays(hanoiDateOf(UNTIL), -days)
  const houses = await openHouses(instantAt(from, 0))
  const pool = { office: houses.office, seed, from, until: UNTIL, dossiers: POOL }
  const sample = sampleOf(pool, least, dice(seed, 'sample'))
  await houses.load(sample.world)
  const acts = sample.lives.reduce((sum, { acts }) => sum + acts.length, 0)
  say(`${sample.lives.length} lives made, with ${acts} acts; they are lived now`)
  const played = await play(houses, sample.lives, await turnsIn(houses), UNTIL, dice(seed, 'again'), say)
  const worlds = {
    made: await worldIn(houses.made, houses.sealer),
    lived: await worldIn(houses.lived, houses.sealer),
  }
  const compared = compare(worlds)
  const { planted, missed } = plant(worlds, dice(seed, 'plant'))
  const seconds = (performance.now() - began) / 1_000
  const rows = sum(compared.rows)
  return [
    atLeast('lives lived', sample.lives.length, least, 'lives'),
    exactly('acts lived', sum(played.acts), acts, 'acts'),
    ...tallied('acts', played.acts, 'acts'),
    ...coverage(sample, houses),
    noneOf('what happens in the larger world and not in the sample', sample.missed, 'things', say),
    atLeast('acts by citizens', ofKind(played.acts, 'CITIZEN'), 1, 'acts'),
    atLeast('acts by the house itself', ofKind(played.acts, 'SYSTEM'), 1, 'acts'),
    told('requests', played.requests, 'requests'),
    atLeast('requests sent twice under one key', played.again, 1, 'requests'),
    noneOf('acts that were not done, or otherwise', played.faults, 'acts', say),
    atLeast('rows compared', rows, 10 * least, 'rows'),
    ...tallied('rows', compared.rows, 'rows'),
    told('values compared', compared.values, 'values'),
    told('ids, secrets and hashes paired one to one', compared.ids, 'pairs'),
    ...tallied('paired', compared.paired, 'values'),
    noneOf('differences', compared.differences, 'values', say),
    atLeast('differences planted, one in a column', planted, 50, 'values'),
    noneOf('planted and not found', missed, 'columns', say),
    ...tallied('not compared', compared.apart, 'values'),
    none('approved by another hash than the file has', await strayHashes(houses), 'dossiers'),
    none('papers not printed', await unprinted(houses), 'papers'),
    none('jobs that failed', await failedJobs(houses), 'jobs'),
    told('seconds', seconds, 's'),
  ]
}

/** When officers sat at which counter, as the made world has it. */
const turnsIn = async ({ made }: Houses): Promise<Turn[]> =>
  made.all<Turn>(
    `select officer_id as "officerId", counter_id as "counterId",
       to_char(opened_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as opened,
       to_char(closed_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as closed
     from counter_session order by opened_at`,
  )

const coverage = ({ lives }: Sample, { office }: Houses): Finding[] => {
  const ends = new Tally()
  const channels = new Tally()
  const procedures = new Tally()
  for (const { dossier } of lives) {
    ends.count(dossier.state)
    channels.count(dossier.channel)
    const of = office.procedures.find(({ procedure }) => procedure.id === dossier.procedureVersionId)
    procedures.count(of?.procedure.slug ?? '')
  }
  return [
    ...tallied('end as', ends, 'lives'),
    ...tallied('came by', channels, 'lives'),
    ...tallied('of', procedures, 'lives'),
  ]
}

const tallied = (what: string, tally: Tally, unit: string): Finding[] =>
  tally
    .names()
    .sort()
    .map((name) => told(`${what}: ${name}`, tally.of(name), unit))

const sum = (tally: Tally): number => tally.names().reduce((all, name) => all + tally.of(name), 0)

const ofKind = (acts: Tally, kind: string): number =>
  acts
    .names()
    .filter((name) => name.endsWith(kind))
    .reduce((all, name) => all + acts.of(name), 0)

const counted = async ({ lived }: Houses, sql: string): Promise<number> =>
  (await lived.one<{ count: number }>(`select count(*)::integer as count from ${sql}`)).count

/** The made world prints nothing, so the hash that was approved is held against the file of the lived one. */
const strayHashes = (houses: Houses) =>
  counted(
    houses,
    `dossier_event e left join artefact a on a.id = (e.data->>'draftId')::uuid
     where e.type = 'DraftApproved' and a.file_sha256 is distinct from e.data->>'fileSha256'`,
  )

const unprinted = (houses: Houses) => counted(houses, 'artefact where file_sha256 is null')

const failedJobs = (houses: Houses) => counted(houses, 'job where failures > 0 or dead_at is not null')

export const replay: Proof = {
  name: 'replay',
  claim: 'Lives made by the simulator and the same lives lived over HTTP leave the same rows.',
  run,
}
