// A plain model of how DREAM's wide deliveries become DSA_HIST: no engine, no import, one line and one week at a time.

/** A delivery: names of the columns, then the lines, each a text per column; null where nothing stands. */
export interface WideDelivery {
  readonly periode: string
  /** yyyymmddnnn. */
  readonly extract: number
  readonly leverance: string
  readonly columns: readonly string[]
  readonly lines: readonly (readonly (string | null)[])[]
}

/** A version of a row of DreamUge, DreamMaaned or DreamPerson, its values in the order of the columns. */
export interface DreamVersion {
  readonly table: string
  readonly values: readonly (string | number | null)[]
  readonly fra: number
  readonly til: number
  readonly leverance: string
  readonly linje: number
}

export const CURRENT = 99991231999
const FIXED = ['Akasse', 'Match', 'Visitation', 'Modtagerstatus']
const KOMMUNER = new Set(['0101', '0411', '0751', '0461'])

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const daysIn = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

interface Week {
  readonly nr: number
  readonly month: number
}

/** Every ISO week from 1990 (1 January 1990 was a Monday) to 2089, by walking from Thursday to Thursday. */
const WEEKS: readonly Week[] = (() => {
  const weeks: Week[] = []
  let [year, month, day, nr] = [1990, 1, 4, 1]
  while (year < 2090) {
    weeks.push({ nr: year * 100 + nr, month: year * 100 + month })
    const before = year
    day += 7
    if (day > daysIn(year, month)) {
      day -= daysIn(year, month)
      month += 1
    }
    if (month > 12) {
      month = 1
      year += 1
    }
    nr = year === before ? nr + 1 : 1
  }
  return weeks
})()

/** Every month of the same years. */
const MONTHS: readonly Week[] = Array.from({ length: 1200 }, (_, nth) => {
  const nr = (1990 + Math.floor(nth / 12)) * 100 + (nth % 12) + 1
  return { nr, month: nr }
})

/** The column of a week or month, as the file calls it. */
const weekColumn = ({ nr }: Week): string => `y_${String(nr).slice(2)}`
const monthColumn =
  (prefix: string) =>
  ({ nr }: Week): string =>
    `${prefix}_${String(nr).slice(0, 4)}_${String(nr).slice(4)}`

const isCpr = (text: string): boolean => {
  const digits = text.length === 11 && text[6] === '-' ? text.slice(0, 6) + text.slice(7) : text
  if (!/^\d{10}$/.test(digits)) return false
  const [day, month] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4))]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(2000, month)
}

/** `undefined`: the text is no value of the column. Equal values give equal texts. */
const typedOf = (column: string, text: string | null): string | null | undefined => {
  if (text === null || text === '') return null
  if (column.startsWith('y_')) return /^\d{3}$/.test(text) ? text : undefined
  if (column.startsWith('grad_'))
    return /^-?\d{1,3}(\.\d{1,2})?$/.test(text) ? Number(text).toFixed(2) : undefined
  if (column.startsWith('bopkom_') || column.startsWith('arbkom_'))
    return KOMMUNER.has(text) ? text : undefined
  return text
}

interface Line {
  readonly linje: number
  readonly person: string | null
  readonly good: boolean
  readonly values: ReadonlyMap<string, string | null>
  readonly content: string
}

const readLine = ({ columns }: WideDelivery, texts: readonly (string | null)[], linje: number): Line => {
  const values = new Map<string, string | null>()
  let good = true
  let person: string | null = null
  columns.forEach((column, nth) => {
    const text = texts[nth] ?? null
    if (column === 'Personnummer') {
      person = text === null || text === '' ? null : text.replace('-', '')
      if (text === null || !isCpr(text)) good = false
      return
    }
    // A fixed text may be the empty text; of columns that grow it is no value.
    const value = FIXED.includes(column) ? text : typedOf(column, text)
    if (value === undefined) good = false
    values.set(column, value ?? null)
  })
  return { linje, person, good, values, content: JSON.stringify([...values]) }
}

interface Snapshot {
  readonly lines: readonly Line[]
  /** Their rows stay as they were. */
  readonly withheld: ReadonlySet<string>
}

const judge = (delivery: WideDelivery): Snapshot => {
  const lines = delivery.lines.map((texts, nth) => readLine(delivery, texts, nth + 2))
  const kept: Line[] = []
  const bad = new Set<string>()
  for (const line of lines) {
    if (line.person === null) continue
    if (!line.good) {
      bad.add(line.person)
      continue
    }
    const same = lines.filter((each) => each.good && each.person === line.person)
    if (same.some((each) => each.content !== line.content)) bad.add(line.person)
    else if (same[0] === line) kept.push(line)
  }
  const known = new Set(kept.map(({ person }) => person))
  return { lines: kept, withheld: new Set([...bad].filter((person) => !known.has(person))) }
}

/** Goes through all weeks (or months) there are, and notes where a value begins and ends. */
const stretches = (
  { values }: Line,
  all: readonly Week[],
  column: (of: Week) => string,
  since: number,
): (readonly [number, number, string])[] => {
  const found: (readonly [number, number, string])[] = []
  let begun: readonly [number, number, string] | undefined
  for (const each of all) {
    const value = each.month < since ? null : (values.get(column(each)) ?? null)
    if (begun !== undefined && value === begun[2]) begun = [begun[0], each.nr, value]
    else {
      if (begun !== undefined) found.push(begun)
      begun = value === null ? undefined : [each.nr, each.nr, value]
    }
  }
  if (begun !== undefined) found.push(begun)
  return found
}

/** Ten years up to and with the month of the delivery's periode. */
const sinceOf = ({ periode }: WideDelivery, years: number): number => {
  const [year, month] = [Number(periode.slice(0, 4)), Number(periode.slice(5, 7))]
  return month === 12 ? (year - years + 1) * 100 + 1 : (year - years) * 100 + month + 1
}

type Row = Omit<DreamVersion, 'fra' | 'til' | 'leverance'> & { readonly key: string }

const rowsOf = (delivery: WideDelivery, line: Line, years: number): readonly Row[] => {
  const { person, linje, values } = line
  const since = sinceOf(delivery, years)
  const months = (prefix: string): Row[] =>
    stretches(line, MONTHS, monthColumn(prefix), since).map(([from, to, value]) => ({
      table: 'DreamMaaned',
      key: `${String(person)} ${prefix} ${from}`,
      values: [person, prefix, from, to, value],
      linje,
    }))
  return [
    ...stretches(line, WEEKS, weekColumn, since).map(([from, to, value]) => ({
      table: 'DreamUge',
      key: `${String(person)} ${from}`,
      values: [person, from, to, value],
      linje,
    })),
    ...['branche', 'grad', 'virksomhedsform', 'bopkom', 'arbkom'].flatMap(months),
    {
      table: 'DreamPerson',
      key: String(person),
      values: [person, ...FIXED.map((name) => values.get(name) ?? null)],
      linje,
    },
  ]
}

/** All versions of the three tables, whatever the order of the deliveries. */
export const dreamHistory = (deliveries: readonly WideDelivery[], years = 10): readonly DreamVersion[] => {
  const closed: DreamVersion[] = []
  let open = new Map<string, DreamVersion>()
  for (const delivery of [...deliveries].sort((a, b) => a.extract - b.extract)) {
    const { extract, leverance } = delivery
    const { lines, withheld } = judge(delivery)
    const next = new Map<string, DreamVersion>()
    for (const line of lines)
      for (const { key, ...row } of rowsOf(delivery, line, years)) {
        const place = `${row.table} ${key}`
        const before = open.get(place)
        const same = before !== undefined && JSON.stringify(before.values) === JSON.stringify(row.values)
        next.set(place, same ? before : { ...row, fra: extract, til: CURRENT, leverance })
      }
    for (const [place, version] of open) {
      const stays = withheld.has(String(version.values[0]))
      if (stays) next.set(place, version)
      else if (next.get(place) !== version) closed.push({ ...version, til: extract })
    }
    open = next
  }
  return [...closed, ...open.values()]
}
