import { KOMMUNER, shareOf } from '../world/kommuner.js'

/** Houses of the country at scale 1. */
const HOUSES = 1_200_000

/** Christiansø: a residence, and nobody's kommune. */
const CHRISTIANSOE = '0411'

/** How many other kommuner some have moved to, Christiansø not counted. */
const ELSEWHERE = 3

/**
 * The houses that the sample's people live in, by number: those of its kommuner 0 … `own`−1, then a few in the largest
 * of the other kommuner, so that people come from and go to places that the sample does not tell more of.
 */
export interface Houses {
  /** kommune → its first house and how many it has. */
  readonly blocks: readonly { readonly kommune: string; readonly first: number; readonly count: number }[]
  readonly own: number
  readonly all: number
}

export const housesOf = (kommuner: readonly string[], scale: number): Houses => {
  const others = [...KOMMUNER]
    .filter((each) => !kommuner.includes(each.kode))
    .sort((a, b) => b.people - a.people || a.kode.localeCompare(b.kode))
    .slice(0, ELSEWHERE)
    .map((each) => each.kode)
    .concat(CHRISTIANSOE)
  const counts = [
    ...kommuner.map((kommune) => ({ kommune, count: shareOf(kommune, HOUSES, scale, 24) })),
    ...others.map((kommune) => ({ kommune, count: 6 })),
  ]
  let first = 0
  const blocks = counts.map((each) => {
    const block = { ...each, first }
    first += each.count
    return block
  })
  return { blocks, own: blocks[kommuner.length]?.first ?? first, all: first }
}

/** Twenty to a road, more where the codes of roads would not suffice. */
const valuesOf = ({ kommune, first, count }: Houses['blocks'][number]): string =>
  `(${Number(kommune)}, '${kommune}', ${first}, ${count}, ${Math.max(20, 2 * Math.ceil(count / 16_000))})`

/**
 * The table `huse`. LIFA knows those of the sample's kommuner, but one in fifty, and new ones only from
 * the day that they are built (`bygget`).
 */
export const createHuse = ({ blocks, own }: Houses): string => `
create table verden.huse as
with blocks(kommune, kode, foerste, antal, paa_vej) as (
  values ${blocks.map(valuesOf).join(', ')}
),
houses as (
  select
    kommune,
    kode,
    foerste,
    paa_vej,
    unnest(range(antal))::integer as nr
  from blocks
)
select
  (foerste + nr)::integer as hus,
  kommune::smallint as kommune,
  kode,
  (1 + nr // paa_vej)::smallint as vej,
  (1 + nr % paa_vej // 2 * 2 + nr // paa_vej % 2)::smallint as husnummer,
  case when nr % 2 = 1 then chr(65 + nr % 3) else '' end as bogstav,
  case when nr % 40 = 7 then date '2021-01-15' + (nr * 7 % 2500)::integer else date '1900-01-01' end as bygget,
  foerste + nr < ${own} and nr % 50 <> 17 as i_lifa,
  uuid_of('adresse', 0, hus) as adresse_id
from houses
order by hus`
