import { join } from 'node:path'
import { compileSql, type Dataomraade, type Model, month, quoteIdent } from '@flis/core'
import { hiddenColumns, inBuildOrder, openPublished, relationsFor } from '@flis/dm'
import type { TestWarehouse } from '@flis/pipelines'

/**
 * The tables of an area that are not what their SQL gives over the whole of DSA_HIST, with how many rows differ: each is
 * compared as it stands, unit by unit and month by month built up, with one computation of everything.
 *
 * @param day as of which a Borger run has built
 */
export const notAsComputed = async (
  w: TestWarehouse,
  area: Dataomraade,
  until: string,
  day?: string,
): Promise<Readonly<Record<string, number>>> => {
  const published = await openPublished(join(w.root, 'published'))
  try {
    const tableOf = (model: Model): string => published.withHidden(model.name)
    const differing: Record<string, number> = {}
    for (const model of inBuildOrder([area])) {
      const columns = [...Object.keys(model.columns), ...hiddenColumns(model)]
        .filter((name) => name !== model.keyColumn || model.natural === undefined)
        .map(quoteIdent)
        .join(', ')
      const known = model.keyColumn === undefined ? '' : `where ${quoteIdent(model.keyColumn)} <> -1`
      const standing = `select ${columns} from ${tableOf(model)} ${known}`
      const scope = { month: month(until), from: null, ...(day === undefined ? {} : { day }) }
      const computed = `select ${columns} from (${compileSql(model.sql(scope), relationsFor({}, tableOf))})`
      const [row] = await w.query(
        `select count(*)::integer as n
         from ((${standing} except all ${computed}) union all (${computed} except all ${standing}))`,
      )
      if (row?.n !== 0) differing[model.name] = Number(row?.n)
    }
    return differing
  } finally {
    published.close()
  }
}
