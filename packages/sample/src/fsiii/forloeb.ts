import { quoteText } from '@flis/core'
import { leavesOf } from './codes.js'

const listOf = (root: string, scheme: 'legacy' | 'uuid'): string =>
  `[${leavesOf(root)
    .map((leaf) => quoteText(leaf[scheme]))
    .join(', ')}]`

const schemes = (root: string): string =>
  `case when uuid_skema then ${listOf(root, 'uuid')} else ${listOf(root, 'legacy')} end`

/** An element of a list of codes; a step of 3 gives different ones for neighbours. */
const pick = (codes: string, start: string, number: string): string =>
  `${codes}[1 + (${start} + 3 * ${number}) % len(${codes})]`

/**
 * Courses of care (forløb): a citizen with one to three tilstande and one to four planned indsatser, 2.5 on
 * average, from 2022 on. Hjemmepleje (J with H, severity) or sygepleje (I with G, no severity); one course in
 * five is coded with UUIDs.
 *
 * Reads `personer` and `kommuner` (kommune, kode, forloeb = courses in three years, forloeb_made, borgere).
 */
export const createForloeb = `
create table forloeb as
with begun as (
  select
    kommuner.kommune,
    kommuner.kode,
    kommuner.borgere,
    number.i::integer as forloeb,
    bits_low('forløb', kommuner.kommune, number.i) as a,
    bits_high('forløb', kommuner.kommune, number.i) as b,
    bits_low('plan', kommuner.kommune, number.i) as c,
    date '2022-01-01' + ((number.i * 1096 + draw(a, 0, 1096)) // kommuner.forloeb)::integer as start
  from kommuner, unnest(range(kommuner.forloeb_made)) as number(i)
),
framed as (
  select
    *,
    draw(a, 1, 100) < 60 as hjemmepleje,
    draw(a, 2, 100) < 20 as uuid_skema,
    1 + draw(a, 3, 3) as antal_tilstande,
    [1, 2, 2, 3, 3, 4][1 + draw(b, 0, 6)] as antal_indsatser,
    case when draw(b, 1, 100) < 70 then start + 20 + draw(b, 2, 480) end as slut
  from begun
),
coded as (
  select
    *,
    case when hjemmepleje then ${schemes('J')} else ${schemes('I')} end as tilstandskoder,
    case when hjemmepleje then ${schemes('H')} else ${schemes('G')} end as indsatskoder,
    case when uuid_skema then ${listOf('B', 'uuid')} else ${listOf('B', 'legacy')} end as skalering
  from framed
),
found as (
  select
    *,
    list_transform(
      range(antal_tilstande),
      lambda i: {
        'id': uuid_of('tilstand ' || i, kommune, forloeb),
        'kode': ${pick('tilstandskoder', 'draw(c, 0, 100)', 'i')},
        -- 0..5 = the levels 0..4 and 9
        'niveau': case when hjemmepleje then ([1, 2, 2, 3, 3, 4, 2, 5, 1, 0][1 + (draw(c, 1, 10) + i) % 10])::bigint end
      }
    ) as tilstande
  from coded
)
select
  found.kommune,
  kode,
  forloeb,
  start,
  slut,
  borger.personnummer,
  uuid_of('borger', found.kommune, borger.personnummer) as patient,
  skalering,
  tilstande,
  list_transform(
    range(antal_indsatser),
    lambda i: {
      'id': uuid_of('indsats ' || i, found.kommune, forloeb),
      'kode': ${pick('indsatskoder', 'draw(c, 2, 100)', 'i')},
      'lokal': (draw(c, 3, 100) + i) % 4 = 0,
      'start': start + (draw(b, 3, 14) + i)::integer % 14,
      'planlagt_slut': case when (draw(c, 3, 100) + i) % 7 = 0 then start + 90 + draw(b, 3, 200) end,
      -- the third indsats has two reasons, where there are two
      'aarsager': list_transform(
        case when i = 2 and antal_tilstande > 2 then [3, 1] else [1 + i % antal_tilstande] end,
        lambda n: 'Condition/' || tilstande[n].id
      )
    }
  ) as indsatser,
  draw(b, 2, 100) < 4 as fejlregistreret,
  draw(b, 1, 100) < 6 as tilbagekaldt,
  25 + draw(b, 3, 20) as mellemrum
from found
join personer as borger
  on borger.gruppe = 'pleje'
  and borger.kommune = found.kommune
  and borger.person = (bits_low('borger i forløb', found.kommune, forloeb) % borgere)::bigint
order by found.kommune, forloeb`
