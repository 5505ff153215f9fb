import type { Frame, ProcedureListItem, Topic } from '../data.ts'
import { pageOf } from '../frame.tsx'
import { HotlineLink } from '../parts/hotline.tsx'
import { ProcedureLinks } from '../parts/procedure-links.tsx'
import { SearchBox } from '../parts/search-box.tsx'
import { InVietnamese, type Speech, useSpeech, wordsIn } from '../words.tsx'

interface ProcedureList {
  /** As typed; empty for the whole list. */
  query: string
  /** The field or the agency that was chosen; null for any. */
  field?: string | null
  agency?: string | null
  procedures: readonly ProcedureListItem[]
  /** So many of the first hold the words; the others are only closest to them. All where it is left out. */
  exact?: number
  /** True when more were found than are given here. */
  hasMore?: boolean
  /** What may be chosen. */
  topics?: { fields: readonly Topic[]; agencies: readonly Topic[] }
}

/** `/thu-tuc?q=`: what was found, or everything by field; and when it is nothing, what to try and whom to ask. */
export const procedureListPage = (page: Frame & ProcedureList): string =>
  pageOf(page, { title: titleOf(wordsIn(page.language), page), children: <Found {...page} /> })

const titleOf = (say: Speech['say'], { query, field, agency }: ProcedureList): string => {
  if (query !== '') return say('portal.list.title-found', { query })
  if (field) return say('portal.list.in-field', { name: field })
  if (agency) return say('portal.list.of-agency', { name: agency })
  return say('portal.list.title')
}

const Found = (page: Frame & ProcedureList) => {
  const { say } = useSpeech()
  const { query, procedures, hasMore = false } = page
  const exact = procedures.slice(0, page.exact ?? procedures.length)
  const closest = procedures.slice(exact.length)
  return (
    <>
      <h1>{titleOf(say, page)}</h1>
      <SearchBox query={query} />
      {query === '' ? <Topics {...page} /> : null}
      {procedures.length === 0 ? <NothingFound {...page} /> : null}
      {exact.length > 0 ? (
        <section aria-labelledby="found">
          <h2 id="found">
            {say(hasMore ? 'portal.list.first' : 'portal.list.count', { count: exact.length })}
          </h2>
          {query === '' && !page.field ? (
            <ByField procedures={exact} />
          ) : (
            <ProcedureLinks procedures={exact} />
          )}
        </section>
      ) : null}
      {closest.length > 0 ? (
        <section aria-labelledby="closest">
          <h2 id="closest">
            {exact.length > 0 ? say('portal.list.also-close') : say('portal.list.closest', { query })}
          </h2>
          <ProcedureLinks procedures={closest} />
        </section>
      ) : null}
    </>
  )
}

/** Ways into the list: by what it is about, and by who decides. Folded, for they are as long as an office is large. */
const Topics = ({ topics, field, agency }: ProcedureList) => {
  const { say } = useSpeech()
  if (!topics) return null
  const ways = [
    ['linh-vuc', 'portal.list.by-field', topics.fields, field],
    ['co-quan', 'portal.list.by-agency', topics.agencies, agency],
  ] as const
  return (
    <div className="topics">
      {ways.map(([parameter, words, choices, chosen]) =>
        choices.length === 0 ? null : (
          <details key={parameter} className="cases">
            <summary>{say(words)}</summary>
            <ul>
              {choices.map(({ name, procedures }) => (
                <li key={name}>
                  <a
                    href={`/thu-tuc?${new URLSearchParams({ [parameter]: name })}`}
                    aria-current={name === chosen ? 'true' : undefined}
                  >
                    <InVietnamese>{name}</InVietnamese>{' '}
                    {say('portal.list.topic-count', { count: procedures })}
                  </a>
                </li>
              ))}
            </ul>
          </details>
        ),
      )}
      {field || agency ? (
        <p>
          <a href="/thu-tuc">{say('portal.list.see-all')}</a>
        </p>
      ) : null}
    </div>
  )
}

const ByField = ({ procedures }: { procedures: readonly ProcedureListItem[] }) => {
  const { say } = useSpeech()
  const fields = [...new Set(procedures.map(({ field }) => field))].sort(byName)
  return fields.map((field) => (
    <div key={field ?? ''} className="field-of">
      <h3>{field === null ? say('portal.list.no-field') : <InVietnamese>{field}</InVietnamese>}</h3>
      <ProcedureLinks procedures={procedures.filter((procedure) => procedure.field === field)} />
    </div>
  ))
}

/** In the order of the Vietnamese alphabet; what is not stated comes last. */
const byName = (one: string | null, other: string | null): number => {
  if (one === null || other === null) return Number(one === null) - Number(other === null)
  return inVietnamese.compare(one, other)
}

const inVietnamese = new Intl.Collator('vi')

const NothingFound = ({ query, field, agency, centre }: Frame & ProcedureList) => {
  const { say } = useSpeech()
  if (query === '')
    return (
      <p className="notice neutral">
        {say(field || agency ? 'portal.list.none-there' : 'portal.list.none-published')}
      </p>
    )
  return (
    <section aria-labelledby="found">
      <h2 id="found">{say('portal.list.none', { query })}</h2>
      <ul className="words">
        <li>{say('portal.list.try-fewer')}</li>
        <li>{say('portal.list.try-plain')}</li>
        <li>
          <a href="/thu-tuc">{say('portal.list.see-all')}</a>
        </li>
        <li>{say('portal.list.ask')}</li>
      </ul>
      {centre.hotline ? (
        <p>
          <HotlineLink number={centre.hotline} />
        </p>
      ) : null}
    </section>
  )
}
