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
            {procedure.termText ? (
              <>
                {' · '}
                <InVietnamese>{procedure.termText}</InVietnamese>
              </>
            ) : null}
            {procedure.nationalCode
              ? ` · ${say('portal.procedure.code', { code: procedure.nationalCode })}`
              : null}
          </p>
        </li>
      ))}
    </ul>
  )
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
