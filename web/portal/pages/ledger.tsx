import type { Frame, LatestCheckpoint } from '../data.ts'
import { pageOf } from '../frame.tsx'
import { useSpeech, type Word, wordsIn } from '../words.tsx'

interface LedgerMatter {
  /** Null before the first one. */
  checkpoint: LatestCheckpoint | null
}

/** `/so-kiem-toan`: that what was done cannot be altered unseen, in plain words, and how anybody can hold us to it. */
export const ledgerPage = (page: Frame & LedgerMatter): string =>
  pageOf(page, {
    title: wordsIn(page.language)('portal.ledger.title'),
    children: <Matter checkpoint={page.checkpoint} />,
  })

const Matter = ({ checkpoint }: LedgerMatter) => {
  const { say } = useSpeech()
  return (
    <article>
      <h1>{say('portal.ledger.title')}</h1>
      <Topic name="portal.ledger.what" text="portal.ledger.what.text" />
      <Topic name="portal.ledger.unseen" text="portal.ledger.unseen.text" />
      <section>
        <h2>{say('portal.ledger.latest')}</h2>
        {checkpoint ? <Latest checkpoint={checkpoint} /> : <p>{say('portal.ledger.none')}</p>}
      </section>
      <section>
        <h2>{say('portal.ledger.keep')}</h2>
        <p>{say('portal.ledger.keep.text')}</p>
        <ul className="words">
          <li>
            <a href="/api/ledger/checkpoints">{say('portal.ledger.checkpoints')}</a>
          </li>
          <li>
            <a href="/api/ledger/keys">{say('portal.ledger.keys')}</a>
          </li>
        </ul>
      </section>
      <Topic name="portal.ledger.check" text="portal.ledger.check.text" />
      <Topic name="portal.ledger.limits" text="portal.ledger.limits.text" />
    </article>
  )
}

const Topic = ({ name, text }: { name: Word; text: Word }) => {
  const { say } = useSpeech()
  return (
    <section>
      <h2>{say(name)}</h2>
      <p>{say(text)}</p>
    </section>
  )
}

const Latest = ({ checkpoint: { size, root, madeAt, keyId, note } }: { checkpoint: LatestCheckpoint }) => {
  const { say, moment } = useSpeech()
  const facts = [
    ['portal.ledger.made', moment(madeAt)],
    ['portal.ledger.size', say('portal.ledger.lines', { count: size })],
    ['portal.ledger.root', root],
    ['portal.ledger.key', keyId],
  ] as const satisfies readonly (readonly [Word, string])[]
  return (
    <>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{say(name)}</dt>
            <dd className="whole">{value}</dd>
          </div>
        ))}
      </dl>
      <p>{say('portal.ledger.note')}</p>
      <pre className="note">{note}</pre>
      <p className="hint">{say('portal.ledger.utc')}</p>
    </>
  )
}
