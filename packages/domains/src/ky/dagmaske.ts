/**
 * Dagmaske: bit d−1 is set for each counted day d of a month. `fra` and `til` are two days of one month, both
 * inclusive. BIGINT.
 *
 * Source: specification domains/ky.md, FactKYYdelser.
 */
export const dagmaske = (fra: string, til: string): string =>
  `((1::bigint << day(${til})) - (1::bigint << (day(${fra}) - 1)))`

export const dagmaskeExamples: readonly (readonly [fra: string, til: string, maske: bigint])[] = [
  ['2022-03-01', '2022-03-01', 0b1n],
  ['2022-03-31', '2022-03-31', 0b1000000000000000000000000000000n],
  ['2022-03-01', '2022-03-31', 0b1111111111111111111111111111111n],
  ['2022-02-01', '2022-02-09', 0b111111111n],
  ['2022-06-05', '2022-06-07', 0b1110000n],
]
