import {
  type Contract,
  compileSql,
  contractsOf,
  dsaTableDdl,
  extractTime,
  type Model,
  month,
  OPEN_END,
  openInstance,
  openSession,
  periodeEnd,
  prepareLedger,
  quoteIdent,
  quoteText,
  type Row,
  type Session,
  type Sql,
  warehouseKey,
} from '@flis/core'
import {
  BorgerPerson,
  contractsBehind,
  inBuildOrder,
  modelQuery,
  RefSorKommune,
  relationsFor,
  tableSql,
  type UnitChoice,
} from '@flis/dm'
import { FremmedHenvisning, FSIIIKode, fsiii } from '../../src/fsiii/index.js'
import { type Kodesystem, kodeVersioner } from './katalog.js'

export interface Version {
  readonly Id: string
  readonly Personnummer?: string
  readonly IndsatsKode?: string
  readonly Status?: string
  readonly _kommune?: string
  readonly _opdateret?: string
  readonly _rapport?: string
  readonly [column: string]: string | readonly string[] | null | undefined
}

/** Which rows of a fact are asked for; all of them where nothing is said. */
interface Asked {
  /** Months before this one are there already. */
  readonly from?: string
  readonly choice?: UnitChoice
}

/** A warehouse in memory that holds FSIII's tables, its typed rows put in by hand. */
export interface Lager {
  readonly session: Session
  kodesystemer(delivered: readonly Kodesystem[]): Promise<void>
  /** Versions of a contract's rows in order; the last of each Id is the current one. */
  versioner(contract: Contract, versions: readonly Version[]): Promise<void>
  rows(query: Sql): Promise<readonly Row[]>
  /** Organisations with their kommuner. */
  organisationer(kommuner: Readonly<Record<string, string>>): Promise<void>
  /** Citizens with their dates of birth. */
  borgere(foedt: Readonly<Record<string, string>>): Promise<void>
  /** The rows of a fact at a run month, the dimensions built before it. */
  fact(model: Model, run: string, asked?: Asked): Promise<readonly Row[]>
  /** Rows of a fact with the codes that their keys mean, by key: `{ DimTilstand: 'J1.3' }`. */
  spelled(rows: readonly Row[]): Promise<readonly Row[]>
  /** What each citizen finds in the resources of others, as text. */
  fremmede(): Promise<ReadonlyMap<string, string>>
  empty(): Promise<void>
  /** Takes the reports out; codes, organisations and citizens stay. */
  emptyReports(): Promise<void>
  close(): void
}

const literal = (value: string | readonly string[] | null | undefined): string =>
  value === null || value === undefined
    ? 'null'
    : typeof value === 'string'
      ? quoteText(value)
      : `[${value.map(quoteText).join(', ')}]::varchar[]`

const tableOf = (model: Model): string => `dm.${quoteIdent(model.name)}`
const resolve = relationsFor({}, tableOf)
/** What facts look up, in the order in which it is built. */
const LOOKED_UP = inBuildOrder([fsiii]).filter(
  (each) => each !== FremmedHenvisning && (each.natural !== undefined || each.kind === 'lookup'),
)

/** What a version says where a test does not. */
const ORDINARY: Readonly<Record<string, Version[string]>> = {
  Personnummer: '0101410001',
  AfsenderSor: '123456789012345',
  IndsatsKode: 'H1.1',
  TilstandKode: 'J1.3',
  Omraade: 'hjemmepleje',
  RegistreretDato: '2022-05-10',
  StartDato: '2022-05-10',
  Status: 'active',
  ErAktiv: 'true',
  Type: 'opfølgning',
  Resultat: 'E1',
  TilstandIds: [],
  KontaktIds: [],
  IndsatsIds: [],
  FokusIds: [],
}

const KEY = warehouseKey('5e'.repeat(32))

const NOTHING = { koder: '', organisationer: '', borgere: '' }

export const nytLager = async (): Promise<Lager> => {
  const session = await openSession(await openInstance(':memory:', { threads: 1 }))
  await prepareLedger(session)
  for (const each of contractsOf([fsiii])) await session.run(dsaTableDdl(each))

  const insert = (contract: Contract, rows: readonly Readonly<Record<string, Version[string]>>[]) =>
    rows.length === 0
      ? Promise.resolve(0)
      : session.run(
          `insert into dsa_hist.${contract.name} by name ${rows
            .map(
              (row) =>
                `select ${Object.entries(row)
                  .map(([name, value]) => `${literal(value)} as ${quoteIdent(name)}`)
                  .join(', ')}`,
            )
            .join(' union all by name ')}`,
        )

  const build = async (model: Model): Promise<void> => {
    const { text, params } = modelQuery(model, { month: month('2022-06'), from: null }, resolve, KEY)
    await session.run(
      `create or replace table ${tableOf(model)} as ${text}`,
      params === undefined ? undefined : { ...params },
    )
  }

  // Made of the resources themselves: built again whenever some have come.
  let stale = true
  const references = async (): Promise<void> => {
    if (stale) await build(FremmedHenvisning)
    stale = false
  }

  // What the dimensions stand on: those of the same codes and organisations are not built again for each test.
  let basis = NOTHING
  let builtFrom = ''
  const dimensions = async (): Promise<void> => {
    if (builtFrom === JSON.stringify(basis)) return
    for (const model of LOOKED_UP) {
      // CPR's tables are without rows until there is a citizen
      if (basis.borgere === '' && contractsBehind(model).includes(BorgerPerson))
        await session.run(`create or replace table ${tableOf(model)} as ${tableSql(model, undefined)}`)
      else await build(model)
    }
    builtFrom = JSON.stringify(basis)
  }

  return {
    session,
    rows: async (query) => {
      await references()
      return session.rows(compileSql(query, resolve))
    },
    organisationer: async (kommuner) => {
      basis = { ...basis, organisationer: JSON.stringify(kommuner) }
      await insert(
        RefSorKommune,
        Object.entries(kommuner).map(([Sor, KommuneKode]) => ({
          Sor,
          KommuneKode,
          _kommune: '0000',
          _kildesystem: 'KOMBIT',
          _fra: '20220101001',
          _til: OPEN_END.toString(),
        })),
      )
    },
    borgere: async (foedt) => {
      basis = { ...basis, borgere: JSON.stringify(foedt) }
      await insert(
        BorgerPerson,
        Object.entries(foedt).map(([Personnummer, Foedselsdato]) => ({
          Personnummer,
          Foedselsdato,
          Status: '01',
          _kommune: '0000',
          _kildesystem: 'CPR',
          _fra: '20220101001',
          _til: OPEN_END.toString(),
        })),
      )
    },
    kodesystemer: async (delivered) => {
      basis = { ...basis, koder: JSON.stringify(delivered) }
      await session.run('delete from dsa_hist.FSIIIKode')
      await session.run('delete from ops.loads')
      await insert(FSIIIKode, kodeVersioner(delivered))
      for (const { periode } of delivered)
        await session.run(
          `insert into ops.loads by name select 'FSIIIKode' as contract, '0000' as kommune, 'KOMBIT' as kildesystem,
             ${quoteText(periode)} as periode, ${extractTime(periode, 1)} as extract_time`,
        )
    },
    versioner: (contract, versions) => {
      stale = true
      return insert(
        contract,
        versions.map((each, index) => {
          const rapport = each._rapport ?? '2022-06-30T10:00:00Z'
          const current = !versions.slice(index + 1).some((later) => later.Id === each.Id)
          const day = periodeEnd(rapport.slice(0, 10)).replaceAll('-', '')
          const ordinary = Object.entries(ORDINARY).filter(([name]) => name in contract.fields)
          return {
            ...Object.fromEntries(ordinary),
            _kommune: '0751',
            _kildesystem: 'Trifork',
            _opdateret: null,
            ...('ReportTidspunkt' in contract.fields ? { ReportTidspunkt: rapport } : {}),
            ...each,
            _rapport: rapport,
            _fra: `${day}001`,
            _til: current ? OPEN_END.toString() : `${day}001`,
            _leverance: 'FSIII',
            _linje: String(index + 1),
            _sha: String(index),
          }
        }),
      ).then(() => undefined)
    },
    fact: async (model, run, asked = {}) => {
      await dimensions()
      await references()
      const scope = { month: month(run), from: asked.from === undefined ? null : month(asked.from) }
      const built = compileSql(model.sql(scope), relationsFor(asked.choice ?? {}, tableOf))
      return session.rows(`select * from (${built}) order by ${model.grain.map(quoteIdent).join(', ')}`)
    },
    spelled: async (built) => {
      const codes = new Map<string, ReadonlyMap<unknown, unknown>>()
      for (const { name, keyColumn } of LOOKED_UP.filter((each) => 'Kode' in each.columns)) {
        const members = await session.rows(
          `select ${quoteIdent(keyColumn ?? '')} as id, Kode from dm.${quoteIdent(name)}`,
        )
        codes.set(name, new Map(members.map((row) => [row.id, row.Kode])))
      }
      return built.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [
            name,
            codes.has(name) ? String(codes.get(name)?.get(value)) : value,
          ]),
        ),
      )
    },
    empty: async () => {
      basis = NOTHING
      stale = true
      for (const each of contractsOf([fsiii])) await session.run(`delete from dsa_hist.${each.name}`)
    },
    emptyReports: async () => {
      stale = true
      for (const each of fsiii.contracts.filter((one) => one.mode === 'upsert'))
        await session.run(`delete from dsa_hist.${each.name}`)
    },
    fremmede: async () => {
      await references()
      const found = await session.rows(
        `select Personnummer, Fundet::varchar as Fundet from ${tableOf(FremmedHenvisning)}`,
      )
      return new Map(found.map((row) => [String(row.Personnummer), String(row.Fundet)]))
    },
    close: () => session.close(),
  }
}
