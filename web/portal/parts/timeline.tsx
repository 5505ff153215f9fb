import type { EventType, Tracking } from '../data.ts'
import { type Speech, useSpeech } from '../words.tsx'

type Entry = Tracking['timeline'][number]

// What fits under the answers on a telephone, so that whoever looks for the way on need not scroll past a year of work.
const SHOWN = 4

/** Like a parcel's journey: the newest on top, each with its place and time; the older ones folded. */
export const Timeline = ({ entries }: { entries: readonly Entry[] }) => {
  const { say } = useSpeech()
  const newest = entries.toReversed()
  // One more line is shorter than the fold that would hide it.
  const shown = newest.length <= SHOWN + 1 ? newest.length : SHOWN
  const older = newest.slice(shown)
  return (
    <>
      <Journey entries={newest.slice(0, shown)} first={entries.length} />
      {older.length > 0 ? (
        <details className="earlier">
          <summary>{say('portal.timeline.earlier', { count: older.length })}</summary>
          <Journey entries={older} first={older.length} />
        </details>
      ) : null}
    </>
  )
}

const Journey = ({ entries, first }: { entries: readonly Entry[]; first: number }) => {
  const speech = useSpeech()
  return (
    <ol className="timeline" reversed start={first}>
      {entries.map((entry) => (
        <li key={`${entry.at} ${entry.type} ${entry.unit}`}>
          <strong>{eventWords(speech, entry)}</strong>
          {entry.unit && !NAMES_ITS_UNIT.includes(entry.type) ? (
            <span>{speech.say('portal.timeline.next', { unit: entry.unit })}</span>
          ) : null}
          <time dateTime={entry.at}>{speech.moment(entry.at)}</time>
        </li>
      ))}
    </ol>
  )
}

/** Of most events the unit is where the dossier went. These name theirs in their own words. */
const NAMES_ITS_UNIT: readonly EventType[] = [
  'HandedOver',
  'HandOverConfirmed',
  'OpinionsAsked',
  'OpinionGiven',
]

/** What an agency answered, and the number of the result, are for the owner at the counter: they stay unsaid here. */
const eventWords = ({ say }: Speech, { type, unit }: Entry): string =>
  say(`event.${type}`, { unit, verdict: null, number: null })
