import { lastDay, type Session } from '@flis/core'
import type { CheckedOptions } from '../options.js'
import { shareOf } from '../world/kommuner.js'
import { bopaele } from './bopaele.js'
import { folk } from './folk.js'
import { createHuse, type Houses, housesOf } from './huse.js'
import { createKlienter, klientersBopaele, klientersTilknytninger } from './klienter.js'
import { DAYS, folkOf, livMacros } from './liv.js'
import { nummerMacros } from './numre.js'

/** Born in a hundred years at scale 1: six million who live in the country, with the citizens of KY and FSIII. */
const BORN = 6_800_000

/** Persons made at a time: bounds memory. Four of the engine's row groups, for its threads. */
const SLICE = 491_520

const PERSON: Readonly<Record<string, string>> = {
  nr: 'bigint',
  foedt: 'date',
  kendt: 'date',
  doed: 'date',
  ud: 'date',
  hjem: 'date',
  ud_status: 'varchar',
  uden_bopael: 'boolean',
  hoej_vej: 'boolean',
  koen: 'varchar',
  navn: 'varchar',
  foedeland: 'varchar',
  statsborgerskab: 'varchar',
  dansk_fra: 'date',
  mor: 'bigint',
  far: 'bigint',
  gift_fra: 'date',
  aegtefaelle: 'bigint',
  skilt_fra: 'date',
  enke_fra: 'date',
  beskyttet_fra: 'date',
  beskyttet_til: 'date',
  nummer: 'bigint',
  nummer_fra: 'date',
  nummer_foer: 'bigint',
  forrige_nummer_fra: 'date',
  nummer_foerst: 'bigint',
  dobbelt_fra: 'date',
  dobbelt: 'bigint',
  dobbelt_status: 'varchar',
}

const PERSON_COLUMNS = Object.keys(PERSON).join(', ')

const TABLES: readonly string[] = [
  `create table verden.personer (${Object.entries(PERSON)
    .map((column) => column.join(' '))
    .join(', ')})`,
  'create table verden.bopaele (nr bigint, fra date, til date, hus integer, kendt date)',
  'create table verden.tilknytninger (nr bigint, kommune smallint, rolle varchar, fra date, til date, kendt date)',
]

/** One in sixty has a kommune that pays, some of them one that acts too. */
const folksTilknytninger = `
with placed as (
  select
    folk_del.nr,
    folk_del.kendt,
    folk_del.doed,
    huse.kommune,
    greatest(folk_del.kendt, date '2012-01-01' + (folk_del.nr * 7877 % 4500)::integer) as fra
  from folk_del
  join verden.huse on huse.hus = folk_del.hus_senere
  where not erstatning
    and not uden_bopael
    and (nr % 61 = 7 or nr % 97 = 5)
)
select
  nr,
  kommune,
  rolle,
  fra,
  case when nr % 3 > 0 then fra + 200 + (nr % 1500)::integer end as til,
  kendt
from placed, (values ('betaling'), ('handle')) as roles(rolle)
where fra < doed
  and case rolle when 'betaling' then nr % 61 = 7 else nr % 97 = 5 or nr % 122 = 7 end`

const makeFolk = async (session: Session, born: number, houses: Houses, last: string): Promise<void> => {
  const days = Number(await session.value(`select dage_til(date '${last}') + 1`))
  const persons = Math.ceil((days * born) / DAYS) + 1
  await session.run(`create temp table tal as select i from range(${Math.min(SLICE, persons)}) as numbers(i)`)
  for (let from = 0; from < persons; from += SLICE) {
    await session.run(
      `create or replace temp table folk_del as ${folk(from, Math.min(from + SLICE, persons), houses, last)}`,
    )
    await session.run(
      `insert into verden.personer (${PERSON_COLUMNS}) select ${PERSON_COLUMNS} from folk_del`,
    )
    await session.run(`insert into verden.bopaele ${bopaele(houses, last)}`)
    await session.run(`insert into verden.tilknytninger ${folksTilknytninger} order by nr, rolle, fra`)
  }
  await session.run('drop table folk_del')
}

const makeKlienter = async (session: Session, houses: Houses, born: number, last: string): Promise<void> => {
  await session.run(createKlienter(folkOf(born)))
  await session.run(`delete from klienter where kendt > date '${last}'`)
  await session.run(`
    create temp table kommuner_huse as
    select *
    from (values ${houses.blocks.map((each) => `(${Number(each.kommune)}, ${each.first}, ${each.count})`).join(', ')})
      as each(kommune, foerste, antal)`)
  await session.run(`
    insert into verden.personer (${PERSON_COLUMNS})
    select
      nr, foedt, kendt, doed, null, null, null, false, false, koen, navn, foedeland, statsborgerskab, dansk_fra,
      mor, far, null, null, null, null, beskyttet_fra, beskyttet_til, nummer,
      case when nummer_fra > kendt then nummer_fra end,
      case when nummer_fra > kendt then eget_nummer end,
      null, null, null, null, null
    from klienter
    order by nr`)
  await session.run(`insert into verden.bopaele ${klientersBopaele(houses)} order by nr, fra`)
  await session.run(`insert into verden.tilknytninger ${klientersTilknytninger} order by nr, rolle, fra`)
  await session.run('drop table klienter')
}

/** How many persons of the sample's country are born in a hundred years. */
export const bornOf = ({ kommuner, scale }: Pick<CheckedOptions, 'kommuner' | 'scale'>): number =>
  kommuner.reduce((sum, kode) => sum + shareOf(kode, BORN, scale, 200), 0)

/**
 * Makes the persons of CPR with their relatives, homes and ties, and the houses of LIFA, as tables of the database
 * `verden`: on disk, for the country has nine million persons. Reads `personer`.
 */
export const makeBorgerWorld = async (session: Session, options: CheckedOptions): Promise<void> => {
  const born = bornOf(options)
  const houses = housesOf(options.kommuner, options.scale)
  const last = lastDay(options.to)
  for (const macro of [...nummerMacros, ...livMacros(folkOf(born))]) await session.run(macro)
  for (const table of TABLES) await session.run(table)
  await session.run(createHuse(houses))
  await makeFolk(session, born, houses, last)
  await makeKlienter(session, houses, born, last)
}
