/**
 * The number and symbol of an issued paper (số, ký hiệu): `125/QĐ-UBND`. A clerk may type the number alone; the symbol
 * was approved with the draft, and no other may be issued instead. (Nghị định 30/2020/NĐ-CP, Phụ lục I: Arabic digits,
 * a stroke, the abbreviations in capitals.)
 *
 * @returns null when what was typed is no number of a paper with this symbol
 */
export const resultNumber = (typed: string, symbol: string): string | null => {
  const [, number, typedSymbol] = /^0*([1-9]\d{0,6})\s*(?:\/\s*(.+))?$/su.exec(typed.trim()) ?? []
  if (!number) return null
  if (typedSymbol && sameSymbol(typedSymbol) !== sameSymbol(symbol)) return null
  return `${number}/${symbol}`
}

/** Capitals or not, with blanks or without: `qđ - ubnd` is QĐ-UBND. */
const sameSymbol = (symbol: string): string =>
  symbol.normalize('NFC').replaceAll('\u00D0', 'Đ').replace(/\s/g, '').toLocaleUpperCase('vi')
