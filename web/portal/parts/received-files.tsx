import { useSpeech } from '../words.tsx'

/** Files that a citizen has sent. */

export interface ReceivedFile {
  id: string
  name: string
  bytes: number
  /** RFC 3339 */
  at: string
  /** Nobody has looked at it yet. */
  mayTakeBack?: boolean
}

export const ReceivedFiles = ({
  files,
  takeBack,
}: {
  files: readonly ReceivedFile[]
  /** Where one may be taken back, and the secret that it takes. */
  takeBack?: { to: string; secret: string }
}) => {
  const { say, moment } = useSpeech()
  return (
    <ul>
      {files.map(({ id, name, bytes, at, mayTakeBack }) => (
        <li key={id}>
          <span className="file-name">{name}</span>{' '}
          <span className="hint">
            {say('portal.files.size', { megabytes: megabytesOf(bytes) })}, {moment(at)}
          </span>
          {takeBack && mayTakeBack ? (
            <form method="post" action={takeBack.to}>
              <input type="hidden" name="bi-mat" value={takeBack.secret} />
              <button type="submit" className="quiet" name="tep" value={id}>
                {say('portal.files.take-back')}
                <span className="visually-hidden">: {name}</span>
              </button>
            </form>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

/** Up to the next tenth: nothing is shown as 0. */
const megabytesOf = (bytes: number): number => Math.ceil(bytes / 100_000) / 10
