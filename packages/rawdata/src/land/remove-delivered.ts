import { type Env, quoteIdent, quoteText, type Session } from '@flis/core'
import { type KeptDelivery, nameKey, removeKept } from '../folder/remove-kept.js'
import { recoverLanding } from './recover-landing.js'
import { showRaadata } from './show-raadata.js'

const keptOf = async (session: Session, condition: string): Promise<readonly KeptDelivery[]> => {
  const rows = await session.rows(
    `select file_name, sha256, metadata_sha256 from ops.deliveries where ${condition} order by id`,
  )
  return rows.map((row) => ({
    fileName: String(row.file_name),
    sha256: String(row.sha256),
    metadataSha256: String(row.metadata_sha256),
  }))
}

/**
 * The ledger's part of deleting the Rådata of deliveries: from here on they do not count, and what lies on disk is
 * nobody's. The text of their rows in quarantine goes with them. Part of the caller's transaction.
 *
 * @param checkpoint the one that stands for them: `ops.deliveries` names it already
 */
export const forgetRaadata = async (env: Env, session: Session, checkpoint: number): Promise<void> => {
  const ids = `(select id from ops.deliveries where checkpoint = ${checkpoint})`
  const contracts = await session.rows(
    `select distinct contract from ops.raadata where delivery in ${ids} order by contract`,
  )
  await session.run(`delete from ops.raadata where delivery in ${ids}`)
  await session.run(
    `update ops.quarantine
     set "row" = null, state = case when state = 'open' then 'accepted loss' else state end
     where delivery in ${ids}`,
  )
  const known = new Map(env.areas.flatMap((area) => area.contracts).map((each) => [each.name, each]))
  for (const row of contracts) {
    const name = String(row.contract)
    const contract = known.get(name)
    const left = await session.value(`select count(*) from ops.raadata where contract = ${quoteText(name)}`)
    if (left !== 0n && contract !== undefined) await showRaadata(session, env.warehouse.paths.root, contract)
    if (left !== 0n) continue
    // a view over no file cannot be read
    await session.run(`drop view if exists raadata.${quoteIdent(name)}`)
    await session.run(`delete from ops.meta where name = ${quoteText(`view raadata.${name}`)}`)
  }
}

/**
 * Removes the files of deliveries whose Rådata the ledger has forgotten: Parquet, names in `archive/` and `rejected/`,
 * and archived bytes that no other delivery needs. Repeating it goes on where it stood.
 *
 * @returns how many files were removed
 *
 * @example await removeDelivered(env, session, 3)
 */
export const removeDelivered = async (env: Env, session: Session, checkpoint: number): Promise<number> => {
  const { removed } = await recoverLanding(env, session)
  const staying = await keptOf(session, 'checkpoint is null')
  const needed = {
    contents: new Set(staying.flatMap((each) => [each.sha256, each.metadataSha256])),
    names: new Set(staying.map(nameKey)),
  }
  const cut = await keptOf(session, `checkpoint = ${checkpoint}`)
  return removed + (await removeKept(env.warehouse.paths, cut, needed))
}
