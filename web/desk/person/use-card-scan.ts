import { useEffect, useRef } from 'react'
import type { CardText } from '#common/citizen.ts'
import { today } from '../session/clock.ts'
import { Burst, cardIn } from './card-scan.ts'

/** Sets a field's text so that React hears of it as if it had been typed. */
const retype = (field: HTMLInputElement | HTMLTextAreaElement, text: string): void => {
  const prototype =
    field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, text)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

const fieldOf = (target: EventTarget | null): HTMLInputElement | HTMLTextAreaElement | null =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target : null

/**
 * Hears a citizen card from anywhere on the screen: scanned by a keyboard-like scanner into whatever field has the
 * cursor, or into none, or pasted.
 * @param onCard is told where the cursor was, so that the card of a representative lands with the representative
 */
export const useCardScan = (onCard: (card: CardText, from: Element | null) => void, isOn: boolean): void => {
  const hear = useRef(onCard)
  hear.current = onCard
  useEffect(() => {
    if (!isOn) return
    const burst = new Burst()
    const onKey = (event: KeyboardEvent) => {
      if (document.querySelector('dialog[open]')) return
      if (event.key !== 'Enter') {
        burst.add(event.key, event.timeStamp)
        return
      }
      const field = fieldOf(event.target)
      // Taken in any case: the keys of a card that was read from its field must not be read again at the next Enter.
      const keys = burst.take(event.timeStamp)
      const found = cardIn(field ? field.value : keys, today())
      if (!found) return
      event.preventDefault()
      event.stopPropagation()
      if (field) retype(field, found.rest)
      hear.current(found.card, field)
    }
    const onPaste = (event: ClipboardEvent) => {
      const found = cardIn(event.clipboardData?.getData('text') ?? '', today())
      if (!found || document.querySelector('dialog[open]')) return
      event.preventDefault()
      event.stopPropagation()
      hear.current(found.card, fieldOf(event.target))
    }
    document.addEventListener('keydown', onKey, true)
    document.addEventListener('paste', onPaste, true)
    return () => {
      document.removeEventListener('keydown', onKey, true)
      document.removeEventListener('paste', onPaste, true)
    }
  }, [isOn])
}
