/**
 * Made-up people per kommune, with personnumre that are valid by the rule for `cpr` (a real date in the
 * century that the 7th digit gives) and yet, as far as is published, nobody's: numbers that fail modulus 11
 * have been given only since 2007, and to people born earlier only for 1 January. These all fail modulus 11,
 * are born 1925–2004, and never on 1 January. One in 400 has a replacement number (day + 60).
 *
 * CPR has them too, with others beside them (`borger/`).
 *
 * `gruppe`: `ydelse` for KY, `pleje` (older) for FSIII. Reads `kommuner` (kommune, personer, borgere).
 */
export const createPersoner = `
create table personer as
with people as (
  select
    kommune,
    'ydelse' as gruppe,
    unnest(range(personer::bigint)) as person,
    date '1950-01-01' as first_birthday,
    20000 as days
  from kommuner
  union all
  select
    kommune,
    'pleje' as gruppe,
    unnest(range(borgere::bigint)) as person,
    date '1925-01-01' as first_birthday,
    15000 as days
  from kommuner
),
drawn as (
  select
    *,
    bits_low(gruppe, kommune, person) as bits
  from people
),
born as (
  select
    kommune,
    gruppe,
    person,
    first_birthday + draw(bits, 0, days) as drawn_day,
    case when month(drawn_day) = 1 and day(drawn_day) = 1 then drawn_day + 1 else drawn_day end as birthday,
    draw(bits, 1, 400) = 0 as replaced,
    draw(bits, 2, 60) as century_pick,
    draw(bits, 3, 1000) as serial
  from drawn
),
nine_digits as (
  select
    kommune,
    gruppe,
    person,
    lpad((day(birthday) + case when replaced then 60 else 0 end)::varchar, 2, '0')
      || strftime(birthday, '%m%y')
      -- 1937–1999 may have 4 and 9 too; before 1937 only 0–3; from 2000 on 4–9
      || case
        when year(birthday) >= 2000 then 4 + century_pick % 6
        when year(birthday) >= 1937 then [0, 1, 2, 3, 4, 9][1 + century_pick % 6]
        else century_pick % 4
      end
      -- digits 8 and 9 are 50 to 99: below are the numbers of all others in CPR
      || (50 + serial // 20)::varchar as nine,
    serial % 10 as last,
    birthday
  from born
),
weighted as (
  select
    *,
    4 * nine[1]::integer + 3 * nine[2]::integer + 2 * nine[3]::integer + 7 * nine[4]::integer
      + 6 * nine[5]::integer + 5 * nine[6]::integer + 4 * nine[7]::integer + 3 * nine[8]::integer
      + 2 * nine[9]::integer as weight
  from nine_digits
)
select
  kommune,
  gruppe,
  person,
  nine || (last + case when (weight + last) % 11 = 0 then 1 else 0 end) % 10 as personnummer,
  birthday
from weighted
order by gruppe, kommune, person`

/** For planted rows: valid, and the same for all. */
export const SOMEBODY = '0101570001'
