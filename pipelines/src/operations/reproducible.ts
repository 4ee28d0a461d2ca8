import type { LedgerReader } from '@flis/core'

/** Whether a run's result can be made again from its basis. */
export interface Reproducible {
  readonly reproducible: boolean
  /** Deliveries of the basis whose Rådata retention has deleted since. */
  readonly cut: number
}

/**
 * Looks for what retention has taken from a run's basis since. A run that came after stands on the checkpoint, and can
 * be made again from it.
 *
 * @example (await reproducible(ledger, 12)).reproducible // false: retention cut its basis
 */
export const reproducible = async (ledger: LedgerReader, run: number): Promise<Reproducible> => {
  const [row] = await ledger.rows(
    `select count(*) as cut
     from (select unnest(basis) as delivery from runs where id = ${run}) as basis
     join deliveries on deliveries.id = basis.delivery
     where deliveries.checkpoint is not null
       and ${run} < (select coalesce(max(run), 0) from checkpoints)`,
  )
  const cut = Number(row?.cut ?? 0)
  return { reproducible: cut === 0, cut }
}
