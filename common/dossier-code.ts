/**
 * A dossier code as somebody read it off paper or was told it (`H57.132-260804-0583`): small letters, other dashes, commas
 * and spaces do not matter, nor noughts before the number; nor, after the first letter, O for 0 and I or L for 1, which no
 * code has there. Typed as one word it ends in six digits of the day and four of the number.
 * What has another form is the code of an earlier software, on a receipt of its own: nothing of it is put right but capitals, dashes
 * and spaces, for there an O is an O and a stroke may tell two dossiers apart.
 */
export const readDossierCode = (typed: string): string => {
  const joined = typed
    .normalize('NFKC')
    .trim()
    .toUpperCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s*([-._/,])\s*/g, '$1')
    .replace(/\s+/g, '-')
  const ours = joined.replace(/[_/]/g, '-').replaceAll(',', '.')
  const digits = ours.slice(0, 1) + ours.slice(1).replaceAll('O', '0').replace(/[IL]/g, '1')
  const parts = IN_PARTS.exec(digits) ?? IN_ONE.exec(digits.replace(/[-.]/g, ''))
  if (!parts) return joined
  const [, province, agency, day, number] = parts as unknown as [string, string, string, string, string]
  return `${province}.${agency}-${day}-${number.padStart(4, '0')}`
}

const IN_PARTS = /^([A-Z]\d{2})[-.]?(\d+(?:\.\d+)*)-(\d{6})-(\d{1,9})$/
const IN_ONE = /^([A-Z]\d{2})(\d{1,4})(\d{6})(\d{4})$/
