import {
  type Contract,
  dsaTable,
  type Failing,
  failures,
  quoteIdent,
  quoteText,
  RESIDENCE_CODES,
  type Session,
  valueFailures,
  wideFamilies,
} from '@flis/core'
import { type RaadataFile, raadataRows } from '../rows/raadata-rows.js'
import { receivedRow } from '../rows/received-row.js'
import { contentColumns, typedRows } from '../rows/typed-rows.js'
import { familyColumn, familyNames, wideListNames } from '../rows/wide-columns.js'

/** All codes ever known of a contract: a code that has been withdrawn is still understood in older rows. */
const referenceList = (contract: string, column: string): string =>
  `(select ${quoteIdent(column)} from ${dsaTable({ name: contract })})`

/** What of the failing conditions holds for a row, as a list of texts in the order given. */
const listOf = (texts: readonly string[], when: (text: string) => readonly Failing[]): string =>
  `list_filter([${texts
    .map(
      (each) =>
        `case when ${when(each)
          .map((one) => one.when)
          .join(' or ')} then ${quoteText(each)} end`,
    )
    .join(', ')}], x -> x is not null)`

const distinct = (failing: readonly Failing[], of: (each: Failing) => string): readonly string[] => [
  ...new Set(failing.map(of)),
]

const anyOf = (reasons: readonly { readonly when: string }[]): string =>
  `coalesce(${reasons.map(({ when }) => when).join(' or ')}, false)`

/** Columns that grow with time: each family is judged in one expression over the list of its columns. */
const grownFailures = (contract: Contract): readonly Failing[] =>
  wideFamilies(contract).flatMap(({ prefix, field }) =>
    valueFailures(field, 'x', RESIDENCE_CODES, referenceList).map(({ code, when }) => ({
      code,
      column: `${prefix}_*`,
      when: `len(list_filter(${familyColumn(prefix)}, x -> ${anyOf([{ when }])})) > 0`,
    })),
  )

/** The names of the failing columns of each family, as lists. */
const grownColumns = (contract: Contract): readonly string[] =>
  wideFamilies(contract).flatMap(({ prefix, field }) => {
    const list = familyColumn(prefix)
    const reasons = valueFailures(field, `${list}[nr]`, RESIDENCE_CODES, referenceList)
    return reasons.length === 0
      ? []
      : [
          `list_transform(list_filter(range(1, len(${list}) + 1), nr -> ${anyOf(reasons)}), nr -> ${familyNames(prefix)}[nr])`,
        ]
  })

/** The failing codes of a row, sorted; its failing columns, in the contract's order, those that grow behind them. */
const reasonsOf = (contract: Contract, failing: readonly Failing[]): string => {
  const grown = grownFailures(contract)
  const own = failing.filter((each) => !grown.some(({ column }) => column === each.column))
  const codes = [...distinct(failing, ({ code }) => code)].sort()
  const columns = distinct(own, ({ column }) => column)
  const lists = [
    listOf(columns, (column) => own.filter((each) => each.column === column)),
    ...grownColumns(contract),
  ]
  return `${listOf(codes, (code) => failing.filter((each) => each.code === code))},
       ${lists.length === 1 ? lists.join() : `flatten([${lists.join(', ')}])`}`
}

/** Until the code lists have come, rows are judged by all else. */
const isOfList = ({ fields }: Contract, { code, column }: Failing): boolean => {
  const kind = fields[column]?.kind
  return kind?.type === 'reference' && kind.error === code
}

/** Who tells, and when: stamped on what verification writes. */
export interface Verifying {
  readonly run: number
  readonly now: string
  /** The code lists of the contract have not come. */
  readonly awaiting: boolean
}

/**
 * Puts every row that fails its contract into quarantine, whole, with all its reasons. One scan finds the few rows
 * that fail; only for these the reasons are listed.
 */
export const quarantineFailing = async (
  session: Session,
  contract: Contract,
  files: readonly RaadataFile[],
  by: Verifying,
): Promise<void> => {
  const failing = [...failures(contract, RESIDENCE_CODES, referenceList), ...grownFailures(contract)].filter(
    (each) => !by.awaiting || !isOfList(contract, each),
  )
  if (failing.length === 0) return
  const columns = [...Object.keys(contract.fields).map(quoteIdent), ...wideListNames(contract)].join(', ')
  await session.run(`create or replace temp table failing as
    select ${columns}, _leverance, _fil, _linje
    from ${raadataRows(contract, files)}
    where ${failing.map((each) => `coalesce(${each.when}, false)`).join('\n      or ')}`)
  if ((await session.value('select count(*) from failing')) !== 0n)
    await session.run(
      `insert into ops.quarantine
     select _leverance, _fil, _linje, ${quoteText(contract.name)},
       ${reasonsOf(contract, failing)},
       ${receivedRow(contract, 'failing')}, 'open', $now, ${by.run}
     from failing
     order by _leverance, _fil, _linje`,
      { now: by.now },
    )
  await session.run('drop table failing')
}

/**
 * Finds rows of one delivery with the same key. Equal typed content: an exact duplicate, collapsed and counted.
 * Other content: R110, all of them go to quarantine (exact duplicates among them collapse first).
 *
 * The search groups all rows by a hash of the key; only keys whose hash occurs twice are looked at, and only then
 * without the rows that stand in quarantine.
 *
 * @returns exact duplicates by delivery
 */
export const quarantineDuplicateKeys = async (
  session: Session,
  contract: Contract,
  files: readonly RaadataFile[],
  by: Verifying,
): Promise<ReadonlyMap<string, bigint>> => {
  const version = contract.mode === 'upsert' ? ['_opdateret', '_rapport', '_sha'] : []
  const key = ['_leverance', ...contract.key, ...version].map(quoteIdent).join(', ')
  const typed = typedRows(contract, files, { quarantined: true, collapse: false })
  await session.run(`create or replace temp table repeated as
    select hash(${key}) as repeated_key
    from ${typedRows(contract, files, { quarantined: false, collapse: false })}
    group by all
    having count(*) > 1`)
  if ((await session.value('select count(*) from repeated')) === 0n) return new Map()
  const content = contentColumns(contract).join(', ')
  await session.run(`create or replace temp table same_key as
    select *,
      row_number() over (partition by ${key}, ${content} order by _fil, _linje) as nth_of_equal,
      dense_rank() over (partition by ${key} order by ${content}) as content_nr
    from ${typed}
    where hash(${key}) in (select repeated_key from repeated)
    qualify count(*) over (partition by ${key}) > 1`)
  await session.run(
    `insert into ops.quarantine
     select r._leverance, r._fil, r._linje, ${quoteText(contract.name)}, ['R110'],
       [${contract.key.map(quoteText).join(', ')}], ${receivedRow(contract, 'r')}, 'open', $now, ${by.run}
     from ${raadataRows(contract, files)} r
     semi join (
       select _leverance, _fil, _linje
       from same_key
       where nth_of_equal = 1
       qualify max(content_nr) over (partition by ${key}) > 1
     ) other_content on other_content._leverance = r._leverance and other_content._fil = r._fil and other_content._linje = r._linje
     order by r._leverance, r._fil, r._linje`,
    { now: by.now },
  )
  const counted = await session.rows(
    'select _leverance, count(*) as n from same_key where nth_of_equal > 1 group by all order by all',
  )
  await session.run('drop table same_key')
  await session.run('drop table repeated')
  return new Map(counted.map((row) => [String(row._leverance), row.n as bigint]))
}
