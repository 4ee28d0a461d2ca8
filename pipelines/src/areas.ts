import { type Dataomraade, fail, nearest } from '@flis/core'
import { borger } from '@flis/domains/borger'
import { dagtilbud } from '@flis/domains/dagtilbud'
import { dream } from '@flis/domains/dream'
import { fsiii } from '@flis/domains/fsiii'
import { ky } from '@flis/domains/ky'
import { oekonomi } from '@flis/domains/oekonomi'
import { personale } from '@flis/domains/personale'
import { reference } from '@flis/domains/reference'
import { skole } from '@flis/domains/skole'
import { vh } from '@flis/domains/vh'

/** The dataområder that come with flis, by the name that settings use. */
export const KNOWN_AREAS: Readonly<Record<string, Dataomraade>> = {
  Borger: borger,
  KY: ky,
  FSIII: fsiii,
  Dagtilbud: dagtilbud,
  DREAM: dream,
  Økonomi: oekonomi,
  Personale: personale,
  Skole: skole,
  'Voksne handicappede': vh,
  Reference: reference,
}

const chosen = (
  wanted: readonly string[],
  known: readonly Dataomraade[],
  code: 'C001' | 'U001',
): readonly Dataomraade[] =>
  [...new Set(wanted)].map((name) => {
    const found = known.find((each) => each.name === name)
    if (found !== undefined) return found
    const expected = nearest(
      name,
      known.map((each) => each.name),
    )
    return fail(code, { found: `area ${name}`, ...(expected === undefined ? {} : { expected }) })
  })

/**
 * The areas that settings name; none named: all that come with flis. C001 names the nearest known one.
 *
 * @example areasOf(['KY']).map((each) => each.name) // ['KY']
 */
export const areasOf = (names: readonly string[]): readonly Dataomraade[] =>
  names.length === 0 ? Object.values(KNOWN_AREAS) : chosen(names, Object.values(KNOWN_AREAS), 'C001')

/** Some of a warehouse's areas, as asked for; none asked for: all. U001 names the nearest. */
export const someAreas = (of: readonly Dataomraade[], wanted: readonly string[]): readonly Dataomraade[] =>
  wanted.length === 0 ? of : chosen(wanted, of, 'U001')
