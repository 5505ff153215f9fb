import { type ComponentProps, useState } from 'react'
import { TextField } from '#web/ui/fields.tsx'
import { useWords } from '#web/ui/words.tsx'

/** A password, hidden until who types it wants to see it. Pasting and password managers are welcome. */
export const PasswordField = (field: Omit<ComponentProps<typeof TextField>, 'type'>) => {
  const { t } = useWords()
  const [isShown, setShown] = useState(false)
  return (
    <div className="stack-tight">
      <TextField {...field} type={isShown ? 'text' : 'password'} autoCapitalize="none" />
      <label className="choice">
        <input type="checkbox" checked={isShown} onChange={(event) => setShown(event.target.checked)} />
        {t('sign-in.show-password')}
      </label>
    </div>
  )
}
