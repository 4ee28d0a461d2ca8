/**
 * The quality tests as plain arithmetic over rows in memory, written from specification 3.2 and docs/decisions.md. It
 * imports nothing of the packages, and knows full deliveries of one contract.
 */

export type Values = Readonly<Record<string, string | null>>

export interface FullDelivery {
  readonly kommune: string
  readonly kildesystem: string
  /** `yyyy-mm`. */
  readonly periode: string
  /** By SagId; in the order of the source's extracts. */
  readonly rows: readonly Values[]
  /** Rows that lacked a required column and nothing else: its name, for each. */
  readonly lacking?: readonly string[]
}

export interface Shape {
  readonly key: string
  readonly optional: readonly string[]
  readonly codes: readonly string[]
  readonly amounts: readonly string[]
  readonly event: string
}

/** A measured value, with the rows that it concerns: 0 = no finding. */
export interface Measured {
  readonly test: string
  readonly kommune: string
  readonly kildesystem: string
  readonly periode: string
  readonly column: string | null
  readonly measured: string
  readonly expected: string | null
  readonly unit: string
  readonly count: number
}

const perThousand = (part: number, whole: number): number => Math.floor((part * 1000) / whole)
const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0)
const filledIn = (rows: readonly Values[], column: string): number =>
  rows.filter((row) => row[column] !== null && row[column] !== undefined).length
const distinct = <T>(all: readonly T[]): readonly T[] => [...new Set(all)]

/** The value at a share of the sorted values: the smallest that has at least so many at or below it. */
export const discrete = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}

/** How far two code profiles are apart: rows of the first that would need another code, per thousand and as rows. */
export const codesApart = (
  own: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
): { readonly apart: number; readonly rows: number } => {
  const ownRows = BigInt(sum([...own.values()]))
  const otherRows = BigInt(sum([...other.values()]))
  let difference = 0n
  for (const code of new Set([...own.keys(), ...other.keys()])) {
    const one = BigInt(own.get(code) ?? 0) * otherRows - BigInt(other.get(code) ?? 0) * ownRows
    difference += one < 0n ? -one : one
  }
  return {
    apart: Number((difference * 500n) / (ownRows * otherRows)),
    rows: Number(difference / (2n * otherRows)),
  }
}

const codesOf = (rows: readonly Values[], column: string): ReadonlyMap<string, number> => {
  const counted = new Map<string, number>()
  for (const row of rows) {
    const code = row[column]
    if (code !== null && code !== undefined) counted.set(code, (counted.get(code) ?? 0) + 1)
  }
  return counted
}

const added = (maps: readonly ReadonlyMap<string, number>[]): ReadonlyMap<string, number> => {
  const all = new Map<string, number>()
  for (const map of maps) for (const [code, n] of map) all.set(code, (all.get(code) ?? 0) + n)
  return all
}

const rowsOf = (codes: ReadonlyMap<string, number>): number => sum([...codes.values()])

const DAY = 86_400_000
const utc = (date: string): number => Date.parse(`${date}T00:00:00Z`)
const lastDayOf = (month: string): number =>
  Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 1) - DAY

/** K01: per kildesystem over its kommuner, against all kildesystemer together. */
export const daekning = (all: readonly FullDelivery[], shape: Shape): readonly Measured[] =>
  distinct(all.map((each) => each.periode)).flatMap((periode) => {
    const inMonth = all.filter((each) => each.periode === periode)
    const everyRow = inMonth.flatMap((each) => each.rows)
    const systems = distinct(inMonth.filter((each) => each.rows.length > 0).map((each) => each.kildesystem))
    return systems.flatMap((kildesystem) => {
      const rows = inMonth.filter((each) => each.kildesystem === kildesystem).flatMap((each) => each.rows)
      return shape.optional.map((column): Measured => {
        const share = perThousand(filledIn(rows, column), rows.length)
        const ofAll = perThousand(filledIn(everyRow, column), everyRow.length)
        const below = systems.length > 1 && rows.length >= 20 && share + 200 < ofAll
        return {
          test: 'K01 dækning',
          kommune: '0000',
          kildesystem,
          periode,
          column,
          measured: String(share),
          expected: systems.length > 1 ? String(ofAll) : null,
          unit: '‰',
          count: below ? rows.length - filledIn(rows, column) : 0,
        }
      })
    })
  })

const sameSource = (a: FullDelivery, b: FullDelivery): boolean =>
  a.kommune === b.kommune && a.kildesystem === b.kildesystem

/** The deliveries of the same source before one. */
const before = (all: readonly FullDelivery[], of: FullDelivery): readonly FullDelivery[] =>
  all.filter((each) => sameSource(each, of) && each.periode < of.periode)

/** K03: a column's share, against at least three other kommuner, else against the source's own month before. */
export const komplethed = (all: readonly FullDelivery[], shape: Shape): readonly Measured[] =>
  all.flatMap((of) => {
    const { kommune, kildesystem, periode, rows, lacking = [] } = of
    const place = { test: 'K03 komplethed', kommune, kildesystem, periode, unit: '‰' }
    const others = all.filter(
      (each) => each.periode === periode && each.kommune !== kommune && each.rows.length > 0,
    )
    const otherRows = others.flatMap((each) => each.rows)
    const past = before(all, of).at(-1)?.rows ?? []
    const peers = distinct(others.map((each) => each.kommune)).length >= 3 && otherRows.length >= 20
    const beside = peers ? otherRows : past.length >= 20 ? past : undefined
    const optional =
      rows.length === 0
        ? []
        : shape.optional.map((column): Measured => {
            const filled = filledIn(rows, column)
            const share = perThousand(filled, rows.length)
            const wanted =
              beside === undefined ? undefined : perThousand(filledIn(beside, column), beside.length)
            const below = wanted !== undefined && rows.length >= 20 && share + 200 < wanted
            return {
              ...place,
              column,
              measured: String(share),
              expected: wanted === undefined ? null : String(wanted),
              count: below ? rows.length - filled : 0,
            }
          })
    const required = distinct(lacking).map((column): Measured => {
      const missing = lacking.filter((each) => each === column).length
      const whole = rows.length + missing
      const share = perThousand(rows.length, whole)
      return {
        ...place,
        column,
        measured: String(share),
        expected: '1000',
        count: whole >= 20 && share + 10 < 1000 ? missing : 0,
      }
    })
    return [...optional, ...required]
  })

/** K04: days from the event to the first extract that knew the key; the source's first extract says nothing. */
export const senRegistrering = (all: readonly FullDelivery[], shape: Shape): readonly Measured[] =>
  all.flatMap((of) => {
    const earlier = before(all, of)
    if (earlier.length === 0) return []
    const known = new Set(earlier.flatMap((each) => each.rows.map((row) => row[shape.key])))
    const days = of.rows
      .filter((row) => !known.has(row[shape.key] ?? ''))
      .map((row) => Math.max(0, (lastDayOf(of.periode) - utc(row[shape.event] ?? '')) / DAY))
    if (days.length === 0) return []
    const p95 = discrete(days, 0.95)
    const place = {
      test: 'K04 sen registrering',
      kommune: of.kommune,
      kildesystem: of.kildesystem,
      periode: of.periode,
      column: shape.event,
    }
    return [
      {
        ...place,
        measured: String(discrete(days, 0.5)),
        expected: null,
        unit: 'dage, median',
        count: 0,
      },
      {
        ...place,
        measured: String(p95),
        expected: '62',
        unit: 'dage, 95 %',
        count: p95 > 62 ? days.filter((each) => each > 62).length : 0,
      },
    ]
  })

/** K05: the distance of the code profile from all other kommuner (at least three), and from the month before. */
export const kodebrug = (all: readonly FullDelivery[], shape: Shape): readonly Measured[] =>
  all.flatMap((of) =>
    shape.codes.flatMap((column) => {
      const { kommune, kildesystem, periode } = of
      const own = codesOf(of.rows, column)
      if (rowsOf(own) === 0) return []
      const measured = (other: ReadonlyMap<string, number>, unit: string): Measured => {
        const { apart, rows } = codesApart(own, other)
        return {
          test: 'K05 kodebrug',
          kommune,
          kildesystem,
          periode,
          column,
          measured: String(apart),
          expected: '300',
          unit,
          count: apart > 300 && Math.min(rowsOf(own), rowsOf(other)) >= 50 ? rows : 0,
        }
      }
      const others = all.filter(
        (each) =>
          each.periode === periode && each.kommune !== kommune && rowsOf(codesOf(each.rows, column)) > 0,
      )
      const peers = added(others.map((each) => codesOf(each.rows, column)))
      const past = before(all, of)
        .map((each) => codesOf(each.rows, column))
        .filter((each) => rowsOf(each) > 0)
        .at(-1)
      return [
        ...(distinct(others.map((each) => each.kommune)).length >= 3
          ? [measured(peers, 'afstand til andre kommuner, ‰')]
          : []),
        ...(past === undefined ? [] : [measured(past, 'afstand til måneden før, ‰')]),
      ]
    }),
  )

/** Hundredths: amounts have two decimals here. */
const hundredths = (rows: readonly Values[], column: string): number =>
  sum(rows.map((row) => Math.round(Number(row[column] ?? '0') * 100)))

const decimal = (ofHundredths: number): string => `${(ofHundredths / 100).toFixed(2)}0000`

/** K06: rows and sums against the month before; exactly on the band is inside. */
export const udsving = (all: readonly FullDelivery[], shape: Shape, band = 0.2): readonly Measured[] =>
  all.flatMap((of) => {
    const past = before(all, of).at(-1)
    if (past === undefined) return []
    const { kommune, kildesystem, periode } = of
    const place = { test: 'K06 udsving', kommune, kildesystem, periode }
    const outside = (now: number, then: number): boolean =>
      Math.abs(now - then) * 1000 > Math.round(band * 1000) * Math.abs(then)
    const [now, then] = [of.rows.length, past.rows.length]
    return [
      {
        ...place,
        column: null,
        measured: String(now),
        expected: String(then),
        unit: 'rækker',
        count: outside(now, then) ? Math.abs(now - then) : 0,
      },
      ...shape.amounts.map((column): Measured => {
        const [sumNow, sumThen] = [hundredths(of.rows, column), hundredths(past.rows, column)]
        return {
          ...place,
          column,
          measured: decimal(sumNow),
          expected: decimal(sumThen),
          unit: 'sum',
          count: outside(sumNow, sumThen) ? Math.max(1, now) : 0,
        }
      }),
    ]
  })
