import { useSpeech } from '../words.tsx'

/** One box for every procedure. Its label is the page's heading where it opens the page. */
export const SearchBox = ({ query = '', isHeading = false }: { query?: string; isHeading?: boolean }) => {
  const { say } = useSpeech()
  const label = <label htmlFor="q">{say('portal.search.label')}</label>
  return (
    // biome-ignore lint/a11y/useSemanticElements: browsers before 2023 do not know <search>, and old phones keep theirs
    <form className="search" action="/thu-tuc" method="get" role="search">
      {isHeading ? <h1>{label}</h1> : label}
      <p className="hint" id="q-hint">
        {say('portal.search.hint')}
      </p>
      <div className="field">
        <input
          id="q"
          name="q"
          type="search"
          defaultValue={query}
          aria-describedby="q-hint"
          autoComplete="off"
          maxLength={200}
          enterKeyHint="search"
        />
        <button type="submit">{say('portal.search.button')}</button>
      </div>
    </form>
  )
}
