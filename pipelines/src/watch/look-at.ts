import { type Dataomraade, logged, type Unready } from '@flis/core'
import { allSources, type DeliverySource, waitingDelivery } from '@flis/rawdata'
import type { ArrivalSource, Looking, SourceTrouble } from './arrival-source.js'

/** What stands in all sources: for the citizens' track, and for the other areas. */
export interface Look {
  readonly borger: readonly string[]
  readonly others: readonly string[]
  readonly unready: readonly Unready[]
  /** Sources that nothing can be had from. */
  readonly troubles: readonly SourceTrouble[]
  /** How many sources have not answered yet since the start. */
  readonly unasked: number
  /** Milliseconds until the next look. */
  readonly within: number
}

/** Before anything has been looked at. */
export const NOTHING_SEEN: Look = {
  borger: [],
  others: [],
  unready: [],
  troubles: [],
  unasked: 0,
  within: Number.POSITIVE_INFINITY,
}

/**
 * Looks at sources, and tells by names and routes whose each delivery is. Names are given with the bytes that they stand for.
 *
 * @returns what stands there, and as one source those that runs may take deliveries from
 */
export const lookAt = async (
  sources: readonly ArrivalSource[],
  looking: Looking,
  ownOfBorger: readonly Dataomraade[],
): Promise<{ readonly look: Look; readonly units: DeliverySource }> => {
  const told = waitingDelivery(looking, ownOfBorger)
  const found = {
    borger: [] as string[],
    others: [] as string[],
    unready: [] as Unready[],
    troubles: [] as SourceTrouble[],
  }
  const usable: DeliverySource[] = []
  let [unasked, within] = [0, Number.POSITIVE_INFINITY]
  for (const source of sources) {
    const looked = await source.look(looking)
    for (const { fileName, metadataPath, seen } of looked.ready) {
      const delivery = ownOfBorger.length === 0 ? undefined : await told({ fileName, metadataPath })
      // What landing will reject is nobody's: the ordinary intake says so.
      const isBorger = delivery !== undefined && delivery.kilde !== ''
      found[isBorger ? 'borger' : 'others'].push(`${fileName} ${seen}`)
    }
    found.unready.push(
      ...looked.unready.map(({ fileName, why }) => ({ fileName: String(logged(fileName)), why })),
    )
    if (looked.units !== undefined) usable.push(looked.units)
    if (looked.trouble !== undefined) found.troubles.push(looked.trouble)
    if (looked.units === undefined && looked.trouble === undefined) unasked++
    within = Math.min(within, looked.within ?? within)
  }
  return { look: { ...found, unasked, within }, units: allSources(...usable) }
}
