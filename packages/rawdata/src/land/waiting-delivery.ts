import { type Dataomraade, type Env, kilderOf, NATIONAL } from '@flis/core'
import { nameRules } from './name-rules.js'
import { type NamedPair, toldName } from './told-name.js'

/** A delivery that waits in a source, as far as its name and route tell. */
export interface WaitingDelivery {
  readonly fileName: string
  /** Empty where landing will reject it. */
  readonly kilde: string
  /** `0000` where that cannot be told. */
  readonly kommune: string
  /** Empty where landing will reject it. */
  readonly periode: string
}

/**
 * Tells of waiting pairs whose they are, by the rules that landing uses; takes nothing.
 *
 * @param areas the areas whose deliveries are asked for
 * @returns for a pair undefined when another area of the warehouse takes it
 *
 * @example await waitingDelivery(env, [ky])(arrival) // { fileName, kilde: 'KY', kommune: '0751' }
 */
export const waitingDelivery = (
  env: Pick<Env, 'areas' | 'clock' | 'config'>,
  areas: readonly Dataomraade[],
): ((pair: NamedPair) => Promise<WaitingDelivery | undefined>) => {
  const rules = nameRules(env, [...new Set([...env.areas, ...areas])])
  const own = kilderOf(areas)
  return async (pair) => {
    const { kilde, envelope } = await toldName(rules, pair)
    if (kilde !== undefined && !own.has(kilde)) return undefined
    return {
      fileName: pair.fileName,
      kilde: envelope?.kilde ?? '',
      kommune: envelope?.kommune ?? NATIONAL,
      periode: envelope?.periode ?? '',
    }
  }
}
