import type { SkemaTable, Structure } from './structure.js'

/** A table, or a column of one. */
export interface SkemaPlace {
  readonly table: string
  readonly column?: string
}

/** What is otherwise than before of a table or column, or of the whole package (`format`). */
export interface SkemaChange extends Partial<SkemaPlace> {
  readonly what: 'format' | 'kind' | 'type' | 'data' | 'grain' | 'versionsOf' | 'foreignKeys' | 'order'
  readonly from: string
  readonly to: string
}

/** How the structure of a package differs from that of the kommune's package before of the same area and kind. */
export interface SkemaChanges {
  /** That package; null when there is none. */
  readonly since: string | null
  readonly removed: readonly SkemaPlace[]
  readonly changed: readonly SkemaChange[]
  readonly added: readonly SkemaPlace[]
}

interface Named {
  readonly name: string
}

const missingIn = (from: readonly Named[], to: readonly Named[]): readonly string[] =>
  from.filter((each) => !to.some((one) => one.name === each.name)).map((each) => each.name)

/** Pairs of the same name, in the order of the later one. */
const pairs = <T extends Named>(before: readonly T[], now: readonly T[]): readonly (readonly [T, T])[] =>
  now.flatMap((each): readonly (readonly [T, T])[] => {
    const one = before.find(({ name }) => name === each.name)
    return one === undefined ? [] : [[one, each]]
  })

const differing = (
  place: Partial<SkemaPlace>,
  values: readonly (readonly [SkemaChange['what'], string, string])[],
): readonly SkemaChange[] =>
  values.filter(([, from, to]) => from !== to).map(([what, from, to]) => ({ ...place, what, from, to }))

const shownKeys = ({ foreignKeys }: SkemaTable): string =>
  foreignKeys.map(({ column, table, key }) => `${column} → ${table}.${key}`).join(', ')

const changesOfTable = ([before, now]: readonly [SkemaTable, SkemaTable]): readonly SkemaChange[] => {
  const table = now.name
  const both = pairs(before.columns, now.columns)
  // A column that is new, or gone, moves the others without their order being another.
  const orderOf = (columns: readonly Named[]): string =>
    columns
      .filter(({ name }) => both.some(([one]) => one.name === name))
      .map((each) => each.name)
      .join(', ')
  return [
    ...differing({ table }, [
      ['kind', before.kind, now.kind],
      ['grain', before.grain.join(', '), now.grain.join(', ')],
      ['versionsOf', before.versionsOf.join(', '), now.versionsOf.join(', ')],
      ['foreignKeys', shownKeys(before), shownKeys(now)],
      ['order', orderOf(before.columns), orderOf(now.columns)],
    ]),
    ...both.flatMap(([from, to]) =>
      differing({ table, column: to.name }, [
        ['type', from.type, to.type],
        ['data', from.data, to.data],
      ]),
    ),
  ]
}

/**
 * Compares the structure of a package with that of the one before: tables and columns that are gone, other than before,
 * or new. A column that changed its name is one gone and one new.
 *
 * @param since the package before; none at all gives no differences
 *
 * @example changesSince({ id: 'FLIS_KY_0751_2022-09_DM_001', structure }, structure).changed // []
 */
export const changesSince = (
  since: { readonly id: string; readonly structure: Structure } | undefined,
  now: Structure,
): SkemaChanges => {
  if (since === undefined) return { since: null, removed: [], changed: [], added: [] }
  const before = since.structure
  const tables = pairs(before.tables, now.tables)
  const columns = (from: 0 | 1, to: 0 | 1): readonly SkemaPlace[] =>
    tables.flatMap((pair) =>
      missingIn(pair[from].columns, pair[to].columns).map((column) => ({ table: pair[1].name, column })),
    )
  return {
    since: since.id,
    removed: [...missingIn(before.tables, now.tables).map((table) => ({ table })), ...columns(0, 1)],
    changed: [
      ...differing({}, [['format', before.format, now.format]]),
      ...tables.flatMap((pair) => changesOfTable(pair)),
    ],
    added: [...missingIn(now.tables, before.tables).map((table) => ({ table })), ...columns(1, 0)],
  }
}
