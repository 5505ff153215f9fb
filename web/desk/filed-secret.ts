import { readKept, writeKept } from '#web/ui/kept.ts'

/**
 * The secret of a look-up, answered once when a dossier is filed: kept in the tab for the officer who filed it, until
 * the submitter has it.
 */
export interface FiledSecret {
  secret: string
}

const keyOf = (officerId: string, dossierId: string): string => `filed.${officerId}.${dossierId}`

export const keepSecret = (officerId: string, dossierId: string, filed: FiledSecret): void =>
  writeKept(keyOf(officerId, dossierId), filed)

export const keptSecret = (officerId: string, dossierId: string): FiledSecret | null =>
  readKept<FiledSecret>(keyOf(officerId, dossierId))

export const forgetSecret = (officerId: string, dossierId: string): void =>
  writeKept(keyOf(officerId, dossierId), null)
