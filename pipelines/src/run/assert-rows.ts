import { type Env, fail, type Model } from '@flis/core'
import { type Built, tableSql } from '@flis/dm'

/**
 * A look for `tap`: counts the rows that a model will have, and stops the run when `holds` says no (M002).
 *
 * @example andThen(tap('rows?', assertRows(FactKYYdelser, n => n > 0)))
 */
export const assertRows =
  (model: Model, holds: (rows: number) => boolean) =>
  async (built: Built, env: Env): Promise<void> => {
    const session = await env.warehouse.session(env.signal)
    try {
      const rows = Number(
        await session.value(`select count(*) from (${tableSql(model, built.tables.get(model.name))})`),
      )
      if (!holds(rows)) fail('M002', { model: model.name, found: `${rows} rows` })
    } finally {
      session.close()
    }
  }
