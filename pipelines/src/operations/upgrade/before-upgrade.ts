/** How the copies of the working file begin that `flis upgrade` leaves, for going back to the flis that made it. */
export const BEFORE_UPGRADE = 'flis.duckdb.before-upgrade-'
