import { setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import vietnamese from '#common/messages/vi/forms.json' with { type: 'json' }

export type FormWord = keyof typeof vietnamese

const catalogue = setupI18n({
  locale: 'vi',
  messages: {
    vi: Object.fromEntries(Object.entries(vietnamese).map(([id, message]) => [id, compileMessage(message)])),
  },
})

/** The words of the papers. Statutory papers speak Vietnamese, whatever language the screen is in. */
export const word = (id: FormWord, values: Readonly<Record<string, string | number>> = {}): string =>
  catalogue._(id, values)
