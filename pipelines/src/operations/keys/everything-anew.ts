import {
  andThen,
  type Dataomraade,
  FlisFailure,
  lastDay,
  type Model,
  type Month,
  type Stage,
  type Step,
  stage,
  stamp,
  stream,
  type WarehouseKey,
} from '@flis/core'
import { packages } from '@flis/delivery'
import { type AsStood, type Built, buildAsStood, publish } from '@flis/dm'
import { historise } from '@flis/dsa-hist'
import type { Landed } from '@flis/rawdata'
import { pipe } from 'fp-ts/lib/function.js'
import { main, type RunReport } from '../../run/main.js'
import type { OpenOptions } from '../../run/open-env.js'
import { takeIntoUse } from './ledger-keys.js'

const nothing = { name: 'Rådata', units: async function* () {} }
const fromRaadata: Stage<readonly never[], Landed> = stage('from Rådata', async () => ({ landed: [] }))

/** The ledger's word on the new key, in the transaction that makes the tables visible. */
const rekey: Stage<Built, Built> = stage('rekey', async (built, env) => ({
  ...built,
  atPublish: [
    ...built.atPublish,
    (publishing, version) =>
      takeIntoUse(publishing, {
        since: env.keys?.since ?? stamp(env.clock),
        run: env.run.id,
        version: version ?? built.base,
      }),
  ],
}))

/** Areas whose facts stand at the end of a month: Borger runs can have carried Borger's further. */
const areasAt = (areas: readonly Dataomraade[], asStood: AsStood, month: Month): ReadonlySet<string> => {
  const day = lastDay(month)
  const isAt = ({ kind, name }: Model): boolean =>
    kind === 'dimension' || (asStood.get(name)?.day ?? day) === day
  return new Set(areas.filter((each) => each.models.every(isAt)).map((each) => each.name))
}

/**
 * The month's packages that receivers have, once more: they must not join old surrogates with new. Packages that nobody has
 * are for the run that is theirs; those of DSA hold no surrogates.
 */
const packagesAnew = (at: ReadonlySet<string>): Stage<Built, Built> =>
  stage('packages', async (built, env) => {
    const { plan } = env.run
    const isAnew = (step: Step): boolean =>
      step.kind !== 'package' || (step.packageKind === 'DM' && step.why !== 'missing' && at.has(step.area))
    for (const { id } of plan.steps.filter((each) => !isAnew(each)))
      env.reporter({ event: 'step-done', step: id, outcome: 'nothing to do', rows: 0 })
    const run = { ...env.run, plan: { ...plan, steps: plan.steps.filter(isAnew) } }
    const made = await packages('DM')(built)({ ...env, run })()
    if (made._tag === 'Left') throw new FlisFailure(made.left)
    return made.right
  })

/** Every table is made anew, as of the month and day at which it stands. */
export const everythingAnew = (
  options: OpenOptions,
  month: Month,
  asStood: AsStood,
  rotation: WarehouseKey,
): Promise<RunReport> => {
  const { areas } = options
  return main(
    stream(
      nothing,
      pipe(
        fromRaadata,
        andThen(historise(...areas)),
        andThen(buildAsStood(asStood, ...areas)),
        andThen(rekey),
        andThen(packagesAnew(areasAt(areas, asStood, month))),
        andThen(publish()),
      ),
    ),
    { ...options, month, rotation, kind: 'key rotate' },
  )
}
