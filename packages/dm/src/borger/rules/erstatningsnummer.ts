import { everyUnit, raw, type Sql, sql } from '@flis/core'
import { BorgerAdresse } from '../contracts/borger-adresse.js'
import { BorgerTilknytning } from '../contracts/borger-tilknytning.js'

/** The kommune of a replacement number that CPR names no kommune for. */
export const UDEN_KOMMUNE = '0000'

/** More than any number of a person. */
const NUMBERS = 10_000_000_000n

/**
 * Erstatningsnummer: a number whose day is 61–91 is valid in its kommune only, as SQL. Every other day begins with 0–3.
 *
 * Source: specification 2.5, cpr notation.
 *
 * @param personnummer a verified number in SQL: ten digits or NULL
 * @example erstatningsnummer('sag.YdelsesmodtagerCpr')
 */
export const erstatningsnummer = (personnummer: string): Sql => raw(`(${personnummer} >= '6')`)

/**
 * What a number is known by in a kommune, as one whole number: the number itself, and of a replacement number the
 * kommune too. NULL where that is unknown.
 */
export const nummerNoegle = (personnummer: string, kommune: string): Sql => sql`(
  case
    when ${erstatningsnummer(personnummer)}
    then ${raw(personnummer)}::bigint + try_cast(${raw(kommune)} as bigint) * ${NUMBERS}
    else ${raw(personnummer)}::bigint
  end)`

/**
 * The kommuner of some numbers: those in which the number has had a residence, or that have paid or acted for it. They
 * are the kommuner of a replacement number: CPR is delivered for the whole country, and says of no number whose it is
 * (own choice).
 *
 * Gives Personnummer, Kommune; a number without any has no row.
 *
 * Rows of every unit: another number of the citizen's may be asked for.
 *
 * @param numbers SQL that gives Personnummer
 * @example sql`select Kommune from ${kommunerAf(sql`select '6101900001' as Personnummer`)} as lokale`
 */
export const kommunerAf = (numbers: Sql): Sql => sql`(
  with asked as (${numbers})
  select Personnummer, KommuneKode as Kommune
  from ${everyUnit(BorgerAdresse)} as adresse
  where Personnummer in (select Personnummer from asked)
  union
  select Personnummer, KommuneKode
  from ${everyUnit(BorgerTilknytning)} as tilknytning
  where Personnummer in (select Personnummer from asked)
)`

/** Number and kommune → whether it is a replacement number, and its key. */
export const erstatningsnummerExamples = [
  { nummer: '0101900001', kommune: '0751', erstatning: false, nøgle: 101900001n },
  { nummer: '3112900001', kommune: '0751', erstatning: false, nøgle: 3112900001n },
  { nummer: '6101900001', kommune: '0751', erstatning: true, nøgle: 7_516_101_900_001n },
  { nummer: '9112900001', kommune: '0101', erstatning: true, nøgle: 1_019_112_900_001n },
  { nummer: '6101900001', kommune: null, erstatning: true, nøgle: null },
  { nummer: '0101900001', kommune: null, erstatning: false, nøgle: 101900001n },
  { nummer: null, kommune: '0751', erstatning: null, nøgle: null },
] as const
