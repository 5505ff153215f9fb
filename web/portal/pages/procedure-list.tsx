import type { Frame, ProcedureListItem } from '../data.ts'
import { pageOf } from '../frame.tsx'
import { HotlineLink } from '../parts/hotline.tsx'
import { ProcedureLinks } from '../parts/procedure-links.tsx'
import { SearchBox } from '../parts/search-box.tsx'
import { useSpeech, wordsIn } from '../words.tsx'

interface ProcedureList {
  /** As typed; empty for the whole list. */
  query: string
  procedures: readonly ProcedureListItem[]
  /** True when more were found than are given here. */
  hasMore?: boolean
}

/** `/thu-tuc?q=`: what was found; and when it is nothing, what to try and whom to ask. */
export const procedureListPage = (page: Frame & ProcedureList): string =>
  pageOf(page, { title: titleOf(page), children: <Found {...page} /> })

const titleOf = ({ language, query }: Frame & ProcedureList): string =>
  query === ''
    ? wordsIn(language)('portal.list.title')
    : wordsIn(language)('portal.list.title-found', { query })

const Found = (page: Frame & ProcedureList) => {
  const { say } = useSpeech()
  const { query, procedures, hasMore = false } = page
  return (
    <>
      <h1>{titleOf(page)}</h1>
      <SearchBox query={query} />
      {procedures.length === 0 ? (
        <NothingFound {...page} />
      ) : (
        <section aria-labelledby="found">
          <h2 id="found">
            {say(hasMore ? 'portal.list.first' : 'portal.list.count', { count: procedures.length })}
          </h2>
          <ProcedureLinks procedures={procedures} />
        </section>
      )}
    </>
  )
}

const NothingFound = ({ query, centre }: Frame & ProcedureList) => {
  const { say } = useSpeech()
  if (query === '') return <p className="notice neutral">{say('portal.list.none-published')}</p>
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
