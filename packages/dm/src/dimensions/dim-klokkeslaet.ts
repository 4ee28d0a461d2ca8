import { column, dimension, sql } from '@flis/core'

/** The 1,440 minutes of a clock; the key is hhmm as an integer, 0..2359. Source: specification 3.3. */
export const DimKlokkeslæt = dimension('DimKlokkeslæt', {
  coded: (time) => `(hour(${time}) * 100 + minute(${time}))::integer`,
  columns: {
    Klokkeslæt: column('VARCHAR', 'tt:mm'),
    Time: column('INTEGER', '0–23'),
    Minut: column('INTEGER', '0–59'),
  },
  description: 'Klokkeslæt',
  sql: () => sql`
    select
      ((i // 60) * 100 + i % 60)::integer as DimKlokkeslætID,
      printf('%02d:%02d', i // 60, i % 60) as Klokkeslæt,
      (i // 60)::integer as Time,
      (i % 60)::integer as Minut
    from range(0, 1440) as minutes(i)`,
})
