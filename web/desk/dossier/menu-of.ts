import type { Action } from '#web/api/calls.ts'

/** Acts that lead back or out: never the first button, and the last of the menu. */
const LEADING_OUT: readonly Action[] = [
  'sendBack',
  'refuseHandOver',
  'takeBackHandOver',
  'correctResult',
  'requestWithdrawal',
  'grantWithdrawal',
  'refuseWithdrawal',
  'endPart',
  'refuse',
  'stop',
]

/** What else may be done than what is shown: first what goes on, then what leads back or out. */
export const menuOf = (allowed: readonly Action[], shown: Action | null) => {
  const others = allowed.filter((action) => action !== shown)
  return {
    onward: others.filter((action) => !LEADING_OUT.includes(action)),
    out: LEADING_OUT.filter((action) => others.includes(action)),
  }
}
