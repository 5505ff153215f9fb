import type { Frame } from '../data.ts'
import { pageOf } from '../frame.tsx'
import { Hotline } from '../parts/hotline.tsx'
import { useSpeech } from '../words.tsx'

interface Problem {
  /** HTTP status; 404 has its own way out, the search. */
  status: number
  /** Both in the reader's language already, as in a problem document. */
  title: string
  detail: string
  /** A number to read out on the telephone. */
  requestId?: string
}

/** What went wrong, and what can be done instead. */
export const problemPage = (page: Frame & Problem): string =>
  pageOf(page, { title: page.title, isPrivate: true, children: <Matter {...page} /> })

const Matter = ({ status, title, detail, requestId, centre }: Frame & Problem) => {
  const { say } = useSpeech()
  return (
    <>
      <h1>{title}</h1>
      <p>{detail}</p>
      {status >= 500 ? <p>{say('portal.problem.try-again')}</p> : null}
      {requestId ? (
        <p>
          {say('portal.problem.number')} <strong className="code">{requestId}</strong>
        </p>
      ) : null}
      <ul className="words">
        <li>
          <a href="/">{say('portal.problem.home')}</a>
        </li>
        <li>
          <a href="/thu-tuc">{say('portal.list.see-all')}</a>
        </li>
        <li>
          <a href="/tra-cuu">{say('portal.nav.track')}</a>
        </li>
      </ul>
      <Hotline number={centre.hotline} />
    </>
  )
}
