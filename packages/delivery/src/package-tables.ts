import { type Dataomraade, fail, type Model } from '@flis/core'
import { codeFingerprint, hiddenColumns, inBuildOrder, isDimension } from '@flis/dm'
import { EXACT, type PackageTable } from './package-table.js'

/** A fact or a bridge that goes into packages, with the column that says whose its rows are. */
export interface PackageFact {
  readonly model: Model
  /** Holds the kommune's code, as a number or as text; may be hidden. */
  readonly kommuneColumn: string
}

/** A dimension that goes into packages, with the columns of the facts that point to it. */
export interface PackageDimension {
  readonly model: Model
  readonly keyColumn: string
  readonly pointers: readonly { readonly fact: string; readonly column: string }[]
}

/** The tables of an area's DM packages, each sort by name. */
export interface PackageTables {
  readonly facts: readonly PackageFact[]
  readonly dimensions: readonly PackageDimension[]
}

/** Columns that receivers see: a name with `_` in front is the warehouse's own. */
export const visibleColumns = (model: Model): readonly string[] =>
  Object.keys(model.columns).filter((name) => !name.startsWith('_'))

/** Columns whose sums a manifest declares. Errors: M004 for a type whose sums are not exact. */
const totalColumns = (model: Model): readonly string[] =>
  visibleColumns(model).filter((name) => {
    const column = model.columns[name]
    if (column?.total !== true) return false
    if (!EXACT.test(column.type))
      fail('M004', {
        model: model.name,
        column: name,
        expected: 'whole numbers or decimals',
        found: column.type,
      })
    return true
  })

const byName = (a: { readonly model: Model }, b: { readonly model: Model }): number =>
  a.model.name < b.model.name ? -1 : 1

const factOf = (model: Model): PackageFact => {
  const hidden = hiddenColumns(model)
  const ofDelivery = model.kind === 'bridge' && hidden.includes('_kommune') ? '_kommune' : undefined
  const kommuneColumn = model.kommuneColumn ?? ofDelivery
  if (kommuneColumn === undefined || !(kommuneColumn in model.columns || hidden.includes(kommuneColumn)))
    // Without it nobody could say whose the rows are: rather no package than another kommune's rows.
    return fail('M004', { model: model.name, detail: 'an exported fact needs a column of the kommune' })
  return { model, kommuneColumn }
}

/**
 * What goes into an area's DM packages: its exported facts and bridges, and of the dimensions that their columns point to
 * those that are exported. Dimensions are not followed further: who is pointed to from a member is not thereby the
 * kommune's own.
 *
 * Errors: M004 for an exported fact without a column of the kommune, for a column that points to a dimension that no
 * area builds, and for a control total that is not exact.
 */
export const packageTables = (area: Dataomraade, areas: readonly Dataomraade[]): PackageTables => {
  const facts = area.models.filter((model) => model.exported && !isDimension(model)).map(factOf)
  const known = new Map(inBuildOrder([area, ...areas]).map((model) => [model.name, model]))
  const dimensions = new Map<string, PackageDimension>()
  for (const { model: fact } of facts)
    for (const column of visibleColumns(fact)) {
      const to = fact.columns[column]?.to
      if (to === undefined) continue
      const model = known.get(to)
      if (model?.keyColumn === undefined)
        return fail('M004', { model: fact.name, column, detail: `no area builds the dimension ${to}` })
      if (!model.exported) continue
      const before = dimensions.get(to)?.pointers ?? []
      dimensions.set(to, {
        model,
        keyColumn: model.keyColumn,
        pointers: [...before, { fact: fact.name, column }],
      })
    }
  for (const { model } of [...facts, ...dimensions.values()]) totalColumns(model)
  return { facts: facts.sort(byName), dimensions: [...dimensions.values()].sort(byName) }
}

/** All models of a package by name, as they lie in the zip. */
export const modelsByName = (tables: PackageTables): readonly Model[] =>
  [...tables.facts, ...tables.dimensions].sort(byName).map((each) => each.model)

/** A model as receivers see it. */
export const tableOfModel = (model: Model, tables: PackageTables): PackageTable => {
  const visible = visibleColumns(model)
  return {
    name: model.name,
    kind: model.kind,
    description: model.description,
    columns: visible.map((name) => {
      const column = model.columns[name]
      return {
        name,
        type: column?.type ?? '',
        description: column?.description ?? '',
        data: column?.data ?? 'ingen',
        isKey: column?.to !== undefined || model.grain.includes(name),
      }
    }),
    grain: model.grain.every((name) => visible.includes(name)) ? model.grain : [],
    versionsOf: [],
    foreignKeys: visible.flatMap((column) =>
      tables.dimensions
        .filter((each) => each.pointers.some((one) => one.fact === model.name && one.column === column))
        .map((each) => ({ column, table: each.model.name, key: each.keyColumn })),
    ),
    totals: totalColumns(model),
    fingerprint: codeFingerprint(model),
  }
}
