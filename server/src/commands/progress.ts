const WIDTH = 40

/** A bar on a screen; in a file a line for each tenth. */
export const progressBar = (
  all: number,
  shown = (done: number): string => `${done}/${all}`,
): ((done: number) => void) => {
  let tenths = 0
  let last = ''
  return (done) => {
    const share = all === 0 ? 0 : Math.min(1, done / all)
    if (process.stderr.isTTY) {
      const filled = Math.round(share * WIDTH)
      const line = `\r[${'█'.repeat(filled)}${'·'.repeat(WIDTH - filled)}] ${shown(done)}${share === 1 ? '\n' : ''}`
      if (line !== last) process.stderr.write(line)
      last = line
    } else if (Math.floor(share * 10) > tenths) {
      tenths = Math.floor(share * 10)
      process.stderr.write(`${shown(done)}\n`)
    }
  }
}
