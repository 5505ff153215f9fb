import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

/** What stands nowhere in the product, because nothing that it is good for is worth what it opens. */

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

const NEVER: readonly (readonly [why: string, is: RegExp, planted: string, but?: RegExp])[] = [
  ['text is not run as a program', /\beval\(|\bnew Function\(|['"]node:vm['"]/, 'eval(text)'],
  [
    'no other program is started through a shell',
    /shell: true|execSync\(|(?<![.\w])exec\(/,
    "exec('ls ' + name)",
  ],
  [
    'text becomes a page as text',
    /dangerouslySetInnerHTML|\.(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write/,
    'node.innerHTML = name',
  ],
  ['no window speaks to another', /\bpostMessage\(|['"]message['"], \(?event/, 'opener.postMessage(x)'],
  [
    'what is not kept safe is not encrypted with it',
    /-ecb|\bdes-|rc4|'aes-\d+-cbc/i,
    "createCipheriv('aes-256-ecb')",
  ],
  ['no digest that was broken', /create(?:Hash|Hmac)\(\s*['"](?:md5|sha1)/i, "createHash('md5')"],
  // A pause between two tries may be guessed.
  ['chance that nobody guesses', /Math\.random/, 'const token = Math.random()', /setTimeout|sleep/],
  [
    'a certificate is not taken unseen',
    /rejectUnauthorized: false|NODE_TLS_REJECT/,
    'rejectUnauthorized: false',
  ],
  ['no template is built of what was sent', /\b(?:ejs|handlebars|nunjucks|pug)\b['"]/, "from 'ejs'"],
]

/** The server asks nobody: no address that somebody gives it is ever fetched. The database is spoken to by its driver. */
const OUTWARD = /\bfetch\(|\bhttps?\.(?:get|request)\(|from ['"]undici|['"]node:(?:https|http2|dgram)['"]/

const sources = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|tsx|mjs)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/\.(?:test|testing|d)\.tsx?$/.test(path))

const linesWith = (folders: readonly string[], is: RegExp, but?: RegExp): string[] =>
  folders.flatMap(sources).flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => is.test(line) && !but?.test(line))
      .map((line) => `${path.slice(ROOT.length)}: ${line.trim()}`),
  )

describe('in the product', () => {
  for (const [why, is, planted, but] of NEVER)
    test(why, () => {
      expect(is.test(planted)).toBe(true)
      expect(linesWith(['server/src', 'web', 'common'], is, but)).toEqual([])
    })

  test('the server asks no address of anybody', () => {
    expect(OUTWARD.test('await fetch(url)')).toBe(true)
    expect(linesWith(['server/src', 'common'], OUTWARD)).toEqual([])
  })
})
