/** Prints the papers that an act froze. */
export const RENDER_PAPERS = 'dossiers.render-papers'

/** Prints a manifest; its job hangs on the first dossier of it, with the manifest's number. */
export const RENDER_MANIFESTS = 'dossiers.render-manifests'

/** Ends what was waited for when its day has passed. */
export const LAPSE_WAITS = 'dossiers.lapse-waits'

/** Writes the words by which people of an older version's dossiers are found; named by the migration that asks for it. */
export const INDEX_PEOPLE = 'dossiers.index-people'
