import {
  addDays,
  type Config,
  type Dataomraade,
  fail,
  type Kilde,
  KOMMUNE_CODES,
  kilderOf,
  type Leverandoer,
  NATIONAL,
  nearest,
} from '@flis/core'
import { knownKilder } from './known-kilder.js'

type Kilder = ReadonlyMap<string, Kilde>

const checkName = (kilder: Kilder, place: string, name: string): Kilde => {
  const known = kilder.get(name)
  if (known !== undefined) return known
  const expected = nearest(name, [...kilder.keys()])
  return fail('C001', { found: `${place} ${name}`, ...(expected === undefined ? {} : { expected }) })
}

const checkKommune = (place: string, kommune: string): void => {
  if (kommune !== NATIONAL && !KOMMUNE_CODES.includes(kommune))
    fail('C001', { column: place, expected: 'a kommune or 0000', found: kommune })
}

const checkRoutes = (kilder: Kilder, { infRefs, authorities }: NonNullable<Config['routes']>): void => {
  for (const name of Object.values(infRefs)) checkName(kilder, 'routes.infRefs', name)
  for (const [cvr, kommune] of Object.entries(authorities)) {
    if (!/^\d{8}$/.test(cvr))
      fail('C001', { column: 'routes.authorities', expected: 'a CVR number of eight digits', found: cvr })
    checkKommune('routes.authorities', kommune)
  }
}

const checkDay = (place: string, day: string | undefined): void => {
  if (day !== undefined && addDays(day, 0) !== day)
    fail('C001', { column: place, expected: 'a date', found: day })
}

const checkDeliverer = (kilder: Kilder, entry: Leverandoer, nr: number): void => {
  const place = `leverandører.${nr}`
  const { scope } = checkName(kilder, `${place}.kilde`, entry.kilde)
  checkKommune(`${place}.kommune`, entry.kommune)
  if (scope === 'national' && entry.kommune !== NATIONAL)
    fail('C001', { column: `${place}.kommune`, expected: NATIONAL, found: entry.kommune })
  checkDay(`${place}.from`, entry.from)
  checkDay(`${place}.to`, entry.to)
  if (entry.from !== undefined && entry.to !== undefined && entry.from > entry.to)
    fail('C001', { column: `${place}.to`, expected: `not before ${entry.from}`, found: entry.to })
}

/**
 * Holds what the configuration says of Kilder (`kilder`, `routes`, `leverandører`) against the Kilder that there are.
 *
 * Errors: C001 for a name that no area has (it names the nearest), an own pattern that will not do, a kommune, CVR
 * number or date that is none.
 *
 * @param areas all that the configuration may speak of
 *
 * @example checkKilder(parseConfig({ kilder: { KYY: {} } }), [ky]) // FLIS-C001 … (found kilder KYY, expected KY)
 */
export const checkKilder = (config: Config, areas: readonly Dataomraade[]): void => {
  const kilder = kilderOf(areas)
  for (const name of Object.keys(config.kilder)) checkName(kilder, 'kilder', name)
  knownKilder(config, areas)
  if (config.routes !== undefined) checkRoutes(kilder, config.routes)
  for (const [nr, entry] of config.leverandører.entries()) checkDeliverer(kilder, entry, nr)
}
