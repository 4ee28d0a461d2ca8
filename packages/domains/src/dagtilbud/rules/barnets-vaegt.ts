import { raw, type Sql, sql } from '@flis/core'
import { DagtilbudIndskrivning } from '../contracts/dagtilbud-indskrivning.js'

/**
 * Barnets vægt: how much a child counts on a date, by its enrolments in the kommune: the highest of those that hold on the
 * date, whatever source system told of them. Enrolments without hours weigh nothing.
 *
 * Gives _kommune, Personnummer, Fra, Til (NULL = open), Fuldtidsbørn: stretches of a child that do not meet.
 *
 * Source: specification Dagtilbud, FactDagtilbudKommeGå, "the weight of the child's enrolment on that date … the highest if
 * several, NULL without"; of the same kommune alone: own choice.
 *
 * @example sql`select * from ${barnetsVaegt(rules)} as vaegte where Personnummer = '0101170001'`
 */
export const barnetsVaegt = ({
  fuldtidsboern,
  indskrevetTil,
}: {
  readonly fuldtidsboern: (timer: string) => string
  readonly indskrevetTil: (alias: string) => string
}): Sql => sql`(
  with indskrivninger as (
    select
      _kommune,
      Personnummer,
      StartDato as Fra,
      ${raw(indskrevetTil('indskrivning'))} as Til,
      ${raw(fuldtidsboern('indskrivning.Timer'))} as Fuldtidsbørn
    from ${DagtilbudIndskrivning} as indskrivning
  ),
  vejer as (
    select *
    from indskrivninger
    where Fuldtidsbørn is not null
      and coalesce(Fra <= Til, true)
  ),
  skift as (
    select _kommune, Personnummer, Fra
    from vejer
    union
    select _kommune, Personnummer, Til + 1
    from vejer
    where Til is not null
  ),
  perioder as (
    select
      *,
      lead(Fra) over (partition by _kommune, Personnummer order by Fra) - 1 as Til
    from skift
  )
  select
    perioder._kommune,
    perioder.Personnummer,
    perioder.Fra,
    perioder.Til,
    max(vejer.Fuldtidsbørn) as Fuldtidsbørn
  from perioder
  join vejer
    on vejer._kommune = perioder._kommune
    and vejer.Personnummer = perioder.Personnummer
    and vejer.Fra <= perioder.Fra
    and coalesce(vejer.Til >= perioder.Fra, true)
  group by all
)`

/** Enrolments of a child (first and last day, hours) → weights by date. */
export const barnetsVaegtExamples = [
  {
    når: 'one enrolment',
    indskrivninger: [['2026-01-01', null, '37.00']],
    på: { '2025-12-31': null, '2026-01-01': '1.00', '2026-06-01': '1.00' },
  },
  {
    når: 'it ends, last day included',
    indskrivninger: [['2026-01-01', '2026-01-31', '30.00']],
    på: { '2026-01-31': '0.75', '2026-02-01': null },
  },
  {
    når: 'one after the other',
    indskrivninger: [
      ['2026-01-01', '2026-01-31', '30.00'],
      ['2026-02-01', null, '20.00'],
    ],
    på: { '2026-01-31': '0.75', '2026-02-01': '0.50' },
  },
  {
    når: 'two at a time: the highest',
    indskrivninger: [
      ['2026-01-01', null, '20.00'],
      ['2026-02-01', '2026-02-28', '37.00'],
    ],
    på: { '2026-01-31': '0.50', '2026-02-01': '1.00', '2026-02-28': '1.00', '2026-03-01': '0.50' },
  },
  {
    når: 'one of two without hours',
    indskrivninger: [
      ['2026-01-01', null, '0.00'],
      ['2026-01-01', null, '24.99'],
    ],
    på: { '2026-01-15': '0.50' },
  },
  { når: 'none with hours', indskrivninger: [['2026-01-01', null, null]], på: { '2026-01-15': null } },
] as const
