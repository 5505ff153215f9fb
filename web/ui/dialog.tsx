import { type ReactNode, useEffect, useId, useRef } from 'react'

/** The browser's own modal dialog: it keeps the focus, gives it back, and closes on Escape. */
export const Dialog = ({
  title,
  open,
  onClose,
  children,
}: {
  title: string
  open: boolean
  /** Missing when the dialog may not be left without an answer. */
  onClose?: () => void
  children: ReactNode
}) => {
  const box = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = box.current
    if (open && dialog && !dialog.open) dialog.showModal()
    if (!open && dialog?.open) dialog.close()
  }, [open])
  return (
    <dialog
      ref={box}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose?.()
      }}
    >
      {open && (
        <div className="stack">
          <h2 id={id}>{title}</h2>
          {children}
        </div>
      )}
    </dialog>
  )
}
