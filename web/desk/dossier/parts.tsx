import type { Dossier } from '#web/api/calls.ts'
import { Moment } from '#web/ui/status.tsx'
import { inLanguage, useWords } from '#web/ui/words.tsx'

const TONES = { GRANTED: 'done', REFUSED_ON_MERITS: 'danger', UNANSWERED: 'danger' } as const

/** Linked procedures: what each agency has to do, how far it is, and under which code it knows the matter. */
export const Parts = ({ parts }: { parts: Dossier['parts'] }) => {
  const { t, language } = useWords()
  if (parts.length === 0) return null
  return (
    <section className="sheet stack" aria-labelledby="part-parts">
      <h2 id="part-parts">{t('dossier.parts')}</h2>
      <div className="table-frame">
        <table className="table table-cards">
          <thead>
            <tr>
              <th scope="col">{t('part-column.part')}</th>
              <th scope="col">{t('part-column.unit')}</th>
              <th scope="col">{t('part-column.state')}</th>
              <th scope="col">{t('part-column.code')}</th>
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => (
              <tr key={`${part.unit} ${part.name.vi}`}>
                <th scope="row">{inLanguage(part.name, language)}</th>
                <td>{part.unit}</td>
                <td>
                  {part.outcome ? (
                    <span className={`badge tone-${TONES[part.outcome]}`}>
                      {t(`outcome.${part.outcome}`)}
                    </span>
                  ) : (
                    t(part.dueAt ? 'part-state.open' : 'part-state.ahead')
                  )}{' '}
                  <span className="muted small">
                    {part.concludedAt ? (
                      <Moment at={part.concludedAt} />
                    ) : (
                      part.dueAt && (
                        <>
                          {t('dossier.task-due')} <Moment at={part.dueAt} />
                        </>
                      )
                    )}
                  </span>
                </td>
                <td data-head={t('part-column.code')}>{part.externalCode ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
