import type { Dataomraade, Model, Session } from '@flis/core'
import { codeFingerprint, contractsBehind, inBuildOrder } from '@flis/dm'

/** Tables of DM that the next month-run makes anew although nothing new has been delivered. */
export interface ChangedModels {
  /** Made by other code. */
  readonly changed: readonly string[]
  /** That were not there. */
  readonly missing: readonly string[]
}

/** Compares what tables have been made by with the code of today; nothing before the first month-run. */
export const changedModels = async (
  session: Session,
  areas: readonly Dataomraade[],
): Promise<ChangedModels> => {
  const rows = await session.rows(
    `select model, list(distinct code_fingerprint) as codes
     from (
       select model, code_fingerprint
       from ops.intervals
       qualify row_number() over (partition by model, kommune order by month desc) = 1
     )
     group by model`,
  )
  if (rows.length === 0) return { changed: [], missing: [] }
  const codes = new Map(
    rows.map((row) => [
      String(row.model),
      (row.codes as unknown as { readonly items: readonly string[] }).items,
    ]),
  )
  const models = inBuildOrder(areas)
  const loaded = new Set(
    (await session.rows('select distinct contract from ops.loads')).map((row) => String(row.contract)),
  )
  // What comes from nobody's deliveries yet is not made at all.
  const hasRows = (model: Model): boolean => {
    const behind = contractsBehind(model)
    return behind.length === 0 || behind.some((each) => loaded.has(each.name))
  }
  const isChanged = (code: string, of: readonly string[]): boolean => of.some((each) => each !== code)
  return {
    changed: models
      .filter((model) => isChanged(codeFingerprint(model), codes.get(model.name) ?? []))
      .map((each) => each.name),
    missing: models.filter((model) => !codes.has(model.name) && hasRows(model)).map((each) => each.name),
  }
}
