/**
 * Why the database cannot be opened: one sentence for the person who started the program, saying what is
 * wrong and what to do about it. It never carries a password.
 */
export class CannotOpen extends Error {
  readonly code: CannotOpenCode
  /** What fills the places of the sentence that the command line has for the code. */
  readonly details: Readonly<Record<string, string | number>>

  constructor(code: CannotOpenCode, sentence: string, cause?: unknown, details: CannotOpen['details'] = {}) {
    super(sentence, cause === undefined ? undefined : { cause })
    this.name = 'CannotOpen'
    this.code = code
    this.details = details
  }
}

export type CannotOpenCode =
  | 'NO_OFFICE' // nobody has made an office in this folder
  | 'FOLDER_OF_ANOTHER' // root would write in another user's folder
  | 'BAD_PROVINCE_NAME'
  | 'DATA_FOLDER_IN_USE' // another process runs the database of this folder
  | 'DATA_FOLDER_UNUSABLE' // not writable, not ours, or it holds something else
  | 'SECRET_EXPOSED' // a file of secrets that others may read
  | 'OTHER_MAJOR_VERSION' // the data was written by another PostgreSQL major version
  | 'NO_PROGRAMS' // no PostgreSQL for this machine, or it does not run here
  | 'DID_NOT_START'
  | 'NO_ROOM' // the disk holds no new database
  | 'BAD_DATABASE_URL' // it is not an address of PostgreSQL
  | 'UNREACHABLE' // DATABASE_URL leads nowhere, or refuses us
  | 'SERVER_TOO_OLD'
  | 'GRANT_NEEDED' // an administrator must run the statements in the sentence
  | 'UNSAFE_ROLE' // a role that must be weak is strong
  | 'MIGRATION_CHANGED' // a file that was applied is not the same any more
  | 'MIGRATION_UNKNOWN' // the database was migrated by a newer program
  | 'MIGRATION_MISNAMED'
  | 'MIGRATION_OUT_OF_ORDER'
  | 'MIGRATION_FAILED'
