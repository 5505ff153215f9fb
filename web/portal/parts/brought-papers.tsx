import type { Tracking } from '../data.ts'
import { useSpeech } from '../words.tsx'

/** What the citizen has said was brought: when, which files, in which words; and that originals are still to come. */
export const BroughtPapers = ({ tracking: { brought } }: { tracking: Tracking }) => {
  const { say, moment } = useSpeech()
  if (brought === null) return null
  const { at, files, note } = brought
  return (
    <section aria-labelledby="brought">
      <h2 id="brought">{say('portal.brought')}</h2>
      <p>{say('portal.brought.at', { moment: moment(at) })}</p>
      {files.length > 0 ? (
        <>
          <p>{say('portal.brought.files')}</p>
          <ul>
            {files.map((name, nth) => (
              // Two files may have one name.
              // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, and never in another order
              <li key={nth}>
                <span className="file-name">{name}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {note === null ? null : (
        <>
          <p>{say('portal.brought.note')}</p>
          <blockquote className="source">{note}</blockquote>
        </>
      )}
      <p>{say('portal.brought.originals')}</p>
    </section>
  )
}
