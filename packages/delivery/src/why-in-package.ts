import {
  type Config,
  compileSql,
  type Dataomraade,
  fail,
  type Month,
  quoteIdent,
  quoteText,
  type RunKind,
  type Session,
  type Sql,
  sql,
} from '@flis/core'
import {
  BorgerAdresse,
  BorgerTilknytning,
  DimBorger,
  DimBorgerNummer,
  nummerNoegle,
  type Table,
} from '@flis/dm'
import { type Berettigelsesvindue, berettigelsesvindue, harDag } from './berettigelse.js'
import { holdsReferredTo, isHomeOfCitizens, runDateOf } from './citizens.js'
import { historisedContracts } from './dsa-rows.js'
import { factsReferringTo, resolvingWith } from './gather-citizens.js'
import { kommuneNumber } from './gather-facts.js'
import type { PackageRecord } from './package-record.js'

/** A time in which the kommune had something to do with the citizen. */
export interface KommunePeriod {
  /** `bopæl`, `betaling` or `handle`. */
  readonly role: string
  readonly from: string
  /** Exclusive; null = open. */
  readonly until: string | null
  /** Holds a day of the window. */
  readonly entitles: boolean
}

/** Rows of the kommune's that refer to the citizen. */
export interface CitizenReference {
  readonly area: string
  readonly table: string
  readonly column: string
  readonly rows: number
}

/** Why a citizen is in a package, or is not. */
export interface WhyInPackage {
  readonly package: string
  readonly kommune: string
  /** The days that count; null where the package does not ask whom the kommune is entitled to. */
  readonly window: Berettigelsesvindue | null
  readonly isHeld: boolean
  readonly periods: readonly KommunePeriod[]
  readonly references: readonly CitizenReference[]
}

/** What is looked in. */
export interface WhyAsked {
  /** In the warehouse's working file. */
  readonly session: Session
  /** As published, by model. */
  readonly tables: ReadonlyMap<string, Table>
  readonly areas: readonly Dataomraade[]
  readonly config: Pick<Config, 'packages'>
  readonly record: PackageRecord
  /** The key of the citizen in DimBorger: whole digits. */
  readonly borgerKey: string
}

/** Periods of all the citizen's numbers in the kommune: of a replacement number those of the citizen it is there. */
const periodsOf = ({ record, borgerKey }: WhyAsked, vindue: Berettigelsesvindue): Sql => {
  const rows = (of: Sql, role: Sql): Sql => sql`
    select ${role} as role, Personnummer, KommuneKode, FraDato, coalesce(TilDato, _sidst + 1) as Til
    from ${of}`
  return sql`
    with periods as (
      ${rows(sql`${BorgerAdresse} as bopael`, sql`'bopæl'`)}
      union all
      ${rows(sql`${BorgerTilknytning} as tilknytning`, sql`Rolle`)}
    )
    select distinct
      period.role,
      period.FraDato::varchar as from_day,
      period.Til::varchar as until_day,
      ${harDag('period.FraDato', 'period.Til', vindue)} as entitles
    from periods as period
    join ${DimBorgerNummer} as nummer
      on nummer.Nummer = ${nummerNoegle('period.Personnummer', 'period.KommuneKode')}
    where nummer.DimBorger = ${BigInt(borgerKey)}
      and period.KommuneKode::integer = ${kommuneNumber(record.kommune)}
    order by from_day, role, until_day`
}

const references = async (
  { session, tables, record, borgerKey }: WhyAsked,
  areas: readonly Dataomraade[],
): Promise<readonly CitizenReference[]> => {
  const found: CitizenReference[] = []
  for (const area of areas)
    for (const { fact, column, from, kommune } of factsReferringTo([area], tables)) {
      const rows = Number(
        await session.value(
          `select count(*)
           from (${from}) as every_kommune
           where ${kommune} = ${kommuneNumber(record.kommune)} and ${quoteIdent(column)} = ${BigInt(borgerKey)}`,
        ),
      )
      if (rows > 0) found.push({ area: area.name, table: fact.model.name, column, rows })
    }
  return found
}

/** The run date that a package was last looked at with; of packages of an earlier flis that of today. */
const runDateFor = async ({ session, record }: WhyAsked): Promise<string> => {
  const packed = await session.value(
    `select max(basis)
     from ops.packed
     where area = ${quoteText(record.area)}
       and kind = 'DM'
       and kommune = ${quoteText(record.kommune)}
       and periode = ${quoteText(record.periode)}
       and run_kind = ${quoteText(record.runKind)}`,
  )
  const place = { runKind: record.runKind as RunKind, month: record.periode as Month }
  return typeof packed === 'string' && packed !== '' ? packed : runDateOf(session, place)
}

/**
 * Why a citizen, told by the key of DimBorger, is in a kommune's package, or is not: the times in which the kommune was
 * bopæls-, betalings- or handlekommune, and the rows of other areas that refer to the citizen. By what is known now, which
 * can be more than was when the package was made. No number and no name is asked for or told.
 *
 * Errors: U001 (not a key), U004 (no such citizen, or an area that is not there).
 *
 * @example await whyInPackage({ session, tables, areas, config, record, borgerKey: '5185030900431029533' })
 */
export const whyInPackage = async (asked: WhyAsked): Promise<WhyInPackage> => {
  const { session, tables, areas, config, record, borgerKey } = asked
  if (!/^\d{1,19}$/.test(borgerKey)) fail('U001', { expected: '--borger-key <DimBorgerID>' })
  const area =
    areas.find((each) => each.name === record.area) ?? fail('U004', { detail: `no area ${record.area}` })
  const historised = await historisedContracts(session)
  const resolve = resolvingWith(tables, historised)
  const member = sql`select 1 from ${DimBorger} as borger where borger.DimBorgerID = ${BigInt(borgerKey)}`
  if ((await session.rows(compileSql(member, resolve))).length === 0)
    fail('U004', { table: DimBorger.name, detail: 'no citizen with this key' })
  const isHome = isHomeOfCitizens(area)
  const window = isHome ? berettigelsesvindue(await runDateFor(asked)) : null
  const rows = window === null ? [] : await session.rows(compileSql(periodsOf(asked, window), resolve))
  const periods = rows.map((row) => ({
    role: String(row.role),
    from: String(row.from_day),
    until: row.until_day === null ? null : String(row.until_day),
    entitles: row.entitles === true,
  }))
  const isReferring = record.kind === 'DM' && (!isHome || holdsReferredTo(config, record.runKind as RunKind))
  const found = isReferring ? await references(asked, isHome ? areas : [area]) : []
  return {
    package: record.id,
    kommune: record.kommune,
    window,
    isHeld: periods.some((each) => each.entitles) || found.length > 0,
    periods,
    references: found,
  }
}
