import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Contract,
  type Dataomraade,
  type Env,
  emptyPlan,
  extractTime,
  fixedClock,
  month,
  openWarehouse,
  parseConfig,
  prepareLedger,
  quoteIdent,
  quoteText,
  type Session,
  silentLog,
  silentReporter,
  warehouseKey,
  warehousePaths,
} from '@flis/core'
import { historise } from '../src/index.js'

/** A warehouse in a temporary folder whose deliveries are put straight into Rådata: landing is not what is tested. */
export interface LandedWarehouse {
  readonly env: Env
  readonly session: Session
  land(delivery: LandedDelivery): Promise<void>
  historise(): Promise<void>
  close(): Promise<void>
}

export interface LandedDelivery {
  readonly contract: Contract
  readonly kommune: string
  readonly kildesystem?: string
  readonly periode: string
  readonly loebenr?: number
  /** Full, unless told otherwise. */
  readonly type?: 'F' | 'D'
  readonly rows: LandedRows
  /** What it holds of other contracts of the Kilde. */
  readonly beside?: readonly { readonly contract: Contract; readonly rows: LandedRows }[]
}

type LandedRows = readonly Readonly<Record<string, string | null>>[]

const idOf = ({ contract, kommune, kildesystem, periode, loebenr, type }: LandedDelivery): string =>
  `${kildesystem ?? 'NC'}:${contract.kilde}_${kommune}_${periode}_${String(loebenr ?? 1).padStart(3, '0')}_${type ?? 'F'}.zip`

/** Writes rows as a file of Rådata, and says so in the ledger. */
const writeRows = async (
  session: Session,
  root: string,
  id: string,
  contract: Contract,
  rows: LandedRows,
): Promise<void> => {
  const columns = Object.keys(contract.fields)
  const path = join('raadata', contract.name, `${id.replaceAll(/[^A-Za-z0-9_-]/g, '-')}.parquet`)
  await mkdir(join(root, 'raadata', contract.name), { recursive: true })
  const values = rows.map(
    (row) =>
      `(${columns.map((name) => (row[name] == null ? 'null::varchar' : quoteText(row[name]))).join(', ')}, null::bigint)`,
  )
  const empty = `(${columns.map(() => 'null::varchar').join(', ')}, null::bigint)`
  await session.run(
    `copy (
       select * from (values ${values.length === 0 ? empty : values.join(', ')}) as t(${[...columns.map(quoteIdent), '_linje'].join(', ')})
       ${values.length === 0 ? 'where false' : ''}
     ) to ${quoteText(join(root, path))} (format parquet)`,
  )
  await session.run(
    `insert into ops.raadata values (${quoteText(id)}, ${quoteText(contract.name)}, '${contract.name}.csv',
       ${quoteText(path)}, 'x', ${rows.length}, 0, [${columns.map(quoteText).join(', ')}], [], [])`,
  )
}

export const landedWarehouse = async (area: Dataomraade): Promise<LandedWarehouse> => {
  const root = await mkdtemp(join(tmpdir(), 'flis-dsa-'))
  const config = parseConfig({})
  const warehouse = await openWarehouse(warehousePaths(root), config)
  let run = 0
  const env = (): Env => ({
    warehouse,
    areas: [area],
    clock: fixedClock('2022-11-02T08:00:00'),
    key: warehouseKey('00'.repeat(32)),
    log: silentLog,
    config,
    reporter: silentReporter,
    signal: new AbortController().signal,
    run: { id: run, month: month('2022-10'), plan: emptyPlan(month('2022-10')) },
  })
  const session = await warehouse.session()
  await prepareLedger(session)
  return {
    env: env(),
    session,
    land: async (delivery) => {
      const { contract, rows, beside = [] } = delivery
      const id = idOf(delivery)
      for (const each of [{ contract, rows }, ...beside])
        await writeRows(session, root, id, each.contract, each.rows)
      const time = extractTime(delivery.periode, delivery.loebenr ?? 1)
      await session.run(
        `insert into ops.deliveries (id, file_name, kilde, kommune, kildesystem, periode, loebenr, type, state, rows_in, extract_time)
         values (${quoteText(id)}, ${quoteText(id.slice(id.indexOf(':') + 1))}, ${quoteText(contract.kilde)},
           ${quoteText(delivery.kommune)}, ${quoteText(delivery.kildesystem ?? 'NC')}, ${quoteText(delivery.periode)},
           ${delivery.loebenr ?? 1}, ${quoteText(delivery.type ?? 'F')}, 'received', ${rows.length}, ${time})`,
      )
    },
    historise: async () => {
      run++
      const result = await historise(area)({ landed: [] })(env())()
      if (result._tag === 'Left') throw new Error(JSON.stringify(result.left))
    },
    close: async () => {
      session.close()
      await rm(root, { recursive: true, force: true })
    },
  }
}
