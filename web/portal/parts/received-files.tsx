import { useSpeech } from '../words.tsx'

/** Files that a citizen has sent. */

export interface ReceivedFile {
  id: string
  name: string
  bytes: number
  /** RFC 3339 */
  at: string
}

export const ReceivedFiles = ({ files }: { files: readonly ReceivedFile[] }) => {
  const { say, moment } = useSpeech()
  return (
    <ul>
      {files.map(({ id, name, bytes, at }) => (
        <li key={id}>
          <span className="file-name">{name}</span>{' '}
          <span className="hint">
            {say('portal.files.size', { megabytes: megabytesOf(bytes) })}, {moment(at)}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Up to the next tenth: nothing is shown as 0. */
const megabytesOf = (bytes: number): number => Math.ceil(bytes / 100_000) / 10
