// Calendar arithmetic of the reference models: dates as whole day numbers, months as 'yyyy-mm'.
// Written out by hand, without luxon, Intl or DuckDB, so that it shares no mistake with the code under test.

const MS_PER_DAY = 86_400_000
const MS_PER_HOUR = 3_600_000

/** Day number (1970-01-01 = 0) of a date `yyyy-mm-dd`. */
export const dayOf = (date: string): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / MS_PER_DAY

/** Date `yyyy-mm-dd` of a day number. */
export const dateOf = (day: number): string => new Date(day * MS_PER_DAY).toISOString().slice(0, 10)

/** Month `yyyy-mm` in which a day lies. */
export const monthOf = (day: number): string => dateOf(day).slice(0, 7)

/** Day of the month, 1..31. */
export const dayOfMonth = (day: number): number => Number(dateOf(day).slice(8, 10))

const nextMonth = (month: string): string => {
  const year = Number(month.slice(0, 4))
  const number = Number(month.slice(5, 7))
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}

export const lastDay = (month: string): number => dayOf(`${nextMonth(month)}-01`) - 1

export const daysIn = (month: string): number => dayOfMonth(lastDay(month))

/** Every month touched by [first, last], both included; none when last lies before first. */
export const monthsTouched = (first: number, last: number): string[] => {
  const months: string[] = []
  if (last < first) return months
  for (let month = monthOf(first); month <= monthOf(last); month = nextMonth(month)) months.push(month)
  return months
}

/** DimTidID (yyyymmdd); −1 for none. */
export const dimTid = (day: number | null): number =>
  day === null ? -1 : Number(dateOf(day).replaceAll('-', ''))

const lastSundayAtOneUtc = (year: number, month: number): number => {
  const last = Date.UTC(year, month, 0)
  const weekday = (((last / MS_PER_DAY + 4) % 7) + 7) % 7
  return last - weekday * MS_PER_DAY + MS_PER_HOUR
}

// Summer time in Denmark since 1996: from 01:00 UTC on March's last Sunday to 01:00 UTC on October's.
const danishOffsetHours = (instant: number): number => {
  const year = new Date(instant).getUTCFullYear()
  return instant >= lastSundayAtOneUtc(year, 3) && instant < lastSundayAtOneUtc(year, 10) ? 2 : 1
}

export interface DanishMoment {
  readonly day: number
  /** hhmm as an integer; null when the text has no time of day. */
  readonly clock: number | null
  /** Milliseconds since 1970 UTC; a date alone is its Danish midnight. */
  readonly instant: number
}

const localToInstant = (wallClock: number): number => {
  const asSummer = wallClock - 2 * MS_PER_HOUR
  // An hour that occurs twice in October is read as its first occurrence.
  return danishOffsetHours(asSummer) === 2 ? asSummer : wallClock - MS_PER_HOUR
}

/** Reads `yyyy-mm-dd`, an ISO instant with Z or an offset, or a local Danish timestamp without one. */
export const danish = (text: string): DanishMoment => {
  if (text.length === 10) {
    const day = dayOf(text)
    return { day, clock: null, instant: localToInstant(day * MS_PER_DAY) }
  }
  const hasZone = /(Z|[+-]\d\d:\d\d)$/.test(text)
  const instant = hasZone ? Date.parse(text) : localToInstant(Date.parse(`${text}Z`))
  const wallClock = instant + danishOffsetHours(instant) * MS_PER_HOUR
  const day = Math.floor(wallClock / MS_PER_DAY)
  const minutes = Math.floor((wallClock - day * MS_PER_DAY) / 60_000)
  return { day, clock: Math.floor(minutes / 60) * 100 + (minutes % 60), instant }
}

/** Completed years on a day; someone born on 29 February completes a year on 1 March in common years. */
export const ageOn = (birth: string, day: number): number => {
  const date = dateOf(day)
  const years = Number(date.slice(0, 4)) - Number(birth.slice(0, 4))
  return date.slice(5) < birth.slice(5) ? years - 1 : years
}
