import type { Dossier } from '#web/api/calls.ts'
import { useSession } from '../session/session.tsx'

/** Under what words for a dossier are kept in the tab: this officer's, for this dossier, for this purpose. */
export const useKeptKey = (dossier: Dossier, purpose: string): string =>
  `act.${useSession().officer.id}.${dossier.id}.${purpose}`
