export {
  findFilesRead,
  isUnread,
  type LedgerEntry,
  ledgerPart,
  ledgerRows,
  noteInLedger,
} from './ledger.ts'
