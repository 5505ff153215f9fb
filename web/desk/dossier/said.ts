import type { Fault } from '#web/ui/error-summary.tsx'

/** The fields that say something, tidied at their ends; an empty one is left out, not sent empty. */
export const said = <Name extends string>(
  fields: Readonly<Record<Name, string>>,
): { [Key in Name]?: string } =>
  Object.fromEntries(
    Object.entries<string>(fields)
      .map(([name, text]) => [name, text.trim()])
      .filter(([, text]) => text !== ''),
  ) as { [Key in Name]?: string }

/** The fault of a field that must say something and does not. */
export const unlessSaid = (text: string, field: string, words: string): readonly Fault[] =>
  text.trim() === '' ? [{ field, words }] : []
