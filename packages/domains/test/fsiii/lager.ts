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
  unknownMember,
} from '@flis/core'
import { relationsFor } from '@flis/dm'
import { DimLeveretIndsats, DimPlanlagtIndsats, DimSor, FSIIIKode, fsiii } from '../../src/fsiii/index.js'

/** A code of a made-up code system. Codes that begin with # stand for UUIDs. */
export interface Kode {
  readonly kode: string
  readonly tekst: string
  readonly foraelder?: string
  readonly skema?: 'legacy' | 'uuid'
}

export interface Kodesystem {
  readonly periode: string
  readonly koder: readonly Kode[]
}

export interface Version {
  readonly Id: string
  readonly Personnummer?: string
  readonly IndsatsKode?: string
  readonly Status: string
  readonly _kommune?: string
  readonly _opdateret?: string
  readonly _rapport?: string
  readonly [column: string]: string | readonly string[] | null | undefined
}

/** A warehouse in memory that holds FSIII's tables, its typed rows put in by hand. */
export interface Lager {
  readonly session: Session
  kodesystemer(delivered: readonly Kodesystem[]): Promise<void>
  /** Versions of a contract's rows in order; the last of each Id is the current one. */
  versioner(contract: Contract, versions: readonly Version[]): Promise<void>
  rows(query: Sql): Promise<readonly Row[]>
  /** The rows of a fact at a run month, the dimensions of indsatser built before it. */
  fact(model: Model, run: string, from?: string): Promise<readonly Row[]>
  /** Rows of a fact with the code of their indsats as `Kode`, in its order. */
  coded(rows: readonly Row[]): Promise<readonly Row[]>
  empty(): Promise<void>
  close(): void
}

const literal = (value: string | readonly string[] | null | undefined): string =>
  value === null || value === undefined
    ? 'null'
    : typeof value === 'string'
      ? quoteText(value)
      : `[${value.map(quoteText).join(', ')}]::varchar[]`

const skemaOf = (each: Kode): string => each.skema ?? (each.kode.startsWith('#') ? 'uuid' : 'legacy')

const resolve = relationsFor({}, (model) => `dm.${quoteIdent(model.name)}`)
const DIMENSIONS = [DimPlanlagtIndsats, DimLeveretIndsats, DimSor]

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

  const rows = (query: Sql): Promise<readonly Row[]> => session.rows(compileSql(query, resolve))

  const dimensions = async (): Promise<void> => {
    for (const model of DIMENSIONS) {
      const columns = Object.keys(model.columns).map(quoteIdent).join(', ')
      await session.run(`create or replace table dm.${model.name} as
        select ${columns}
        from (
          select row_number() over (order by ${model.natural?.join(', ')}) as ${model.keyColumn}, *
          from (${compileSql(model.sql({ month: month('2022-06'), from: null }), resolve)})
        )
        union all ${compileSql(unknownMember(model), resolve)}`)
    }
  }

  return {
    session,
    rows,
    kodesystemer: async (delivered) => {
      await session.run('delete from dsa_hist.FSIIIKode')
      await session.run('delete from ops.loads')
      const codes = new Set(delivered.flatMap((each) => each.koder.map((code) => code.kode)))
      const versions: Record<string, string | null>[] = []
      for (const code of codes) {
        let open: { content: string; row: Record<string, string | null> } | undefined
        for (const { periode, koder } of delivered) {
          const at = extractTime(periode, 1).toString()
          const found = koder.find((each) => each.kode === code)
          const content = JSON.stringify(found)
          if (content === open?.content) continue
          if (open !== undefined) versions.push({ ...open.row, _til: at })
          open =
            found === undefined
              ? undefined
              : {
                  content,
                  row: {
                    Kode: found.kode,
                    Tekst: found.tekst,
                    Foraelder: found.foraelder ?? null,
                    Skema: skemaOf(found),
                    Version: '1',
                    _kommune: '0000',
                    _kildesystem: 'KOMBIT',
                    _fra: at,
                  },
                }
        }
        if (open !== undefined) versions.push({ ...open.row, _til: OPEN_END.toString() })
      }
      await insert(FSIIIKode, versions)
      for (const { periode } of delivered)
        await session.run(
          `insert into ops.loads by name select 'FSIIIKode' as contract, '0000' as kommune, 'KOMBIT' as kildesystem,
             ${quoteText(periode)} as periode, ${extractTime(periode, 1)} as extract_time`,
        )
    },
    versioner: (contract, versions) =>
      insert(
        contract,
        versions.map((each, index) => {
          const rapport = each._rapport ?? '2022-06-30T10:00:00Z'
          const current = !versions.slice(index + 1).some((later) => later.Id === each.Id)
          const day = periodeEnd(rapport.slice(0, 10)).replaceAll('-', '')
          return {
            Personnummer: '0101410001',
            AfsenderSor: '123456789012345',
            IndsatsKode: 'H1.1',
            TilstandIds: [],
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
      ).then(() => undefined),
    fact: async (model, run, from) => {
      await dimensions()
      const scope = { month: month(run), from: from === undefined ? null : month(from) }
      return session.rows(
        `select * from (${compileSql(model.sql(scope), resolve)}) order by ${model.grain.map(quoteIdent).join(', ')}`,
      )
    },
    coded: async (built) => {
      // keys are numbered by Kode: both dimensions have the same members
      const members = await session.rows('select DimPlanlagtIndsatsID as id, Kode from dm.DimPlanlagtIndsats')
      const kode = new Map(members.map((row) => [row.id, row.Kode]))
      return built
        .map((row) => ({
          ...row,
          Kode: kode.get(row.DimPlanlagtIndsats ?? row.DimLeveretIndsats ?? null) ?? null,
        }))
        .sort((a, b) => String(a.Kode).localeCompare(String(b.Kode), 'en'))
    },
    empty: async () => {
      for (const each of contractsOf([fsiii])) await session.run(`delete from dsa_hist.${each.name}`)
    },
    close: () => session.close(),
  }
}

/** A catalogue small enough to read: hjemmepleje and sygepleje, each code in both schemes, and a tilstand. */
export const KATALOG: readonly Kode[] = [
  { kode: 'H', tekst: 'Pleje' },
  { kode: 'H1', tekst: 'SEL § 83', foraelder: 'H' },
  { kode: 'H1.1', tekst: 'Personlig hygiejne', foraelder: 'H1' },
  { kode: 'b07bbb6d-16b2-4cee-b5a5-771ca5beb67c', tekst: 'Pleje', skema: 'uuid' },
  { kode: '#1', tekst: 'SEL § 83', foraelder: 'b07bbb6d-16b2-4cee-b5a5-771ca5beb67c' },
  { kode: '#1.1', tekst: 'Personlig hygiejne', foraelder: '#1' },
  { kode: 'G', tekst: 'Sygepleje' },
  { kode: 'G1.41', tekst: 'Undersøgelser', foraelder: 'G' },
  { kode: 'J', tekst: 'Tilstande' },
  { kode: 'J1.3', tekst: 'Af- og påklædning', foraelder: 'J' },
]
