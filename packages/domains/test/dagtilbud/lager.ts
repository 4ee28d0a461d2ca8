import {
  type Contract,
  columnType,
  compileSql,
  contractsOf,
  dsaTable,
  dsaTableDdl,
  extractTime,
  type FindingTest,
  ident,
  type Model,
  month,
  OPEN_END,
  openInstance,
  openSession,
  prepareLedger,
  quoteIdent,
  quoteText,
  type Row,
  type Session,
  type Sql,
  sql,
  warehouseKey,
} from '@flis/core'
import { BorgerPerson, inBuildOrder, modelQuery, relationsFor } from '@flis/dm'
import { dagtilbud } from '../../src/dagtilbud/index.js'

type SourceRow = Readonly<Record<string, string | number | null>>

/** The delivery that rows came with; another `til` than the open end = its source holds them no more, or otherwise. */
interface Delivery {
  readonly kommune?: string
  readonly kildesystem?: string
  readonly fra?: bigint
  readonly til?: bigint
}

/** Dagtilbud's contracts as DSA_HIST tables in memory, and its models built from them. */
export interface Lager {
  readonly session: Session
  /** Rows get the line numbers that follow. */
  insert(contract: Contract, rows: readonly SourceRow[], delivery?: Delivery): Promise<void>
  /** A load of a contract: by its periode a row begins, and gets its last day when it is gone. */
  load(contract: Contract, periode: string, loebenr?: number, kommune?: string): Promise<void>
  /** Citizens with their dates of birth. */
  borgere(born: Readonly<Record<string, string>>): Promise<void>
  /** The area's models, and what they read, as of a run month. */
  build(run: string): Promise<void>
  /** Rows of a template as texts, models as they were last built. */
  rows(template: Sql): Promise<readonly Row[]>
  /** Some column of the rows that a finding tells of, in order. */
  found(finding: FindingTest, contract: Contract, column: string, run: string): Promise<readonly string[]>
  empty(): Promise<void>
}

const KEY = warehouseKey('5e'.repeat(32))
const tableOf = (model: Model): string => `(select * from ${quoteIdent(model.name)})`
const resolve = relationsFor({}, tableOf)

export const nytLager = async (): Promise<Lager> => {
  const session = await openSession(await openInstance(':memory:', { threads: 2 }))
  await prepareLedger(session)
  const contracts = contractsOf([dagtilbud])
  for (const each of contracts) await session.run(dsaTableDdl(each))
  let line = 1

  const rows: Lager['rows'] = (template) =>
    session.rows(`select columns(*)::varchar from (${compileSql(template, resolve)}) as asked`)

  const insert: Lager['insert'] = async (contract, told, delivery = {}) => {
    if (told.length === 0) return
    const values = told.map((row) => {
      line += 1
      const typed = Object.entries(contract.fields).map(([name, field]) => {
        const value = row[name] ?? null
        return `${value === null ? 'null' : quoteText(String(value))}::${columnType(field)}`
      })
      const system = [
        quoteText(delivery.kommune ?? '0751'),
        quoteText(delivery.kildesystem ?? 'Aula'),
        delivery.fra ?? 20220131001n,
        delivery.til ?? OPEN_END,
        quoteText('leverance'),
        line,
      ]
      return `(${[...typed, ...system].join(', ')})`
    })
    await session.run(`insert into ${dsaTable(contract)} values ${values.join(', ')}`)
  }

  return {
    session,
    rows,
    insert,
    load: async (contract, periode, loebenr = 1, kommune = '0751') => {
      await session.run(
        `insert into ops.loads by name select ${quoteText(contract.name)} as contract, ${quoteText(kommune)} as kommune,
           'Aula' as kildesystem, ${quoteText(periode)} as periode, ${extractTime(periode, loebenr)} as extract_time`,
      )
    },
    borgere: (born) =>
      insert(
        BorgerPerson,
        Object.entries(born).map(([Personnummer, Foedselsdato]) => ({
          Personnummer,
          Foedselsdato,
          Koen: 'K',
          Status: '01',
          StatusDato: Foedselsdato,
        })),
        { kommune: '0000', kildesystem: 'CPR' },
      ),
    build: async (run) => {
      for (const model of inBuildOrder([dagtilbud])) {
        const query = modelQuery(model, { month: month(run), from: null }, resolve, KEY)
        await session.run(
          `create or replace table ${quoteIdent(model.name)} as ${query.text}`,
          query.params === undefined ? undefined : { ...query.params },
        )
      }
    },
    found: async (finding, contract, column, run) => {
      const concerned = finding.rows({ month: month(run), from: null })
      const found = await rows(sql`
        select told.${ident(column)} as name
        from (${concerned}) as concerned
        join ${contract} as told using (_kommune, _kildesystem, _leverance, _linje)
        order by name`)
      return found.map((row) => String(row.name))
    },
    empty: async () => {
      line = 1
      for (const each of contracts) await session.run(`delete from ${dsaTable(each)}`)
      await session.run('delete from ops.loads')
    },
  }
}
