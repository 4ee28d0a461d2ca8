import { andThen, type Dataomraade, type Streaming, stream } from '@flis/core'
import { packages } from '@flis/delivery'
import { buildWithFollowers, type Published, publish, quality } from '@flis/dm'
import { type Historised, historise } from '@flis/dsa-hist'
import { type Arrival, type DeliverySource, land } from '@flis/rawdata'
import { pipe } from 'fp-ts/lib/function.js'
import { sourceOf } from './source-of.js'

/**
 * The month-run as a pipeline of the public verbs: land what waits, verify and historise, build DM, test its
 * quality, make the datapakker, publish.
 *
 * @example await main(monthRun([ky, fsiii]), { warehouse: '.', month: month('2022-10'), kind: 'month-run' })
 */
export const monthRun = (
  areas: readonly Dataomraade[],
  from: string | DeliverySource = 'inbox',
): Streaming<Arrival, Published> =>
  stream(
    sourceOf(from),
    pipe(
      land(...areas),
      andThen(historise(...areas)),
      // Of a run for some areas: others that refer to a citizen who has another number now. Their packages are the next
      // whole run's.
      andThen(buildWithFollowers(...areas)),
      andThen(quality(...areas)),
      andThen(packages('DM')),
      andThen(packages('DSA')),
      // Every table of the warehouse, also those of areas that this run leaves alone.
      andThen(publish()),
    ),
  )

/** Land and historise only: DM stays as it is. */
export const intakeRun = (
  areas: readonly Dataomraade[],
  from: string | DeliverySource = 'inbox',
): Streaming<Arrival, Historised> =>
  stream(sourceOf(from), pipe(land(...areas), andThen(historise(...areas))))
