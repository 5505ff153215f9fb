/**
 * Why a backup, a restore or a drill does not go on: a code whose words are in common/messages, with what it names. It is
 * the state of a repository, a key or a machine, never a person's request.
 */
export class BackupFailure extends Error {
  readonly code: BackupFailureCode
  readonly details: Readonly<Record<string, string | number>>

  constructor(
    code: BackupFailureCode,
    details: Readonly<Record<string, string | number>> = {},
    options?: ErrorOptions,
  ) {
    super(`${code} ${JSON.stringify(details)}`, options)
    this.name = 'BackupFailure'
    this.code = code
    this.details = details
  }
}

export type BackupFailureCode =
  | 'key-missing' // no backup key was made here
  | 'key-not-confirmed' // made, and nobody has typed it back
  | 'key-is-there' // made already; another would be a second sheet to keep
  | 'key-not-read' // a row of the sheet is not as it was printed
  | 'key-other' // a whole key, of another sheet
  | 'repository-missing'
  | 'repository-not-empty' // a folder that holds something else
  | 'repository-damaged' // what it says of itself cannot be read
  | 'repository-newer' // written by a newer program
  | 'repository-other-key' // another office's, or sealed to a former sheet
  | 'repository-is-inside' // a backup inside the data folder would be lost with it
  | 'backup-none'
  | 'backup-unknown' // no backup of this id
  | 'backup-newer' // of a newer program than this one
  | 'backup-damaged' // its list does not open
  | 'piece-missing'
  | 'piece-damaged'
  | 'wal-damaged'
  | 'wal-missing' // nothing reaches the moment that was asked for
  | 'log-gap' // a part of the log is missing, and more was kept behind it
  | 'time-in-gap' // the instant lies at or behind what is missing
  | 'follow-gap' // the server has not the log any more that should join the newest backup
  | 'file-not-verified' // its bytes are not those that the server's manifest names
  | 'time-not-covered'
  | 'folder-not-empty'
  | 'folder-unusable' // it cannot be made or read
  | 'work-missing' // no folder to do a drill in
  | 'disk-full'
  | 'at-work' // another backup, follower or restore
  | 'programs-missing'
  | 'replication-refused'
  | 'tablespaces' // data outside the data folder
  | 'slot-unlimited' // a forgotten follower would fill the server's disk
  | 'recovery-failed'
  | 'no-moment' // writers never paused for a third of a second
