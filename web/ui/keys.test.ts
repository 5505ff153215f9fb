import { describe, expect, it } from 'vitest'
import { pressOf } from './keys.ts'

const key = (name: string, more: object = {}) => ({
  key: name,
  isComposing: false,
  keyCode: 0,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  ...more,
})

describe('a press of a key', () => {
  it('names function keys also while one types, and with Shift', () => {
    expect(pressOf(key('F9'), true)).toBe('F9')
    expect(pressOf(key('F10', { shiftKey: true }), true)).toBe('Shift+F10')
  })

  it('leaves letters and signs to the field one types in', () => {
    expect(pressOf(key('j'), true)).toBeNull()
    expect(pressOf(key('?', { shiftKey: true }), true)).toBeNull()
    expect(pressOf(key('j'), false)).toBe('j')
    expect(pressOf(key('?', { shiftKey: true }), false)).toBe('?')
  })

  it('belongs to the input method while it composes a letter', () => {
    expect(pressOf(key('Enter', { isComposing: true }), false)).toBeNull()
    expect(pressOf(key('F9', { keyCode: 229 }), false)).toBeNull()
  })

  it('belongs to the browser with Ctrl, Alt or Meta', () => {
    for (const held of ['ctrlKey', 'altKey', 'metaKey'])
      expect(pressOf(key('f', { [held]: true }), false)).toBeNull()
  })
})
