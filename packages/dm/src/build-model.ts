import {
  addMonths,
  type Env,
  hmacPads,
  type Model,
  type Month,
  quoteIdent,
  quoteText,
  type Session,
} from '@flis/core'
import { batchesOf } from './batches.js'
import { collectUnits } from './changed-units.js'
import { compacted, kept, oneLayer } from './compact.js'
import { countedMembers, modelQuery, unknownRow } from './compile-model.js'
import type { UnitChoice } from './dsa-rows.js'
import { hiddenColumns, isDimension } from './hidden-columns.js'
import type { Need } from './needs.js'
import { spansKommuner } from './reads.js'
import { relationsFor, type TableOf } from './relations.js'
import { writePart } from './staging.js'
import type { Layer, Part, Shown, Table } from './table.js'
import { CHANGED_UNITS, changedDays, daysFrom, reachOf, readAndKept } from './unit-days.js'

/** The write that also gives a dimension its member −1. */
const FIRST = 'all'

interface Building {
  readonly env: Env
  readonly session: Session
  readonly model: Model
  readonly month: Month
  /** The run day, `yyyy-mm-dd`. */
  readonly day: string
  readonly tableOf: TableOf
}

/** Members with one key: nothing says yet whether their natural keys are one too. */
const haveTwins = async (session: Session, model: Model, part: Part): Promise<boolean> => {
  if (model.natural === undefined) return false
  const twins = await session.rows(
    `select 1
     from read_parquet(${quoteText(part.path)})
     group by ${quoteIdent(model.keyColumn ?? '')}
     having count(*) > 1
     limit 1`,
  )
  return twins.length > 0
}

const write = async (
  { env, session, model, month, day, tableOf }: Building,
  name: string,
  choice: UnitChoice,
  from: Month | null,
): Promise<Part | undefined> => {
  const unknown = name === FIRST
  // Small tables are sorted, so that the same rows give the same file.
  const order =
    model.recompute.by === 'whole' ? `\norder by ${model.grain.map((each) => `"${each}"`).join(', ')}` : ''
  const written = (twins: boolean): Promise<Part | undefined> => {
    const scope = { month, day, from }
    const { read, kept: wanted } = readAndKept(model, choice)
    const query = modelQuery(model, scope, relationsFor(read, tableOf), env.key, unknown, { twins })
    const where = wanted.length === 0 ? '' : `\nwhere ${wanted.join(' and ')}`
    return writePart(
      env,
      session,
      `${model.name}-${name}`,
      `select * from (${query.text})${where}${order}`,
      query.params === undefined ? undefined : { ...query.params },
    )
  }
  const part = await written(false)
  if (part === undefined || !(await haveTwins(session, model, part))) return part
  const apart = await written(true)
  if (apart !== undefined) await recordCollisions(env, session, model, apart)
  return apart
}

/** Members told apart by a counter stand in the ledger: their key is not the hash of their natural key. */
const recordCollisions = async (env: Env, session: Session, model: Model, part: Part): Promise<void> => {
  await session.run(
    `delete from ops.collisions where model = ${quoteText(model.name)} and run = ${env.run.id}`,
  )
  await session.run(
    `insert into ops.collisions
     select ${quoteText(model.name)}, natural_key, 1, ${env.run.id}
     from (${countedMembers(model, `read_parquet(${quoteText(part.path)})`)})`,
    { ...hmacPads(env.key, `dim:${model.name}`) },
  )
}

/** Changed units that are computed together whatever they hold: more of them are cut like a whole table. */
const MANY_UNITS = 50_000n

/** What both choose. */
const both = (choice: UnitChoice, batch: UnitChoice): UnitChoice => {
  const chosen = { ...choice, ...batch }
  const { kommuner } = choice
  if (kommuner === undefined || batch.kommuner === undefined) return chosen
  return { ...chosen, kommuner: batch.kommuner.filter((each) => kommuner.includes(each)) }
}

/** A write in as many parts as keep the memory bounded. */
const writeBatches = async (
  building: Building,
  name: string,
  choice: UnitChoice,
  from: Month | null,
): Promise<readonly Part[]> => {
  const parts: (Part | undefined)[] = []
  for (const [nth, batch] of (await batchesOf(building, choice)).entries()) {
    const chosen = both(choice, batch)
    if (chosen.kommuner?.length === 0) continue
    parts.push(await write(building, nth === 0 ? name : `${name}-${nth}`, chosen, from))
  }
  return kept(parts)
}

/** The new months of units that did not change, for kommuner built through the same month together. */
const newMonths = async (
  building: Building,
  needs: readonly Need[],
  units: bigint,
): Promise<readonly Part[]> => {
  const behind = needs.filter((each) => each.through !== null && each.through < building.month)
  const months = [...new Set(behind.map((each) => each.through))].sort()
  const byDay = reachOf(building.model) !== undefined
  const parts: Part[] = []
  for (const through of months) {
    if (through === null) continue
    const kommuner = behind.filter((each) => each.through === through).map((each) => each.kommune)
    parts.push(
      ...(await writeBatches(
        building,
        `months-${through}`,
        {
          // A unit that spans kommuner stays together: those without a month behind have changed units only.
          ...(months.length === 1 && spansKommuner(building.model) ? {} : { kommuner }),
          ...(units === 0n ? {} : { units: { take: 'without', table: CHANGED_UNITS } }),
          ...(byDay ? { days: await daysFrom(building.session, addMonths(through, 1)) } : {}),
        },
        addMonths(through, 1),
      )),
    )
  }
  return parts
}

/** A table built wholly: one layer. */
const buildAll = async (building: Building): Promise<Table> =>
  oneLayer(building.model, await writeBatches(building, FIRST, {}, null))

const reportUnits = ({ env, model }: Building, units: bigint): void => {
  const { recompute } = model
  const called = recompute.by === 'unit' ? recompute.called : undefined
  env.reporter({
    event: 'recomputed',
    model: model.name,
    units: Number(units),
    ...(called === undefined ? {} : { called }),
  })
}

const builtTable = async (
  building: Building,
  standing: Table | undefined,
  needs: readonly Need[],
  everyKommune: boolean,
): Promise<Table> => {
  const whole = needs.filter((each) => each.extent === 'all')
  const part = needs.filter((each) => each.extent === 'part')
  if (
    standing === undefined ||
    (everyKommune && part.length === 0) ||
    building.model.recompute.by === 'whole' ||
    (whole.length > 0 && spansKommuner(building.model))
  )
    return buildAll(building)
  const units = part.length === 0 ? 0n : await collectUnits(building, standing, part)
  if (units > 0n) reportUnits(building, units)
  const kommuner = whole.map((each) => each.kommune)
  const changed: UnitChoice = {
    units: { take: 'only', table: CHANGED_UNITS },
    // Units that months turn are found in every kommune; those of the kommuner above are written already.
    ...(kommuner.length === 0 ? {} : { kommuner: part.map((each) => each.kommune) }),
    ...(reachOf(building.model) === undefined || units === 0n
      ? {}
      : { days: await changedDays(building.session) }),
  }
  const rows = [
    ...(kommuner.length === 0 ? [] : await writeBatches(building, 'kommuner', { kommuner }, null)),
    ...(units > MANY_UNITS
      ? await writeBatches(building, 'units', changed, null)
      : kept([units === 0n ? undefined : await write(building, 'units', changed, null)])),
  ]
  const months = await newMonths(building, part, units)
  const replaced =
    units === 0n
      ? undefined
      : await writePart(
          building.env,
          building.session,
          `${building.model.name}-replaced`,
          `select unit from ${CHANGED_UNITS} order by unit`,
        )
  const layer: Layer = {
    layer: Math.max(0, ...standing.layers.map((each) => each.layer)) + 1,
    rows: [...rows, ...months],
    units: kept([replaced]),
    kommuner,
  }
  if (layer.rows.length === 0 && layer.units.length === 0 && kommuner.length === 0) return standing
  return compacted(building, { model: building.model.name, layers: [...standing.layers, layer] })
}

/** The first day of the months that a table shows at a run. */
const shownAt = ({ window }: Model, month: Month): Shown | undefined => {
  if (window === undefined) return undefined
  const first = addMonths(month, 1 - window.months)
  return { column: window.column, from: Number(`${first.replace('-', '')}01`) }
}

/**
 * Computes what is needed of a model and gives its table as it will stand: unchanged layers are referred to, never
 * copied. Nothing is visible yet.
 */
export const buildModel = async (
  building: Building,
  standing: Table | undefined,
  needs: readonly Need[],
  everyKommune: boolean,
): Promise<Table> => {
  const shown = shownAt(building.model, building.month)
  const table = await builtTable(building, standing, needs, everyKommune)
  return shown === undefined ? table : { ...table, shown }
}

/** The table of a model whose contracts nobody has delivered: a dimension's member −1, or nothing. */
export const emptyTable = async (env: Env, session: Session, model: Model): Promise<Table> =>
  oneLayer(model, [
    isDimension(model)
      ? await writePart(
          env,
          session,
          `${model.name}-${FIRST}`,
          `select * from (${unknownRow(model)}) as unknown_member(${[...Object.keys(model.columns), ...hiddenColumns(model)].map(quoteIdent).join(', ')})`,
        )
      : undefined,
  ])
