import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { LANGUAGES, type Language } from '#common/i18n.ts'
import type { Frame } from './data.ts'
import { Hotline } from './parts/hotline.tsx'
import { InLanguage, useSpeech, wordsIn } from './words.tsx'

interface Matter {
  title: string
  /** True for pages that show somebody's dossier: kept out of search engines, and their address out of referrers. */
  isPrivate?: boolean
  children: ReactNode
}

/** A whole page as text. It needs no script, and holds none. */
export const pageOf = (frame: Frame, matter: Matter): string =>
  `<!doctype html>${renderToStaticMarkup(<Page frame={frame} matter={matter} />)}`

/** The same address in another language; the server turns `lang` into a cookie. */
export const inLanguage = (address: string, language: string): string => {
  const url = new URL(address, 'http://portal')
  url.searchParams.set('lang', language)
  return `${url.pathname}${url.search}`
}

const Page = ({ frame, matter }: { frame: Frame; matter: Matter }) => (
  <html lang={frame.language}>
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      {matter.isPrivate ? (
        <>
          <meta name="robots" content="noindex" />
          <meta name="referrer" content="no-referrer" />
        </>
      ) : null}
      <title>{`${matter.title} – ${frame.centre.name}`}</title>
      <link rel="stylesheet" href={frame.stylesheet} />
    </head>
    <body>
      <InLanguage language={frame.language}>
        <Header frame={frame} />
        <main id="main">
          <Standstill standstill={frame.standstill} />
          {matter.children}
        </main>
        <Footer frame={frame} />
      </InLanguage>
    </body>
  </html>
)

const Header = ({ frame }: { frame: Frame }) => {
  const { say } = useSpeech()
  const path = frame.address.split('?', 1)[0]
  const places = [
    ['/thu-tuc', say('portal.nav.procedures')],
    ['/tra-cuu', say('portal.nav.track')],
    ['/tro-giup', say('portal.nav.help')],
  ] as const
  return (
    <header>
      <a className="skip" href="#main">
        {say('portal.skip')}
      </a>
      <div className="brand">
        <a href="/">
          <strong>{say('product')}</strong>
          {frame.centre.name === say('product') ? null : <span>{frame.centre.name}</span>}
        </a>
        <LanguageLinks frame={frame} />
      </div>
      <nav aria-label={say('portal.nav')}>
        {places.map(([href, name]) => (
          <a key={href} href={href} aria-current={path === href ? 'page' : undefined}>
            {name}
          </a>
        ))}
      </nav>
    </header>
  )
}

/** That nothing can be sent or handed in just now; what is there can be looked at all the same. */
const Standstill = ({ standstill }: Pick<Frame, 'standstill'>) => {
  const { say } = useSpeech()
  if (!standstill) return null
  return (
    <div className="notice neutral" role="status">
      <p>
        <strong>{say('portal.standstill')}</strong> {standstill.reason}{' '}
        {say('portal.standstill-until', { until: standstill.until })}
      </p>
    </div>
  )
}

/** Each language is named in itself, so that it is found by those who read no other. */
const LanguageLinks = ({ frame }: { frame: Frame }) => {
  const others = LANGUAGES.filter((language) => language !== frame.language)
  if (frame.sent) return <LanguageForm languages={others} sent={frame.sent} />
  return others.map((language) => (
    <a
      key={language}
      className="language"
      href={inLanguage(frame.address, language)}
      lang={language}
      hrefLang={language}
    >
      {wordsIn(language)(`language.${language}`)}
    </a>
  ))
}

/** What was sent is sent again, not linked to: the secret of a receipt stays out of the address. */
const LanguageForm = ({
  languages,
  sent: { to, fields },
}: {
  languages: readonly Language[]
  sent: NonNullable<Frame['sent']>
}) => (
  <form method="post" action={to}>
    {Object.entries(fields).map(([name, value]) => (
      <input key={name} type="hidden" name={name} value={value} />
    ))}
    {languages.map((language) => (
      <button key={language} type="submit" className="language" name="lang" value={language} lang={language}>
        {wordsIn(language)(`language.${language}`)}
      </button>
    ))}
  </form>
)

const Footer = ({ frame: { centre } }: { frame: Frame }) => {
  const { say } = useSpeech()
  return (
    <footer>
      <p>
        <strong>{centre.name}</strong>
        {centre.address ? <br /> : null}
        {centre.address}
      </p>
      <Hotline number={centre.hotline} />
      <nav aria-label={say('portal.footer.nav')}>
        <a href="/lich-lam-viec">{say('portal.nav.calendar')}</a>
        <a href="/tro-giup">{say('portal.nav.help')}</a>
        <a href="/tiep-can">{say('portal.nav.accessibility')}</a>
        <a href="/so-kiem-toan">{say('portal.nav.ledger')}</a>
      </nav>
    </footer>
  )
}
