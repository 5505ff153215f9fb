import { Catalogue } from '#catalogue/index.ts'
import { Calendars } from '#deadlines/index.ts'
import { Directory } from '#identity/index.ts'
import { Processes } from '#routing/index.ts'

/** What a command that works on dossiers reads once and keeps: procedures, calendars, units, processes. */
export const furniture = () => ({
  catalogue: new Catalogue(),
  calendars: new Calendars(),
  directory: new Directory(),
  processes: new Processes(),
})
