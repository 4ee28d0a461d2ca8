import { personnummer } from './borger-world.js'
import { kommuneOf } from './ky-cases.js'
import { OPEN } from './world.js'

/** Chance that is none: the `n`th of the numbers that belong to a resource. */
const drawn = (n: number, below: number, of = 'i'): string => `(hash(${of}, ${n}) % ${below})::integer`

/** Ids as FHIR has them; of each sort by its number. */
const idOf = (sort: 'c' | 'p' | 'd' | 'f' | 'v' | 'e', i: string): string =>
  `printf('%08x-${'cpdfve'.indexOf(sort)}000-4000-8000-%012x', (hash(${i}, '${sort}') % 4294967296)::bigint, (${i})::bigint)`

/**
 * Citizens with their kommune: four planned indsatser each, three or four tilstande. One in a hundred is not in CPR, whose
 * persons are those with numbers below `persons`.
 */
const citizens = (n: number, persons: number): string => `create temp table citizens as
  select
    i as citizen,
    ${kommuneOf((nth, below) => drawn(nth, below))} as kommune,
    ${personnummer(`(case when ${drawn(2, 100)} = 0 then ${persons} + i else i * 5 + ${drawn(1, 5)} end)`)} as personnummer
  from range(${n}) as numbers(i)
  order by kommune, i`

/** A code that was sent, in one of the two schemes; one in 200 is of another catalogue. */
const code = (roots: readonly string[], other: string): string => `case
    when ${drawn(40, 200)} = 0 then '${other}'
    when ${drawn(41, 2)} = 0 then [${roots.map((each) => `'${each}'`).join(', ')}][1 + ${drawn(42, 2)}] || (1 + ${drawn(43, 6)}) || '.' || (1 + ${drawn(44, 8)})
    else printf('00000000-0000-4000-8000-%012d', [${roots.map((each) => 'GHIJ'.indexOf(each) + 1).join(', ')}][1 + ${drawn(42, 2)}] * 100 + (1 + ${drawn(43, 6)}) * 10 + 1 + ${drawn(44, 8)})
  end`

/** A day of five years. */
const day = (nth: number): string => `date '2020-01-01' + ${drawn(nth, 1820)}`

/** A moment as it is sent: a date, a Danish time with its offset, or one of Greenwich. */
const moment = (date: string): string => `case ${drawn(50, 4)}
    when 0 then (${date})::varchar
    when 1 then (${date})::varchar || 'T23:' || lpad(${drawn(51, 60)}::varchar, 2, '0') || ':00Z'
    when 2 then (${date})::varchar || 'T00:' || lpad(${drawn(51, 60)}::varchar, 2, '0') || ':00+01:00'
    else (${date})::varchar || 'T' || lpad((8 + ${drawn(52, 9)})::varchar, 2, '0') || ':15:00Z'
  end`

const report = (date: string, nth: string): string =>
  `((${date})::timestamp + to_minutes(480 + (hash(i, ${nth}, 60) % 800)::integer))::timestamptz`

/** Resources of citizens: the resource with number i is the citizen's i % n. */
const ofCitizens = (count: number, n: number): string => `(
    select i, citizen, kommune, personnummer
    from range(${count}) as numbers(i)
    join citizens on citizen = i % ${n}
  )`

/** The steps of a resource that were reported by the end of the world, and which is its newest. */
const reported = (columns: string): string => `
  placed as (
    select * replace (list_filter(steps, lambda step: step.dato <= date '2024-12-31') as steps)
    from drawn_steps
  )
  select ${columns}, unnest(range(1, len(steps) + 1)) as nr, len(steps) as versions, steps[nr] as step
  from placed`

/**
 * Tilstande: reported, most of them reported again, half of them ended, some of these reported ended twice or
 * reactivated; one in a hundred was entered in error.
 */
const tilstande = (count: number, n: number): string => `create temp table tilstande as
  with drawn_days as (
    select *, ${day(3)} as registreret, ${code(['I', 'J'], 'E1')} as kode, ${own('e', n, 26, 2)} as kontakt
    from ${ofCitizens(count, n)}
  ),
  drawn_steps as (
    select *, [
      {'dato': registreret + ${drawn(4, 3)}, 'status': 'active'},
      {'dato': case when ${drawn(5, 10)} < 6 then registreret + 10 + ${drawn(6, 200)} end, 'status': 'active'},
      {'dato': case when ${drawn(7, 10)} < 5 then registreret + 250 + ${drawn(8, 600)} end, 'status': 'inactive'},
      {'dato': case when ${drawn(7, 10)} < 1 then registreret + 900 + ${drawn(9, 90)} end, 'status': 'resolved'},
      {'dato': case when ${drawn(7, 10)} = 2 and ${drawn(10, 4)} = 0 then registreret + 1000 + ${drawn(11, 90)} end, 'status': 'active'},
      {'dato': case when ${drawn(12, 100)} = 0 then registreret + 1100 end, 'status': 'entered-in-error'}
    ] as steps
    from drawn_days
  ),
  ${reported('i, citizen, kommune, personnummer, registreret, kode, kontakt')}`

/** One of the first so many resources of a sort that the citizen has. */
const own = (sort: 'c' | 'p' | 'e', n: number, nth: number, of: number): string =>
  idOf(sort, `citizen + ${n} * ${drawn(nth, of)}`)

/** Of a citizen's first three tilstande none, one, or several; one link in a hundred leads nowhere. */
const links = (n: number): string => `list_filter(
    [
      case when ${drawn(20, 20)} > 0 then ${idOf('c', `citizen + ${n} * ${drawn(21, 3)}`)} end,
      case when ${drawn(22, 3)} = 0 then ${idOf('c', `citizen + ${n} * (${drawn(21, 3)} + 1) % (3 * ${n})`)} end,
      case when ${drawn(23, 100)} = 0 then 'ffffffff-0000-4000-8000-000000000000' end
    ],
    lambda id: id is not null
  )`

/**
 * Planned indsatser, about ten months each: reported, some reported again, two of three ended, most of these with
 * SlutDato, some reported ended twice, some taken up again; one in a hundred was entered in error.
 */
const planlagte = (count: number, n: number): string => `create temp table planlagte as
  with drawn_days as (
    select *, ${day(3)} as start, ${drawn(13, 600)} as dage, ${code(['G', 'H'], 'J1.1')} as kode, ${links(n)} as links
    from ${ofCitizens(count, n)}
  ),
  drawn_steps as (
    select *, [
      {'dato': start, 'status': 'active', 'slut': case when ${drawn(14, 4)} = 0 then start + dage // 2 end},
      {'dato': case when ${drawn(5, 10)} < 3 then start + dage // 3 end, 'status': 'active', 'slut': null},
      {'dato': case when ${drawn(7, 30)} < 20 then start + dage end, 'status': if(${drawn(15, 9)} = 0, 'revoked', 'completed'),
       'slut': case when ${drawn(16, 5)} > 0 then start + dage end},
      {'dato': case when ${drawn(7, 30)} < 2 then start + dage + 30 end, 'status': 'completed', 'slut': null},
      {'dato': case when ${drawn(7, 30)} = 3 then start + dage + 40 end, 'status': 'active', 'slut': null},
      {'dato': case when ${drawn(12, 100)} = 0 then start + dage + 50 end, 'status': 'entered-in-error', 'slut': null}
    ] as steps
    from drawn_days
  ),
  ${reported('i, citizen, kommune, personnummer, start, kode, links')}`

/** Delivered indsatser, each once; one in twenty is not completed, one in fifty was reported twice. */
const leverede = (count: number, n: number): string => `create temp table leverede as
  with drawn_days as (
    select *, ${day(3)} as dato, ${code(['G', 'H'], 'J1.1')} as kode, ${links(n)} as links
    from ${ofCitizens(count, n)}
  ),
  drawn_steps as (
    select *, ${moment('dato')} as tidspunkt, [
      {'dato': dato, 'status': case when ${drawn(5, 20)} = 0 then 'in-progress' else 'completed' end},
      {'dato': case when ${drawn(6, 50)} = 0 then dato + 1 end, 'status': 'completed'},
      {'dato': case when ${drawn(12, 100)} = 0 then dato + 2 end, 'status': 'entered-in-error'}
    ] as steps
    from drawn_days
  ),
  ${reported('i, citizen, kommune, personnummer, tidspunkt, kode, links')}`

/** Follow-ups of a tilstand and an indsats of the citizen's; assessments, and contacts planned also after the world's end. */
const answers = (count: number, n: number): string => `create temp table answers as
  select *, ${day(3)} as dato, ${moment(day(3))} as tidspunkt, ${own('c', n, 24, 3)} as tilstand, ${own('p', n, 25, 4)} as indsats
  from ${ofCitizens(count, n)}`

const contacts = (count: number, n: number): string => `create temp table contacts as
  select *, ${day(3)} + 90 as dato, ${moment(`${day(3)} + 90`)} as tidspunkt, ${links(n)} as links, ${own('p', n, 25, 4)} as indsats
  from ${ofCitizens(count, n)}`

const system = (order: string, at: string, newest: string): string => `kommune, 'Trifork', 20241231001,
      case when ${newest} then ${OPEN} else 20241231001 end, 'Trifork:FSIII_' || kommune || '_2024-12-31_001_D.zip',
      1 + row_number() over (partition by kommune order by ${order}), ${at}, ${at}, sha256(i::varchar || ${order.includes('nr') ? 'nr' : '0'}::varchar)`

const versions = system('i, nr', report('step.dato', 'nr'), 'nr = versions')
const once = system('i', report(`least(dato, date '2024-12-31')`, '0'), 'true')

/** What the contracts hold of the temporary tables, by contract; lists in the order of a contract's fields. */
export const FSIII_HISTORY: Readonly<Record<string, string>> = {
  FSIIITilstand: `select
      ${idOf('c', 'i')}, personnummer, '325421000016001', kode, if(kode[1] = 'J' or kode[34:34] = '4', 'hjemmepleje', 'sygepleje'),
      registreret, case when hash(i, nr, 30) % 8 < 6 then [0, 1, 2, 3, 4, 9][1 + (hash(i, nr, 31) % 6)::integer] end,
      step.status, step.status = 'active', ${report('step.dato', 'nr')},
      case when hash(i, 32) % 10 = 0 then [kontakt] else [] end, ${versions}
    from tilstande
    order by kommune, citizen, i, nr`,
  FSIIIPlanlagtIndsats: `select
      ${idOf('p', 'i')}, personnummer, '325421000016001', kode, null, null, start, step.slut, step.status, links,
      ${report('step.dato', 'nr')}, ${versions}
    from planlagte
    order by kommune, citizen, i, nr`,
  FSIIILeveretIndsats: `select
      ${idOf('d', 'i')}, personnummer, '325421000016001', kode, tidspunkt, links, step.status, ${versions}
    from leverede
    order by kommune, citizen, i, nr`,
  FSIIIOpfoelgning: `select
      ${idOf('f', 'i')}, personnummer, 'E' || (1 + (hash(i, 33) % 4)::integer), tidspunkt,
      [tilstand, indsats], 'final', ${once}
    from answers
    where i % 2 = 0
    order by kommune, citizen, i`,
  FSIIIBorgervurdering: `select
      ${idOf('v', 'i')}, personnummer, if(hash(i, 34) % 2 = 0, 'C', 'D'),
      if(hash(i, 34) % 2 = 0, 'C' || (1 + (hash(i, 35) % 4)::integer), 'D' || (1 + (hash(i, 35) % 2)::integer)), tidspunkt,
      tilstand, 'final', ${once}
    from answers
    where i % 2 = 1
    order by kommune, citizen, i`,
  FSIIIKontakt: `select
      ${idOf('e', 'i')}, personnummer, if(hash(i, 36) % 10 < 6, 'opfølgning', 'udførelse'),
      if(hash(i, 37) % 2 = 0, 'planned', 'finished'), tidspunkt, links, [indsats], ${once}
    from contacts
    order by kommune, citizen, i`,
}

/** Temporary tables of so many planned indsatser, and of all else in proportion; drawn by hashes, so always the same. */
export const fsiiiTables = (n: number, persons: number): readonly string[] => {
  const count = Math.ceil(n / 4)
  return [
    citizens(count, persons),
    tilstande(Math.ceil(n * 0.8), count),
    planlagte(n, count),
    leverede(n * 4, count),
    answers(Math.ceil(n * 0.6), count),
    contacts(Math.ceil(n * 0.6), count),
  ]
}
