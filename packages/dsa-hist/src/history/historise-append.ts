import { type Contract, dsaTable, OPEN_END, quoteIdent, quoteText, type Session } from '@flis/core'
import type { RaadataFile } from '../rows/raadata-rows.js'
import { inSlices } from '../rows/slices.js'
import { keyColumns, typedColumns } from '../rows/typed-rows.js'
import { checksOf, verifiedRows } from '../verify/checks.js'
import { logUnits } from './changes.js'

/** What changes in the history of an append contract. */
export interface AppendChange {
  /** Rådata files of deliveries that come in. */
  readonly arriving: readonly RaadataFile[]
  /** Deliveries that are taken out. */
  readonly leaving: readonly string[]
  /** Rådata files of the deliveries that stand in history and stay there. */
  readonly staying: readonly RaadataFile[]
}

const columnsOf = (contract: Contract): readonly string[] => [
  ...typedColumns(contract).map(([name]) => quoteIdent(name)),
  ...['_kommune', '_kildesystem', '_fra', '_leverance', '_linje'],
]

const sameKey = (contract: Contract, a: string, b: string): string =>
  keyColumns(contract)
    .map((name) => `${a}.${quoteIdent(name)} = ${b}.${quoteIdent(name)}`)
    .join(' and ')

/** An appearance is known by its key and its delivery: no delivery holds a key twice (R110). */
const sameRow = (contract: Contract, a: string, b: string): string =>
  `${sameKey(contract, a, b)} and ${a}._fra = ${b}._fra and ${a}._leverance = ${b}._leverance`

/** The order of appearances; the delivery's id makes it complete where two deliveries have one extract time. */
const isLater = (a: readonly [bigint, string], b: readonly [bigint, string]): boolean =>
  a[0] > b[0] || (a[0] === b[0] && a[1] > b[1])

/**
 * The files of deliveries that follow on what changes: there a key can stand with content that history has collapsed
 * into an earlier version (A, A is kept as A; with B between them all three count).
 */
const filesAfter = async (
  session: Session,
  contract: Contract,
  { arriving, leaving, staying }: AppendChange,
): Promise<readonly RaadataFile[]> => {
  const scope = (kommune: string, kildesystem: string): string =>
    contract.keyScope === 'global' ? '' : `${kommune}|${kildesystem}`
  const first = new Map<string, readonly [bigint, string]>()
  const note = (where: string, at: readonly [bigint, string]): void => {
    const known = first.get(where)
    if (known === undefined || isLater(known, at)) first.set(where, at)
  }
  for (const { kommune, kildesystem, extractTime, delivery } of arriving)
    note(scope(kommune, kildesystem), [extractTime, delivery])
  if (leaving.length > 0) {
    const found = await session.rows(
      'select distinct _kommune, _kildesystem, _fra, _leverance from held where leaves order by all',
    )
    for (const row of found)
      note(scope(String(row._kommune), String(row._kildesystem)), [
        row._fra as bigint,
        String(row._leverance),
      ])
  }
  return staying.filter(({ kommune, kildesystem, extractTime, delivery }) => {
    const from = first.get(scope(kommune, kildesystem))
    return from !== undefined && isLater([extractTime, delivery], from)
  })
}

const rowsOf = async (
  session: Session,
  contract: Contract,
  files: readonly RaadataFile[],
): Promise<string> => {
  const checks = await checksOf(
    session,
    [contract],
    files.map((each) => each.delivery),
  )
  return verifiedRows(contract, files, checks(contract))
}

/** Named outright, so that the engine passes over what lies elsewhere. */
const inScopes = (files: readonly RaadataFile[], rows: string): string => {
  const kommuner = [...new Set(files.map(({ kommune }) => kommune))].sort()
  return `${rows}._kommune in (${kommuner.map(quoteText).join(', ')})`
}

/** `arriving`: the rows that come in. `held`: what history holds of the keys concerned, each with its row. */
const gather = async (
  session: Session,
  contract: Contract,
  { arriving, leaving }: AppendChange,
): Promise<void> => {
  const columns = columnsOf(contract).join(', ')
  const key = keyColumns(contract).map(quoteIdent).join(', ')
  const table = dsaTable(contract)
  await session.run(`create or replace temp table arriving as select ${columns} from ${table} where false`)
  for (const files of inSlices(arriving))
    await session.run(`insert into arriving select ${columns} from ${await rowsOf(session, contract, files)}`)
  const leaves = leaving.length === 0 ? 'false' : `_leverance in (${leaving.map(quoteText).join(', ')})`
  await session.run(`create or replace temp table concerned as
    select distinct ${key} from arriving
    ${leaving.length === 0 ? '' : `union select ${key} from ${table} where ${leaves}`}`)
  await session.run(`create or replace temp table held as
    select ${columns}, _til, rowid as held_row, ${leaves} as leaves
    from ${table} as old
    semi join concerned on ${sameKey(contract, 'concerned', 'old')}
    ${leaving.length > 0 || contract.keyScope === 'global' ? '' : `where ${inScopes(arriving, 'old')}`}`)
}

/**
 * `versions`: the history of the keys that history already knows, or that come several times. Content that a key had
 * right before adds no version.
 */
const retell = async (session: Session, contract: Contract, after: readonly RaadataFile[]): Promise<void> => {
  const columns = columnsOf(contract).join(', ')
  const key = keyColumns(contract).map(quoteIdent).join(', ')
  const content = typedColumns(contract).filter(([name]) => !contract.key.includes(name))
  const changed = content.map(
    ([name]) => `${quoteIdent(name)} is distinct from lag(${quoteIdent(name)}) over in_order`,
  )
  await session.run(`create or replace temp table later as select ${columns} from arriving where false`)
  for (const files of inSlices(after))
    await session.run(
      `insert into later
       select ${columns}
       from ${await rowsOf(session, contract, files)} as again
       semi join contested on ${sameKey(contract, 'contested', 'again')}`,
    )
  await session.run(`create or replace temp table versions as
    select *, lead(_fra, 1, ${OPEN_END}) over (partition by ${key} order by _fra, _leverance) as _til
    from (
      select *
      from (
        select ${columns} from held where not leaves
        union
        select ${columns} from arriving semi join contested on ${sameKey(contract, 'contested', 'arriving')}
        union
        select ${columns} from later
      ) as appearances
      window in_order as (partition by ${key} order by _fra, _leverance)
      qualify row_number() over in_order = 1 ${changed.map((each) => `or ${each}`).join(' ')}
    ) as changes`)
}

/** Brings a table to what `versions` says; only rows that differ are written. */
const writeVersions = async (session: Session, contract: Contract): Promise<void> => {
  const columns = columnsOf(contract).join(', ')
  const table = dsaTable(contract)
  const same = sameRow(contract, 'versions', 'held')
  await session.run(`create or replace temp table outdated as
    select held.*, versions._til as known_til
    from held
    left join versions on ${same}
    where held.leaves or versions._til is distinct from held._til`)
  await session.run(`create or replace temp table added as
    select versions.* from versions anti join held on ${same} and not held.leaves`)
  await session.run(
    `delete from ${table}
     where rowid in (select held_row from outdated where leaves or known_til is null)`,
  )
  await session.run(
    `update ${table} as old
     set _til = outdated.known_til
     from outdated
     where old.rowid = outdated.held_row and not outdated.leaves and outdated.known_til is not null`,
  )
  await session.run(
    `insert into ${table} select ${typedAndPlace(contract)} from added order by _fra, _leverance, _linje`,
  )
  await logUnits(
    session,
    contract,
    `(select ${columns} from outdated union all select ${columns} from added)`,
  )
}

const typedAndPlace = (contract: Contract, til = '_til'): string =>
  [
    ...typedColumns(contract).map(([name]) => quoteIdent(name)),
    ...['_kommune', '_kildesystem', '_fra', til, '_leverance', '_linje'],
  ].join(', ')

/**
 * Brings events into history by id: a version for each change of content, in order of extract time and delivery. The
 * same content sent again right after adds nothing; absence never ends. The order of arrival has no influence: for a
 * key concerned, what came later is read again from Rådata, for history has collapsed equal content.
 *
 * Keys that are new and come once are the many; they are put in as they are, and only the others are retold.
 *
 * Source: specification 3.2, `D` append.
 */
export const historiseAppend = async (
  session: Session,
  contract: Contract,
  change: AppendChange,
): Promise<void> => {
  if (change.arriving.length + change.leaving.length === 0) return
  const key = keyColumns(contract).map(quoteIdent).join(', ')
  await gather(session, contract, change)
  await session.run(`create or replace temp table contested as
    select distinct ${key} from held
    union
    select ${key} from arriving group by all having count(*) > 1`)
  await session.unordered(() =>
    session.run(
      `insert into ${dsaTable(contract)}
       select ${typedAndPlace(contract, `${OPEN_END}`)}
       from arriving
       anti join contested on ${sameKey(contract, 'contested', 'arriving')}`,
    ),
  )
  await logUnits(
    session,
    contract,
    `(select * from arriving anti join contested on ${sameKey(contract, 'contested', 'arriving')})`,
  )
  if ((await session.value('select count(*) from contested')) !== 0n) {
    await retell(session, contract, await filesAfter(session, contract, change))
    await writeVersions(session, contract)
    for (const each of ['later', 'versions', 'outdated', 'added']) await session.run(`drop table ${each}`)
  }
  for (const each of ['arriving', 'concerned', 'held', 'contested']) await session.run(`drop table ${each}`)
}
