import {
  type Contract,
  columnType,
  compileSql,
  dsaTable,
  dsaTableDdl,
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
import { checkColumns, isDimension, modelQuery, relationsFor, type UnitChoice } from '@flis/dm'
import { KYSag, KYSagTilstand, ky } from '../../src/ky/index.js'

export type SourceRow = Readonly<Record<string, string | number | null>>

/** The delivery that rows came with; `til` other than the open end = its source no longer holds them. */
export interface Delivery {
  readonly kommune?: string
  readonly kildesystem?: string
  readonly til?: bigint
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
  /** The dimensions that the area's facts are looked up in, then the facts. */
  buildAll(month: Month): Promise<void>
  /** Rows of a template as texts, models as they were last built. */
  rows(template: Sql): Promise<readonly Row[]>
}

const OPEN = 99991231999n
const KEY = warehouseKey('5e'.repeat(32))

const literal = (value: string | number | null | undefined, type: string): string =>
  value === undefined || value === null ? `null::${type}` : `${quoteText(String(value))}::${type}`

const tableOf = (model: Model): string => `(select * from ${quoteIdent(model.name)})`

export const kyWarehouse = async (): Promise<KyWarehouse> => {
  const session = await openSession(await openInstance(':memory:', { threads: 2 }))
  await prepareLedger(session)
  for (const contract of ky.contracts) await session.run(dsaTableDdl(contract))

  const insert: KyWarehouse['insert'] = async (contract, rows, delivery = {}) => {
    if (rows.length === 0) return
    const system = [
      quoteText(delivery.kommune ?? '0751'),
      quoteText(delivery.kildesystem ?? 'NC'),
      20221031001n,
      delivery.til ?? OPEN,
      quoteText('NC:KY_0751_2022-10_001_F.zip'),
      2,
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
    if (whole) await checkColumns(session, model, query)
    await session.run(
      `create or replace table ${quoteIdent(as ?? model.name)} as ${query.text}`,
      query.params === undefined ? undefined : { ...query.params },
    )
  }

  return {
    session,
    insert,
    build,
    buildAll: async (month) => {
      const coded = ky.models.filter((model) => isDimension(model) && model.natural === undefined)
      for (const model of ky.models) if (!coded.includes(model)) await build(model, { month })
    },
    rows: (template) =>
      session.rows(
        `select columns(*)::varchar from (${compileSql(template, relationsFor({}, tableOf))}) as asked`,
      ),
  }
}

/** Adds cases as the worked examples write them; SagId = their name, Sekvens = the order in which they stand. */
export const insertSager = async (
  warehouse: KyWarehouse,
  sager: readonly {
    readonly name: string
    readonly oprettet: string
    readonly tilstande: readonly (readonly [tilstand: string, fra: string])[]
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
