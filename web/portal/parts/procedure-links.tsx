import type { ProcedureListItem } from '../data.ts'
import { InVietnamese, useSpeech } from '../words.tsx'

/** Procedures to choose from: the name is the link, beside it what tells two of them apart. */
export const ProcedureLinks = ({ procedures }: { procedures: readonly ProcedureListItem[] }) => {
  const { say } = useSpeech()
  return (
    <ul className="procedures">
      {procedures.map((procedure) => (
        <li key={procedure.slug}>
          <a href={`/thu-tuc/${encodeURIComponent(procedure.slug)}`}>
            <ProcedureTitle procedure={procedure} />
          </a>
          <p className="beside">
            {say(`level.${procedure.level}`)}
            <TermBeside procedure={procedure} />
            {procedure.nationalCode
              ? ` · ${say('portal.procedure.code', { code: procedure.nationalCode })}`
              : null}
          </p>
        </li>
      ))}
    </ul>
  )
}

/** In the reader's language when the source's words could be read, else in those words; nothing when it has none. */
const TermBeside = ({ procedure: { term, termText } }: { procedure: ProcedureListItem }) => {
  const { say } = useSpeech()
  if (term) return ` · ${say(`term.${term.unit}`, { value: term.value })}`
  return termText ? (
    <>
      {' · '}
      <InVietnamese>{termText}</InVietnamese>
    </>
  ) : null
}

/** The title in the reader's language; in Vietnamese, marked as such, where nobody has translated it. */
export const ProcedureTitle = ({ procedure }: { procedure: { title: string; titleEn: string } }) => {
  const { language } = useSpeech()
  return language === 'en' && procedure.titleEn ? (
    procedure.titleEn
  ) : (
    <InVietnamese>{procedure.title}</InVietnamese>
  )
}
