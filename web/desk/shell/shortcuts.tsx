import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { MessageId } from '#web/messages.ts'
import { Dialog } from '#web/ui/dialog.tsx'
import { useShortcuts } from '#web/ui/keys.ts'
import { useWords } from '#web/ui/words.tsx'

/** What the keys do, where. The list is what people read; each screen listens for its own. */
const KEYS: readonly { where: MessageId; keys: readonly [string, MessageId][] }[] = [
  {
    where: 'keys.everywhere',
    keys: [
      ['?  F1', 'keys.help'],
      ['F3', 'keys.find'],
      ['Shift F3', 'keys.find-person'],
      ['F4', 'keys.hand-overs'],
      ['Esc', 'keys.escape'],
    ],
  },
  {
    where: 'keys.counter',
    keys: [
      ['Enter', 'keys.next-field'],
      ['F6', 'keys.papers'],
      ['F7', 'keys.submitter'],
      ['F8', 'keys.file'],
      ['F9', 'keys.receive'],
      ['F2', 'keys.next-person'],
      ['1 – 9', 'keys.pinned'],
    ],
  },
  {
    where: 'keys.lists',
    keys: [
      ['j  k', 'keys.rows'],
      ['Enter', 'keys.open'],
      ['/', 'keys.filter'],
      ['Space', 'keys.choose'],
      ['a', 'keys.choose-all'],
    ],
  },
]

export const ShortcutsOverlay = () => {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  const navigate = useNavigate()
  const open = () => setOpen(true)
  useShortcuts({
    '?': open,
    F1: open,
    'Shift+F3': () => void navigate({ to: '/tim-nguoi' }),
    F4: () => void navigate({ to: '/ban-giao' }),
    F3: () => void navigate({ to: '/ho-so', hash: 'ma-ho-so' }),
  })
  return (
    <Dialog title={t('keys.title')} open={isOpen} onClose={() => setOpen(false)}>
      {KEYS.map(({ where, keys }) => (
        <section key={where} className="stack-tight">
          <h3>{t(where)}</h3>
          <dl className="summary-list">
            {keys.map(([key, does]) => (
              <div key={key} className="key-line">
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{t(does)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <button type="button" className="button" onClick={() => setOpen(false)}>
        {t('close')}
      </button>
    </Dialog>
  )
}
