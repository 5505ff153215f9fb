/**
 * A dossier code as somebody read it off paper (`H57.132-260804-0583`): small letters, other dashes, commas and
 * spaces do not matter; nor, after the first letter, O for 0 and I or L for 1, which no code has there.
 * What is not a code stays what it is, and is looked up in vain.
 */
export const readDossierCode = (typed: string): string => {
  const joined = typed
    .normalize('NFKC')
    .trim()
    .toUpperCase()
    .replace(/[\u2010-\u2015\u2212_/]/g, '-')
    .replaceAll(',', '.')
    .replace(/\s*([-.])\s*/g, '$1')
    .replace(/\s+/g, '-')
  return joined.slice(0, 1) + joined.slice(1).replaceAll('O', '0').replace(/[IL]/g, '1')
}
