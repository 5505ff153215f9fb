import { type Bilingual, translator } from '#common/i18n.ts'
import type { Process } from '#routing/index.ts'
import type { Task } from './rules/dossier.ts'

/** What open work is called: as its step is, or by its kind where it is none of the process. */

export const taskName = (process: Process | null, task: Pick<Task, 'node' | 'kind'>): Bilingual =>
  stepFor(process, task)?.name ?? taskWords(task.kind)

/** The step of a task, where it is one of the process. */
export const stepFor = (process: Process | null, { node }: Pick<Task, 'node'>) =>
  process?.steps.find(({ id }) => id === node)

/** What a task is called that is no step. */
export const taskWords = (kind: Task['kind']): Bilingual => ({
  vi: say.vi(`task-kind.${kind}`),
  en: say.en(`task-kind.${kind}`),
})

const say = { vi: translator('vi'), en: translator('en') }
