import { join } from 'node:path'
import { fail, type LedgerReader, nearest } from '@flis/core'
import { type Catalogue, catalogueOfVersion } from '@flis/dm'

/** What readers had once a run had ended. */
export interface VersionOfRun {
  readonly run: number
  readonly version: number
  /** The run that published it: this one, or an earlier one where this one changed nothing. */
  readonly publishedBy: number
  readonly catalogue: Catalogue
  readonly folder: string
}

const standingAfter = async (ledger: LedgerReader, run: number): Promise<number> => {
  const [row] = await ledger.rows(
    `select coalesce(max(nr), 0) as nr
     from (
       select nr from versions where run <= ${run} and not beside
       union all
       select version from runs where id <= ${run}
     )`,
  )
  return Number(row?.nr ?? 0)
}

/**
 * The version that readers had once a run had ended. Errors: U004 (no such run; names the nearest), U005 (nothing had been
 * published yet), S010 (the version is no longer kept).
 */
export const versionOfRun = async (
  ledger: LedgerReader,
  published: string,
  run: number,
): Promise<VersionOfRun> => {
  const ids = (await ledger.rows('select id from runs order by id')).map((row) => String(row.id))
  if (!ids.includes(String(run))) {
    const expected = nearest(String(run), ids)
    return fail('U004', { found: `run ${run}`, ...(expected === undefined ? {} : { expected }) })
  }
  const version = await standingAfter(ledger, run)
  if (version === 0) fail('U005', { found: `run ${run}` })
  const catalogue = await catalogueOfVersion(published, version)
  if (catalogue === undefined)
    return fail('S010', {
      found: `version ${version} of run ${run}`,
      detail: 'the setting is retention.versions',
    })
  return { run, version, publishedBy: catalogue.run, catalogue, folder: join(published, String(version)) }
}
