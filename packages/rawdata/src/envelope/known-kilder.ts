import { type Config, type Dataomraade, type Kilde, kilderOf } from '@flis/core'
import type { KnownKilde } from './known-kilde.js'
import { ownPattern } from './own-pattern.js'

const knownKilde = ({ name, ...kilde }: Kilde, { kilder, routes }: Config): KnownKilde => {
  const own = new Map(Object.entries(kilder)).get(name)
  return {
    kilde: name,
    ...kilde,
    ...(own?.senders === undefined ? {} : { senders: own.senders }),
    ...(own?.pattern === undefined
      ? {}
      : { pattern: ownPattern({ name, ...kilde }, own.pattern, routes !== undefined) }),
  }
}

/**
 * The Kilder of areas as the envelope checks know them: with the pattern and the senders that the configuration gives
 * them. Errors: C001 for a pattern that will not do.
 *
 * @example knownKilder(parseConfig({ kilder: { KY: { senders: ['NETC'] } } }), [ky])[0]?.senders // ['NETC']
 */
export const knownKilder = (config: Config, areas: readonly Dataomraade[]): readonly KnownKilde[] =>
  [...kilderOf(areas).values()].map((each) => knownKilde(each, config))
