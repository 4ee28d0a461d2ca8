import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Env,
  type Follow,
  followName,
  type Model,
  quoteIdent,
  quoteText,
  type Session,
} from '@flis/core'
import type { AtPublish } from './at-publish.js'
import { type Followed, followedKey } from './followed.js'
import { hiddenColumns } from './hidden-columns.js'
import { stagingFolder } from './staging.js'
import { type Layer, layerOnTop, readParts, rowsIn, type Table, tableSql } from './table.js'

/** What a run has done to the members of a table: some are other than before, or all of them. */
export type Moved = 'some' | 'whole'

/** Members of this run's models that are not what they were: `(followed, member, gone)`. */
const MOVED = 'moved_members'

const qualified = (alias: string, column: string): string =>
  alias === '' ? quoteIdent(column) : `${alias}.${quoteIdent(column)}`

/** The member that a key column points to. Keys of one dimension may be of two whole types. */
export const memberOfKey = (column: string, alias = ''): string => `hash(${qualified(alias, column)}::bigint)`

/**
 * A member of a table as a number: a hash of a dimension's key, else of the grain. Two members with one number are
 * followed together: it costs work, never correctness.
 */
export const memberExpression = (model: Model, alias = ''): string =>
  model.keyColumn === undefined
    ? `hash(${model.grain.map((each) => qualified(alias, each)).join(', ')})`
    : memberOfKey(model.keyColumn, alias)

/** What of the standing table a layer takes the place of, as a condition. */
const replacedBy = ({ units, kommuner }: Layer): string =>
  [
    ...(units.length === 0 ? [] : [`_unit in (select unit from ${readParts(units)})`]),
    ...(kommuner.length === 0 ? [] : [`_kommune in (${kommuner.map(quoteText).join(', ')})`]),
    'false',
  ].join(' or ')

/** Members of the rows of a select, with what followers look at. */
const told = (model: Model, { columns }: Followed, rows: string): string => {
  const content = columns ?? [...Object.keys(model.columns), ...(model.natural ?? [])]
  const known = model.keyColumn === undefined ? '' : `where ${quoteIdent(model.keyColumn)} <> -1`
  return `select ${memberExpression(model)} as member, hash(${content.map(quoteIdent).join(', ')}) as content from (${rows}) ${known}`
}

/** So many members that come at once are not told one by one: all that refers to the table is computed anew. */
const MANY_MEMBERS = 1_000_000n

/** Makes room for the members that this run's models move. */
export const prepareMoved = (session: Session): Promise<unknown> =>
  session.run(`create or replace temp table ${MOVED} (followed varchar, member ubigint, gone boolean)`)

/**
 * Finds the members of a newly built table that came, went or changed in what its followers look at, and keeps them for
 * these. Only what a layer replaced is compared.
 */
export const noteMoved = async (
  session: Session,
  model: Model,
  followed: readonly Followed[],
  table: Table,
  standing: Table | undefined,
): Promise<ReadonlyMap<string, Moved>> => {
  const bare = standing === undefined || rowsIn(standing.layers) <= (model.keyColumn === undefined ? 0n : 1n)
  if (standing === undefined || (bare && rowsIn(table.layers) > MANY_MEMBERS))
    return new Map(followed.map((each) => [followName({ model, ...each }), 'whole']))
  const columns = hiddenColumns(model)
  const layer = layerOnTop(table, standing)
  const now =
    layer === undefined
      ? tableSql(model, table, columns)
      : tableSql(model, { model: model.name, layers: [{ ...layer, units: [], kommuner: [] }] }, columns)
  const before = `select * from (${tableSql(model, standing, columns)}) ${layer === undefined ? '' : `where ${replacedBy(layer)}`}`
  const moved = new Map<string, Moved>()
  for (const each of followed) {
    const name = followName({ model, ...each })
    const members = await session.run(
      `insert into ${MOVED}
       select ${quoteText(name)}, member, bool_and(now.content is null) as gone
       from (${told(model, each, now)}) as now
       full join (${told(model, each, before)}) as before using (member)
       where now.content is distinct from before.content
       group by member`,
    )
    if (members > 0) moved.set(name, 'some')
  }
  return moved
}

/**
 * Members of a followed model that changed, in this run or in earlier ones since a number of change; `gone`: those that may
 * be gone, for of earlier runs' nothing says that they are still there.
 */
export const movedMembers = (of: Follow, since: bigint, { gone = false } = {}): string => {
  const name = quoteText(followName(of))
  return `(
    select member from ${MOVED} where followed = ${name} ${gone ? 'and gone' : ''}
    union
    select unit from ops.changes where contract = ${name} and seq > ${since}
  )`
}

/**
 * Keeps this run's moved members for the log of changes, where later runs of other areas find them: what is staged here
 * is written to the log under the number `seq` in the transaction that makes the tables visible.
 */
export const stageMoved = async (
  env: Env,
  session: Session,
  moved: ReadonlyMap<string, Moved>,
  seq: bigint,
): Promise<AtPublish> => {
  const staged = join(stagingFolder(env), 'moved.parquet')
  await mkdir(stagingFolder(env), { recursive: true })
  await session.run(`copy ${MOVED} to ${quoteText(staged)} (format parquet)`)
  const whole = [...moved].filter(([, how]) => how === 'whole').map(([name]) => name)
  return async (publishing) => {
    await publishing.run(
      `insert into ops.changes
       select ${seq}, followed, '0000', member from read_parquet(${quoteText(staged)})
       ${whole.map((name) => `union all select ${seq}, ${quoteText(name)}, '0000', null`).join('\n       ')}`,
    )
    await publishing.run(`delete from ops.meta where name = 'change_seq'`)
    await publishing.run(`insert into ops.meta values ('change_seq', '${seq}')`)
  }
}

/** Writes down what is followed, for runs that do not know the models that follow. */
export const keepFollowed =
  (followed: readonly Followed[]): AtPublish =>
  async (publishing) => {
    const values = followed.map(
      (each) => `(${quoteText(followedKey(each))}, ${quoteText(JSON.stringify(each))})`,
    )
    await publishing.run(`insert into ops.meta values ${values.join(', ')}`)
  }
