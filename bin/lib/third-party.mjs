import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { inHouse, Stop } from './house.mjs'

/** Licences under which we may hand a package on with an Apache-2.0 product. */
const ACCEPTED = [
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
  'OFL-1.1',
  'PostgreSQL',
  // Of files that travel unaltered, with their source: it asks for no more.
  'MPL-2.0',
]

/** Packages whose manifest names no licence, or none that is one; read in their LICENSE file by a person. */
const READ_BY_HAND = { 'png-js': 'MIT', 'incremental-encoder': 'MPL-2.0' }

/**
 * THIRD_PARTY.md: every package an office runs, its version, its licence and the texts that have to travel with it.
 * The list is taken from package-lock.json and so is the same on every machine; packages made for one kind of
 * machine (a native binary) are listed, and their text is that of the package which asks for them.
 */
export function thirdPartyNotice() {
  const packages = Object.entries(JSON.parse(readFileSync(inHouse('package-lock.json'), 'utf8')).packages)
    .filter(
      ([path, entry]) => path.startsWith('node_modules/') && !entry.dev && !entry.devOptional && !entry.link,
    )
    .map(([path, entry]) => ({ path, name: entry.name ?? path.split('node_modules/').at(-1), ...entry }))
    .map((entry) => ({ ...entry, license: READ_BY_HAND[entry.name] ?? entry.license }))
    .sort((a, b) => order(a.name, b.name) || order(a.version, b.version))
  const refused = packages.filter(({ license }) => !isAccepted(license))
  if (refused.length > 0) {
    const named = refused.map(({ name, license }) => `${name} (${license ?? 'none named'})`).join(', ')
    throw new Stop(
      `These packages have a licence we have not accepted: ${named}. See bin/lib/third-party.mjs.`,
    )
  }
  return [
    '# Third-party software\n',
    'Made by `npm run generate` from package-lock.json: what an office runs besides our own code. Test and build tools',
    'are not listed. NOTICE names what else travels with the product.\n',
    '| package | version | licence |',
    '| --- | --- | --- |',
    ...packages.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`),
    '\n## Licence texts\n',
    ...textsOf(packages).map(({ text, holders }) =>
      [...holders.map((holder) => `- ${holder}`), '', '```text', text, '```', ''].join('\n'),
    ),
  ].join('\n')
}

function textsOf(packages) {
  const texts = new Map()
  for (const { path, name, os, cpu } of packages) {
    if (os || cpu) continue
    const whole = licenceFile(path)
    if (!whole) continue
    const { text, copyright } = withoutCopyright(whole)
    const key = text.replace(/\W+/g, ' ').toLowerCase().trim()
    const known = texts.get(key) ?? { text, holders: [] }
    known.holders.push(copyright ? `${name}: ${copyright}` : name)
    texts.set(key, known)
  }
  return [...texts.values()].map(({ text, holders }) => ({ text, holders: [...new Set(holders)] }))
}

function licenceFile(path) {
  const folder = inHouse(path)
  const file =
    existsSync(folder) &&
    readdirSync(folder)
      .sort()
      .find((name) => /^(licen[cs]e|copying|unlicense)(\.(md|txt))?$/i.test(name))
  return file && readFileSync(`${folder}/${file}`, 'utf8').replaceAll('\r\n', '\n')
}

/** The same text with another holder's name is one text: the names are told apart, above it. */
function withoutCopyright(whole) {
  const isCopyright = (line) => /^\W*(copyright|©)\s*(\(c\)|©|\d|[A-Z])/i.test(line) && line.length < 160
  const isTitle = (line) => /^[#\s]*(the )?(mit|isc) licen[cs]e( \((mit|isc)\))?\W*$/i.test(line)
  const lines = whole.split('\n').map((line) => line.trimEnd())
  // These two speak of copyright lines within the text itself.
  const keepAll = /Apache License|SIL OPEN FONT LICENSE/.test(whole)
  const copyright = keepAll
    ? []
    : lines.filter(isCopyright).map((line) => line.replace(/^\W+/, '').replace(/\.$/, '').trim())
  const text = lines
    .filter(
      (line) =>
        keepAll || !(isCopyright(line) || isTitle(line) || /^all rights reserved\.?$/i.test(line.trim())),
    )
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\s+$/g, '')
  return { text, copyright: [...new Set(copyright)].join('; ') }
}

const isAccepted = (license) =>
  Boolean(license) &&
  license
    .replace(/[()]/g, '')
    .split(/ OR /)
    .some((choice) => choice.split(/ AND /).every((one) => ACCEPTED.includes(one.trim())))

const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0)
