export { type LedgerEntry, ledgerJson, ledgerPart, noteInLedger } from './ledger.ts'
