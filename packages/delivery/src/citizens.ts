import {
  type Config,
  type Contract,
  type Dataomraade,
  lastDay,
  type Month,
  type RunKind,
  type Session,
} from '@flis/core'
import { BorgerAdresse, BorgerPerson, BorgerTilknytning, DimBorger } from '@flis/dm'
import type { Berettigelsesvindue } from './berettigelse.js'

const PERSONS = [BorgerPerson.name, BorgerAdresse.name, BorgerTilknytning.name]

/** Rows about a person whom a kommune must be entitled to: those of CPR, which is delivered for the whole country. */
export const isByCitizen = ({ name }: Contract): boolean => PERSONS.includes(name)

/** The area that citizens are at home in: its packages hold those that the kommune is entitled to. */
export const isHomeOfCitizens = ({ contracts, models }: Dataomraade): boolean =>
  contracts.some(({ name }) => name === BorgerPerson.name) &&
  models.some(({ name }) => name === DimBorger.name)

/**
 * Whether DimBorger of the Borger packages holds also the citizens whom the kommune's other areas refer to: in the
 * month-run, unless `packages.dimBorgerPerArea` leaves these to their areas.
 */
export const holdsReferredTo = ({ packages }: Pick<Config, 'packages'>, runKind: RunKind): boolean =>
  runKind === 'MAANED' && !packages.dimBorgerPerArea

/** What a manifest tells of the citizens in a package. */
export interface Entitlement extends Berettigelsesvindue {
  /** True where DimBorger holds also those whom the kommune's other areas refer to. */
  readonly alsoReferredTo: boolean
}

/**
 * The run date, `yyyy-mm-dd`: of a month-run the month's last day, of a flexible run the last day of the newest CPR
 * delivery's periode.
 *
 * Source: specification Borger, Entitlement.
 */
export const runDateOf = async (
  session: Session,
  { runKind, month }: { readonly runKind: RunKind; readonly month: Month },
): Promise<string> => {
  if (runKind === 'MAANED') return lastDay(month)
  const newest = await session.value(
    `select max(extract_time)::varchar from ops.loads where contract = '${BorgerPerson.name}'`,
  )
  if (newest === null) return lastDay(month)
  const day = String(newest)
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`
}
