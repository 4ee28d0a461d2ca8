import type { Json } from '@duckdb/node-api'
import { RELATIVES } from './areas.js'
import type { Findings } from './breach.js'
import { type Package, quoted, type Table } from './open-package.js'
import { bare } from './register.js'
import type { Window } from './whose.js'
import type { World } from './world.js'

/** A row of DimBorger. */
export interface Member {
  readonly id: string
  readonly nummer: string
  /** The citizen behind the number; nobody where it makes none. */
  readonly citizen: string | undefined
  readonly protected: string | undefined
  readonly relatives: readonly (readonly [column: string, nummer: string])[]
}

const shown = (value: Json | undefined): string =>
  value === null || value === undefined ? '' : String(value)

/** The citizens of a package, without −1. */
export const membersOf = async ({ tables }: Package, { whose }: World): Promise<readonly Member[]> => {
  const table = tables.find(({ name }) => name === 'DimBorger')
  if (table === undefined) return []
  const relatives = RELATIVES.filter((column) => table.found.includes(column))
  const marked = table.found.includes('ErBeskyttet')
  const rows = await table.ask(
    ['DimBorgerID', 'Personnummer', ...(marked ? ['ErBeskyttet'] : []), ...relatives.map(quoted)].map(
      (column, nth) => `${column}::varchar as c${nth}`,
    ),
  )
  return rows
    .map((row): Member => {
      const values = Object.values(row).map(shown)
      const [id = '', nummer = ''] = values
      return {
        id,
        nummer,
        citizen: whose.citizen(nummer),
        protected: marked ? values[2] : undefined,
        relatives: relatives.map((column, nth) => [column, values[nth + (marked ? 3 : 2)] ?? ''] as const),
      }
    })
    .filter(({ id }) => id !== '-1')
}

/** Protected on the run date: from the first day on, and before the day that it ends. */
const isProtected = ({ register }: World, nummer: string, on: string): boolean => {
  const { BeskyttelseFra = '', BeskyttelseTil = '' } = register.persons.get(nummer) ?? {}
  return BeskyttelseFra !== '' && BeskyttelseFra <= on && (BeskyttelseTil === '' || on < BeskyttelseTil)
}

const judgeProtection = (member: Member, world: World, on: string, findings: Findings): void => {
  if (member.protected === undefined) return
  const marked = member.protected === '1'
  const must = isProtected(world, member.nummer, on)
  if (must && !marked) findings.add('protection not marked', 'DimBorger', 'ErBeskyttet')
  if (!must && marked) findings.add('protection marked without cause', 'DimBorger', 'ErBeskyttet')
}

const judgeRelatives = ({ nummer, relatives }: Member, { register }: World, findings: Findings): void => {
  const told = register.related.get(nummer)
  for (const [column, other] of relatives)
    if (bare(other) !== '' && told?.has(bare(other)) !== true)
      findings.add('relative that CPR does not tell of', 'DimBorger', column)
}

/** Each citizen once, by the number of now; `may` says whether this one may be here. Returns who is. */
const judgeMembers = (
  members: readonly Member[],
  { whose }: World,
  findings: Findings,
  may: (member: Member) => boolean,
): ReadonlySet<string> => {
  const seen = new Set<string>()
  for (const member of members) {
    if (!may(member) || member.citizen === undefined) continue
    if (seen.has(member.citizen)) findings.add('citizen twice', 'DimBorger')
    else if (!whose.current(member.nummer)) findings.add('older number as citizen', 'DimBorger')
    seen.add(member.citizen)
  }
  return seen
}

/** The citizens of a Borger package: those expected, all of them, and nobody else. */
export const judgeHome = (
  members: readonly Member[],
  expected: ReadonlySet<string>,
  world: World,
  window: Window,
  findings: Findings,
): void => {
  const seen = judgeMembers(members, world, findings, (member) => {
    const may = member.citizen !== undefined && expected.has(member.citizen)
    if (!may) findings.add('citizen not entitled', 'DimBorger')
    else {
      judgeProtection(member, world, window.through, findings)
      judgeRelatives(member, world, findings)
    }
    return may
  })
  for (const citizen of expected) if (!seen.has(citizen)) findings.add('citizen missing', 'DimBorger')
}

/** The citizens of another area's package: those that its rows are about, and that the kommune itself has told of. */
export const judgeElsewhere = (
  members: readonly Member[],
  referred: ReadonlySet<string>,
  known: ReadonlySet<string>,
  world: World,
  findings: Findings,
): void => {
  judgeMembers(members, world, findings, ({ id, citizen }) => {
    if (!referred.has(id)) findings.add('citizen whom no row is about', 'DimBorger')
    else if (citizen === undefined || !known.has(citizen))
      findings.add('citizen whom the kommune never delivered', 'DimBorger')
    else return true
    return false
  })
}

/** Keys of a table's rows that lead to no citizen of the package. */
export const judgeKeys = (
  table: Table,
  keys: ReadonlyMap<string, ReadonlySet<string>>,
  members: readonly Member[],
  findings: Findings,
): void => {
  const here = new Set(members.map(({ id }) => id))
  for (const [column, those] of keys)
    for (const key of those)
      if (!here.has(key)) findings.add('row about somebody not entitled', table.name, column)
}
