const VOID = ['br', 'col', 'hr', 'img', 'input', 'link', 'meta']
const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z:-]+(?:="[^"<]*")?)*)\s*(\/?)>/y

/** What is broken in a page: tags that do not match, ids used twice, references that lead nowhere. */
export const brokenIn = (html: string): string[] => {
  const broken: string[] = []
  const open: string[] = []
  let at = '<!doctype html>'.length
  while (at < html.length) {
    const text = html.indexOf('<', at)
    if (text === -1) break
    TAG.lastIndex = text
    const tag = TAG.exec(html)
    if (!tag) {
      broken.push(`not a tag: ${html.slice(text, text + 40)}`)
      break
    }
    const [whole, closing, name = ''] = tag
    if (closing) {
      const last = open.pop()
      if (last !== name) broken.push(`</${name}> closes <${last}>`)
    } else if (!VOID.includes(name)) open.push(name)
    at = text + whole.length
  }
  broken.push(...open.map((name) => `<${name}> is not closed`))

  const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id ?? '')
  broken.push(...ids.filter((id, place) => ids.indexOf(id) !== place).map((id) => `id ${id} is used twice`))
  const referred = [
    ...html.matchAll(/\s(?:for|aria-labelledby|aria-describedby)="([^"]*)"|href="#([^"]*)"/g),
  ].flatMap(([, list, anchor]) => (list ?? anchor ?? '').split(' '))
  broken.push(...referred.filter((id) => !ids.includes(id)).map((id) => `nothing has the id ${id}`))
  return broken
}

const SIGNS: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
  '&amp;': '&',
}

/** What is read on a page, without its tags. */
export const textOf = (html: string): string => unescaped(html.replace(/<[^>]*>/g, ''))

export const unescaped = (html: string): string =>
  html.replace(/&(?:lt|gt|quot|amp|#x27);/g, (sign) => SIGNS[sign] ?? sign)
