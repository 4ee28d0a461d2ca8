import type {
  Contract,
  Dataomraade,
  Env,
  LeaveOut,
  Model,
  PackageKind,
  PackageStep,
  Session,
} from '@flis/core'
import type { Table } from '@flis/dm'
import { contractsBehind, kilderBehind } from './basis.js'
import type { Entitlement } from './citizens.js'
import { dmRows } from './dm-rows.js'
import { type DsaSources, dsaRows, hasDsaRows } from './dsa-rows.js'
import { dsaContracts } from './dsa-tables.js'
import { type Gathered, kommuneNumber } from './gather-facts.js'
import { leaveOutOf } from './leave-out.js'
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
  /** Tables of the area that are in no package. */
  readonly leftOut: readonly string[]
  /** What its columns leave out. */
  readonly leaveOut: readonly LeaveOut[]
  /** Where its persons are those that a kommune is entitled to. */
  readonly entitlement: Entitlement | null
}

/** Citizens that each kommune receives, and by what right. */
export interface GatheredCitizens {
  /** File of DimBorger and the owner, each pair once. */
  readonly pairs: string
  readonly members: Gathered
  readonly entitlement: Entitlement
}

/** What the DM packages of an area are cut from. */
export interface DmSources {
  readonly tables: PackageTables
  readonly gathered: ReadonlyMap<string, Gathered>
  /** As they will stand, by model. */
  readonly standing: ReadonlyMap<string, Table>
  readonly citizens: GatheredCitizens | undefined
}

/** The DM packages of an area: facts as they have been gathered, dimensions as they will stand. */
export const dmContent = (
  { config, run }: Env,
  session: Session,
  area: Dataomraade,
  { tables, gathered, standing, citizens: found }: DmSources,
): PackageContent => {
  const models = modelsByName(tables)
  const leaveOut = leaveOutOf(config, area.name, 'DM')
  const citizens = tables.isHomeOfCitizens ? found?.members : undefined
  return {
    area,
    kind: 'DM',
    canBeCut: tables.facts.length > 0,
    hasRows: async (kommune) =>
      tables.facts.some(({ model }) => gathered.get(model.name)?.rowsOf.has(kommuneNumber(kommune))) ||
      citizens?.rowsOf.has(kommuneNumber(kommune)) === true,
    windowOf: ({ kommune, month }) =>
      windowOf(
        session,
        config,
        { area: area.name, kommune, kind: 'DM', periode: month, run },
        tables.facts,
        gathered,
      ),
    rowsOf: ({ kommune }, window) =>
      dmRows({ kommune, tables, window, gathered, citizens, standing, leaveOut }),
    models,
    contracts: contractsBehind(area, models),
    kilder: kilderBehind(area, models),
    leftOut: [],
    leaveOut,
    entitlement: tables.isHomeOfCitizens ? (found?.entitlement ?? null) : null,
  }
}

const named = (contracts: readonly Contract[], of: (each: Contract) => string): readonly string[] =>
  [...new Set(contracts.map(of))].sort()

/** The DSA packages of an area: all versions, so there is nothing to cut by month. */
export const dsaContent = (
  { config }: Env,
  session: Session,
  area: Dataomraade,
  sources: DsaSources,
  entitlement: Entitlement | null,
): PackageContent => {
  const { own, shared, leftOut } = dsaContracts(area)
  const all = [...own, ...shared].sort((a, b) => (a.name < b.name ? -1 : 1))
  const leaveOut = leaveOutOf(config, area.name, 'DSA')
  return {
    area,
    kind: 'DSA',
    canBeCut: own.length > 0,
    hasRows: (kommune) => hasDsaRows(session, own, kommune, sources),
    windowOf: async () => FULL,
    rowsOf: ({ kommune }) => dsaRows(all, kommune, sources, leaveOut),
    models: [],
    contracts: named(all, (each) => each.name),
    kilder: named(all, (each) => each.kilde),
    leftOut,
    leaveOut,
    entitlement,
  }
}
