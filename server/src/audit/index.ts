export { type LedgerEntry, ledgerPart, ledgerRows, noteInLedger } from './ledger.ts'
