import { databaseNow } from '#catalogue/index.ts'
import { translator } from '#common/i18n.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { note, perform } from './act.ts'
import { houseOf } from './circumstances.ts'
import { about, refusalWords } from './notices.ts'
import type { Office } from './office.ts'
import { freeze } from './papers.ts'
import { isAccepted } from './rules/dossier.ts'
import { lock } from './store.ts'

/**
 * What was asked for did not come by the day that was set: the house says so, in the same way as an officer would act.
 * Before acceptance the dossier is turned away, with its paper; afterwards its clock runs again.
 */
export const lapseWaits = async (office: Office, tx: Tx, job: Job): Promise<void> => {
  const [dossier, { now, generation }] = await Promise.all([lock(tx, job.orderKey), databaseNow(tx)])
  if (!dossier) throw new Error(`dossier ${job.orderKey} is not there for its job`)
  // Brought in time, stopped, withdrawn: then there is nothing to say.
  const asked = dossier.waits.find(
    ({ kind, replyBy }) => kind === 'SUPPLEMENT' && replyBy !== null && replyBy <= now,
  )
  // While a withdrawal is being decided all else rests; when it is refused the house looks again.
  if (!asked || dossier.withdrawal) return
  const procedure = await office.catalogue.version(tx, dossier.procedureVersionId)
  const who = { actor: houseOf(dossier), now, generation, counterId: null }
  await perform(
    office,
    tx,
    { idempotent: null, requestId: null },
    who,
    { dossier, procedure },
    async (_, here) => {
      const command = { type: 'lapse', waitId: asked.id } as const
      // The term runs on, and nobody is told anything: words that no event names could never be found again.
      if (isAccepted(dossier)) return { command: { ...command, notice: null } }
      const words = lapseReason()
      const reason = note(office, 'REASON', words, 'reason')
      const notice = freeze(
        office.sealer,
        'M03',
        refusalWords(await about(office, tx, 'M03', dossier, here, null), {
          reason: words,
          legalBasis: null,
          whereToTurn: null,
          papersHandedBack: false,
        }),
      )
      return {
        command: { ...command, notice: { noticeId: notice.id, reasonId: reason.id } },
        notes: [reason],
        artefacts: [notice],
      }
    },
  )
}

/** Why the house turns a dossier away by itself. */
export const lapseReason = (): string => translator('vi')('lapse.reason')
