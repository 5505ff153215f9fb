import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './house.mjs'

const SWITCHED_OFF =
  /\b(it|test|describe|suite|bench)(\.\w+)*\.(only|skip|todo|skipIf|runIf|fails)\b|\b(xit|xtest|xdescribe|fit|fdescribe)\s*\(|\b(ctx|context|task)\.skip\s*\(/

/** One sentence for each test that is switched off or runs alone, under `base`. */
export const testsSwitchedOff = (base = root) =>
  ['server', 'common', 'web', 'bench', 'prove', 'bin']
    .flatMap((folder) => testsUnder(join(base, folder), folder))
    .flatMap(([name, path]) =>
      readFileSync(path, 'utf8')
        .split('\n')
        .map((line, at) => [line, at + 1])
        .filter(([line]) => SWITCHED_OFF.test(line))
        .map(([line, at]) => `${name}:${at} ${line.trim()}`),
    )

function testsUnder(folder, name) {
  let entries = []
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
  return entries.flatMap((entry) => {
    if (entry.isDirectory())
      return entry.name === 'node_modules'
        ? []
        : testsUnder(join(folder, entry.name), `${name}/${entry.name}`)
    return /\.test\.(tsx?|mjs)$/.test(entry.name) ? [[`${name}/${entry.name}`, join(folder, entry.name)]] : []
  })
}

/** A lockfile that names an address ties everyone to the registry of whoever wrote it. */
export const addressesInLockfile = (base = root) =>
  readFileSync(join(base, 'package-lock.json'), 'utf8')
    .split('\n')
    .map((line, at) => [line, at + 1])
    .filter(([line]) => /"resolved"\s*:|https?:\/\/[^"]*\.tgz/.test(line))
    .map(([line, at]) => `package-lock.json:${at} ${line.trim()}`)
