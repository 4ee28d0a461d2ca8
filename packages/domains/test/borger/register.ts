import {
  type Contract,
  columnType,
  compileSql,
  contractsOf,
  dsaTable,
  dsaTableDdl,
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
import { checkColumns, inBuildOrder, modelQuery, relationsFor } from '@flis/dm'
import { BorgerAdresse, BorgerPerson, borger } from '../../src/borger/index.js'

type Values = Readonly<Record<string, string | null>>

/** A residence: kommune, from, until. */
export type Bopael = readonly [kommune: string, fra: string, til: string | null]

/** The area's contracts as DSA_HIST tables in memory, and its models built from them. */
export interface Register {
  readonly session: Session
  insert(contract: Contract, rows: readonly Values[]): Promise<void>
  borger(personnummer: string, values: Values, bopæle: readonly Bopael[]): Promise<void>
  build(until: string): Promise<void>
  /** Rows of a template, models as they were last built. */
  rows(template: Sql): Promise<readonly Row[]>
}

const KEY = warehouseKey('5e'.repeat(32))
const tableOf = (model: { readonly name: string }): string => `(select * from ${quoteIdent(model.name)})`

const literal = (value: string | null | undefined, type: string): string =>
  value === undefined || value === null ? `null::${type}` : `${quoteText(value)}::${type}`

export const register = async (): Promise<Register> => {
  const session = await openSession(await openInstance(':memory:', { threads: 2 }))
  await prepareLedger(session)
  for (const contract of contractsOf([borger])) await session.run(dsaTableDdl(contract))

  const insert: Register['insert'] = async (contract, rows) => {
    if (rows.length === 0) return
    const values = rows.map((row, nth) => {
      const typed = Object.entries(contract.fields).map(([name, field]) =>
        literal(row[name], columnType(field)),
      )
      return `(${typed.join(', ')}, '0000', ${quoteText(contract.kilde)}, 20221031001, 99991231999, 'made-up', ${nth + 2})`
    })
    await session.run(`insert into ${dsaTable(contract)} values ${values.join(', ')}`)
  }

  return {
    session,
    insert,
    borger: async (Personnummer, values, bopæle) => {
      const person = { Foedselsdato: '1957-01-01', Koen: 'K', Status: '01', StatusDato: '2000-01-01' }
      await insert(BorgerPerson, [{ Personnummer, ...person, ...values }])
      await insert(
        BorgerAdresse,
        bopæle.map(([KommuneKode, FraDato, TilDato]) => ({
          Personnummer,
          FraDato,
          TilDato,
          KommuneKode,
          VejKode: '0012',
          HusNr: '7',
        })),
      )
    },
    build: async (until) => {
      for (const model of inBuildOrder([borger])) {
        const query = modelQuery(model, { month: month(until), from: null }, relationsFor({}, tableOf), KEY)
        await checkColumns(session, model, query)
        await session.run(
          `create or replace table ${quoteIdent(model.name)} as ${query.text}`,
          query.params === undefined ? undefined : { ...query.params },
        )
      }
    },
    rows: (template) => session.rows(compileSql(template, relationsFor({}, tableOf))),
  }
}

/** A made-up number of 1957 for a case of its own. */
export const numberOf = (nth: number, name = 'a'): string =>
  `${String((nth % 28) + 1).padStart(2, '0')}${String(Math.floor(nth / 28) + 1).padStart(2, '0')}57000${name.charCodeAt(0) - 96}`
