import { andThen, type Dataomraade, type Streaming, stream } from '@flis/core'
import { buildDays, type Published, publish } from '@flis/dm'
import { historise } from '@flis/dsa-hist'
import { type Arrival, type DeliverySource, land } from '@flis/rawdata'
import { pipe } from 'fp-ts/lib/function.js'
import { type DayTrack, dayTrack } from './day-track.js'
import { noteFollowers } from './note-followers.js'
import { sourceOf } from './source-of.js'

/** A pipeline that tells by itself as of which month it runs. */
export interface DayStreaming extends Streaming<Arrival, Published> {
  readonly days: DayTrack
}

/**
 * What happens on days, as a pipeline of the public verbs: land and historise what waits of the areas that tell of days
 * (Dagtilbud), build their tables of days for the newest month that has been delivered, with them whatever of the other
 * areas refers to what changes, publish. Tables of months, findings and datapakker are the month-run's.
 *
 * Errors: U001 (no area tells of days), those of a run.
 *
 * @param areas all areas of the warehouse
 * @example await main(dayRun([borger, dagtilbud]), { warehouse: './lager' })
 */
export const dayRun = (
  areas: readonly Dataomraade[],
  inbox: string | DeliverySource = 'inbox',
): DayStreaming => {
  const days = dayTrack(areas)
  const { own } = days
  const streaming = stream(
    sourceOf(inbox),
    pipe(
      land(...own),
      andThen(historise(...own)),
      andThen(buildDays(...own)),
      andThen(noteFollowers(own)),
      andThen(publish()),
    ),
  )
  return { ...streaming, days }
}
