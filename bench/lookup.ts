import type { Bench } from './figure.ts'
export const lookup: Bench = { name: 'lookup', claim: 'one citizen looks up one dossier', run: async () => [] }
