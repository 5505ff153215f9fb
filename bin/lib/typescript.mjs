import { pathToFileURL } from 'node:url'
import { inHouse } from './house.mjs'
import { prepare } from './prepare.mjs'

/** Runs a TypeScript program of the house in this process, against the freshly built server. */
export async function runTypeScript(file, args) {
  await prepare({ tools: true })
  const { register } = await import('tsx/esm/api')
  register({ tsconfig: inHouse('tsconfig.json') })
  process.argv = [process.execPath, inHouse(file), ...args]
  await import(pathToFileURL(inHouse(file)).href)
}
