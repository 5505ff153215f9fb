/** A text as typed, by its lines: each is a paragraph of the paper, empty ones are none. */
export const paragraphsOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
