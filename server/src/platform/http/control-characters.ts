/**
 * Where in a body a character stands that no keyboard gives and no paper shows, as a path like `owner.email`; null: nowhere.
 * Ends of lines and tabulators are no such characters: texts of several lines have them, and readers of one line take them for
 * blanks. Bodies are held against their schemas first, so this goes no deeper than they do.
 */
export const controlCharacterIn = (value: unknown, path = ''): string | null => {
  if (typeof value === 'string') return CONTROL.test(value) ? path : null
  if (typeof value !== 'object' || value === null) return null
  for (const [name, part] of Object.entries(value)) {
    const place = Array.isArray(value) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`
    const found = CONTROL.test(name) ? path : controlCharacterIn(part, place)
    if (found !== null) return found
  }
  return null
}

// \t \n \v \f \r are blanks. What else is a control, among it NUL, ESC, DEL and those of the second half (U+0080 to U+009F).
const CONTROL = /[^\P{Cc}\t\n\v\f\r]/u
