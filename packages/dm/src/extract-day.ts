import { type Contract, raw, type Sql, sql, text } from '@flis/core'

const dated = (extract: string): string =>
  `make_date((${extract} // 10000000)::integer, (${extract} // 100000 % 100)::integer, (${extract} // 1000 % 100)::integer)`

/**
 * The first day that each extract of a contract speaks for: the first of the month of a monthly delivery, the day of a daily
 * one. The day before it is the last of what it ends. Gives kommune, kildesystem, extract_time, first_day (DATE).
 *
 * An extract time alone does not tell: a month's delivery counts as one of its last day (2.1).
 *
 * @example sql`join ${extractDays(DagtilbudInstitution)} as began on began.extract_time = version._fra and …`
 */
export const extractDays = (of: Contract): Sql => sql`(
  select
    kommune,
    kildesystem,
    extract_time,
    case
      when length(max(periode)) = 7 then date_trunc('month', ${raw(dated('extract_time'))})::date
      else ${raw(dated('extract_time'))}
    end as first_day
  from ops.loads
  where contract = ${text(of.name)}
  group by kommune, kildesystem, extract_time
)`
