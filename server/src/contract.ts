import type { Office } from '#dossiers/index.ts'
import { silent } from '#platform/log.ts'
import { declare } from './app.ts'

/** The published HTTP contract. Routes are declared with an office that nobody enters, so no database is needed. */
export const contract = async (): Promise<Record<string, unknown>> => {
  const nobody = new Proxy({}, { get: () => undefined }) as Office
  const app = await declare(nobody, silent)
  await app.ready()
  const document = app.swagger() as unknown as Record<string, unknown>
  await app.close()
  return document
}
