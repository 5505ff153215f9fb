import { expect, it } from 'vitest'
import { menuOf } from './menu-of.ts'

it('puts what leads back or out last, and leaves out what is shown', () => {
  expect(menuOf(['refuse', 'accept', 'askToComplete', 'assign', 'requestWithdrawal'], 'accept')).toEqual({
    onward: ['askToComplete', 'assign'],
    out: ['requestWithdrawal', 'refuse'],
  })
  expect(menuOf(['stop'], null)).toEqual({ onward: [], out: ['stop'] })
})
