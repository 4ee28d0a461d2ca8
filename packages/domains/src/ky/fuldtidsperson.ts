/**
 * Fuldtidsperson = counted days / days in the month, as DECIMAL(9,6). Six decimals are always nearest, never halfway:
 * no month's length leaves half a millionth.
 *
 * Source: release note 7.0, 2.1.2 (FactKYYdelser); specification domains/ky.md, FactKYYdelser.
 */
export const fuldtidsperson = (dage: string, dageIMaaned: string): string =>
  `(${dage} / ${dageIMaaned})::decimal(9,6)`

export const fuldtidspersonExamples: readonly (readonly [
  dage: number,
  dageIMaaned: number,
  fuldtidsperson: string,
])[] = [
  [15, 30, '0.500000'],
  [22, 31, '0.709677'],
  [9, 28, '0.321429'],
  [1, 31, '0.032258'],
  [17, 31, '0.548387'],
  [30, 30, '1.000000'],
  [29, 29, '1.000000'],
  [10, 30, '0.333333'],
  [20, 30, '0.666667'],
]
