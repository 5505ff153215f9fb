import type { Frame } from '../data.ts'
import { pageOf } from '../frame.tsx'
import { Hotline } from '../parts/hotline.tsx'
import { useSpeech, type Word, wordsIn } from '../words.tsx'

/** `/tro-giup`: what people ask at the counter, answered once. */
export const helpPage = (page: Frame): string =>
  pageOf(page, {
    title: wordsIn(page.language)('portal.help.title'),
    children: <Topics title="portal.help.title" topics={HELP} hotline={page.centre.hotline} />,
  })

/** `/tiep-can`: how far these pages can be used by everybody, and what has not been tried. */
export const accessibilityPage = (page: Frame): string =>
  pageOf(page, {
    title: wordsIn(page.language)('portal.accessibility.title'),
    children: (
      <Topics title="portal.accessibility.title" topics={ACCESSIBILITY} hotline={page.centre.hotline} />
    ),
  })

type Topic = readonly [heading: Word, text: Word]

const HELP: readonly Topic[] = [
  ['portal.help.track', 'portal.help.track.text'],
  ['portal.help.lost', 'portal.help.lost.text'],
  ['portal.help.send', 'portal.help.send.text'],
  ['portal.help.told', 'portal.help.told.text'],
  ['portal.help.reason', 'portal.help.reason.text'],
  ['portal.help.withdraw', 'portal.help.withdraw.text'],
  ['portal.help.collect', 'portal.help.collect.text'],
  ['portal.help.someone-else', 'portal.help.someone-else.text'],
  ['portal.help.days', 'portal.help.days.text'],
  ['portal.help.late', 'portal.help.late.text'],
  ['portal.help.secret', 'portal.help.secret.text'],
  ['portal.help.no-phone', 'portal.help.no-phone.text'],
]

const ACCESSIBILITY: readonly Topic[] = [
  ['portal.accessibility.works', 'portal.accessibility.works.text'],
  ['portal.accessibility.larger', 'portal.accessibility.larger.text'],
  ['portal.accessibility.checked', 'portal.accessibility.checked.text'],
  ['portal.accessibility.not-checked', 'portal.accessibility.not-checked.text'],
  ['portal.accessibility.tell-us', 'portal.accessibility.tell-us.text'],
]

const Topics = ({
  title,
  topics,
  hotline,
}: {
  title: Word
  topics: readonly Topic[]
  hotline: string | null
}) => {
  const { say } = useSpeech()
  return (
    <>
      <h1>{say(title)}</h1>
      {topics.map(([heading, text]) => (
        <section key={heading}>
          <h2>{say(heading)}</h2>
          <p>{say(text)}</p>
        </section>
      ))}
      <Hotline number={hotline} />
    </>
  )
}
