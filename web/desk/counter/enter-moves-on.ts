import type { KeyboardEvent } from 'react'

const FIELDS =
  'input:not([type=hidden]):not([disabled]), select:not([disabled]), textarea, button[data-enter-stop]'

/** The field after this one, in the order of the screen. */
export const fieldAfter = (form: HTMLElement, from: Element): HTMLElement | null => {
  const fields = [...form.querySelectorAll<HTMLElement>(FIELDS)].filter(
    (field) => field.offsetParent !== null,
  )
  const at = fields.indexOf(from as HTMLElement)
  // Radios of one group are one stop.
  const isSameGroup = (field: HTMLElement) =>
    from instanceof HTMLInputElement &&
    from.type === 'radio' &&
    field instanceof HTMLInputElement &&
    field.name === from.name
  return fields.slice(at + 1).find((field) => !isSameGroup(field)) ?? null
}

/** Enter moves to the next field and never sends; while an input method composes a letter, Enter is its own. */
export const enterMovesOn = (event: KeyboardEvent<HTMLElement>): void => {
  if (
    event.key !== 'Enter' ||
    event.nativeEvent.isComposing ||
    event.keyCode === 229 ||
    event.defaultPrevented
  )
    return
  const from = event.target as HTMLElement
  if (
    from instanceof HTMLButtonElement ||
    from instanceof HTMLTextAreaElement ||
    from instanceof HTMLAnchorElement
  )
    return
  if (from.tagName === 'SUMMARY') return
  event.preventDefault()
  fieldAfter(event.currentTarget, from)?.focus()
}
