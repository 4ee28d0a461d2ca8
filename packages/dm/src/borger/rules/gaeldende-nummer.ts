import { type Sql, sql } from '@flis/core'
import { BorgerPerson } from '../contracts/borger-person.js'
import { newestPerson } from '../newest-person.js'

/**
 * Gældende nummer: the chain of GaeldendePersonnummer of a person with Status 60 is followed to its end, and the number
 * there is the citizen's. A chain that leads to an unknown number, or to none, ends at the last known one. In a loop that
 * is the number whose Status 60 is the newest, of equal ones the highest (own choice: all numbers of a loop are then one
 * citizen's). A chain that ends at a number that makes no citizen (30, 50) leads to none.
 *
 * Gives one row for each number of Status 60: Personnummer, Borgernummer (NULL = no citizen), Fund (`sløjfe`, `ukendt
 * nummer`, NULL). Only these persons and those that they lead to are sorted; chains are followed all at once.
 *
 * Source: specification Borger, DimBorger.
 *
 * @example sql`select Borgernummer from ${gaeldendeNummer()} as skift where Personnummer = '0101570001'`
 */
export const gaeldendeNummer = (): Sql => sql`(
  with recursive concerned as (
    select unnest([Personnummer, GaeldendePersonnummer]) as Personnummer
    from ${BorgerPerson} as changed
    where Status = '60'
  ),
  persons as ${newestPerson(['Status', 'StatusDato', 'GaeldendePersonnummer'], {
    only: sql`person.Personnummer in (select Personnummer from concerned)`,
  })},
  steps as (
    select
      person.Personnummer as fra,
      person.GaeldendePersonnummer as til
    from persons as person
    where person.Status = '60'
      and person.GaeldendePersonnummer in (select Personnummer from persons)
  ),
  -- equal pairs meet once: a loop ends by itself
  reached as (
    select fra, til
    from steps
    union
    select reached.fra, steps.til
    from reached
    join steps on steps.fra = reached.til
  ),
  loops as (
    select person.Personnummer, person.StatusDato
    from persons as person
    where person.Personnummer in (select fra from reached where fra = til)
  ),
  ends as (
    select reached.fra, max(reached.til) as til, null::varchar as Fund
    from reached
    anti join steps on steps.fra = reached.til
    group by reached.fra
    union all
    select reached.fra, arg_max(loops.Personnummer, (loops.StatusDato, loops.Personnummer)), 'sløjfe'
    from reached
    join loops on loops.Personnummer = reached.til
    group by reached.fra
  )
  select
    person.Personnummer,
    case
      when last_known.Status not in ('30', '50') then last_known.Personnummer
    end as Borgernummer,
    case
      when ends.Fund is not null then ends.Fund
      when last_known.Status = '60' then 'ukendt nummer'
    end as Fund
  from persons as person
  left join ends on ends.fra = person.Personnummer
  join persons as last_known on last_known.Personnummer = coalesce(ends.til, person.Personnummer)
  where person.Status = '60'
)`

/** Persons (Status, the number they lead to, StatusDato) → the citizen of the number `a`, and the finding. */
export const gaeldendeNummerExamples = [
  {
    når: 'one change',
    kæde: { a: ['60', 'b', '2020-01-01'], b: ['01', null, '2020-01-01'] },
    borger: 'b',
    fund: null,
  },
  {
    når: 'two changes',
    kæde: {
      a: ['60', 'b', '2019-01-01'],
      b: ['60', 'c', '2020-01-01'],
      c: ['01', null, '2020-01-01'],
    },
    borger: 'c',
    fund: null,
  },
  {
    når: 'to one who is dead',
    kæde: { a: ['60', 'b', '2020-01-01'], b: ['90', null, '2021-01-01'] },
    borger: 'b',
    fund: null,
  },
  { når: 'to an unknown number', kæde: { a: ['60', 'x', '2020-01-01'] }, borger: 'a', fund: 'ukendt nummer' },
  { når: 'to no number', kæde: { a: ['60', null, '2020-01-01'] }, borger: 'a', fund: 'ukendt nummer' },
  {
    når: 'over one to an unknown number',
    kæde: { a: ['60', 'b', '2019-01-01'], b: ['60', 'x', '2020-01-01'] },
    borger: 'b',
    fund: 'ukendt nummer',
  },
  { når: 'to itself', kæde: { a: ['60', 'a', '2020-01-01'] }, borger: 'a', fund: 'sløjfe' },
  {
    når: 'in a loop, this one the newest',
    kæde: { a: ['60', 'b', '2021-01-01'], b: ['60', 'a', '2020-01-01'] },
    borger: 'a',
    fund: 'sløjfe',
  },
  {
    når: 'in a loop of the same day',
    kæde: { a: ['60', 'b', '2020-01-01'], b: ['60', 'a', '2020-01-01'] },
    borger: 'b',
    fund: 'sløjfe',
  },
  {
    når: 'into a loop',
    kæde: {
      a: ['60', 'b', '2022-01-01'],
      b: ['60', 'c', '2020-01-01'],
      c: ['60', 'b', '2021-01-01'],
    },
    borger: 'c',
    fund: 'sløjfe',
  },
  {
    når: 'to an annulled number',
    kæde: { a: ['60', 'b', '2020-01-01'], b: ['30', null, '2020-01-01'] },
    borger: null,
    fund: null,
  },
  {
    når: 'to a deleted double number, which is followed no further',
    kæde: {
      a: ['60', 'b', '2020-01-01'],
      b: ['50', 'c', '2020-01-01'],
      c: ['01', null, '2020-01-01'],
    },
    borger: null,
    fund: null,
  },
] as const
