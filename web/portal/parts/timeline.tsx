import type { EventType, Tracking } from '../data.ts'
import { type Speech, useSpeech } from '../words.tsx'

type Entry = Tracking['timeline'][number]

/** Like a parcel's journey: the newest on top, each with its place and time. */
export const Timeline = ({ entries }: { entries: readonly Entry[] }) => {
  const speech = useSpeech()
  return (
    <ol className="timeline" reversed>
      {entries.toReversed().map((entry) => (
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
