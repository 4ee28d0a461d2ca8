import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Config,
  type Contract,
  contractsOf,
  type Dataomraade,
  fail,
  fixedClock,
  kilderOf,
  type Model,
  month as monthFrom,
  openWarehouse,
  type Plan,
  parseConfig,
  quoteIdent,
  type Reporter,
  type Row,
  type RowOf,
  silentReporter,
  warehousePaths,
} from '@flis/core'
import { openPublished } from '@flis/dm'
import { type BorgerRunOptions, borgerRun } from '../run/borger-run.js'
import { dayRun } from '../run/day-run.js'
import { main, planOf, type RunReport } from '../run/main.js'
import { intakeRun, monthRun } from '../run/month-run.js'
import { initWarehouse } from '../run/open-env.js'
import { csvOf, parseLabel, putDelivery, senderOf, type TestRow, zipOf } from './delivery-file.js'

export interface TestWarehouseOptions {
  readonly areas: readonly Dataomraade[]
  /** The instant that every run takes as now, e.g. `2022-11-02`. */
  readonly now: string
  readonly config?: Partial<Config>
  readonly reporter?: Reporter
}

/** A warehouse for tests: real files and a real engine in a temporary folder, no clock. */
export interface TestWarehouse {
  readonly root: string
  /** Delivers rows of one contract. Other contracts of its Kilde are delivered without rows, unless they may be left out. */
  deliver<C extends Contract>(contract: C, label: string, rows: readonly RowOf<C>[]): Promise<void>
  /** Delivers rows of several contracts of one Kilde, by name. */
  deliverAll(label: string, rows: Readonly<Record<string, readonly TestRow[]>>): Promise<void>
  /** Delivers bytes under a name, with metadata. */
  deliverFile(fileName: string, content: string | Uint8Array, sender: string): Promise<void>
  monthRun(month: string): Promise<RunReport>
  /** The flexible Borger track. */
  borgerRun(options?: BorgerRunOptions): Promise<RunReport>
  /** What happens on days. */
  dayRun(): Promise<RunReport>
  intake(): Promise<RunReport>
  plan(month: string): Promise<Plan>
  /** The published rows of a model, in order of its grain; keys as bigint, dates and decimals as text. */
  rows(model: Model): Promise<readonly Readonly<Record<string, unknown>>[]>
  /** A query against the working file, between runs. */
  query(sql: string): Promise<readonly Row[]>
  close(): Promise<void>
}

/** A file that its Kilde may leave out, and then does not speak for: delivered only where rows are given. */
const isOptionalFile = ({ reader }: Contract): boolean => reader.format === 'csv' && reader.optionalFile

const shown = (name: string, type: string): string =>
  type === 'DATE' || type.startsWith('DECIMAL') || type.startsWith('TIMESTAMP')
    ? `${quoteIdent(name)}::varchar as ${quoteIdent(name)}`
    : quoteIdent(name)

/**
 * Makes a warehouse for a test.
 *
 * @example
 * const w = await testWarehouse({ areas: [boligstøtte], now: '2022-11-02' })
 * await w.deliver(BSSag, 'BS 0751 2022-10', [{ SagId: 'a', … }])
 * await w.monthRun('2022-10')
 * expect(await w.rows(FactBoligstøtte)).toEqual([…])
 */
export const testWarehouse = async (options: TestWarehouseOptions): Promise<TestWarehouse> => {
  const root = await mkdtemp(join(tmpdir(), 'flis-test-'))
  const { areas } = options
  await initWarehouse(
    root,
    areas.map((each) => each.name),
  )
  const leave = (): void => rmSync(root, { recursive: true, force: true })
  process.once('exit', leave)
  const config = parseConfig({ areas: areas.map((each) => each.name), ...options.config })
  const paths = warehousePaths(root, config.inbox)
  const numbers = new Map<string, number>()
  const common = {
    warehouse: root,
    areas,
    config,
    clock: fixedClock(options.now),
    reporter: options.reporter ?? silentReporter,
  }
  const next = (place: string): number => {
    const number = (numbers.get(place) ?? 0) + 1
    numbers.set(place, number)
    return number
  }
  const deliverAll: TestWarehouse['deliverAll'] = async (label, rows) => {
    const { kommune, periode, loebenr, type, sender } = parseLabel(label)
    const contracts = contractsOf(areas).filter((each) => each.stretchedFrom === undefined)
    const first = contracts.find((each) => each.name in rows)
    if (first === undefined)
      return fail('U001', { found: Object.keys(rows).join(', '), expected: 'a contract' })
    const kilde = kilderOf(areas).get(first.kilde)
    if (kilde === undefined) return fail('M004', { kilde: first.kilde })
    const files = Object.fromEntries(
      contracts
        .filter((each) => each.kilde === kilde.name && (each.name in rows || !isOptionalFile(each)))
        .map((each) => [`${each.name}.csv`, csvOf(each, rows[each.name] ?? [])]),
    )
    const from = sender ?? senderOf(kilde)
    const nr = loebenr ?? next(`${kilde.name} ${kommune} ${periode} ${from}`)
    // Where a kommune has two systems for a Kilde, each puts its name after the type.
    const system = sender === undefined ? '' : `_${sender}`
    const fileName = `${kilde.name}_${kommune}_${periode}_${String(nr).padStart(3, '0')}_${type ?? kilde.types[0] ?? 'F'}${system}.zip`
    await putDelivery(paths.inbox, fileName, await zipOf(files), from)
  }
  return {
    root,
    deliverAll,
    deliver: (contract, label, rows) => deliverAll(label, { [contract.name]: rows as readonly TestRow[] }),
    deliverFile: (fileName, content, sender) => putDelivery(paths.inbox, fileName, content, sender),
    monthRun: (month) => main(monthRun(areas), { ...common, month: monthFrom(month), kind: 'month-run' }),
    borgerRun: (flexible) => main(borgerRun(areas, flexible), common),
    dayRun: () => main(dayRun(areas), common),
    intake: () => main(intakeRun(areas), { ...common, kind: 'intake', extent: 'intake' }),
    plan: (month) => planOf(monthRun(areas), { ...common, month: monthFrom(month) }),
    rows: async (model) => {
      const version = await openPublished(paths.published)
      try {
        const columns = Object.entries(model.columns).map(([name, { type }]) => shown(name, type))
        const order = model.grain.filter((name) => name in model.columns).map(quoteIdent)
        return await version.session.rows(
          `select ${columns.join(', ')} from ${quoteIdent(model.name)} order by ${order.length === 0 ? 'all' : order.join(', ')}`,
        )
      } finally {
        version.close()
      }
    },
    query: async (sql) => {
      const session = await (await openWarehouse(paths, config)).session()
      try {
        return await session.rows(sql)
      } finally {
        session.close()
      }
    },
    close: async () => {
      process.removeListener('exit', leave)
      await rm(root, { recursive: true, force: true })
    },
  }
}
