import { dayAfter, isReplacement, tenYearsBefore } from './days.js'
import { bare, type Register, type Stretch } from './register.js'

/**
 * Where a number leads: to the number that the person has now, to one of a ring of numbers, or to nobody. A chain that
 * ends in a number that is not delivered ends at the last one that is.
 */
const endOfChain = (register: Register, nummer: string): string | undefined => {
  const passed: string[] = []
  let here = nummer
  for (;;) {
    const line = register.persons.get(here)
    if (line === undefined) return undefined
    if (line.Status === '30' || line.Status === '50') return undefined
    if (line.Status !== '60') return here
    passed.push(here)
    const next = bare(line.GaeldendePersonnummer)
    if (!register.persons.has(next)) return here
    const ring = passed.indexOf(next)
    if (ring >= 0) return passed.slice(ring).sort()[0]
    here = next
  }
}

/** Who numbers belong to, and whom each kommune may have. */
export interface Whose {
  /** The number that stands for the citizen of a number; nothing where it makes none. */
  citizen(nummer: string): string | undefined
  /** Whether it is the number, or one of the ring of numbers, that the citizen goes by. */
  current(nummer: string): boolean
  /** Stretches of the citizens, by the kommune that they name. */
  of(kommune: string): readonly Stretch[]
  /** Every kommune that a stretch names. */
  readonly kommuner: readonly string[]
  /** Citizens with a replacement number to which an ordinary number leads: not each kommune's own. */
  readonly passedOn: ReadonlySet<string>
}

export const whoseOf = (register: Register): Whose => {
  const ends = new Map<string, string | undefined>()
  const citizen = (nummer: string): string | undefined => {
    if (!ends.has(nummer)) ends.set(nummer, endOfChain(register, nummer))
    return ends.get(nummer)
  }
  const current = (nummer: string): boolean => {
    const end = citizen(nummer)
    if (end === nummer) return true
    const ring = new Set<string>()
    for (let here = nummer; !ring.has(here); here = bare(register.persons.get(here)?.GaeldendePersonnummer)) {
      ring.add(here)
      if (register.persons.get(here)?.Status !== '60') return false
    }
    return (
      end !== undefined &&
      bare(register.persons.get([...ring].at(-1) ?? '')?.GaeldendePersonnummer) === nummer
    )
  }
  const byKommune = new Map<string, Stretch[]>()
  for (const stretch of register.stretches) {
    if (citizen(stretch.nummer) === undefined) continue
    const those = byKommune.get(stretch.kommune) ?? []
    those.push(stretch)
    byKommune.set(stretch.kommune, those)
  }
  const passedOn = new Set<string>()
  for (const nummer of register.persons.keys()) {
    const end = citizen(nummer)
    if (end !== undefined && isReplacement(end) && !isReplacement(nummer)) passedOn.add(end)
  }
  return {
    citizen,
    current,
    of: (kommune) => byKommune.get(kommune) ?? [],
    kommuner: [...byKommune.keys()].sort(),
    passedOn,
  }
}

/** The days that entitle: both are among them. */
export interface Window {
  readonly from: string
  readonly through: string
}

export const windowOf = (runDate: string): Window => ({ from: tenYearsBefore(runDate), through: runDate })

const touches = ({ from, end }: Stretch, window: Window): boolean => {
  const first = from > window.from ? from : window.from
  const after = dayAfter(window.through)
  const last = end === null || end > after ? after : end
  return first < last
}

/**
 * The citizens that a kommune is entitled to by its residences, payments and actions. Of a replacement number only
 * rows that name the kommune speak of its own person, so the number alone tells who is meant.
 */
export const entitledTo = (whose: Whose, kommune: string, window: Window): ReadonlySet<string> =>
  new Set(
    whose
      .of(kommune)
      .filter((stretch) => touches(stretch, window))
      .flatMap(({ nummer }) => whose.citizen(nummer) ?? []),
  )
