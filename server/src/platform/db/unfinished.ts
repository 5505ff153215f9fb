import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { CannotOpen } from './cannot-open.ts'

/** Stands in a data folder while a restore works in it, and after one that was killed. */
export const RESTORING = 'restoring.json'

/** An office must not begin anew, empty, beside the keys of one that was to be restored. @throws CannotOpen */
export const mustNotBeHalfRestored = async (dataFolder: string): Promise<void> => {
  const isThere = await access(join(dataFolder, RESTORING)).then(
    () => true,
    () => false,
  )
  if (isThere)
    throw new CannotOpen(
      'DATA_FOLDER_UNUSABLE',
      `A restore into ${dataFolder} has not ended. Run "motcua restore" into it again, or remove the folder.`,
    )
}
