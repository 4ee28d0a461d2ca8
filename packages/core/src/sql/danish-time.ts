/**
 * An instant as Danish wall time without a zone, in SQL (TIMESTAMP). The engine's own conversion by its calendar library
 * takes most of the time of a pass over many events; clocks in Denmark change only in the last weeks of March and October,
 * since 1996, and all other instants are told by their date in UTC. The others go by the library.
 *
 * @param instant a column of TIMESTAMP WITH TIME ZONE; written several times, so no expression that costs something
 * @example danishTime('Tidspunkt') // 2026-07-01T06:30:00Z → 2026-07-01 08:30:00
 */
export const danishTime = (instant: string): string => {
  const utc = `make_timestamp(epoch_us(${instant}))`
  const day = `(year(${utc}) * 10000 + month(${utc}) * 100 + day(${utc}))`
  const hoursOn = (hours: number): string => `make_timestamp(epoch_us(${instant}) + ${hours * 3_600_000_000})`
  return `case
    when ${day} >= 19960401 and ${day} % 10000 between 401 and 1024 then ${hoursOn(2)}
    when ${day} >= 19960101 and ${day} % 10000 not between 325 and 1031 then ${hoursOn(1)}
    else ${instant}::timestamp
  end`
}
