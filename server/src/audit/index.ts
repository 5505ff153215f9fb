export { DEFAULT_CHECKPOINT_RULE } from './data/checkpoint-rule.ts'
export { type ExportLine, exportLedger, proveRow, type RowProof } from './export.ts'
export { type Keeping, openKeeping } from './keeping.ts'
export { publicLine, rotateKey } from './keys.ts'
export {
  findFilesRead,
  isUnread,
  type LedgerEntry,
  ledgerPart,
  ledgerRows,
  noteInLedger,
} from './ledger.ts'
export { inclusionProof, ledgerRoot } from './proofs.ts'
export { latestCheckpoint, ledgerRoutes } from './routes.ts'
export type { LedgerRow } from './rules/canonical.ts'
export { type CheckpointRule, isLate, sealingOf } from './rules/lateness.ts'
export { findCheckpointsBefore, findKeys, KEEPER, ROW_OF_LEAF } from './store.ts'
export { type CheckpointAge, checkpointAge } from './taking.ts'
