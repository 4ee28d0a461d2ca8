import { type Config, type Dataomraade, fail, PACKAGE_KINDS, type PackageKind } from '@flis/core'
import { dsaContracts, tableOfContract } from './dsa-tables.js'
import { leaveOutOf, leftOutColumns } from './leave-out.js'
import type { PackageTable } from './package-table.js'
import { modelsByName, packageTables, tableOfModel } from './package-tables.js'

const tablesOf = (
  area: Dataomraade,
  kind: PackageKind,
  areas: readonly Dataomraade[],
): readonly PackageTable[] => {
  if (kind === 'DM') {
    const tables = packageTables(area, areas)
    return modelsByName(tables).map((each) => tableOfModel(each, tables))
  }
  const { own, shared } = dsaContracts(area)
  return [...own, ...shared].map(tableOfContract)
}

/**
 * Refuses switches of data minimisation that find nothing to leave out in an area's packages (C001): whoever set one would
 * believe that it had.
 *
 * @param areas all areas: those whose dimensions the area's facts point to among them
 * @example checkLeaveOut(config, ky, [ky, borger])
 */
export const checkLeaveOut = (
  config: Pick<Config, 'packages'>,
  area: Dataomraade,
  areas: readonly Dataomraade[],
): void => {
  for (const kind of PACKAGE_KINDS) {
    const what = leaveOutOf(config, area.name, kind)
    const tables = what.length === 0 ? [] : tablesOf(area, kind, areas)
    const idle = what.find((each) => tables.every((table) => leftOutColumns(table, [each]).length === 0))
    if (idle !== undefined)
      fail('C001', {
        found: `packages.areas.${area.name}.leaveOut.${kind}: ${idle}`,
        detail: 'no table of these packages holds any',
      })
  }
}
