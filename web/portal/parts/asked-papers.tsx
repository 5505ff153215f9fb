import type { Tracking } from '../data.ts'
import { InVietnamese, useSpeech } from '../words.tsx'

/** What is to be brought, request by request, each with its day. */
export const AskedPapers = ({ tracking: { waitsForYou } }: { tracking: Tracking }) => {
  const { say, moment } = useSpeech()
  const asked = waitsForYou.filter(({ kind, papers }) => kind === 'SUPPLEMENT' && papers.length > 0)
  if (asked.length === 0) return null
  return (
    <section aria-labelledby="asked">
      <h2 id="asked">{say('portal.files.asked')}</h2>
      {asked.map(({ since, papers, replyBy }) => (
        <div key={since}>
          {replyBy === null ? null : <p>{say('portal.files.asked-by', { moment: moment(replyBy) })}</p>}
          <ul>
            {papers.map((paper) => (
              <li key={paper}>
                <InVietnamese>{paper}</InVietnamese>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
