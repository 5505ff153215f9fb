import type { Frame, Tracking } from '../data.ts'
import { pageOf } from '../frame.tsx'
import { AskedPapers } from '../parts/asked-papers.tsx'
import { ProcedureTitle } from '../parts/procedure-links.tsx'
import { type ReceivedFile, ReceivedFiles } from '../parts/received-files.tsx'
import { isBeforeAcceptance, whereWords, whyNoFiles } from '../parts/standing.ts'
import { Place } from '../parts/to-do.tsx'
import { ToDossier } from '../parts/to-dossier.tsx'
import { useSpeech, type Word, wordsIn } from '../words.tsx'
import { filesPath, supplementPath } from './files.tsx'

/** As long as a word to the officer may be: a form is read up to 16 kB, and a Vietnamese letter takes 9 octets of it. */
export const LONGEST_NOTE = 1000

/** Where one stands: it is read over, told, or nothing is asked for any more. */
export type SupplementStep =
  /** With the key that makes sending it twice harmless. */
  | { is: 'read-over'; key: string; problem?: { title: string; detail: string } }
  | { is: 'told' }
  | { is: 'impossible' }

interface SupplementMatter {
  tracking: Tracking
  secret: string
  note: string
  /** What was sent since it was asked for. */
  files: readonly ReceivedFile[]
  step: SupplementStep
}

/** `/ho-so/:code/bo-sung`: saying that what was asked for is there. */
export const supplementPage = (page: Frame & SupplementMatter): string => {
  const say = wordsIn(page.language)
  const title = say('portal.supplement.title', { code: page.tracking.code })
  const isProblem = page.step.is === 'read-over' && page.step.problem !== undefined
  return pageOf(page, {
    title: isProblem ? say('portal.supplement.title-of-problem', { title }) : title,
    isPrivate: true,
    children: <Matter {...page} />,
  })
}

const HEADING = {
  'read-over': 'portal.supplement.heading',
  told: 'portal.supplement.done',
  impossible: 'portal.files.heading',
} as const satisfies Record<SupplementStep['is'], Word>

const Matter = (page: SupplementMatter) => {
  const { tracking, secret, step } = page
  const { say } = useSpeech()
  return (
    <>
      <p className="beside">
        {say('portal.tracking.dossier')} <strong className="code">{tracking.code}</strong>
      </p>
      <h1>{say(HEADING[step.is])}</h1>
      {step.is === 'read-over' ? <ReadOver {...page} step={step} /> : null}
      {step.is === 'told' ? (
        <p className="notice done">
          {say('portal.supplement.done.next', { accepted: !isBeforeAcceptance(tracking) })}
        </p>
      ) : null}
      {step.is === 'impossible' ? <Impossible tracking={tracking} /> : null}
      <ToDossier code={tracking.code} secret={secret} />
    </>
  )
}

const PROBLEM = 'problem'

const ReadOver = ({
  tracking,
  secret,
  note,
  files,
  step: { key, problem },
}: SupplementMatter & { step: Extract<SupplementStep, { is: 'read-over' }> }) => {
  const { say } = useSpeech()
  return (
    <>
      {problem ? (
        <div className="notice danger" role="alert" id={PROBLEM}>
          <p>
            <strong>{problem.title}</strong>
          </p>
          <p>{problem.detail}</p>
        </div>
      ) : null}
      <p>
        <ProcedureTitle procedure={tracking.procedure} />
      </p>
      <AskedPapers tracking={tracking} />
      <section aria-labelledby="sent">
        <h2 id="sent">{say('portal.supplement.sent-since')}</h2>
        {files.length === 0 ? (
          <p className="notice wait">{say('portal.supplement.none-since')}</p>
        ) : (
          <ReceivedFiles files={files} />
        )}
      </section>
      <p className="notice wait">
        {say('portal.supplement.means', { accepted: !isBeforeAcceptance(tracking) })}
      </p>
      <form className="step" method="post" action={supplementPath(tracking.code)}>
        <input type="hidden" name="bi-mat" value={secret} />
        <input type="hidden" name="khoa" value={key} />
        <Request tracking={tracking} />
        <label htmlFor="loi-nhan">{say('portal.supplement.note')}</label>
        <p className="hint" id="loi-nhan-hint">
          {say('portal.supplement.note-hint')}
        </p>
        <textarea
          id="loi-nhan"
          name="loi-nhan"
          rows={3}
          maxLength={LONGEST_NOTE}
          defaultValue={note}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? `loi-nhan-hint ${PROBLEM}` : 'loi-nhan-hint'}
        />
        <button type="submit" name="buoc" value="gui">
          {say('portal.supplement.say')}
        </button>
      </form>
      <form className="step" method="post" action={filesPath(tracking.code)}>
        <input type="hidden" name="bi-mat" value={secret} />
        <button type="submit" className="quiet">
          {say('portal.supplement.more')}
        </button>
      </form>
    </>
  )
}

/** Branches may ask for papers at once: then it is said which of them is told. */
const Request = ({ tracking: { waitsForYou } }: { tracking: Tracking }) => {
  const { say } = useSpeech()
  const asked = waitsForYou.filter(({ kind }) => kind === 'SUPPLEMENT')
  if (asked.length < 2) return null
  return (
    <>
      <label htmlFor="viec">{say('portal.supplement.which')}</label>
      <select id="viec" name="viec">
        {asked.map(({ taskId, papers }) => (
          <option key={taskId} value={taskId ?? ''}>
            {papers.join('; ')}
          </option>
        ))}
      </select>
    </>
  )
}

const Impossible = ({ tracking }: { tracking: Tracking }) => {
  const speech = useSpeech()
  return (
    <>
      <div className="notice wait">
        <p>
          <strong>{whereWords(speech, tracking)}.</strong>
        </p>
        <p>{whyNoFiles(speech, tracking)}</p>
      </div>
      <p>{speech.say('portal.withdraw.ask-at')}</p>
      <p>
        <Place tracking={tracking} />
      </p>
    </>
  )
}
