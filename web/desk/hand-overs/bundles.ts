import type { HandOver, HandOverSide } from '#web/api/calls.ts'

/** What was done to a hand-over on this page: it stays in its place until the page is left. */
export interface Outcome {
  item: HandOver
  /** Null when it was done. */
  error: unknown
}

export interface Row {
  item: HandOver
  /** It still waits, as far as is known. */
  waits: boolean
  outcome: Outcome | null
}

/** What goes between the same two units. */
export interface Bundle {
  key: string
  from: HandOver['fromUnit']
  to: HandOver['toUnit']
  rows: readonly Row[]
}

/**
 * What is listed now and what was done here since, by the unit at the other end. A row that was confirmed is gone from the list
 * and stays on the screen; one that was refused is as the list has it, if it has it.
 */
export const bundlesOf = (
  items: readonly HandOver[],
  outcomes: ReadonlyMap<string, Outcome>,
  side: HandOverSide,
): Bundle[] => {
  const gone = [...outcomes.values()].filter(
    ({ item }) => !items.some(({ dossierId }) => dossierId === item.dossierId),
  )
  const rows = [...items, ...gone.map(({ item }) => item)]
    .sort((one, other) => compared(one.since, other.since) || compared(one.code, other.code))
    .map((item): Row => {
      const outcome = outcomes.get(item.dossierId) ?? null
      return { item, waits: items.includes(item) && outcome?.error !== null, outcome }
    })
  const bundles = new Map<string, Row[]>()
  for (const row of rows) {
    const { fromUnit, toUnit } = row.item
    const key = side === 'SENT' ? `${toUnit.id} ${fromUnit.id}` : `${fromUnit.id} ${toUnit.id}`
    bundles.set(key, [...(bundles.get(key) ?? []), row])
  }
  return [...bundles].map(([key, inIt]) => {
    const { fromUnit: from, toUnit: to } = inIt[0]!.item
    return { key, from, to, rows: inIt }
  })
}

const compared = (one: string, other: string): number => (one < other ? -1 : Number(one > other))

/** Whether a row can be chosen: not what was done here, nor what others have done meanwhile. */
export const mayBeChosen = ({ item, waits }: Row, side: HandOverSide): boolean =>
  waits && (side === 'SENT' ? item.mayBeListed : item.allowedActions.includes('confirmHandOver'))
