/**
 * Where in a body a character stands that no keyboard gives and no paper shows, as a path like `owner.email`; null: nowhere.
 * Ends of lines and tabulators are no such characters: texts of several lines have them, and readers of one line take them for
 * blanks.
 */
export const controlCharacterIn = (body: unknown): string | null => {
  // Not by recursion: a body that no schema has held may be nested ten thousand deep.
  const ahead: [value: unknown, path: string][] = [[body, '']]
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    const [value, path] = next
    if (typeof value === 'string' && CONTROL.test(value)) return path
    if (typeof value !== 'object' || value === null) continue
    for (const [name, part] of Object.entries(value).reverse()) {
      if (CONTROL.test(name)) return path
      ahead.push([part, Array.isArray(value) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`])
    }
  }
  return null
}

// \t \n \v \f \r are blanks. What else is a control, among it NUL, ESC, DEL and those of the second half (U+0080 to U+009F).
const CONTROL = /[^\P{Cc}\t\n\v\f\r]/u
