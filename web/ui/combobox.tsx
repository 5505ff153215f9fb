import { type ReactNode, type Ref, useEffect, useRef, useState } from 'react'
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components/ComboBox'
import { type Answer, onEnter, takenUnseen } from './on-enter.ts'

interface Picked {
  id: string
  /** What stands in the field once it is picked. */
  text: string
}

export interface Choice extends Picked {
  /** Whether it only resembles what was typed. */
  isClose: boolean
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
 * A field that offers what somebody finds while one types. Enter takes the first, so that two letters and Enter are
 * enough; pressed before the answer is here, it takes the first of the answer. While an input method composes a letter,
 * Enter belongs to it. What was typed stays until something is picked.
 */
export const SearchPicker = <Item extends Choice>({
  id,
  label,
  items,
  answer,
  picked,
  typed,
  onType,
  draw,
  onPick,
  onLeave,
  onAsk,
  empty,
  note,
  placeholder,
  error,
  inputRef,
}: {
  id: string
  label: string
  /** What was found, best first; while the answer is awaited, that of an earlier text. */
  items: readonly Item[]
  /** Whether what was found is the answer to the text as it stands. */
  answer: Answer
  picked: Picked | null
  /** Null while nothing was typed since the last choice. */
  typed: string | null
  onType: (text: string | null) => void
  draw: (item: Item) => ReactNode
  onPick: (item: Item) => void
  /** Enter on what is picked already. */
  onLeave: () => void
  /** Enter, and there is no answer: whoever presses it has typed what they want. */
  onAsk: () => void
  /** What stands in the list while there is nothing in it. */
  empty: string
  /** What stands under it. */
  note?: string | false
  placeholder: string
  error?: string | undefined
  inputRef?: Ref<HTMLInputElement>
}) => {
  const frame = useRef<HTMLDivElement>(null)
  const [takesFirst, setTakesFirst] = useState(false)
  const hasMoved = useRef(false)
  // Also one that could not be picked: unless it was chosen and is no more, React Aria tells of it only once.
  const [lastTaken, setLastTaken] = useState<string | null>(null)
  const first = items[0]
  const take = (item: Item) => {
    onType(null)
    setLastTaken(item.id)
    if (item.id === picked?.id) onLeave()
    else onPick(item)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when what Enter waited for is here
  useEffect(() => {
    if (!takesFirst || answer === 'awaited') return
    setTakesFirst(false)
    const taken = takenUnseen(answer, first)
    if (taken) take(taken)
    else if (picked && !frame.current?.contains(document.activeElement)) onType(null)
  }, [takesFirst, answer])

  return (
    <ComboBox
      className="field"
      aria-invalid={error ? true : undefined}
      items={items}
      inputValue={typed ?? picked?.text ?? ''}
      // React Aria reports here what it would put into the field as well as what is typed; the field itself is heard below.
      onInputChange={(next) => {
        if (next === picked?.text) onType(null)
      }}
      // Whoever types looks for another one: in the list of what was found nothing is chosen beforehand, for Enter to take.
      value={typed === null ? (picked?.id ?? lastTaken) : null}
      onChange={(key) => {
        const item = items.find((candidate) => candidate.id === key)
        if (item && (typed !== null || item.id !== picked?.id)) take(item)
      }}
      onBlur={() => {
        // The field says what is picked; words that led nowhere stay for whoever comes back to them, and words that an
        // Enter was pressed on until they are answered.
        if (picked && !takesFirst) onType(null)
      }}
      onOpenChange={keepPageReadable}
      allowsEmptyCollection
      menuTrigger="input"
      isInvalid={Boolean(error)}
    >
      <Label>{label}</Label>
      <div
        ref={frame}
        onInput={(event) => {
          setTakesFirst(false)
          hasMoved.current = false
          onType((event.target as HTMLInputElement).value)
        }}
        onKeyDownCapture={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') hasMoved.current = true
          if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.keyCode === 229) return
          const input = event.target as HTMLInputElement
          // React Aria puts its mark on the first of a list by itself, also of one that answers an earlier text: only where
          // somebody moved it is it what they mean.
          if (hasMoved.current && input.getAttribute('aria-activedescendant')) return
          event.preventDefault()
          event.stopPropagation()
          const does = onEnter({ typed, picked, answer, first })
          if (does === 'LEAVE') onLeave()
          if (does === 'TAKE_FIRST' && first) take(first)
          if (does === 'WAIT') setTakesFirst(true)
          if (does === 'WAIT' || does === 'ASK') onAsk()
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
        className={answer === 'failed' ? 'popover popover-failed' : 'popover'}
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
        {note && <p className="option-note muted small">{note}</p>}
      </Popover>
    </ComboBox>
  )
}
