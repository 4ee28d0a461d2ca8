import { type Dataomraade, type Env, quoteText, type Session } from '@flis/core'
import { openJudged, recordJudged } from './judged.js'
import { genberegnedeMaaneder } from './k04-genberegnede-maaneder.js'
import { leverandoerskifte } from './k07-leverandoerskifte.js'
import { manglendeLeverance } from './k07-manglende-leverance.js'
import { dmBalance } from './k08-dm-balance.js'
import { type MadeTables, NOTHING_MADE } from './made-tables.js'
import { makeTesting } from './testing.js'

/**
 * The quality tests that belong to a month and not to a load: sources that are expected and absent, and those that
 * ended without a successor (K07), for they look at what is not there; and what the run made of DM (K04, K08).
 */
export const testMonth = async (
  env: Env,
  session: Session,
  areas: readonly Dataomraade[],
  made: MadeTables = NOTHING_MADE,
): Promise<void> => {
  const testing = makeTesting(env, session, areas)
  const names = [...testing.contracts.map(({ area }) => area), ...areas.map(({ name }) => name)]
  const inMonth = `left(periode, 7) = ${quoteText(env.run.month)}`
  const models = [...new Set(made.parts.map(({ model }) => model))].map(quoteText)
  await openJudged(testing)
  await manglendeLeverance(testing, areas)
  await leverandoerskifte(testing)
  await genberegnedeMaaneder(testing, made)
  await dmBalance(testing, made)
  await session.transaction(async () => {
    await recordJudged(
      testing,
      ['K07 manglende leverance', 'leverandørskifte'],
      `${inMonth} and "dataområde" in (${[...new Set(names)].map(quoteText).join(', ')})`,
    )
    if (models.length > 0)
      await recordJudged(
        testing,
        ['K04 genberegnede måneder', 'K08 balance'],
        `${inMonth} and delivery is null and contract in (${models.join(', ')})`,
      )
  })
}
