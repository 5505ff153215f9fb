import { sealedIn } from '#platform/seal.ts'
import type { Office } from './office.ts'
import type { SealedNote } from './store.ts'

/** Words that are kept sealed, by their id; null where there are none, or they were erased. */
export type Kept = (id: string | null | undefined) => string | null

/** @param notes of one dossier */
export const keptWords =
  (office: Pick<Office, 'sealer'>, notes: readonly SealedNote[]): Kept =>
  (id) => {
    const note = notes.find((candidate) => candidate.id === id)
    return note?.sealed ? office.sealer.openText(note.sealed, sealedIn('note', 'sealed', note.id)) : null
  }
