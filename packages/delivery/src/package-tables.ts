import { type Dataomraade, fail, type Model } from '@flis/core'
import {
  codeFingerprint,
  contractsBehind,
  DimBorger,
  hiddenColumns,
  inBuildOrder,
  isDimension,
} from '@flis/dm'
import { isHomeOfCitizens } from './citizens.js'
import { EXACT, type PackageTable } from './package-table.js'

/** A fact or a bridge that goes into packages, with the column that says whose its rows are. */
export interface PackageFact {
  readonly model: Model
  /** Holds the kommune's code, as a number or as text; may be hidden. */
  readonly kommuneColumn: string
}

/** A dimension that goes into packages, with the columns of other tables that point to it. */
export interface PackageDimension {
  readonly model: Model
  readonly keyColumn: string
  /** Those that receivers of this area's packages see. */
  readonly columns: readonly string[]
  readonly pointers: readonly { readonly table: string; readonly column: string }[]
}

/** The tables of an area's DM packages, each sort by name. */
export interface PackageTables {
  readonly facts: readonly PackageFact[]
  readonly dimensions: readonly PackageDimension[]
  /** DimBorger holds the citizens that a kommune is entitled to, whether or not a fact points to them. */
  readonly isHomeOfCitizens: boolean
}

/** Columns that receivers see: a name with `_` in front is the warehouse's own. */
export const visibleColumns = (model: Model): readonly string[] =>
  Object.keys(model.columns).filter((name) => !name.startsWith('_'))

/** Columns whose sums a manifest declares. Errors: M004 for a type whose sums are not exact. */
const totalColumns = (model: Model, visible: readonly string[]): readonly string[] =>
  visible.filter((name) => {
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

/** The facts and bridges of an area that go into packages. Errors: M004 for one without a column of the kommune. */
export const exportedFacts = (area: Dataomraade): readonly PackageFact[] =>
  area.models.filter((model) => model.exported && !isDimension(model)).map(factOf)

/**
 * The columns of a dimension in an area's packages. Of one that holds personal data of another area alone receivers get
 * the key and what a member is known by: a package never holds two areas when either holds personal data.
 */
const columnsIn = (area: Dataomraade, model: Model): readonly string[] => {
  const visible = visibleColumns(model)
  const isPersonal = visible.some((name) => model.columns[name]?.data !== 'ingen')
  const behind = contractsBehind(model).filter((each) => each.persons.length > 0)
  const isOwn =
    behind.length === 0 || behind.some((each) => area.contracts.some(({ name }) => name === each.name))
  return !isPersonal || isOwn
    ? visible
    : visible.filter((name) => name === model.keyColumn || model.natural?.includes(name))
}

/**
 * What goes into an area's DM packages: its exported facts and bridges, and of the dimensions that their columns point to
 * those that are exported. Dimensions are not followed further: who is pointed to from a member is not thereby the
 * kommune's own. At home citizens are the kommune's own too, and where they live comes along.
 *
 * Errors: M004 for an exported fact without a column of the kommune, for a column that points to a dimension that no
 * area builds, and for a control total that is not exact.
 */
export const packageTables = (area: Dataomraade, areas: readonly Dataomraade[]): PackageTables => {
  const facts = exportedFacts(area)
  const isHome = isHomeOfCitizens(area)
  const known = new Map(inBuildOrder([area, ...areas]).map((model) => [model.name, model]))
  const dimensions = new Map<string, PackageDimension>()
  const hold = (model: Model, keyColumn: string, pointers: PackageDimension['pointers']): void => {
    const before = dimensions.get(model.name)?.pointers ?? []
    dimensions.set(model.name, {
      model,
      keyColumn,
      columns: columnsIn(area, model),
      pointers: [...before, ...pointers],
    })
  }
  const point = (from: Model, column: string, to: string): void => {
    const model = known.get(to)
    if (model?.keyColumn === undefined)
      fail('M004', { model: from.name, column, detail: `no area builds the dimension ${to}` })
    else if (model.exported) hold(model, model.keyColumn, [{ table: from.name, column }])
  }
  if (isHome) hold(DimBorger, DimBorger.keyColumn, [])
  for (const from of [...facts.map((each) => each.model), ...(isHome ? [DimBorger] : [])])
    for (const column of visibleColumns(from)) {
      const to = from.columns[column]?.to
      if (to !== undefined) point(from, column, to)
    }
  for (const { model } of facts) totalColumns(model, visibleColumns(model))
  for (const { model, columns } of dimensions.values()) totalColumns(model, columns)
  return {
    facts: [...facts].sort(byName),
    dimensions: [...dimensions.values()].sort(byName),
    isHomeOfCitizens: isHome,
  }
}

/** All models of a package by name, as they lie in the zip. */
export const modelsByName = (tables: PackageTables): readonly Model[] =>
  [...tables.facts, ...tables.dimensions].sort(byName).map((each) => each.model)

/** A model as receivers see it. */
export const tableOfModel = (model: Model, tables: PackageTables): PackageTable => {
  const visible = tables.dimensions.find((each) => each.model === model)?.columns ?? visibleColumns(model)
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
        .filter((each) => each.pointers.some((one) => one.table === model.name && one.column === column))
        .map((each) => ({ column, table: each.model.name, key: each.keyColumn })),
    ),
    totals: totalColumns(model, visible),
    fingerprint: codeFingerprint(model),
  }
}
