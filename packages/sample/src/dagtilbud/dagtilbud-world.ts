import { lastDay, type Session } from '@flis/core'
import { bornOf } from '../borger/borger-world.js'
import { housesOf } from '../borger/huse.js'
import { DAYS, folkOf, livMacros } from '../borger/liv.js'
import { nummerMacros } from '../borger/numre.js'
import type { CheckedOptions } from '../options.js'
import { shareOf } from '../world/kommuner.js'
import {
  createIndskrivninger,
  createInstitutioner,
  dagtilbudMacros,
  INSTITUTIONS,
  MOST_INSTITUTIONS,
} from './boern.js'

/** Makes `institutioner` and `indskrivninger`. The macros of CPR's persons are there already where Borger is made too. */
export const makeDagtilbudWorld = async (session: Session, options: CheckedOptions): Promise<void> => {
  const { areas, kommuner, scale, from, to } = options
  const born = bornOf(options)
  if (!areas.includes('Borger'))
    for (const macro of [...nummerMacros, ...livMacros(folkOf(born))]) await session.run(macro)
  for (const macro of dagtilbudMacros(born, DAYS)) await session.run(macro)
  const counts = kommuner.map((kode) => {
    const antal = Math.min(MOST_INSTITUTIONS, shareOf(kode, INSTITUTIONS, scale, 2))
    return `(${Number(kode)}, '${kode}', ${antal})`
  })
  await session.run(
    `create table institutioner_antal as select * from (values ${counts.join(', ')}) as each(kommune, kode, antal)`,
  )
  await session.run(createInstitutioner)
  await session.run(createIndskrivninger(housesOf(kommuner, scale), `${from}-01`, lastDay(to)))
}
