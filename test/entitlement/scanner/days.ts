// Days as `yyyy-mm-dd`: text that sorts as time does.

const text = (day: Date): string => day.toISOString().slice(0, 10)

const utc = (year: number, month: number, day: number): Date => new Date(Date.UTC(year, month - 1, day))

const parts = (day: string): readonly [year: number, month: number, day: number] => [
  Number(day.slice(0, 4)),
  Number(day.slice(5, 7)),
  Number(day.slice(8, 10)),
]

export const dayAfter = (day: string): string => {
  const [year, month, nth] = parts(day)
  return text(utc(year, month, nth + 1))
}

/** The last day of the month of a day or a month. */
export const lastOfMonth = (day: string): string => {
  const [year, month] = parts(day)
  return text(utc(year, month + 1, 0))
}

/** The last day that a delivery's periode covers: a month, or a day. */
export const endOfPeriode = (periode: string): string =>
  periode.length === 7 ? lastOfMonth(periode) : periode

/** Ten years before a day; before 29 February it is 28 February. */
export const tenYearsBefore = (day: string): string => {
  const [year] = parts(day)
  const before = `${year - 10}${day.slice(4)}`
  return before.endsWith('-02-29') ? `${year - 10}-02-28` : before
}

/** Whether ten digits, or six and four, begin with a date: days 61–91 are those of replacement numbers. */
export const looksLikeNumber = (digits: string): boolean => {
  const day = Number(digits.slice(0, 2))
  const month = Number(digits.slice(2, 4))
  const real = day > 60 ? day - 60 : day
  return real >= 1 && real <= 31 && month >= 1 && month <= 12
}

/** A number whose day is 61–91 names another person in each kommune. */
export const isReplacement = (nummer: string): boolean => Number(nummer.slice(0, 2)) > 60
