import {
  type Contract,
  column,
  columnType,
  contract,
  contractsOf,
  dataomraade,
  dsaTable,
  dsaTableDdl,
  fact,
  field,
  quoteText,
  sql,
} from '@flis/core'
import {
  BorgerAdresse,
  BorgerPerson,
  BorgerTilknytning,
  borgerAf,
  CPR,
  DimBorger,
  DimBorgerNummer,
  DimGeografi,
  DimKommune,
  DimTid,
  LIFA,
  LIFASkoledistrikt,
} from '@flis/dm'
import { openWorld, type World } from './package-world.js'

/** One row for each residence, by the day it begins: also of those who have long been gone. */
const FactBopæl = fact('FactBopæl', {
  grain: ['DimTid', 'DimBorger'],
  exported: true,
  columns: {
    DimTid: DimTid.key,
    DimBorger: DimBorger.key,
    DimKommune: DimKommune.key,
    DimGeografiBopæl: DimGeografi.key,
  },
  sql: () => sql`
    select
      ${DimTid.of('bopael.FraDato')} as DimTid,
      borger.DimBorger,
      ${DimKommune.of('bopael.KommuneKode')} as DimKommune,
      coalesce(geografi.DimGeografiID, -1) as "DimGeografiBopæl"
    from ${BorgerAdresse} as bopael
    ${borgerAf('borger', 'bopael.Personnummer', 'bopael.KommuneKode')}
    left join ${DimGeografi} as geografi
      on geografi.KommuneNummer = bopael.KommuneKode
      and geografi.Vejnummer = bopael.VejKode
      and geografi.Husnummer = bopael.HusNr
    where borger.DimBorger <> -1`,
})

/** Borger with a fact of its own: what the packages of the area hold does not depend on which facts there are. */
export const borger = dataomraade('Borger', {
  kilder: [CPR, LIFA],
  contracts: [BorgerPerson, BorgerAdresse, BorgerTilknytning, LIFASkoledistrikt],
  models: [DimTid, DimKommune, DimGeografi, DimBorger, DimBorgerNummer, FactBopæl],
})

const Ydelse = contract('Ydelse', {
  kilde: 'YD',
  mode: 'full',
  persons: ['borgere'],
  fields: {
    YdelseId: field.key.text(),
    Modtager: field.cpr(),
    Barn: field.cpr().optional(),
    Hemmelig: field.cpr().optional(),
  },
})

const FactYdelse = fact('FactYdelse', {
  grain: ['DimKommune', 'YdelseId'],
  exported: true,
  columns: {
    DimKommune: DimKommune.key,
    DimBorgerModtager: DimBorger.key,
    DimBorgerBarn: DimBorger.key,
    YdelseId: column('VARCHAR', 'Ydelsens id'),
  },
  sql: () => sql`
    select
      ${DimKommune.of('y._kommune')} as DimKommune,
      coalesce(modtager.DimBorger, -1) as DimBorgerModtager,
      coalesce(barn.DimBorger, -1) as DimBorgerBarn,
      y.YdelseId
    from ${Ydelse} as y
    ${borgerAf('modtager', 'y.Modtager', 'y._kommune')}
    ${borgerAf('barn', 'y.Barn', 'y._kommune')}`,
})

/** Inside the warehouse only. */
const FactInternYdelse = fact('FactInternYdelse', {
  grain: ['DimKommune', 'YdelseId'],
  exported: false,
  columns: { DimKommune: DimKommune.key, DimBorger: DimBorger.key, YdelseId: 'VARCHAR' },
  sql: () => sql`
    select
      ${DimKommune.of('y._kommune')} as DimKommune,
      coalesce(hemmelig.DimBorger, -1) as DimBorger,
      y.YdelseId
    from ${Ydelse} as y
    ${borgerAf('hemmelig', 'y.Hemmelig', 'y._kommune')}`,
})

export const ydelser = dataomraade('Ydelser', {
  contracts: [Ydelse],
  models: [DimTid, DimKommune, DimBorger, FactYdelse, FactInternYdelse],
})

type Values = Readonly<Record<string, string | null>>

/** Where rows come from, and how long their source held them. */
interface Delivered {
  readonly kommune?: string
  readonly fra?: bigint
  readonly til?: bigint
}

/** A warehouse with CPR and an area that refers to citizens. */
export interface BorgerWorld extends World {
  insert(of: Contract, rows: readonly Values[], delivered?: Delivered): Promise<void>
  /** What the ledger learns of a delivery of a periode, whose rows may all have changed. */
  loaded(of: Contract, periode: string, extract: bigint, kommune?: string, type?: 'F' | 'D'): Promise<void>
}

const literal = (value: string | null | undefined, type: string): string =>
  value === undefined || value === null ? `null::${type}` : `${quoteText(value)}::${type}`

/** A person with all that is required; made-up names tell who is who. */
export const person = (Personnummer: string, values: Values = {}): Values => ({
  Personnummer,
  Navn: `Navn ${Personnummer}`,
  Foedselsdato: '1957-01-01',
  Koen: 'K',
  Status: '01',
  StatusDato: '2000-01-01',
  ...values,
})

export const openBorgerWorld = async (): Promise<BorgerWorld> => {
  const world = await openWorld({ sager: [] })
  for (const each of contractsOf([borger, ydelser])) await world.session.run(dsaTableDdl(each))
  return {
    ...world,
    insert: async (of, rows, { kommune = '0000', fra = 20221031001n, til = 99991231999n } = {}) => {
      if (rows.length === 0) return
      const values = rows.map((row, line) =>
        [
          ...Object.entries(of.fields).map(([name, each]) => literal(row[name], columnType(each))),
          `'${kommune}', '${of.kilde}', ${fra}, ${til}, 'made-up', ${line + 2}`,
        ].join(', '),
      )
      await world.session.run(
        `insert into ${dsaTable(of)} values ${values.map((each) => `(${each})`).join(', ')}`,
      )
    },
    loaded: async (of, periode, extract, kommune = '0000', type = 'F') => {
      await world.session.run(
        `insert into ops.loads (kilde, contract, kommune, kildesystem, delivery, periode, extract_time, run, type)
         values ('${of.kilde}', '${of.name}', '${kommune}', '${of.kilde}', '${of.kilde}:${kommune}:${periode}', '${periode}', ${extract}, 1, '${type}')`,
      )
      const seq = `(select coalesce(max(value::bigint), 0) + 1 from ops.meta where name = 'change_seq')`
      await world.session.run(`insert into ops.changes select ${seq}, '${of.name}', '${kommune}', null`)
      const next = await world.session.value('select max(seq) from ops.changes')
      await world.session.run(`delete from ops.meta where name = 'change_seq'`)
      await world.session.run(`insert into ops.meta values ('change_seq', '${String(next)}')`)
    },
  }
}

export { Ydelse }
