import type { Reading } from '#common/typed.ts'
import type { MessageId } from '#web/messages.ts'

/** Something to put right, at the field it stands in. */
export interface FieldFault {
  field: string
  id: MessageId
  values?: Readonly<Record<string, string | number | readonly string[]>>
}

/** What is wrong with something typed, as a message. */
export const faultWords = (reading: Extract<Reading, { ok: false }>): Pick<FieldFault, 'id' | 'values'> => ({
  id: `field.${reading.code}` as MessageId,
  ...(reading.found === undefined ? {} : { values: { found: reading.found } }),
})
