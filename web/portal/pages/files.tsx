import { plain } from '#common/names.ts'
import type { Frame, Tracking } from '../data.ts'
import { pageOf } from '../frame.tsx'
import { AskedPapers } from '../parts/asked-papers.tsx'
import { ProcedureTitle } from '../parts/procedure-links.tsx'
import { type ReceivedFile, ReceivedFiles } from '../parts/received-files.tsx'
import { isBeforeAcceptance, whereWords, whyNoFiles } from '../parts/standing.ts'
import { ToDossier } from '../parts/to-dossier.tsx'
import { useSpeech, wordsIn } from '../words.tsx'

interface FilesMatter {
  tracking: Tracking
  secret: string
  /** Papers are asked for: files may be sent. */
  areAsked: boolean
  papers: readonly { paperId: string; name: string }[]
  mostBytes: number
  received: readonly ReceivedFile[]
  /** What was just sent and is not taken, each with why and what to do. */
  refused: readonly { name: string; title: string; detail: string }[]
  /** How many were just taken. */
  taken: number
  /** One was just taken back; or could not be, with why. */
  takenBack?: { problem: { title: string; detail: string } | null }
  /** Makes sending the form twice harmless. */
  idempotencyKey: string
}

/** How many go with one form: they must all arrive in the time that a request is given. */
export const FILES_AT_ONCE = 5

/** The address that files are sent to; the secret travels in the body, before them. */
export const filesPath = (code: string): string => `/ho-so/${encodeURIComponent(code)}/tep`

/** The address that one is taken back at. */
export const takeBackPath = (code: string): string => `${filesPath(code)}/bo`

/** The address at which it is said that everything is there. */
export const supplementPath = (code: string): string => `/ho-so/${encodeURIComponent(code)}/bo-sung`

/** What stands in the form for a paper that is none of the procedure's. */
export const NO_PAPER = 'khac'

/** `/ho-so/:code/tep`: scans and photographs of what was asked for, sent by a form. */
export const filesPage = (page: Frame & FilesMatter): string => {
  const say = wordsIn(page.language)
  const title = say('portal.files.title', { code: page.tracking.code })
  return pageOf(page, {
    title: page.refused.length > 0 ? say('portal.files.title-of-problem', { title }) : title,
    isPrivate: true,
    children: <Matter {...page} />,
  })
}

const Matter = (page: FilesMatter) => {
  const { tracking, secret, areAsked, refused, taken } = page
  const speech = useSpeech()
  const { say } = speech
  return (
    <>
      <p className="beside">
        {say('portal.tracking.dossier')} <strong className="code">{tracking.code}</strong>
      </p>
      <h1>{say('portal.files.heading')}</h1>
      {refused.length > 0 ? (
        <div className="notice danger" role="alert">
          <p>
            <strong>{say('portal.files.refused', { count: refused.length })}</strong>
          </p>
          <ul>
            {refused.map(({ name, title, detail }, at) => (
              // Two files may have one name.
              // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, and never in another order
              <li key={at}>
                <strong className="file-name">{name}</strong>: {title}. {detail}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {page.takenBack?.problem ? (
        <div className="notice danger" role="alert">
          <p>
            <strong>{page.takenBack.problem.title}</strong>
          </p>
          <p>{page.takenBack.problem.detail}</p>
        </div>
      ) : null}
      {page.takenBack?.problem === null ? (
        <p className="notice done" role="status">
          {say('portal.files.is-back')}
        </p>
      ) : null}
      {taken > 0 ? (
        <p className="notice done" role="status">
          {say('portal.files.taken', { count: taken })}
        </p>
      ) : null}
      <p>
        <ProcedureTitle procedure={tracking.procedure} />
      </p>
      {areAsked ? <AskedPapers tracking={tracking} /> : null}
      <section aria-labelledby="received">
        <h2 id="received">{say('portal.files.received')}</h2>
        {page.received.length === 0 ? <p>{say('portal.files.none')}</p> : null}
        <ReceivedFiles files={page.received} takeBack={{ to: takeBackPath(tracking.code), secret }} />
      </section>
      {areAsked ? (
        <>
          <Sending {...page} />
          <Enough {...page} />
        </>
      ) : (
        <div className="notice wait">
          <p>
            <strong>{whereWords(speech, tracking)}.</strong>
          </p>
          <p>{whyNoFiles(speech, tracking)}</p>
        </div>
      )}
      <ToDossier code={tracking.code} secret={secret} />
    </>
  )
}

/** Sending files alone ends no wait: that everything is there is for the citizen to say, or for an officer to note. */
const Enough = ({ tracking, secret }: FilesMatter) => {
  const { say } = useSpeech()
  return (
    <section aria-labelledby="enough">
      <h2 id="enough">{say('portal.files.enough')}</h2>
      <p>{say('portal.files.enough.means', { accepted: !isBeforeAcceptance(tracking) })}</p>
      <form className="step" method="post" action={supplementPath(tracking.code)}>
        <input type="hidden" name="bi-mat" value={secret} />
        <button type="submit" className="quiet">
          {say('portal.files.enough.begin')}
        </button>
      </form>
    </section>
  )
}

const Sending = ({ tracking, secret, papers, mostBytes, idempotencyKey }: FilesMatter) => {
  const { say } = useSpeech()
  const asked = askedPapers(tracking, papers)
  const others = papers.filter(({ paperId }) => !asked.some((one) => one.paperId === paperId))
  return (
    <section aria-labelledby="send">
      <h2 id="send">{say('portal.files.send-heading')}</h2>
      <p className="notice wait">{say('portal.files.means', { accepted: !isBeforeAcceptance(tracking) })}</p>
      <form className="step" method="post" action={filesPath(tracking.code)} encType="multipart/form-data">
        <input type="hidden" name="bi-mat" value={secret} />
        <input type="hidden" name="khoa" value={idempotencyKey} />
        <label htmlFor="giay-to">{say('portal.files.of-paper')}</label>
        <select id="giay-to" name="giay-to" required defaultValue="">
          <option value="">{say('portal.files.choose-paper')}</option>
          {asked.length > 0 ? (
            <optgroup label={say('portal.files.asked')}>
              {asked.map(({ words, paperId }) => (
                <option key={words} value={paperId ?? NO_PAPER}>
                  {words}
                </option>
              ))}
            </optgroup>
          ) : null}
          <optgroup label={say('portal.files.papers-of-procedure')}>
            {others.map(({ paperId, name }) => (
              <option key={paperId} value={paperId}>
                {name}
              </option>
            ))}
            <option value={NO_PAPER}>{say('portal.files.of-no-paper')}</option>
          </optgroup>
        </select>
        <label htmlFor="tep">{say('portal.files.choose')}</label>
        <p className="hint" id="tep-hint">
          {say('portal.files.hint', { most: mostBytes / 1_000_000, count: FILES_AT_ONCE })}
        </p>
        <input
          id="tep"
          name="tep"
          type="file"
          accept="application/pdf,image/jpeg,image/png"
          multiple
          required
          aria-describedby="tep-hint"
        />
        <button type="submit">{say('portal.files.send')}</button>
      </form>
    </section>
  )
}

/** What was asked for, in the words of the slip; each as the paper of the procedure whose whole name it says, if it says one. */
const askedPapers = ({ waitsForYou }: Tracking, papers: FilesMatter['papers']) =>
  [...new Set(waitsForYou.flatMap((wait) => wait.papers))].map((words) => {
    const named = papers
      .filter(({ name }) => ` ${plain(words)} `.includes(` ${plain(name)} `))
      .sort((one, other) => other.name.length - one.name.length)
    return { words, paperId: named[0]?.paperId ?? null }
  })
