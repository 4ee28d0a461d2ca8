// Looks for personal data in what flis tells people: logs, events, errors, printed texts. It imports nothing.

/** What the tests have planted in rows, beside numbers that anyone recognises. */
export interface Planted {
  /** Names and other texts that stand in delivered rows and nowhere else. */
  readonly names: readonly string[]
  /** Whole rows as delivered. */
  readonly rows: readonly string[]
}

export interface Leak {
  readonly what: 'CPR number' | 'name' | 'row'
  /** Where it stood, with what stood around it. */
  readonly around: string
}

/** What holds many digits and is no number of a person: hashes, UUIDs. */
const HASHES = /\b(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/gi
const NUMBER = /(?<!\d)(\d{2})(\d{2})(\d{2})-?\d{4}(?!\d)/g

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** The form of a CPR number: a day and a month that exist, replacement numbers (day + 60) too. */
const isDate = (day: number, month: number): boolean => {
  const real = day > 60 ? day - 60 : day
  return real >= 1 && real <= (DAYS[month - 1] ?? 0)
}

const around = (text: string, at: number): string =>
  text.slice(Math.max(0, at - 60), at + 80).replaceAll(/\s+/g, ' ')

/** A row without its first field, which is an id, and never a piece too short to tell it by. */
const tellsRow = (row: string): string => row.slice(row.indexOf(';') + 1)

/** The personal data in a text. */
export const findPersonalData = (text: string, planted: Planted): readonly Leak[] => {
  const plain = text.replaceAll(HASHES, '#')
  const leaks: Leak[] = []
  for (const found of plain.matchAll(NUMBER))
    if (isDate(Number(found[1]), Number(found[2])))
      leaks.push({ what: 'CPR number', around: around(plain, found.index) })
  const look = (what: 'name' | 'row', texts: readonly string[]): void => {
    for (const each of texts) {
      const at = plain.indexOf(each)
      if (at >= 0) leaks.push({ what, around: around(plain, at) })
    }
  }
  look('name', planted.names)
  look(
    'row',
    planted.rows.map(tellsRow).filter((each) => each.length >= 12),
  )
  return leaks
}
