import { quoteText, type Row, type Session } from '@flis/core'

/** A key that surrogates have been made with, as `ops.keys` has it: never the key itself. */
export interface LedgerKey {
  /** Counted up from 1. */
  readonly nr: number
  readonly fingerprint: string
  /** UTC, ISO 8601. */
  readonly since: string
}

const keyOf = (row: Row): LedgerKey => ({
  nr: Number(row.nr),
  fingerprint: String(row.fingerprint),
  since: String(row.since),
})

/** The keys that the ledger knows, the one in use first; none before the first command that wrote. */
export const ledgerKeys = async (session: Session): Promise<readonly LedgerKey[]> =>
  (
    await session.rows('select nr, fingerprint, since from ops.keys where since is not null order by nr desc')
  ).map(keyOf)

/** Number of a key whose rotation is under way; null where none is. */
export const keyUnderWay = async (session: Session, fingerprint: string): Promise<number | null> => {
  const nr = await session.value(
    `select max(nr) from ops.keys where since is null and fingerprint = ${quoteText(fingerprint)}`,
  )
  return nr === null ? null : Number(nr)
}

/** The first key of a warehouse, or of one that was made before keys stood in the ledger. */
export const adoptKey = async (session: Session, fingerprint: string, since: string): Promise<void> => {
  await session.run(
    `insert into ops.keys values (1, ${quoteText(fingerprint)}, ${quoteText(since)}, null, null)`,
  )
}

/** From here on nothing counts as built, until {@link takeIntoUse} or {@link undoRotation}. */
export const beginRotation = async (session: Session, fingerprint: string): Promise<void> => {
  await session.run(
    `insert into ops.keys
     select coalesce(max(nr), 0) + 1, ${quoteText(fingerprint)}, null, null, null from ops.keys`,
  )
}

/** Part of the transaction that makes the tables with the new key visible. */
export const takeIntoUse = async (
  session: Session,
  by: { readonly since: string; readonly run: number | null; readonly version: number | null },
): Promise<void> => {
  await session.run(
    `update ops.keys
     set since = ${quoteText(by.since)}, run = ${by.run ?? 'null'}, version = ${by.version ?? 'null'}
     where since is null`,
  )
}

/** Forgets a rotation that did not come to its end; true where there was one. */
export const undoRotation = async (session: Session): Promise<boolean> =>
  (await session.run('delete from ops.keys where since is null')) > 0
