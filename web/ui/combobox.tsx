import { type ReactNode, type Ref, useRef, useState } from 'react'
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components/ComboBox'

export interface Choice {
  id: string
  /** What stands in the field once it is picked. */
  text: string
}

/**
 * React Aria hides everything but the field and its list from screen readers while the list is open, and leaves it in
 * the order of the Tab key: a reader would be sent to what it is told is not there. What it calls its top layer it
 * leaves alone, so the page is that for as long.
 */
const keepPageReadable = (isOpen: boolean): void => {
  document.getElementById('desk')?.toggleAttribute('data-react-aria-top-layer', isOpen)
}

/**
 * A field that offers what fits while one types. Enter takes the first that fits, so that two letters and Enter
 * are enough; while an input method composes a letter, Enter belongs to it.
 */
export const SearchPicker = <Item extends Choice>({
  id,
  label,
  items,
  picked,
  fits,
  draw,
  onPick,
  onLeave,
  onTyped,
  empty,
  placeholder,
  error,
  inputRef,
}: {
  id: string
  label: string
  items: readonly Item[]
  picked: Item | null
  /** What fits the text typed, best first. */
  fits: (items: readonly Item[], text: string) => readonly Item[]
  draw: (item: Item) => ReactNode
  onPick: (item: Item) => void
  /** Enter on what is picked already. */
  onLeave: () => void
  /** A text that means something else than a search, such as the number of a pinned choice; true when it did. */
  onTyped?: (text: string) => boolean
  empty: string
  placeholder: string
  error?: string | undefined
  inputRef?: Ref<HTMLInputElement>
}) => {
  const [typed, setTyped] = useState<string | null>(null)
  const frame = useRef<HTMLDivElement>(null)
  const text = typed ?? picked?.text ?? ''
  const shown = fits(items, typed ?? '')

  const take = (item: Item) => {
    setTyped(null)
    onPick(item)
  }

  return (
    <ComboBox
      className="field"
      aria-invalid={error ? true : undefined}
      items={shown}
      inputValue={text}
      onInputChange={(next) => {
        // React Aria also reports the text that a choice puts there.
        if (next === picked?.text) return
        if (onTyped?.(next)) setTyped(null)
        else setTyped(next)
      }}
      value={picked?.id ?? null}
      onChange={(key) => {
        const item = items.find((candidate) => candidate.id === key)
        if (item && item.id !== picked?.id) take(item)
      }}
      onBlur={() => setTyped(null)}
      onOpenChange={keepPageReadable}
      allowsEmptyCollection
      menuTrigger="input"
      isInvalid={Boolean(error)}
    >
      <Label>{label}</Label>
      <div
        ref={frame}
        onKeyDownCapture={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.keyCode === 229) return
          const input = event.target as HTMLInputElement
          if (input.getAttribute('aria-activedescendant')) return
          event.preventDefault()
          event.stopPropagation()
          const first = shown[0]
          if (typed === null || typed === '') {
            if (picked) onLeave()
          } else if (first) take(first)
        }}
      >
        <Input
          id={id}
          ref={inputRef}
          className="input"
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          aria-describedby={error ? `${id}-error` : undefined}
        />
      </div>
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {/* Beside its field, not at the end of the page: there it would stand in no landmark. */}
      <Popover
        className="popover"
        triggerRef={frame}
        {...(frame.current ? { UNSTABLE_portalContainer: frame.current } : {})}
      >
        <ListBox className="listbox" renderEmptyState={() => <p className="option muted">{empty}</p>}>
          {(item: Item) => (
            <ListBoxItem className="option" id={item.id} textValue={item.text}>
              {draw(item)}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
