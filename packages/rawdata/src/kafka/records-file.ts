import { open } from 'node:fs/promises'
import { quoteText, type Session } from '@flis/core'
import { type ArrivalEvent, eventText, readEvent } from './arrival-event.js'
import type { WholeDelivery } from './whole-deliveries.js'

/**
 * The file that keeps a delivery of records: lines of contract, partition, offset, code and row, parted by tabulators,
 * which JSON and base64 do not hold. The first line has the arrival event as its row.
 */
export const RECORD_COLUMNS = ['contract', 'file', 'line', 'code', 'row'] as const

/** No text holds it, so nothing is ever quoted. */
const NO_QUOTE = '\u0001'
export const RECORD_DIALECT = `delim '\t', quote '${NO_QUOTE}', escape '${NO_QUOTE}', header false`

/**
 * Of an announced contract the last rows, as many as it announces: those before are of a producer's broken attempt. What
 * cannot be read comes along.
 */
const announcedRows = ({ contracts }: ArrivalEvent): string =>
  Object.entries(contracts)
    .map(([name, { count }]) => `(${quoteText(name)}, ${count})`)
    .join(', ')

/** A record under another key than its kommune's is none of its rows. */
const codeOf = ({ wrongKey }: WholeDelivery): string =>
  wrongKey.length === 0
    ? 'record.code'
    : `case when record.delivery in (${wrongKey.join(', ')}) then coalesce(record.code, 'R002') else record.code end`

const receivedOf = (delivery: WholeDelivery): string => `received as (
    select stream.contract, stream.topic || '-' || stream."partition" as file, record."offset" as line,
      ${codeOf(delivery)} as code, record."row"
    from ops.kafka_records as record
    join ops.kafka_offsets as stream on stream.nr = record.stream
    where record.delivery in (${delivery.numbers.join(', ')})
  )`

const rowsOf = (delivery: WholeDelivery): string => {
  const announced = announcedRows(delivery.event)
  return `${receivedOf(delivery)},
  numbered as (
    select contract, file, line, code, "row",
      row_number() over (partition by contract, code is null order by line desc, file desc) as from_last
    from received
  ),
  announced as (
    select *
    from (values ${announced === '' ? '(null::varchar, 0)' : announced}) as each(contract, records)
  ),
  kept as (
    select numbered.contract, numbered.file, numbered.line, numbered.code, numbered."row"
    from numbered
    left join announced on announced.contract = numbered.contract
    where announced.records is null or numbered.code is not null or numbered.from_last <= announced.records
  )`
}

/** There are exactly as many as announced: it need not be looked which of them are the last. */
const isExact = ({ event, received }: WholeDelivery): boolean =>
  [...received].every(([name, count]) => event.contracts[name]?.count === count)

/** Writes the file of a delivery that is whole; the same records always give the same bytes. */
export const writeRecordsFile = async (
  session: Session,
  delivery: WholeDelivery,
  path: string,
): Promise<void> => {
  await session.run(
    `copy (
       with ${isExact(delivery) ? receivedOf(delivery) : rowsOf(delivery)}
       select contract, file, line, code, "row"
       from (
         select '' as contract, '' as file, 0 as line, null as code, ${quoteText(eventText(delivery.event))} as "row"
         union all
         select contract, file, line, code, "row" from ${isExact(delivery) ? 'received' : 'kept'}
       )
       order by contract, file, line
     )
     to ${quoteText(path)} (format csv, ${RECORD_DIALECT})`,
  )
}

/** An event is short; a file that is none of ours need not be read far. */
const LONGEST_EVENT = 1 << 20

/** The event that a file of records begins with; undefined where it begins otherwise. */
export const eventOfFile = async (path: string): Promise<ArrivalEvent | undefined> => {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST_EVENT), 0, LONGEST_EVENT, 0)
    const end = buffer.subarray(0, bytesRead).indexOf('\n')
    const line = buffer.subarray(0, end < 0 ? bytesRead : end).toString('utf8')
    return readEvent(line.split('\t')[RECORD_COLUMNS.length - 1] ?? '')
  } finally {
    await file.close()
  }
}
