import type { DateNotice, DateNoticesState, Telling } from '#web/api/calls.ts'

export type How = Telling['how']

/** What was done to a notice on this page: it left the list that way, and stays where it stood to be undone. */
export interface JustChanged {
  was: DateNotice
  told: How | null
}

/** Without `by` and `at` when it was noted on this page just now. */
export interface Told {
  how: How
  by?: string
  at?: string
}

export interface Shown {
  notice: DateNotice
  /** Null while nobody told them. */
  told: Told | null
}

/** The list as the server has it, with what has just left it in its old place. What the server says goes before. */
export const shownNotices = (
  items: readonly DateNotice[],
  changed: readonly JustChanged[],
  state: DateNoticesState,
): Shown[] => {
  const listed = new Set(items.map(({ dossierId }) => dossierId))
  const rows = [
    ...items.map((notice) => ({ was: notice, told: notice.told })),
    ...changed
      .filter(({ was }) => !listed.has(was.dossierId))
      .map(({ was, told }) => ({ was, told: told && { how: told } })),
  ]
  return rows
    .sort((one, other) =>
      state === 'OWED'
        ? byText(one.was.dueAt, other.was.dueAt) || byText(one.was.dossierId, other.was.dossierId)
        : byText(other.was.told?.at ?? '', one.was.told?.at ?? '') ||
          byText(other.was.dossierId, one.was.dossierId),
    )
    .map(({ was, told }) => ({ notice: was, told }))
}

// Moments of the wire have one offset: in the order of their texts.
const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
