import { quoteText, type Session } from '@flis/core'
import type { RowFaultKind } from '../report.js'

/** A way in which a line is wrong. */
export interface RowFault {
  /** The contract whose file takes the line; for FSIII the Kilde. */
  readonly contract: string
  readonly kind: RowFaultKind
  /** The code with which the line is refused. */
  readonly code: string
  /** Where the refused row belongs, when that is not `contract`; null: to none, the whole Bundle is refused. */
  readonly quarantined?: string | null
  /** SQL for the line, over the columns kommune, kode, nr (a text, unique within the kommune), delivery and ordinal. */
  readonly line: string
}

const casesOf = (faults: readonly RowFault[], result: (fault: RowFault, index: number) => string): string => {
  const contracts = [...new Set(faults.map((fault) => fault.contract))]
  const arms = contracts.map((contract) => {
    const own = faults.filter((fault) => fault.contract === contract)
    const whens = own.map((fault, index) => `when ${index} then ${result(fault, faults.indexOf(fault))}`)
    return `when ${quoteText(contract)} then case turn % ${own.length} ${whens.join('\n')} end`
  })
  return `case contract ${arms.join('\n')} end`
}

const createPlanted = (faults: readonly RowFault[], ppm: number): string => `
create table planted as
with wanted as (
  select
    delivery,
    contract,
    kommune,
    kode,
    header_lines,
    good_lines,
    -- at most what a delivery may hold without being put aside: 20 rows, or 2 % of them
    least(
      (good_lines * ${ppm} + draw(bits_low('fejl i ' || contract, kommune, delivery), 0, 1000) * 1000) // 1000000,
      greatest(20, good_lines // 50)
    ) as faults
  from delivery_lines
  join deliveries using (delivery)
),
placed as (
  select
    delivery,
    contract,
    kommune,
    kode,
    header_lines,
    good_lines,
    unnest(range(faults)) as i
  from wanted
),
drawn as (
  select
    *,
    (bits_low('sted i ' || contract || i, kommune, delivery) % (good_lines + 1)::ubigint)::bigint as after_line
  from placed
),
ordered as (
  select
    *,
    row_number() over (partition by delivery, contract order by after_line, i) as ordinal,
    row_number() over (partition by contract order by delivery, after_line, i) - 1 as turn
  from drawn
),
named as (
  select *, delivery || '-' || ordinal as nr
  from ordered
)
select
  delivery,
  contract,
  after_line,
  ordinal,
  header_lines + after_line + ordinal as physical_line,
  ${casesOf(faults, (_, index) => String(index))} as fault,
  ${casesOf(faults, (fault) => fault.line)} as line
from named
order by delivery, contract, ordinal`

const NO_PLANTED = `
create table planted (
  delivery integer,
  contract varchar,
  after_line bigint,
  ordinal bigint,
  physical_line bigint,
  fault integer,
  line varchar
)`

/** A planted line: which delivery, which fault, which physical line. */
export interface Planted {
  readonly delivery: number
  readonly contract: string
  readonly line: number
  readonly fault: RowFault
}

/**
 * Decides every faulty line of the sample at once, into the table `planted`. Kinds take turns within a
 * contract, so that a few faults already show all of them. Reads `deliveries` and `delivery_lines`.
 */
export const plantRows = async (
  session: Session,
  faults: readonly RowFault[],
  ppm: number,
): Promise<readonly Planted[]> => {
  if (ppm === 0 || faults.length === 0) {
    await session.run(NO_PLANTED)
    return []
  }
  await session.run(createPlanted(faults, ppm))
  const rows = await session.rows(`
    select delivery, contract, physical_line, fault
    from planted
    order by delivery, contract, physical_line`)
  return rows.flatMap((row) => {
    const fault = faults[Number(row.fault)]
    if (fault === undefined) return []
    return [
      {
        delivery: Number(row.delivery),
        contract: String(row.contract),
        line: Number(row.physical_line),
        fault,
      },
    ]
  })
}
