// How a breach is planted in a copy of the small world's packages, and what the scanner must say of it.
import { copyFile, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { CITIZENS, type Who } from './citizens.js'
import { type Rewriting, rewritePackage } from './rewrite-package.js'
import type { Breach } from './scanner/breach.js'

export const BORGER = 'MAANED/FLIS_Borger_0751_2024-02_DM_002'
export const FLEKS = 'FLEKS/FLIS_Borger_0751_2024-02_DM_001'
export const CPR = 'MAANED/FLIS_Borger_0751_2024-02_DSA_001'
export const KY = 'MAANED/FLIS_KY_0751_2024-02_DM_001'
export const KY_RECEIVED = 'MAANED/FLIS_KY_0751_2024-02_DSA_001'

/** Where a package of the small world lies in an outbox. */
const kommuneOf = (name: string): string => /_(\d{4})_/.exec(name)?.[1] ?? ''
export const pathOf = (name: string): string => join(kommuneOf(name), `${name}.zip`)

export interface PlantedBreach {
  readonly name: string
  readonly expected: Omit<Breach, 'count'>
  /** Kommuner whose packages matter beside those of 0751. */
  readonly beside?: readonly string[]
  plant(outbox: string): Promise<void>
}

export const n = (who: Who): string => `'${CITIZENS[who].nummer}'`

export const OTHER = (name: string): string => name.replace('0751', '0461')
export const NEIGHBOUR = (name: string): string => name.replace('0751', '0730')

/** The rows, and those of the same table elsewhere: some of its columns may be told anew. */
export const plus = (table: string, from: string, where: string, replaced = ''): string =>
  `select * from "${table}" union all select * ${replaced === '' ? '' : `replace (${replaced})`} from "${from}" where ${where}`

export const changed = (table: string, replaced: string): string =>
  `select * replace (${replaced}) from "${table}"`

export const broken = (
  name: string,
  package_: string,
  where: Pick<Breach, 'kind' | 'table' | 'column'>,
  { beside, ...rewriting }: Rewriting,
): PlantedBreach => ({
  name,
  expected: { ...where, package: package_ },
  beside: beside === undefined ? [] : [kommuneOf(beside)],
  plant: (outbox) =>
    rewritePackage(join(outbox, pathOf(package_)), {
      ...rewriting,
      ...(beside === undefined ? {} : { beside: join(outbox, pathOf(beside)) }),
    }),
})

/** A citizen of another package stands in DimBorger of this one. */
export const received = (name: string, package_: string, who: Who, beside: string): PlantedBreach =>
  broken(
    name,
    package_,
    { kind: 'citizen not entitled', table: 'DimBorger' },
    { beside, tables: { DimBorger: plus('DimBorger', 'other_DimBorger', `Personnummer = ${n(who)}`) } },
  )

export const DimBorger = (
  kind: Breach['kind'],
  column?: string,
): Pick<Breach, 'kind' | 'table' | 'column'> => ({
  kind,
  table: 'DimBorger',
  ...(column === undefined ? {} : { column }),
})

/** One citizen's value in a column of DimBorger is another. */
export const told = (who: Who, column: string, value: string): Rewriting => ({
  tables: {
    DimBorger: changed(
      'DimBorger',
      `case when Personnummer = ${n(who)} then ${value} else "${column}" end as "${column}"`,
    ),
  },
})

export const without = (table: string, where: string): Rewriting => ({
  tables: { [table]: `select * from "${table}" where not (${where})` },
})

export const keyOf = (who: Who, table = 'DimBorger'): string =>
  `(select DimBorgerID from "${table}" where Personnummer = ${n(who)})`

/** Every key of a citizen is that of the same number in another kommune. */
export const keyOfNeighbour = (table: string, column: string): string =>
  changed(
    table,
    `case when "${column}" = ${keyOf('iToKommuner')} then ${keyOf('iToKommuner', 'other_DimBorger')} else "${column}" end as "${column}"`,
  )

export const copied = (name: string, from: string, to: string, package_: string): PlantedBreach => ({
  name,
  expected: { kind: 'package in the wrong place', package: package_ },
  beside: [to.slice(0, 4)],
  plant: async (outbox) => {
    await mkdir(join(outbox, dirname(to)), { recursive: true })
    await copyFile(join(outbox, from), join(outbox, to))
  },
})
