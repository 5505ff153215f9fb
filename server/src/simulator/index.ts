/** A made world to try the house in, to measure it and to prove it by: whole lives of dossiers, deterministic from a seed. */
export { Dice } from './dice.ts'
export { type Filled, fillWorld } from './fill.ts'
export { HABITS, type Life, type SimulatedAct, type SimulatedOffice } from './life.ts'
export { officeOf } from './office.ts'
export { draftOf, type Printing } from './papers.ts'
export { livesOf, type World } from './world.ts'
