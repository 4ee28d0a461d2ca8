/** What an arrival event says of the rows of one contract. */
export interface Announced {
  readonly count: number
  /** Over the canonical rows, hex: see `rowsHash`. */
  readonly sha256: string
}

/** A completed delivery, as the topic of arrivals tells of it. */
export interface ArrivalEvent {
  /** The value of the header `leverance` of its records. */
  readonly leverance: string
  readonly kilde: string
  readonly kommune: string
  readonly kildesystem: string
  /** `yyyy-mm` or `yyyy-mm-dd`. */
  readonly periode: string
  readonly loebenr: number
  readonly type: 'F' | 'D'
  readonly contracts: Readonly<Record<string, Announced>>
}

/** Extension of the file name under which the ledger has a delivery that came as records. */
export const RECORDS_EXT = 'kafka'

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const announcedOf = (value: unknown): Announced | undefined => {
  if (!isObject(value)) return undefined
  const { count, sha256 } = value
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 0) return undefined
  if (typeof sha256 !== 'string' || !/^[0-9a-fA-F]{64}$/.test(sha256)) return undefined
  return { count, sha256: sha256.toLowerCase() }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Reads an arrival event; undefined for what is none. Kilde, kommune and periode are only taken as texts: landing judges
 * them as it does a file name.
 *
 * @example readEvent('{"leverance":"x","Kilde":"KY",…}')?.contracts
 */
export const readEvent = (text: string): ArrivalEvent | undefined => {
  const event = parsed(text)
  if (!isObject(event) || !isObject(event.contracts)) return undefined
  const { leverance, kommune, kildesystem, periode, type } = event
  // Written as the specification has them; other spellings are taken too.
  const kilde = event.Kilde ?? event.kilde
  const loebenr = event.løbenr ?? event.loebenr
  if (!isText(leverance) || !isText(kilde) || !isText(kommune) || !isText(kildesystem)) return undefined
  if (!isText(periode) || (type !== 'F' && type !== 'D')) return undefined
  if (typeof loebenr !== 'number' || !Number.isInteger(loebenr) || loebenr < 1 || loebenr > 999)
    return undefined
  const contracts: Record<string, Announced> = {}
  for (const [name, value] of Object.entries(event.contracts)) {
    const announced = announcedOf(value)
    if (announced === undefined) return undefined
    contracts[name] = announced
  }
  return { leverance, kilde, kommune, kildesystem, periode, loebenr, type, contracts }
}

/** An event as one line of JSON, its contracts sorted: the same delivery gives the same text. */
export const eventText = ({ contracts, ...event }: ArrivalEvent): string => {
  const { leverance, kilde, kommune, kildesystem, periode, loebenr, type } = event
  const sorted = Object.fromEntries(Object.entries(contracts).sort(([a], [b]) => (a < b ? -1 : 1)))
  return JSON.stringify({
    ...{ leverance, Kilde: kilde, kommune, kildesystem, periode, løbenr: loebenr, type },
    contracts: sorted,
  })
}

/** The name by which landing and the ledger know the delivery. */
export const eventFileName = ({ kilde, kommune, periode, loebenr, type }: ArrivalEvent): string =>
  `${kilde}_${kommune}_${periode}_${String(loebenr).padStart(3, '0')}_${type}.${RECORDS_EXT}`

/** Two events announce the same content. */
export const sameContent = (one: ArrivalEvent, other: ArrivalEvent): boolean =>
  eventText({ ...one, leverance: '' }) === eventText({ ...other, leverance: '' })
