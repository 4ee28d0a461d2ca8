import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { quoteText, type Session } from '@flis/core'
import { writeLineFile } from '../write/line-file.js'
import { CPR_CONTRACTS } from './cpr-contracts.js'
import { LIFA_CONTRACTS } from './lifa-contract.js'
import type { SlicedContract } from './sliced-contract.js'

type BorgerKilde = 'CPR' | 'LIFA'

/** Persons, or houses, whose lines are made at a time: bounds memory. */
const SLICE = 250_000

const changes: readonly string[] = [
  ...[
    ...['kendt', 'doed', 'ud', 'hjem', 'dansk_fra', 'gift_fra', 'skilt_fra', 'enke_fra', 'beskyttet_fra'],
    ...['nummer_fra', 'forrige_nummer_fra', 'dobbelt_fra'],
  ].map((date) => `select nr, ${date} as dag from verden.personer`),
  ...['bopaele', 'tilknytninger'].flatMap((table) => [
    `select nr, greatest(fra, kendt) as dag from verden.${table}`,
    `select nr, til as dag from verden.${table}`,
  ]),
]

/**
 * Whom each delta of CPR tells of: those of whom something became so since the delivery before. Reads `deliveries`
 * (delivery, kilde, shown, fuld); makes `verden.sendt` (delivery, nr).
 */
const createSendt = `
create table verden.sendt as
with cpr as (
  select
    delivery,
    shown,
    fuld,
    lag(shown) over (order by shown, delivery) as foer
  from deliveries
  where kilde = 'CPR'
),
changed as (
  ${changes
    .map(
      (each) =>
        `select nr, dag from (${each}) where dag > (select min(shown) from cpr) and dag <= (select max(shown) from cpr)`,
    )
    .join('\n  union\n  ')}
)
select distinct delivery, nr
from cpr
join changed on changed.dag > foer and changed.dag <= shown
join verden.personer using (nr)
where not fuld
  and personer.kendt <= shown
order by delivery, nr`

/** The persons, or houses, of a slice; of a delta all at once. */
const chosenOf =
  (delivery: number, slice: Slice) =>
  (key: string): string =>
    slice.delta
      ? `${key} in (select nr from verden.sendt where delivery = ${delivery})`
      : `${key} >= ${slice.nr * SLICE} and ${key} < ${(slice.nr + 1) * SLICE}`

const counted = (contract: SlicedContract, kilde: BorgerKilde): string => `
  select
    delivery,
    ${quoteText(contract.name)} as contract,
    nr // ${SLICE} as del,
    count(*) as lines
  from ${contract.counted} as each
  join deliveries on kilde = '${kilde}' and each.dag <= shown
  where fuld
  group by delivery, del
  union all
  select
    delivery,
    ${quoteText(contract.name)} as contract,
    0 as del,
    count(*) as lines
  from ${contract.counted} as each
  join verden.sendt using (nr)
  join deliveries using (delivery)
  where kilde = '${kilde}'
    and each.dag <= shown
  group by delivery`

/**
 * Decides whom each delivery tells of and counts its lines: `verden.sendt`, and `verden.dele` (delivery, contract, del,
 * lines). Reads `deliveries`.
 */
export const tabulateBorger = async (session: Session): Promise<void> => {
  await session.run(createSendt)
  const parts = [
    ...CPR_CONTRACTS.map((contract) => counted(contract, 'CPR')),
    ...LIFA_CONTRACTS.map((contract) => counted(contract, 'LIFA')),
  ]
  await session.run(
    `create table verden.dele as ${parts.join(' union all ')} order by delivery, contract, del`,
  )
}

/** How many lines each file of each delivery will have. */
export const borgerLines = `
  select
    deliveries.delivery,
    contracts.contract,
    1::bigint as header_lines,
    coalesce(sum(dele.lines), 0)::bigint as good_lines
  from deliveries
  join (values ${[
    ...CPR_CONTRACTS.map((each) => ['CPR', each.name]),
    ...LIFA_CONTRACTS.map((each) => ['LIFA', each.name]),
  ]
    .map(([kilde, name]) => `('${kilde}', '${name}')`)
    .join(', ')}) as contracts(kilde, contract) using (kilde)
  left join verden.dele
    on dele.delivery = deliveries.delivery
    and dele.contract = contracts.contract
  group by deliveries.delivery, contracts.contract`

interface Slice {
  readonly nr: number
  readonly lines: number
  readonly delta: boolean
}

const slicesOf = async (session: Session, delivery: number, contract: string): Promise<readonly Slice[]> => {
  const rows = await session.rows(
    `select del, lines, fuld
    from verden.dele
    join deliveries using (delivery)
    where delivery = ${delivery}
      and contract = ${quoteText(contract)}
    order by del`,
  )
  return rows.map((row) => ({ nr: Number(row.del), lines: Number(row.lines), delta: row.fuld === false }))
}

/**
 * Writes a contract's csv file, slice by slice in the order of the persons, or houses; gives its number of lines without
 * the header.
 */
export const writeSlices = async (
  session: Session,
  contract: SlicedContract,
  file: { readonly path: string; readonly delivery: number; readonly shown: string },
): Promise<number> => {
  const { path, delivery, shown } = file
  const slices = await slicesOf(session, delivery, contract.name)
  const day = `date ${quoteText(shown)}`
  let after = 0
  let written = 0
  for (const [turn, slice] of (slices.length > 0 ? slices : [{ nr: 0, lines: 0, delta: true }]).entries()) {
    const made = turn === 0 ? path : `${path}.part`
    written += await writeLineFile(session, {
      path: made,
      ...(turn === 0 ? { header: contract.header } : {}),
      lines: `
        select
          ${after} + row_number() over (order by ${contract.order}) as position,
          ${contract.line(day)} as line
        from ${contract.among(chosenOf(delivery, slice))}
        where ${contract.known} <= ${day}`,
      delivery,
      contract: contract.name,
      slice: { after, upTo: after + slice.lines },
    })
    if (turn > 0) {
      await pipeline(createReadStream(made), createWriteStream(path, { flags: 'a' }))
      await rm(made)
    }
    after += slice.lines
  }
  return written
}
