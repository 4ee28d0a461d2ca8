import type { Contract, Dataomraade, Env, Model, PackageKind, PackageStep, Session } from '@flis/core'
import type { Table } from '@flis/dm'
import { contractsBehind, kilderBehind } from './basis.js'
import { dmRows } from './dm-rows.js'
import { dsaRows, hasDsaRows, historisedContracts } from './dsa-rows.js'
import { dsaContracts } from './dsa-tables.js'
import { type Gathered, kommuneNumber } from './gather-facts.js'
import { modelsByName, type PackageTables } from './package-tables.js'
import { FULL, type PackageWindow, windowOf } from './window.js'
import type { TableRows } from './write-files.js'

/** What the packages of an area and a kind are made from. */
export interface PackageContent {
  readonly area: Dataomraade
  readonly kind: PackageKind
  /** False where no table could say whose its rows are: nobody gets such a package. */
  readonly canBeCut: boolean
  hasRows(kommune: string): Promise<boolean>
  windowOf(step: PackageStep): Promise<PackageWindow>
  rowsOf(step: PackageStep, window: PackageWindow): readonly TableRows[]
  /** Models that its tables are. */
  readonly models: readonly Model[]
  /** Names of the contracts and Kilder behind it. */
  readonly contracts: readonly string[]
  readonly kilder: readonly string[]
  readonly leftOut: readonly string[]
}

/** The DM packages of an area: facts as they have been gathered, dimensions as they will stand. */
export const dmContent = (
  { config }: Env,
  session: Session,
  area: Dataomraade,
  tables: PackageTables,
  gathered: ReadonlyMap<string, Gathered>,
  standing: ReadonlyMap<string, Table>,
): PackageContent => {
  const models = modelsByName(tables)
  return {
    area,
    kind: 'DM',
    canBeCut: tables.facts.length > 0,
    hasRows: async (kommune) =>
      tables.facts.some(({ model }) => gathered.get(model.name)?.rowsOf.has(kommuneNumber(kommune))),
    windowOf: ({ kommune, month }) =>
      windowOf(
        session,
        config,
        { area: area.name, kommune, kind: 'DM', periode: month },
        tables.facts,
        gathered,
      ),
    rowsOf: ({ kommune }, window) => dmRows({ kommune, tables, window, gathered, standing }),
    models,
    contracts: contractsBehind(area, models),
    kilder: kilderBehind(area, models),
    leftOut: [],
  }
}

const named = (contracts: readonly Contract[], of: (each: Contract) => string): readonly string[] =>
  [...new Set(contracts.map(of))].sort()

/** The DSA packages of an area: all versions, so there is nothing to cut by month. */
export const dsaContent = async (session: Session, area: Dataomraade): Promise<PackageContent> => {
  const { own, shared, leftOut } = dsaContracts(area)
  const all = [...own, ...shared].sort((a, b) => (a.name < b.name ? -1 : 1))
  const historised = await historisedContracts(session)
  return {
    area,
    kind: 'DSA',
    canBeCut: own.length > 0,
    hasRows: (kommune) => hasDsaRows(session, own, kommune, historised),
    windowOf: async () => FULL,
    rowsOf: ({ kommune }) => dsaRows(all, kommune, historised),
    models: [],
    contracts: named(all, (each) => each.name),
    kilder: named(all, (each) => each.kilde),
    leftOut,
  }
}
