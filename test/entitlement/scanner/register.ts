import type { CprDelivery, Line } from './cpr-deliveries.js'
import { dayAfter, lastOfMonth } from './days.js'

/** A stretch of days in which a kommune had to do with a number: [from, end). */
export interface Stretch {
  readonly nummer: string
  readonly kommune: string
  readonly table: 'BorgerAdresse' | 'BorgerTilknytning'
  /** What tells the row from the number's others in that table. */
  readonly key: string
  readonly from: string
  /** The first day that it does not hold; null = it goes on. */
  readonly end: string | null
}

interface Held {
  readonly line: Line
  /** The last day of the last delivery that held it; null: the newest does. */
  gone: string | null
}

type Rows = Map<string, Held>

/** What CPR's deliveries leave behind. */
export interface Register {
  /** The newest line of each number. */
  readonly persons: ReadonlyMap<string, Line>
  readonly stretches: readonly Stretch[]
  /** Numbers ever told of as somebody's mother, father or spouse. */
  readonly related: ReadonlyMap<string, ReadonlySet<string>>
  /** The last day of the newest delivery's periode. */
  readonly through: string
}

/** A number as it is without its hyphen; ten zeros are none. */
export const bare = (nummer: string | undefined): string => {
  const digits = (nummer ?? '').replace(/^(\d{6})-(\d{4})$/, '$1$2')
  return digits === '0000000000' ? '' : digits
}

const personOf = (line: Line): string => bare(line.Personnummer)
const addressKey = (line: Line): string => `${personOf(line)} ${line.FraDato}`
const tieKey = (line: Line): string => `${personOf(line)} ${line.KommuneKode} ${line.Rolle} ${line.FraDato}`

/** A full delivery tells all: what it lacks was last held by the delivery before it, and stays. */
const takeFull = (rows: Rows, lines: readonly Line[], key: (line: Line) => string, before: string | null) => {
  const present = new Set(lines.map(key))
  for (const [each, held] of rows) if (!present.has(each)) held.gone ??= before
  for (const line of lines) rows.set(key(line), { line, gone: null })
}

/** A delta replaces all rows of the persons that it tells of; what it says of others does not count. */
const takeDelta = (
  rows: Rows,
  lines: readonly Line[],
  key: (line: Line) => string,
  told: ReadonlySet<string>,
) => {
  for (const [each, held] of rows) if (told.has(personOf(held.line))) rows.delete(each)
  for (const line of lines) if (told.has(personOf(line))) rows.set(key(line), { line, gone: null })
}

const endOf = ({ line, gone }: Held): string | null =>
  line.TilDato !== undefined && line.TilDato !== ''
    ? line.TilDato
    : gone === null
      ? null
      : dayAfter(lastOfMonth(gone))

const stretchesOf = (rows: Rows, table: Stretch['table']): readonly Stretch[] =>
  [...rows].map(([key, held]) => ({
    nummer: personOf(held.line),
    kommune: held.line.KommuneKode ?? '',
    table,
    key,
    from: held.line.FraDato ?? '',
    end: endOf(held),
  }))

const RELATED = ['MorPersonnummer', 'FarPersonnummer', 'AegtefaellePersonnummer']

/** Reads CPR's deliveries one after another, in the order of their extracts. */
export const registerOf = (deliveries: readonly CprDelivery[]): Register => {
  const persons = new Map<string, Line>()
  const addresses: Rows = new Map()
  const ties: Rows = new Map()
  const related = new Map<string, Set<string>>()
  let before: string | null = null
  for (const { type, through, ...told } of deliveries) {
    for (const line of told.persons) {
      const nummer = personOf(line)
      persons.set(nummer, line)
      const others = related.get(nummer) ?? new Set()
      for (const column of RELATED) others.add(bare(line[column]))
      related.set(nummer, others)
    }
    if (type === 'F') {
      takeFull(addresses, told.addresses, addressKey, before)
      takeFull(ties, told.ties, tieKey, before)
    } else {
      const present = new Set(told.persons.map(personOf))
      takeDelta(addresses, told.addresses, addressKey, present)
      takeDelta(ties, told.ties, tieKey, present)
    }
    before = through
  }
  return {
    persons,
    stretches: [...stretchesOf(addresses, 'BorgerAdresse'), ...stretchesOf(ties, 'BorgerTilknytning')],
    related,
    through: before ?? '',
  }
}
