import {
  type Contract,
  columnType,
  compileSql,
  contractsOf,
  dsaTable,
  dsaTableDdl,
  extractTime,
  type Model,
  type Month,
  openInstance,
  openSession,
  prepareLedger,
  quoteIdent,
  quoteText,
  type Row,
  type Session,
  type Sql,
  warehouseKey,
} from '@flis/core'
import {
  checkColumns,
  contractsBehind,
  inBuildOrder,
  isDimension,
  modelQuery,
  relationsFor,
  type UnitChoice,
} from '@flis/dm'
import { KYSag, KYSagTilstand, ky } from '../../src/ky/index.js'

export type SourceRow = Readonly<Record<string, string | number | null>>

/** The delivery that rows came with; `til` other than the open end = its source no longer holds them, or so. */
export interface Delivery {
  readonly kommune?: string
  readonly kildesystem?: string
  readonly fra?: bigint
  readonly til?: bigint
  readonly linje?: number
}

export interface Building {
  readonly month: Month
  readonly from?: Month
  readonly choice?: UnitChoice
  /** Name of the table; default the model's. */
  readonly as?: string
}

/** KY's contracts as DSA_HIST tables in memory, and its models built from them. */
export interface KyWarehouse {
  readonly session: Session
  insert(contract: Contract, rows: readonly SourceRow[], delivery?: Delivery): Promise<void>
  build(model: Model, building: Building): Promise<void>
  /**
   * The area's models for a month and what they read, or only those named and what these read. Models of other areas
   * (citizens) are built once, when they are first needed.
   */
  buildAll(month: Month, models?: readonly Model[]): Promise<void>
  /** Rows of a template as texts, models as they were last built. */
  rows(template: Sql): Promise<readonly Row[]>
}

const OPEN = 99991231999n
const KEY = warehouseKey('5e'.repeat(32))

const literal = (value: string | number | null | undefined, type: string): string =>
  value === undefined || value === null ? `null::${type}` : `${quoteText(String(value))}::${type}`

/** Whether the columns are as declared is asked once for all tests of a file. */
const checked = new Set<string>()

const tableOf = (model: Model): string => `(select * from ${quoteIdent(model.name)})`

export const kyWarehouse = async (): Promise<KyWarehouse> => {
  const session = await openSession(await openInstance(':memory:', { threads: 2 }))
  await prepareLedger(session)
  for (const contract of contractsOf([ky])) await session.run(dsaTableDdl(contract))

  const insert: KyWarehouse['insert'] = async (contract, rows, delivery = {}) => {
    if (rows.length === 0) return
    const system = [
      quoteText(delivery.kommune ?? '0751'),
      quoteText(delivery.kildesystem ?? 'NC'),
      delivery.fra ?? 20221031001n,
      delivery.til ?? OPEN,
      quoteText('NC:KY_0751_2022-10_001_F.zip'),
      delivery.linje ?? 2,
    ]
    const values = rows.map((row) => {
      const typed = Object.entries(contract.fields).map(([name, field]) =>
        literal(row[name], columnType(field)),
      )
      return `(${[...typed, ...system].join(', ')})`
    })
    await session.run(`insert into ${dsaTable(contract)} values ${values.join(', ')}`)
  }

  const build: KyWarehouse['build'] = async (model, { month, from, choice, as }) => {
    const whole = from === undefined && choice === undefined
    const scope = { month, from: from ?? null }
    const query = modelQuery(model, scope, relationsFor(choice ?? {}, tableOf), KEY, whole)
    if (whole && !checked.has(model.name)) {
      await checkColumns(session, model, query)
      checked.add(model.name)
    }
    await session.run(
      `create or replace table ${quoteIdent(as ?? model.name)} as ${query.text}`,
      query.params === undefined ? undefined : { ...query.params },
    )
  }

  const borrowed = new Set<Model>()
  const buildAll: KyWarehouse['buildAll'] = async (month, models = ky.models) => {
    for (const model of inBuildOrder([{ ...ky, models }])) {
      if ((isDimension(model) && model.natural === undefined) || borrowed.has(model)) continue
      await build(model, { month })
      if (!contractsBehind(model).some((each) => ky.contracts.includes(each))) borrowed.add(model)
    }
  }

  return {
    session,
    insert,
    build,
    buildAll,
    rows: (template) =>
      session.rows(
        `select columns(*)::varchar from (${compileSql(template, relationsFor({}, tableOf))}) as asked`,
      ),
  }
}

/** Adds cases as the worked examples write them; SagId = their name, Sekvens = the order of their states. */
export const insertSager = async (
  warehouse: KyWarehouse,
  sager: readonly {
    readonly name: string
    readonly oprettet: string
    readonly tilstande: readonly (readonly [tilstand: string, fra: string])[]
    /** What else is to stand in KYSag. */
    readonly sag?: SourceRow
  }[],
  delivery?: Delivery,
): Promise<void> => {
  await warehouse.insert(
    KYSag,
    sager.map((sag) => ({
      SagId: sag.name,
      KleNummer: '32.24.00',
      YdelsesmodtagerCpr: '0101410001',
      OprettetDato: sag.oprettet,
      ...sag.sag,
    })),
    delivery,
  )
  await warehouse.insert(
    KYSagTilstand,
    sager.flatMap((sag) =>
      sag.tilstande.map(([Tilstand, FraDato], index) => ({
        SagId: sag.name,
        Sekvens: index + 1,
        Tilstand,
        FraDato,
      })),
    ),
    delivery,
  )
}

/** Says that a source has delivered a contract in some months, each by an extract of its last day. */
export const insertLoads = async (
  warehouse: KyWarehouse,
  contract: Contract,
  months: readonly Month[],
  { kommune = '0751', kildesystem = 'NC' }: Delivery = {},
): Promise<void> => {
  const values = months.map(
    (each) =>
      `(${[contract.name, kommune, kildesystem, each].map(quoteText).join(', ')}, ${extractTime(each, 1)})`,
  )
  await warehouse.session.run(
    `insert into ops.loads (contract, kommune, kildesystem, periode, extract_time) values ${values.join(', ')}`,
  )
}
