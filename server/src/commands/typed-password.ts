import { createInterface } from 'node:readline'
import { Refusal } from '#platform/refusal.ts'
import { inBoth } from './words.ts'

/** A password, never as an argument: those stand in the list of processes and in the history of the shell. */
export const typedPassword = async (): Promise<string> => {
  if (!process.stdin.isTTY) return firstLine()
  const [vietnamese, english] = inBoth('command.user-type-password')
  const password = await hidden(`${vietnamese} / ${english}: `)
  const [again, inEnglish] = inBoth('command.user-type-again')
  if ((await hidden(`${again} / ${inEnglish}: `)) !== password)
    throw new Refusal('INVALID', 'passwords-differ')
  return password
}

const firstLine = async (): Promise<string> => {
  for await (const line of createInterface({ input: process.stdin })) return line
  return ''
}

const CTRL_C = '\u0003'
const CTRL_D = '\u0004'

/** What is typed until Enter, shown nowhere. */
const hidden = (prompt: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { stdin } = process
    process.stderr.write(prompt)
    stdin.setRawMode(true)
    stdin.setEncoding('utf8')
    stdin.resume()
    let typed = ''
    const end = (done: () => void) => {
      stdin.off('data', hear)
      stdin.setRawMode(false)
      stdin.pause()
      process.stderr.write('\n')
      done()
    }
    const hear = (text: string) => {
      for (const sign of text) {
        if (sign === '\r' || sign === '\n' || sign === CTRL_D) return end(() => resolve(typed))
        if (sign === CTRL_C) return end(() => reject(new Refusal('INVALID', 'typing-stopped')))
        typed = sign === '\u007f' || sign === '\b' ? [...typed].slice(0, -1).join('') : typed + sign
      }
    }
    stdin.on('data', hear)
  })
