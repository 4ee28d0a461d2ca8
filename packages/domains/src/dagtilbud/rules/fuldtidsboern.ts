/**
 * Fuldtidsbørn: how much an enrolled child counts by its hours a week, compared unrounded, as DECIMAL(3,2). NULL where
 * no hours are told, or none. Hours are those enrolled, never presence. Hours below 0 or above 168 are in quarantine.
 *
 * Source: releasenotat 7.0, 2.4.4 (after Danmarks Statistik); specification Dagtilbud, "FactDagtilbud and fuldtidsbørn".
 *
 * @param timer hours a week, a DECIMAL or NULL
 * @example sql`select ${raw(fuldtidsboern('indskrivning.Timer'))} as Fuldtidsbørn from …`
 */
export const fuldtidsboern = (timer: string): string =>
  `(case when ${timer} > 36 then 1 when ${timer} >= 25 then 0.75 when ${timer} > 0 then 0.5 end)::decimal(3,2)`

/** Hours a week → weight, as DSA_HIST and DM write them. */
export const fuldtidsboernExamples = [
  { timer: '168.00', fuldtidsbørn: '1.00' },
  { timer: '37.00', fuldtidsbørn: '1.00' },
  { timer: '36.01', fuldtidsbørn: '1.00' },
  { timer: '36.00', fuldtidsbørn: '0.75' },
  { timer: '30.00', fuldtidsbørn: '0.75' },
  { timer: '25.00', fuldtidsbørn: '0.75' },
  { timer: '24.99', fuldtidsbørn: '0.50' },
  { timer: '0.01', fuldtidsbørn: '0.50' },
  { timer: '0.00', fuldtidsbørn: null },
  { timer: null, fuldtidsbørn: null },
] as const
