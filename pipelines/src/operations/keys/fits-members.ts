import {
  asFlisError,
  type Dataomraade,
  hmacPads,
  quoteIdent,
  quoteText,
  type Session,
  type WarehouseKey,
} from '@flis/core'
import {
  codeFingerprint,
  countedMembers,
  hiddenColumns,
  inBuildOrder,
  newestVersion,
  tableSql,
  tablesOfVersion,
} from '@flis/dm'

/** So many members tell enough: with another key not one of them has the surrogate that it should have. */
const SOME_MEMBERS = 100

/**
 * Tells whether the surrogates of the newest version have been made with a key, for warehouses whose ledger does not say
 * so yet. Only dimensions that present code has made are asked; undefined where there is none with members.
 *
 * @example await fitsMembers(session, '/data/lager/published', [ky], key) // true
 */
export const fitsMembers = async (
  session: Session,
  published: string,
  areas: readonly Dataomraade[],
  key: WarehouseKey,
): Promise<boolean | undefined> => {
  const tables = await tablesOfVersion(session, published, await newestVersion(session))
  for (const model of inBuildOrder(areas)) {
    const table = tables.get(model.name)
    if (model.natural === undefined || model.keyColumn === undefined || table === undefined) continue
    const made = await session.value(
      `select count(*) from ops.intervals where model = ${quoteText(model.name)} and code_fingerprint = ${quoteText(codeFingerprint(model))}`,
    )
    if (made === 0n) continue
    const members = `(
      select * from (${tableSql(model, table, hiddenColumns(model))})
      where ${quoteIdent(model.keyColumn)} <> -1
      limit ${SOME_MEMBERS}
    )`
    try {
      const all = Number(await session.value(`select count(*) from ${members}`))
      const others = await session.rows(countedMembers(model, members), {
        ...hmacPads(key, `dim:${model.name}`),
      })
      if (all > 0) return others.length < all
    } catch (thrown) {
      // files that are not there are for others to tell of
      if (asFlisError(thrown).code !== 'S999') throw thrown
    }
  }
  return undefined
}
