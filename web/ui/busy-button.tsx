import type { ComponentProps } from 'react'

/**
 * A button that shows that its request is under way. It is not disabled meanwhile: focus would be lost; a second
 * press is heard by nobody.
 */
export const BusyButton = ({
  busy,
  className = '',
  children,
  onClick,
  ...button
}: ComponentProps<'button'> & { busy: boolean }) => (
  <button
    type="button"
    {...button}
    className={`button ${className}`}
    aria-busy={busy || undefined}
    aria-disabled={busy || button.disabled || undefined}
    onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
  >
    {busy && <span className="spinner" aria-hidden="true" />}
    {children}
  </button>
)
