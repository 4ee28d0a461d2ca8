import { cprDeliveries } from './cpr-deliveries.js'
import { ownNumbers } from './own-numbers.js'
import { type Register, registerOf } from './register.js'
import { type Whose, whoseOf } from './whose.js'

/** What the raw deliveries tell. */
export interface World {
  readonly register: Register
  readonly whose: Whose
  /** Numbers that a kommune has delivered itself, and those of other sources of the whole country. */
  delivered(kommune: string): ReadonlySet<string>
  /** The citizens behind them. */
  knownTo(kommune: string): ReadonlySet<string>
  /** Whether a number is anybody's that a delivery has told of. */
  known(nummer: string): boolean
}

const NONE: ReadonlySet<string> = new Set()

/** Reads a folder of deliveries as they came. */
export const readWorld = async (raw: string): Promise<World> => {
  const register = registerOf(await cprDeliveries(raw))
  const whose = whoseOf(register)
  const own = await ownNumbers(raw)
  const national = own.get('0000') ?? NONE
  const everywhere = new Set([...own.values()].flatMap((each) => [...each]))
  const delivered = new Map<string, ReadonlySet<string>>()
  const known = new Map<string, ReadonlySet<string>>()
  const of = (kommune: string): ReadonlySet<string> => {
    const those = delivered.get(kommune) ?? new Set([...(own.get(kommune) ?? NONE), ...national])
    delivered.set(kommune, those)
    return those
  }
  return {
    register,
    whose,
    delivered: of,
    knownTo: (kommune) => {
      const those =
        known.get(kommune) ?? new Set([...of(kommune)].flatMap((nummer) => whose.citizen(nummer) ?? []))
      known.set(kommune, those)
      return those
    },
    known: (nummer) => register.persons.has(nummer) || everywhere.has(nummer),
  }
}
