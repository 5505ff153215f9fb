import type { Handlers } from '#platform/jobs/jobs.ts'
import { INDEX_PEOPLE, LAPSE_WAITS, RENDER_MANIFESTS, RENDER_PAPERS } from './job-names.ts'
import { lapseWaits } from './lapse.ts'
import { printManifest } from './manifests.ts'
import type { Office } from './office.ts'
import { printPaper } from './papers.ts'
import { indexPeople } from './person-words.ts'
import { find, findArtefactsOfEvent } from './store.ts'

export const dossierJobs = (office: Office): Handlers => ({
  [RENDER_PAPERS]: async (tx, job) => {
    const dossier = await find(tx, job.orderKey)
    if (!dossier) throw new Error(`dossier ${job.orderKey} is not there for its job`)
    for (const artefact of await findArtefactsOfEvent(tx, dossier.id, job.eventSeq)) {
      if (artefact.file_sha256 === null) await printPaper(office, tx, dossier, artefact)
    }
  },
  [RENDER_MANIFESTS]: (tx, job) => printManifest(office, tx, job.orderKey, job.eventSeq),
  [INDEX_PEOPLE]: { bulk: (tx, jobs) => indexPeople(office.sealer, tx, jobs) },
  [LAPSE_WAITS]: { apart: (tx, job) => lapseWaits(office, tx, job) },
})
