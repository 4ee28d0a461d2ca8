/**
 * Minutter: the real minutes that pass, whole, the rest cut off; on a date with 23 or 25 hours those that there are. NULL for
 * what has no end.
 *
 * Source: specification Dagtilbud, FactDagtilbudKommeGå ("real elapsed minutes, whole, truncated"); 3.3.
 *
 * @param start expression of an instant @param slut of another, or NULL
 * @example minutter('Start', 'Slut')
 */
export const minutter = (start: string, slut: string): string =>
  `((epoch_us(${slut}) - epoch_us(${start})) // 60000000)::integer`

export const minutterExamples = [
  { start: '2026-01-15T07:30:00+01:00', slut: '2026-01-15T15:45:00+01:00', minutter: 495 },
  { start: '2026-01-15T07:30:59+01:00', slut: '2026-01-15T07:31:58+01:00', minutter: 0 },
  { start: '2026-01-15T07:30:59+01:00', slut: '2026-01-15T07:31:59+01:00', minutter: 1 },
  { start: '2026-03-29T00:00:00+01:00', slut: '2026-03-30T00:00:00+02:00', minutter: 1380 },
  { start: '2026-10-25T00:00:00+02:00', slut: '2026-10-26T00:00:00+01:00', minutter: 1500 },
  { start: '2026-01-15T07:30:00+01:00', slut: null, minutter: null },
] as const
