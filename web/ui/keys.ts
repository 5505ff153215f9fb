import { useEffect, useRef } from 'react'

/** What a keyboard press asks for: `F9`, `Escape`, `?`, `j`, `Shift+F10`. */
export type Shortcuts = Readonly<Record<string, ((event: KeyboardEvent) => void) | undefined>>

/**
 * The name of a press, or null when it belongs to somebody else: to an input method that is composing a letter
 * (keyCode 229 where isComposing is not said), to the browser (Ctrl, Alt, Meta), or, for plain letters and signs,
 * to the field one is typing in.
 */
export const pressOf = (
  event: Pick<
    KeyboardEvent,
    'key' | 'isComposing' | 'keyCode' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey'
  >,
  inField: boolean,
): string | null => {
  if (event.isComposing || event.keyCode === 229) return null
  if (event.ctrlKey || event.altKey || event.metaKey) return null
  const isSign = [...event.key].length === 1
  if (isSign && inField) return null
  return !isSign && event.shiftKey ? `Shift+${event.key}` : event.key
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)))

/** Listens for keys while the caller is on the screen; the browser's own act for that key does not happen. */
export const useShortcuts = (shortcuts: Shortcuts): void => {
  const current = useRef(shortcuts)
  current.current = shortcuts
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      const press = pressOf(event, isField(event.target))
      const act =
        press === null || !Object.hasOwn(current.current, press) ? undefined : current.current[press]
      // A dialog that is open is what the keys are for.
      if (!act || document.querySelector('dialog[open]')) return
      event.preventDefault()
      act(event)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}
