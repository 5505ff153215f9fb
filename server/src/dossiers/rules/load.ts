/**
 * As far as the dossiers of an officer are counted for who gives out work: beyond that nobody is chosen by the difference. A head's page of
 * a dossier read 78,000 rows (0.7 s) where one counter held 60,000. The texts `assign.taker` say so many or more.
 */
export const MOST_LOAD = 500
