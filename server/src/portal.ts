import type { Office } from '#dossiers/index.ts'
import type { Server } from '#platform/http/server.ts'

export const mountPortal = (_app: Server, _office: Office): void => {}
