import { lastDay, monthIndex, type Session } from '@flis/core'
import { makeBorgerWorld } from '../borger/borger-world.js'
import { makeDagtilbudWorld } from '../dagtilbud/dagtilbud-world.js'
import { bundleMacros } from '../fsiii/bundle-macros.js'
import { createForloeb } from '../fsiii/forloeb.js'
import { createRapporter } from '../fsiii/rapporter.js'
import { createAfgoerelser } from '../ky/afgoerelser.js'
import { createOpgaver } from '../ky/opgaver.js'
import { createSager } from '../ky/sager.js'
import { createTilstande } from '../ky/tilstande.js'
import { createYdelser } from '../ky/ydelser.js'
import { type CheckedOptions, FIRST_MONTH } from '../options.js'
import { chanceMacros } from './chance.js'
import { shareOf } from './kommuner.js'
import { createPersoner } from './personer.js'

/** The country at scale 1: cases in five years, and courses of care (2.5 planned indsatser each) in three. */
const CASES = 1_000_000
const COURSES = 200_000
const FSIII_FIRST_MONTH = '2022-01'

/** One more than are due by then, so that the last slot is full. */
const madeBy = (to: CheckedOptions['to'], from: string, months: number, inPeriod: number): number => {
  const passed = monthIndex(to) - monthIndex(from as CheckedOptions['from']) + 1
  return passed <= 0 ? 0 : Math.ceil((inPeriod * (passed + 1)) / months)
}

const kommuneValues = (options: CheckedOptions): string =>
  options.kommuner
    .map((kode) => {
      const cases = shareOf(kode, CASES, options.scale, 4)
      const courses = shareOf(kode, COURSES, options.scale, 2)
      return `(${[
        Number(kode),
        `'${kode}'`,
        cases,
        madeBy(options.to, FIRST_MONTH, 60, cases),
        // people come back with another case
        Math.ceil(cases * 0.7),
        courses,
        madeBy(options.to, FSIII_FIRST_MONTH, 36, courses),
        Math.ceil(courses * 0.8),
      ].join(', ')})`
    })
    .join(', ')

/**
 * Makes the made-up world once for all kommuner, narrow and in the order in which it is read: `sager`,
 * `tilstande`, `ydelser`, `opgaver`, `afgoerelser`, `forloeb`, `rapporter`. Deliveries are views of it on a day.
 */
export const makeWorld = async (session: Session, options: CheckedOptions): Promise<void> => {
  for (const macro of [...chanceMacros(options.seed), ...bundleMacros]) await session.run(macro)
  await session.run(`
    create table kommuner as
    select
      kommune::integer as kommune,
      kode,
      sager::bigint as sager,
      sager_made::bigint as sager_made,
      personer::ubigint as personer,
      forloeb::bigint as forloeb,
      forloeb_made::bigint as forloeb_made,
      borgere::ubigint as borgere
    from (values ${kommuneValues(options)})
      as each(kommune, kode, sager, sager_made, personer, forloeb, forloeb_made, borgere)`)
  await session.run(createPersoner)
  if (options.areas.includes('KY')) {
    await session.run(createSager)
    await session.run(createTilstande)
    await session.run(createYdelser)
    await session.run(createOpgaver)
    await session.run(createAfgoerelser)
  }
  if (options.areas.includes('FSIII')) {
    await session.run(createForloeb)
    await session.run(createRapporter(`${options.from}-01`, lastDay(options.to)))
  }
  if (options.areas.includes('Borger')) await makeBorgerWorld(session, options)
  if (options.areas.includes('Dagtilbud')) await makeDagtilbudWorld(session, options)
}
