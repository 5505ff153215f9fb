/** What another software leaves behind: read, judged and written as dossiers of this house. */
export { mappingRefused, takingOffice } from './office.ts'
export { sha256Of } from './read-table.ts'
export type { RowFault, RowNote } from './rules/judge.ts'
export { type MappingProblem, readMapping } from './rules/mapping.ts'
export { sketchOf } from './sketch.ts'
export { type Counted, type Reported, takeOverFile } from './take-over.ts'
