/** A statement with a name: PostgreSQL parses and plans it once for each connection. */
export interface Statement<Row = unknown> {
  name: string
  text: string
  /** Only for the compiler: what a row looks like. */
  row?: Row
}

const texts = new Map<string, string>()

/** @throws Error when another statement has the name: a connection would run whichever it met first */
export const statement = <Row>(name: string, text: string): Statement<Row> => {
  if ((texts.get(name) ?? text) !== text) throw new Error(`two statements are named ${name}`)
  texts.set(name, text)
  return { name, text }
}
