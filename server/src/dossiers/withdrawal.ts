import type { Tx } from '#platform/db/database.ts'
import { type Deed, note } from './act.ts'
import type { Gathered } from './circumstances.ts'
import { about, type Signing, stopWords } from './notices.ts'
import type { Office } from './office.ts'
import { freeze } from './papers.ts'
import { readText } from './people.ts'
import { type Dossier, isAccepted } from './rules/dossier.ts'

/**
 * What is asked when a dossier is to be withdrawn, at a counter or by the receipt. Nobody has accepted it yet: then it ends at
 * once, and the notice (Mẫu 05) goes with the request; afterwards somebody decides, and the notice is theirs. Only who stands at
 * a counter has the papers handed back there and then.
 *
 * @throws Refusal text-empty, not-printable
 */
export const withdrawalAsked = async (
  office: Office,
  tx: Tx,
  asked: { dossier: Dossier; here: Gathered; signing: Signing | null; reason: string },
): Promise<Deed> => {
  const { dossier, here, signing } = asked
  const reason = note(office, 'REASON', asked.reason, 'reason')
  const command = { type: 'requestWithdrawal', reasonId: reason.id, noticeId: null } as const
  if (isAccepted(dossier)) return { command, notes: [reason] }
  const words = stopWords(await about(office, tx, 'M05', dossier, here, signing), {
    cause: 'WITHDRAWN',
    reason: readText(asked.reason, 'reason'),
    legalBasis: null,
    fees: 'NONE',
    papersHandedBack: signing !== null,
  })
  const notice = freeze(office.sealer, 'M05', words)
  return { command: { ...command, noticeId: notice.id }, notes: [reason], artefacts: [notice] }
}
