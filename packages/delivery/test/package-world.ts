import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  column,
  contract,
  contractsOf,
  type Dataomraade,
  dataomraade,
  dimension,
  dsaTable,
  dsaTableDdl,
  type Env,
  fact,
  field,
  fixedClock,
  type KommuneKode,
  month,
  openInstance,
  openSession,
  type PackageKind,
  type PackageStep,
  parseConfig,
  prepareLedger,
  type RunEvent,
  type Session,
  type Stage,
  silentLog,
  sql,
  warehouseKey,
  warehousePaths,
} from '@flis/core'
import { type Built, build, DimKommune, DimTid, type Published, publishBuilt } from '@flis/dm'
import { type Packaged, packages } from '../src/index.js'

export const TestSag = contract('TestSag', {
  kilde: 'TS',
  mode: 'full',
  persons: ['borgere'],
  fields: {
    SagId: field.key.text(),
    Personnummer: field.cpr().optional(),
    Dato: field.date(),
    Oprettet: field.timestamp(),
    Beloeb: field.decimal(12, 2),
  },
})

const DimPerson = dimension('DimPerson', {
  natural: ['Personnummer'],
  columns: {
    Personnummer: column('VARCHAR', 'CPR-nummer', { data: 'CPR' }),
    Navn: column('VARCHAR', 'Navn'),
  },
  description: 'Personer',
  sql: () => sql`
    select distinct Personnummer, 'Person ' || right(Personnummer, 4) as Navn
    from ${TestSag} as sager
    where Personnummer is not null`,
})

/** Pointed to and not exported: receivers see the key alone. */
const DimIntern = dimension('DimIntern', {
  coded: (code) => `(${code})::integer`,
  exported: false,
  columns: { Tekst: column('VARCHAR', 'Intern tekst') },
  sql: () => sql`select 1 as DimInternID, 'intern' as Tekst`,
})

const FactSager = fact('FactSager', {
  grain: ['DimKommune', 'SagId'],
  exported: true,
  description: 'Sager',
  columns: {
    DimKommune: DimKommune.key,
    DimTid: DimTid.key,
    DimPerson: DimPerson.key,
    DimIntern: DimIntern.key,
    SagId: column('VARCHAR', 'Sagens id'),
    Oprettet: column('TIMESTAMP WITH TIME ZONE', 'Oprettet'),
    Beløb: column('DECIMAL(12,2)', 'Kroner', { data: 'økonomi', total: true }),
  },
  sql: () => sql`
    select
      ${DimKommune.of('s._kommune')} as DimKommune,
      ${DimTid.of('s.Dato')} as DimTid,
      coalesce(personer.DimPersonID, -1) as DimPerson,
      1 as DimIntern,
      s.SagId,
      s.Oprettet,
      s.Beloeb as Beløb
    from ${TestSag} as s
    left join ${DimPerson} as personer on personer.Personnummer = s.Personnummer`,
})

const FactStore = fact('FactStoreBeløb', {
  grain: ['DimKommune', 'SagId'],
  exported: true,
  columns: {
    DimKommune: DimKommune.key,
    SagId: 'VARCHAR',
    Beløb: column('DECIMAL(12,2)', 'Kroner', { total: true }),
  },
  // Kept in layers: what changed lies above what did not.
  recompute: { by: 'unit' },
  sql: () => sql`
    select ${DimKommune.of('s._kommune')} as DimKommune, s.SagId, s.Beloeb as Beløb, s._unit, s._kommune
    from ${TestSag} as s
    where s.Beloeb >= 1000`,
})

/** Inside the warehouse only. */
const FactIntern = fact('FactIntern', {
  grain: ['SagId'],
  exported: false,
  columns: { SagId: 'VARCHAR' },
  sql: () => sql`select s._kommune || s.SagId as SagId from ${TestSag} as s`,
})

export const boerneydelse = dataomraade('Børneydelse', {
  contracts: [TestSag],
  models: [DimTid, DimKommune, DimPerson, DimIntern, FactSager, FactStore, FactIntern],
})

export interface Sag {
  readonly kommune: string
  readonly sag: string
  readonly cpr: string | null
  readonly dato: string
  readonly beloeb: string
}

export const SAGER: readonly Sag[] = [
  { kommune: '0751', sag: 'a', cpr: '0101410001', dato: '2022-10-05', beloeb: '1200.50' },
  { kommune: '0751', sag: 'b', cpr: null, dato: '2022-09-30', beloeb: '99.25' },
  { kommune: '0101', sag: 'a', cpr: '0101570001', dato: '2022-10-06', beloeb: '10.00' },
  { kommune: '0101', sag: 'c', cpr: '0101410001', dato: '2022-10-07', beloeb: '20.00' },
]

/** Puts rows where historising would have put them, each kommune's as a delivery of its own. */
export const insertSager = async (
  session: Session,
  sager: readonly Sag[],
  loebenr: number,
): Promise<void> => {
  const extract = `20221031${String(loebenr).padStart(3, '0')}`
  for (const kommune of new Set(sager.map((each) => each.kommune))) {
    const delivery = `NC:TS_${kommune}_2022-10_${String(loebenr).padStart(3, '0')}_F.zip`
    const values = sager
      .filter((each) => each.kommune === kommune)
      .map(
        (each, line) => `('${each.sag}', ${each.cpr === null ? 'null' : `'${each.cpr}'`}, date '${each.dato}',
          timestamptz '2022-10-01 00:30:00+02', ${each.beloeb}, '${kommune}', 'NC', ${extract}, 99991231999,
          '${delivery}', ${line + 2})`,
      )
    await session.run(`insert into ${dsaTable(TestSag)} values ${values.join(', ')}`)
    await recordLoad(session, kommune, delivery, extract)
  }
}

/** What the ledger learns of a delivery that has come into DSA_HIST. */
export const recordLoad = async (
  session: Session,
  kommune: string,
  delivery: string,
  extract: string,
): Promise<void> => {
  await session.run(
    `insert into ops.loads (kilde, contract, kommune, kildesystem, delivery, periode, extract_time, run)
     values ('TS', 'TestSag', '${kommune}', 'NC', '${delivery}', '2022-10', ${extract}, 1)`,
  )
  const seq = `(select coalesce(max(value::bigint), 0) + 1 from ops.meta where name = 'change_seq')`
  await session.run(`insert into ops.changes select ${seq}, 'TestSag', '${kommune}', null`)
  const next = await session.value('select max(seq) from ops.changes')
  await session.run(`delete from ops.meta where name = 'change_seq'`)
  await session.run(`insert into ops.meta values ('change_seq', '${String(next)}')`)
}

const step = (area: string, kommune: string, packageKind: PackageKind, of: string): PackageStep => ({
  kind: 'package',
  id: `package ${area} ${kommune}${packageKind === 'DM' ? '' : ` ${packageKind}`}`,
  phase: 3,
  kommune: kommune as KommuneKode,
  why: 'changed input',
  because: [],
  area,
  month: month(of),
  packageKind,
})

const outputOf = async <I, O>(of: Stage<I, O>, input: I, env: Env): Promise<O> => {
  const result = await of(input)(env)()
  if (result._tag === 'Left') throw new Error(JSON.stringify(result.left))
  return result.right
}

export interface RunOptions {
  readonly run?: number
  readonly kommuner?: readonly string[]
  readonly now?: string
  /** Kommuner that the configuration names. */
  readonly only?: readonly string[]
  readonly areas?: readonly Dataomraade[]
  readonly kinds?: readonly PackageKind[]
  /** More settings of packages. */
  readonly settings?: Readonly<Record<string, unknown>>
  readonly month?: string
  /** What the ledger calls the run. */
  readonly kind?: string
}

/** A warehouse in a folder of its own, with the area Børneydelse. */
export interface World {
  readonly root: string
  readonly session: Session
  /** What the last run reported. */
  readonly events: readonly RunEvent[]
  env(options?: RunOptions): Env
  /** Build and packages, nothing visible yet. */
  make(options?: RunOptions): Promise<{ readonly env: Env; readonly packaged: Packaged }>
  /** A whole run. */
  run(options?: RunOptions): Promise<Packaged & Published>
  close(): Promise<void>
}

export const openWorld = async (
  options: { readonly threads?: number; readonly sager?: readonly Sag[] } = {},
): Promise<World> => {
  const root = await mkdtemp(join(tmpdir(), 'flis-packages-'))
  const paths = warehousePaths(root)
  const instance = await openInstance(
    paths.database,
    options.threads === undefined ? {} : { threads: options.threads },
  )
  const session = await openSession(instance)
  await prepareLedger(session)
  for (const each of contractsOf([boerneydelse])) await session.run(dsaTableDdl(each))
  await insertSager(session, options.sager ?? SAGER, 1)
  const events: RunEvent[] = []
  const env = (run: RunOptions = {}): Env => {
    const areas = run.areas ?? [boerneydelse]
    const of = run.month ?? '2022-10'
    const steps = areas.flatMap((area) =>
      (run.kinds ?? ['DM']).flatMap((kind) =>
        (run.kommuner ?? ['0101', '0751']).map((each) => step(area.name, each, kind, of)),
      ),
    )
    return {
      warehouse: { paths, instance, session: (signal) => openSession(instance, signal) },
      areas,
      clock: fixedClock(run.now ?? '2022-11-02T08:00:00'),
      key: warehouseKey('0f'.repeat(32)),
      log: silentLog,
      config: parseConfig({
        packages: { ...run.settings, ...(run.only === undefined ? {} : { kommuner: run.only }) },
      }),
      reporter: (event) => events.push(event),
      signal: new AbortController().signal,
      run: {
        id: run.run ?? 1,
        month: month(of),
        plan: { month: month(of), steps },
        ...(run.kind === undefined ? {} : { kind: run.kind }),
      },
    }
  }
  const make: World['make'] = async (run) => {
    const now = env(run)
    events.length = 0
    const built: Built = await outputOf(build(...now.areas), { landed: [], historised: 0 }, now)
    let packaged: Packaged = { ...built, packages: [] }
    for (const kind of run?.kinds ?? ['DM']) packaged = await outputOf(packages(kind), packaged, now)
    return { env: now, packaged }
  }
  return {
    root,
    session,
    events,
    env,
    make,
    run: async (run) => {
      const { env: now, packaged } = await make(run)
      return { ...packaged, ...(await publishBuilt(now, packaged, now.areas)) }
    },
    close: async () => {
      session.close()
      await rm(root, { recursive: true, force: true })
    },
  }
}
