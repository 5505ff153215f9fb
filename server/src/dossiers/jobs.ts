import type { Handlers } from '#platform/jobs/jobs.ts'
import { listWhoMustBeTold } from './date-notices.ts'
import type { Office } from './office.ts'
import { printPaper } from './papers.ts'
import { find, findArtefactsOfEvent } from './store.ts'

/** Puts whoever was promised another date on the list of those who must be told. */
export const LIST_WHO_MUST_BE_TOLD = 'dossiers.list-who-must-be-told'

/** Prints the papers that an act froze. */
export const RENDER_PAPERS = 'dossiers.render-papers'

export const dossierJobs = (office: Pick<Office, 'sealer' | 'files' | 'publicUrl'>): Handlers => ({
  [LIST_WHO_MUST_BE_TOLD]: {
    bulk: (tx, jobs) =>
      listWhoMustBeTold(
        tx,
        jobs.map(({ orderKey, eventSeq }) => ({ dossierId: orderKey, seq: eventSeq })),
      ),
  },
  [RENDER_PAPERS]: async (tx, job) => {
    const dossier = await find(tx, job.orderKey)
    if (!dossier) throw new Error(`dossier ${job.orderKey} is not there for its job`)
    for (const artefact of await findArtefactsOfEvent(tx, dossier.id, job.eventSeq)) {
      if (artefact.file_sha256 === null) await printPaper(office, tx, dossier, artefact)
    }
  },
})
