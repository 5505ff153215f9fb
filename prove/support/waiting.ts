export { sleep, until, within } from '#platform/db/processes.ts'
