import { type ComponentProps, type ReactNode, useId } from 'react'

interface FieldProps {
  label: string
  hint?: string | undefined
  error?: string | undefined
  wide?: boolean
}

const describedBy = (id: string, hint?: string, error?: string): string | undefined =>
  [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined

const Frame = ({
  id,
  label,
  hint,
  error,
  wide,
  children,
}: FieldProps & { id: string; children: ReactNode }) => (
  <div className={wide ? 'field field-wide' : 'field'}>
    <label htmlFor={id}>{label}</label>
    {children}
    {hint && (
      <p className="hint" id={`${id}-hint`}>
        {hint}
      </p>
    )}
    {error && (
      <p className="field-error" id={`${id}-error`}>
        {error}
      </p>
    )}
  </div>
)

type Typed = { value: string; onType: (value: string) => void }

/** One line of text with its label, hint and error, tied together for readers. */
export const TextField = ({
  label,
  hint,
  error,
  wide = false,
  onType,
  id: given,
  ...input
}: FieldProps & Typed & Omit<ComponentProps<'input'>, 'value' | 'onChange'>) => {
  const made = useId()
  const id = given ?? made
  return (
    <Frame id={id} label={label} hint={hint} error={error} wide={wide}>
      <input
        autoComplete="off"
        spellCheck={false}
        {...input}
        id={id}
        className="input"
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
        onChange={(event) => onType(event.target.value)}
      />
    </Frame>
  )
}

export const TextArea = ({
  label,
  hint,
  error,
  wide = true,
  onType,
  id: given,
  ...area
}: FieldProps & Typed & Omit<ComponentProps<'textarea'>, 'value' | 'onChange'>) => {
  const made = useId()
  const id = given ?? made
  return (
    <Frame id={id} label={label} hint={hint} error={error} wide={wide}>
      <textarea
        {...area}
        id={id}
        className="input"
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
        onChange={(event) => onType(event.target.value)}
      />
    </Frame>
  )
}

export interface Option<Value extends string> {
  value: Value
  label: string
}

export const SelectField = <Value extends string>({
  label,
  hint,
  error,
  wide = false,
  options,
  value,
  onPick,
  id: given,
}: FieldProps & {
  options: readonly Option<Value>[]
  value: Value
  onPick: (value: Value) => void
  id?: string
}) => {
  const made = useId()
  const id = given ?? made
  return (
    <Frame id={id} label={label} hint={hint} error={error} wide={wide}>
      <select
        id={id}
        className="input"
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
        onChange={(event) => onPick(event.target.value as Value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  )
}

/** One of a few, all of them seen at once. */
export const RadioGroup = <Value extends string>({
  legend,
  error,
  options,
  value,
  onPick,
  id: given,
}: {
  legend: string
  error?: string | undefined
  options: readonly Option<Value>[]
  value: Value | null
  onPick: (value: Value) => void
  id?: string
}) => {
  const made = useId()
  const id = given ?? made
  return (
    <fieldset className="choice-group" aria-describedby={error ? `${id}-error` : undefined}>
      <legend>{legend}</legend>
      <div className="choices">
        {options.map((option, index) => (
          <label key={option.value} className="choice">
            <input
              type="radio"
              id={index === 0 ? id : undefined}
              name={id}
              value={option.value}
              checked={value === option.value}
              onChange={() => onPick(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </fieldset>
  )
}

/** Any of several, all of them seen at once. */
export const CheckboxGroup = <Value extends string>({
  legend,
  error,
  options,
  values,
  onPick,
  id,
}: {
  legend: string
  error?: string | undefined
  options: readonly Option<Value>[]
  values: readonly Value[]
  onPick: (values: readonly Value[]) => void
  id: string
}) => (
  <fieldset className="choice-group" aria-describedby={error ? `${id}-error` : undefined}>
    <legend>{legend}</legend>
    <div className="choices">
      {options.map((option, index) => (
        <label key={option.value} className="choice">
          <input
            type="checkbox"
            id={index === 0 ? id : undefined}
            checked={values.includes(option.value)}
            onChange={(event) =>
              onPick(
                event.target.checked
                  ? [...values, option.value]
                  : values.filter((value) => value !== option.value),
              )
            }
          />
          {option.label}
        </label>
      ))}
    </div>
    {error && (
      <p className="field-error" id={`${id}-error`}>
        {error}
      </p>
    )}
  </fieldset>
)
