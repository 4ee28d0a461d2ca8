import { appendColumns, quoteText, type Session } from '@flis/core'

/** A row that cannot be read as one: a physical line of csv, or a Bundle refused whole. */
export interface BrokenRow {
  readonly line: number
  readonly code: string
  /** As received. Personal data: quarantine only. */
  readonly raw: string
}

/** Contract of a Bundle that is refused whole: nobody can tell which contracts would have taken its resources. */
export const NO_CONTRACT = ''

/**
 * The rows of one delivery that landing puts into quarantine, held by the engine until the commit: there can be
 * as many as there are lines.
 */
export const openBrokenRows = async (session: Session): Promise<void> => {
  await session.run(
    'create or replace temp table broken_rows (file varchar, contract varchar, line bigint, code varchar, "row" varchar)',
  )
}

export const addBrokenRows = (
  session: Session,
  file: string,
  contract: string,
  rows: readonly BrokenRow[],
): Promise<void> =>
  appendColumns(session, 'broken_rows', [
    rows.map(() => file),
    rows.map(() => contract),
    rows.map(({ line }) => BigInt(line)),
    rows.map(({ code }) => code),
    rows.map(({ raw }) => raw),
  ])

/** Moves them to the ledger; part of the delivery's transaction. */
export const quarantineBrokenRows = async (
  session: Session,
  by: { readonly delivery: string; readonly now: string; readonly run: number },
): Promise<void> => {
  await session.run(
    `insert into ops.quarantine (delivery, file, line, contract, codes, columns, "row", state, first_seen, run)
     select ${quoteText(by.delivery)}, file, line, contract, [code], []::varchar[], "row", 'open', $now, ${by.run}
     from broken_rows
     order by file, line, contract`,
    { now: by.now },
  )
}

/** Gives the room back. After an error that ended the session nothing more can be dropped, and nothing need be. */
export const closeBrokenRows = async (session: Session): Promise<void> => {
  await session.run('drop table if exists broken_rows').catch(() => undefined)
}
