import type { Dataomraade, Env, FindingName, Session } from '@flis/core'
import { findFreshDeliveries, rememberDeliveries } from './fresh-deliveries.js'
import { findFreshScopes, findJudgedMonths, rememberScopes } from './fresh-scopes.js'
import { openJudged, recordJudged } from './judged.js'
import { daekning } from './k01-daekning.js'
import { kontraktbrud } from './k02-kontraktbrud.js'
import { komplethed } from './k03-komplethed.js'
import { senRegistrering } from './k04-sen-registrering.js'
import { kodebrug } from './k05-kodebrug.js'
import { forscanning, kontroltotal } from './k06-forscanning.js'
import { udsving } from './k06-udsving.js'
import { balance } from './k08-balance.js'
import { KEPT_MONTHS } from './limits.js'
import { addExamples } from './missing-examples.js'
import { profileScopes } from './profile.js'
import { makeTesting, type Testing } from './testing.js'
import { tidligereVersion } from './tidligere-version.js'

const OF_DELIVERY: readonly FindingName[] = [
  'K02 kontraktbrud',
  'K06 forscanning',
  'K06 kontroltotal',
  'K08 balance',
  'tidligere version gælder',
]

const OF_MONTH: readonly FindingName[] = [
  'K01 dækning',
  'K03 komplethed',
  'K04 sen registrering',
  'K05 kodebrug',
  'K06 udsving',
]

const isEmpty = async (session: Session, ...tables: readonly string[]): Promise<boolean> => {
  for (const each of tables) if ((await session.value(`select count(*) from ${each}`)) !== 0n) return false
  return true
}

/** What was measured of single deliveries is kept for thirteen months, findings for good: one a day for each contract. */
const forgetOldDeliveries = async (session: Session): Promise<void> => {
  await session.run(
    `delete from ops.measures
     where delivery is not null
       and periode < (
         select strftime(max((left(periode, 7) || '-01')::date) - interval ${KEPT_MONTHS} month, '%Y-%m')
         from ops.measures
       )`,
  )
}

const testDeliveries = async (testing: Testing): Promise<void> => {
  const { session } = testing
  await findFreshDeliveries(testing)
  if (await isEmpty(session, 'fresh_deliveries', 'gone_deliveries')) return
  await openJudged(testing)
  for (const test of [kontraktbrud, forscanning, kontroltotal, balance, tidligereVersion]) await test(testing)
  await session.transaction(async () => {
    await recordJudged(
      testing,
      OF_DELIVERY,
      'delivery in (select id from fresh_deliveries union all select id from gone_deliveries)',
    )
    await rememberDeliveries(testing)
    await forgetOldDeliveries(session)
  })
}

const testMonths = async (testing: Testing): Promise<void> => {
  const { session } = testing
  await findFreshScopes(testing)
  if (await isEmpty(session, 'fresh_scopes', 'gone_scopes')) return
  await openJudged(testing)
  await findJudgedMonths(testing)
  await session.transaction(async () => {
    await profileScopes(testing)
    for (const test of [daekning, komplethed, senRegistrering, kodebrug, udsving]) await test(testing)
    await addExamples(testing)
    await recordJudged(
      testing,
      OF_MONTH,
      '(contract, periode) in (select contract, periode from judged_months)',
    )
    await rememberScopes(testing)
  })
}

/**
 * The quality tests of what has been loaded: those of a delivery (K02, K06, K08) and those of a source's month (K01,
 * K03, K04, K05, swings of K06). Only what has another basis than at the last look is measured; a rerun changes
 * nothing. Values go to `ops.measures`, findings to `ops.quality`.
 */
export const testLoads = async (env: Env, session: Session, areas: readonly Dataomraade[]): Promise<void> => {
  const testing = makeTesting(env, session, areas)
  await testDeliveries(testing)
  await testMonths(testing)
}
