import type { ProcedureListItem } from '../data.ts'
import { InVietnamese, useSpeech } from '../words.tsx'

/** Procedures to choose from: the name is the link, beside it what tells two of them apart. */
export const ProcedureLinks = ({ procedures }: { procedures: readonly ProcedureListItem[] }) => (
  <ul className="procedures">
    {procedures.map((procedure) => (
      <li key={procedure.slug}>
        <a href={addressOf(procedure)}>
          <ProcedureTitle procedure={procedure} />
        </a>
        <Beside procedure={procedure} />
      </li>
    ))}
  </ul>
)

/** The page of a procedure. */
export const addressOf = ({ slug }: { slug: string }): string => `/thu-tuc/${encodeURIComponent(slug)}`

const Beside = ({ procedure }: { procedure: ProcedureListItem }) => {
  const { say } = useSpeech()
  const { competent, level, nationalCode, standing, receivable } = procedure
  const said = [
    competent ? (
      <InVietnamese key="agency">{competent}</InVietnamese>
    ) : level && level !== 'OTHER' ? (
      say(`level.${level}`)
    ) : null,
    termBeside(say, procedure),
    nationalCode && say('portal.procedure.code', { code: nationalCode }),
    standing === 'SUSPENDED' ? say('portal.list.suspended') : receivable ? null : say('portal.list.not-here'),
  ].filter((words) => words !== null && words !== '')
  return (
    <p className="beside">
      {said.map((words, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nothing of it is ever moved
        <span key={at}>
          {at > 0 ? ' · ' : null}
          {words}
        </span>
      ))}
    </p>
  )
}

/** How long, in a word; null where there is no channel to say it of. */
const termBeside = (say: ReturnType<typeof useSpeech>['say'], procedure: ProcedureListItem) => {
  const { term, termText, termStanding, phases } = procedure
  if (term) return say(`term.${term.unit}`, { value: term.value })
  if (termStanding === 'NONE_BY_LAW') return say('term.none')
  if (termStanding === 'UNDECIDED') return say(termText ? 'term.undecided' : 'term.not-stated')
  if (phases > 0) return say('term.phases', { count: phases })
  return null
}

/** The title in the reader's language; in Vietnamese, marked as such, where nobody has translated it. */
export const ProcedureTitle = ({ procedure }: { procedure: { title: string; titleEn: string | null } }) => {
  const { language } = useSpeech()
  return language === 'en' && procedure.titleEn ? (
    procedure.titleEn
  ) : (
    <InVietnamese>{procedure.title}</InVietnamese>
  )
}
