import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { instantAt, plainDate } from '#common/time.ts'
import { fold } from '#dossiers/index.ts'
import {
  calendar,
  circumstances,
  process as consulted,
  officers,
  procedure,
} from '#dossiers/rules/office.testing.ts'
import { STEP_TABLES } from '#routing/rules/step-tables.testing.ts'
import type { SimulatedOffice, Staff } from './simulated-office.ts'
import { livesOf } from './world.ts'

const here = circumstances(officers.receptionist)
const staffFor = (): Staff[] => {
  const processes = [consulted, ...Object.values(STEP_TABLES)]
  const posts = new Map(
    processes.flatMap(({ steps }) =>
      steps.map(({ unit, role }) => {
        const place = here.unitFor(unit)
        return [`${place.unitId}/${role}`, { ...place, role }] as const
      }),
    ),
  )
  for (const fn of ['LEAD', 'CENTRE', 'LAND', 'LAND_REGISTRY', 'POLICE', 'ECONOMY', 'JUSTICE']) {
    const place = here.unitFor(fn)
    posts.set(`${place.unitId}/SPECIALIST`, { ...place, role: 'SPECIALIST' })
  }
  return [...posts.values()].flatMap(({ unitId, authorityId, role }) =>
    [1, 2].map((nth) => ({
      id: `${role}-${unitId}-${nth}`,
      unitId,
      authorityId,
      role,
      pointId: unitId === 'centre' ? 'point' : null,
    })),
  )
}
const office: SimulatedOffice = {
  authorityId: 'ward',
  centreId: 'centre',
  centreCode: 'H05.47',
  locality: 'Quế Võ',
  calendar,
  procedures: [consulted, STEP_TABLES.B, STEP_TABLES.G, STEP_TABLES.I, STEP_TABLES.J].map((process) => ({
    procedure: procedure(['COUNTER', 'POST', 'ONLINE']),
    process,
    weight: 1,
  })),
  staff: staffFor(),
  circumstances: here,
}
const world = (dossiers: number, seed = 1) => ({
  office,
  seed,
  from: plainDate('2026-05-04'),
  until: instantAt(plainDate('2026-11-27'), 9 * 60),
  dossiers,
})
const digest = (dossiers: number, seed?: number): string => {
  const hash = createHash('sha256')
  for (const life of livesOf(world(dossiers, seed)))
    hash.update(JSON.stringify([life.dossier, life.events, life.acts, life.persons, [...life.notes]]))
  return hash.digest('hex')
}

describe('a made world', () => {
  test('is the same for the same seed, to the byte, and another for another', () => {
    expect(digest(200)).toBe(digest(200))
    expect(digest(200, 2)).not.toBe(digest(200))
  })

  const lives = [...livesOf(world(3_000))]

  test('holds whole lives: the row is the fold of the events, and every code is given once', () => {
    for (const { dossier, events } of lives)
      expect({ ...fold(dossier.id, events), code: dossier.code }).toEqual(dossier)
    expect(new Set(lives.map(({ dossier }) => dossier.code)).size).toBe(3_000)
    const ids = lives.flatMap(({ events }) => events.flatMap(({ data }) => data.opens.map(({ id }) => id)))
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('is plausible: most goes the straight way, some late, some back, some never', () => {
    const share = (holds: (life: (typeof lives)[number]) => boolean) =>
      (100 * lives.filter(holds).length) / lives.length
    const has = (type: string) => share(({ events }) => events.some((event) => event.type === type))
    const figures = {
      online: share(({ dossier }) => dossier.channel === 'ONLINE'),
      returned: share(({ dossier }) => dossier.state === 'RETURNED'),
      notAccepted: share(({ dossier }) => dossier.state === 'NOT_ACCEPTED'),
      stopped: share(({ dossier }) => dossier.state === 'STOPPED'),
      supplement: has('SupplementAsked'),
      sentBack: has('SentBack'),
      corrected: has('CorrectionIssued'),
      late: share(({ dossier }) => dossier.timeliness === 'OVERDUE'),
      early: share(({ dossier }) => dossier.timeliness === 'EARLY'),
    }
    const within = (name: keyof typeof figures, low: number, high: number) =>
      expect([name, figures[name] >= low && figures[name] <= high]).toEqual([name, true])
    within('online', 20, 35)
    within('returned', 60, 90)
    within('notAccepted', 1, 6)
    within('stopped', 0.5, 5)
    within('supplement', 3, 15)
    within('sentBack', 2, 15)
    within('late', 1, 25)
    within('early', 40, 95)
  })
})
