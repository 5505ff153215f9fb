import type { Frame, ProcedureListItem } from '../data.ts'
import { pageOf } from '../frame.tsx'
import { HotlineLink } from '../parts/hotline.tsx'
import { Hours } from '../parts/hours.tsx'
import { ProcedureLinks } from '../parts/procedure-links.tsx'
import { SearchBox } from '../parts/search-box.tsx'
import { TrackBox } from '../parts/track-box.tsx'
import { useSpeech, wordsIn } from '../words.tsx'

interface Home {
  /** The first of those in force; the rest are a link away. */
  procedures: readonly ProcedureListItem[]
  /** RFC 3339; the database's time. */
  now: string
}

/** How many procedures the first page lists; a phone shows about that many in two turns of the thumb. */
const LISTED = 8

/** `/`: find a procedure, find a dossier, find the office. */
export const homePage = (page: Frame & Home): string =>
  pageOf(page, { title: wordsIn(page.language)('portal.home.title'), children: <HomeMatter {...page} /> })

const HomeMatter = ({ procedures, centre, now }: Frame & Home) => {
  const { say } = useSpeech()
  return (
    <>
      <SearchBox isHeading />
      <div className="columns">
        <section aria-labelledby="track">
          <h2 id="track">{say('portal.home.track')}</h2>
          <TrackBox />
        </section>
        <section aria-labelledby="office">
          <h2 id="office">{say('portal.home.office')}</h2>
          {centre.hours ? <Hours hours={centre.hours} now={now} /> : <p>{say('portal.hours.unknown')}</p>}
          {centre.address ? <p>{centre.address}</p> : null}
          {centre.hotline ? (
            <p>
              <HotlineLink number={centre.hotline} />
            </p>
          ) : null}
        </section>
      </div>
      <section aria-labelledby="procedures">
        <h2 id="procedures">{say('portal.home.procedures')}</h2>
        {procedures.length === 0 ? (
          <p>{say('portal.list.none-published')}</p>
        ) : (
          <>
            <ProcedureLinks procedures={procedures.slice(0, LISTED)} />
            <p>
              <a href="/thu-tuc">{say('portal.list.see-all')}</a>
            </p>
          </>
        )}
      </section>
    </>
  )
}
