import type { Env, Model, Session } from '@flis/core'
import { hiddenColumns } from './hidden-columns.js'
import { writePart } from './staging.js'
import { type Layer, type Part, readParts, rowsIn, type Table, tableSql } from './table.js'

/** Layers above which a table is written in fewer. */
const MOST_LAYERS = 12

/** So many times the rows above it, a lowest layer stays as it is: corrections must not rewrite years. */
const HEAVY = 4n

/** The parts that there are: a query without rows gives none. */
export const kept = (parts: readonly (Part | undefined)[]): readonly Part[] =>
  parts.filter((each): each is Part => each !== undefined)

/** A table of one layer. */
export const oneLayer = (model: Model, rows: readonly (Part | undefined)[]): Table => ({
  model: model.name,
  layers: [{ layer: 0, rows: kept(rows), units: [], kommuner: [] }],
})

interface Writing {
  readonly env: Env
  readonly session: Session
  readonly model: Model
}

/** Several layers as one: their rows as they show through each other, and all that they take the place of. */
const merged = async ({ env, session, model }: Writing, layers: readonly Layer[]): Promise<Layer> => {
  const top = { model: model.name, layers }
  const units = layers.flatMap((each) => each.units)
  return {
    layer: layers[0]?.layer ?? 0,
    rows: kept([
      await writePart(env, session, `${model.name}-compacted`, tableSql(model, top, hiddenColumns(model))),
    ]),
    units: kept([
      units.length === 0
        ? undefined
        : await writePart(
            env,
            session,
            `${model.name}-compacted-units`,
            `select distinct unit from ${readParts(units)} order by unit`,
          ),
    ]),
    kommuner: [...new Set(layers.flatMap((each) => each.kommuner))].sort(),
  }
}

/**
 * A table of many layers in fewer: in one, or where the lowest holds most of the rows, that one and all others as one.
 * Nothing that readers see changes.
 */
export const compacted = async (writing: Writing, table: Table): Promise<Table> => {
  const [lowest, ...upper] = table.layers
  if (lowest === undefined || table.layers.length <= MOST_LAYERS) return table
  if (rowsIn([lowest]) > HEAVY * rowsIn(upper))
    return { ...table, layers: [lowest, await merged(writing, upper)] }
  const { env, session, model } = writing
  return oneLayer(model, [
    await writePart(env, session, `${model.name}-compacted`, tableSql(model, table, hiddenColumns(model))),
  ])
}
