import {
  type Contract,
  columnType,
  compileSql,
  dsaTable,
  dsaTableDdl,
  type Model,
  type Month,
  month,
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
import { Nummerskift } from '../../src/borger/nummerskift.js'
import {
  BorgerAdresse,
  BorgerPerson,
  BorgerTilknytning,
  checkColumns,
  DimBorger,
  DimBorgerNummer,
  DimGeografi,
  LIFASkoledistrikt,
  modelQuery,
  RefLand,
  relationsFor,
} from '../../src/index.js'

type Values = Readonly<Record<string, string | number | boolean | null>>

/** The delivery that rows came with; `til` other than the open end = its source no longer holds them. */
interface Delivery {
  readonly kildesystem?: string
  readonly fra?: bigint
  readonly til?: bigint
}

/** CPR, LIFA and RefLand as DSA_HIST tables in memory, and what is built of them. */
export interface Folkeregister {
  readonly session: Session
  insert(contract: Contract, rows: readonly Values[], delivery?: Delivery): Promise<void>
  /** Notes that a full delivery of a periode was loaded: from there it is known how long a row was held. */
  loaded(contract: Contract, periode: string, extract: bigint, kildesystem?: string): Promise<void>
  person(personnummer: string, values?: Values, delivery?: Delivery): Promise<void>
  build(until?: Month): Promise<void>
  /** Rows of a template, models as they were last built. */
  rows(template: Sql): Promise<readonly Row[]>
  clear(): Promise<void>
}

/** The tables in the order in which they are built. */
const BORGER_MODELS = [Nummerskift, DimGeografi, DimBorger, DimBorgerNummer]

const OPEN = 99991231999n
const KEY = warehouseKey('5e'.repeat(32))
const CONTRACTS = [BorgerPerson, BorgerAdresse, BorgerTilknytning, LIFASkoledistrikt, RefLand]

const literal = (value: string | number | boolean | null | undefined, type: string): string =>
  value === undefined || value === null ? `null::${type}` : `${quoteText(String(value))}::${type}`

const tableOf = (model: Model): string => `(select * from ${quoteIdent(model.name)})`

export const folkeregister = async (): Promise<Folkeregister> => {
  const session = await openSession(await openInstance(':memory:', { threads: 2 }))
  await prepareLedger(session)
  for (const contract of CONTRACTS) await session.run(dsaTableDdl(contract))

  const insert: Folkeregister['insert'] = async (contract, rows, delivery = {}) => {
    if (rows.length === 0) return
    const system = [
      quoteText('0000'),
      quoteText(delivery.kildesystem ?? contract.kilde),
      delivery.fra ?? 20221031001n,
      delivery.til ?? OPEN,
      quoteText('made-up'),
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

  return {
    session,
    insert,
    loaded: async (contract, periode, extract, kildesystem) => {
      await session.run(
        `insert into ops.loads (contract, kommune, kildesystem, periode, extract_time, type, delivery, run)
         values (${quoteText(contract.name)}, '0000', ${quoteText(kildesystem ?? contract.kilde)}, ${quoteText(periode)}, ${extract}, 'F', 'made-up', 1)`,
      )
    },
    person: (Personnummer, values = {}, delivery = {}) =>
      insert(
        BorgerPerson,
        [
          {
            Personnummer,
            Foedselsdato: '1957-01-01',
            Koen: 'K',
            Status: '01',
            StatusDato: '2000-01-01',
            ...values,
          },
        ],
        delivery,
      ),
    build: async (until = month('2022-10')) => {
      for (const model of BORGER_MODELS) {
        const query = modelQuery(model, { month: until, from: null }, relationsFor({}, tableOf), KEY)
        await checkColumns(session, model, query)
        await session.run(
          `create or replace table ${quoteIdent(model.name)} as ${query.text}`,
          query.params === undefined ? undefined : { ...query.params },
        )
      }
    },
    rows: (template) => session.rows(compileSql(template, relationsFor({}, tableOf))),
    clear: async () => {
      for (const contract of CONTRACTS) await session.run(`delete from ${dsaTable(contract)}`)
    },
  }
}

/** Numbers of a case of its own: made-up ones of 1957, `a` is 01xx570001. */
export const numberOf = (nth: number, name: string): string =>
  `${String((nth % 28) + 1).padStart(2, '0')}${String(Math.floor(nth / 28) + 1).padStart(2, '0')}57000${name.charCodeAt(0) - 96}`
