// Fills a new warehouse with a KY history as one full delivery of each of the 98 kommuner would leave it.
// node --import tsx bench/ky-world.ts <warehouse> <ydelser> <memory>
import { mkdir, writeFile } from 'node:fs/promises'
import {
  contractsOf,
  dsaTable,
  dsaTableDdl,
  extractTime,
  KOMMUNE_CODES,
  openWarehouse,
  parseConfig,
  prepareLedger,
  quoteText,
  type Session,
  warehousePaths,
} from '@flis/core'
import { ky } from '@flis/domains/ky'
import { deliveryId, KY_CONTRACTS, LAST_MONTH } from './ky-month.js'
import { say } from './say.js'

/** Chance that is none: the `n`th of the numbers that belong to a case or a ydelse. */
const drawn = (n: number, below: number): string => `(hash(i, ${n}) % ${below})::integer`

/** Kommune number j of 98 has 2 j + 1 parts of 98²: the largest has 2 %, the smallest next to nothing. */
const cases = (n: number): string => `create temp table cases as
  with opened as (
    select
      i,
      [${KOMMUNE_CODES.map(quoteText).join(', ')}][1 + floor(sqrt(${drawn(0, 98 * 98)}))::integer] as kommune,
      date '2020-01-01' + ${drawn(1, 1796)} as oprettet,
      case when ${drawn(2, 100)} < 90 then ${drawn(3, 20)} end as days_to_oplysning,
      case
        when ${drawn(4, 100)} < 84 then 'Bevilget'
        when ${drawn(4, 100)} < 92 then 'Afslag'
        when ${drawn(4, 100)} < 96 then 'Henlagt'
      end as udfald
    from range(${n}) as numbers(i)
  ),
  decided as (
    select *, oprettet + coalesce(days_to_oplysning, 0) + 3 + ${drawn(5, 45)} as afgjort
    from opened
  ),
  closed as (
    select
      *,
      case when udfald = 'Bevilget' and ${drawn(6, 100)} < 60 then afgjort + 60 + ${drawn(7, 900)} end as lukket
    from decided
  ),
  reopened as (
    select *, case when ${drawn(8, 100)} < 5 then lukket + 1 + ${drawn(9, 200)} end as genaabnet
    from closed
  )
  select *, case when ${drawn(10, 100)} < 50 then genaabnet + 30 + ${drawn(11, 300)} end as genlukket
  from reopened
  order by kommune, i`

const states = `create temp table states as
  with paths as (
    select
      kommune,
      i,
      list_filter(
        [
          {'tilstand': 'Oprettet', 'fra': case when ${drawn(12, 100)} < 70 then oprettet end},
          {'tilstand': 'Under Oplysning', 'fra': oprettet + days_to_oplysning},
          {'tilstand': udfald, 'fra': case when udfald is not null then afgjort end},
          {'tilstand': 'Afsluttet', 'fra': lukket},
          {'tilstand': 'Under Oplysning', 'fra': genaabnet},
          {'tilstand': 'Bevilget', 'fra': genaabnet + 5},
          {'tilstand': 'Afsluttet', 'fra': genlukket}
        ],
        lambda step: step.fra <= date '2024-12-31'
      ) as steps
    from cases
  )
  select kommune, i, unnest(range(1, len(steps) + 1)) as sekvens, steps[sekvens] as step
  from paths
  order by kommune, i, sekvens`

/** Two ydelser to a case, about 13 months each; 16 % belong to cases that were never Bevilget. */
const ydelser = (n: number): string => `create temp table ydelser as
  with placed as (
    select i, (i // 2) as sag
    from range(${n}) as numbers(i)
  ),
  started as (
    select
      placed.i,
      placed.sag,
      cases.kommune,
      case
        when hash(placed.i, 20) % 10 < 8 then cases.afgjort + (hash(placed.i, 21) % 30)::integer
        when hash(placed.i, 20) % 10 < 9 then cases.afgjort - (hash(placed.i, 21) % 30)::integer
        else cases.afgjort + 30 + (hash(placed.i, 21) % 300)::integer
      end as start,
      cases.lukket
    from placed
    join cases on cases.i = placed.sag
  ),
  ended as (
    select
      *,
      case
        when hash(i, 22) % 100 < 48 then start + 14 + (hash(i, 23) % 900)::integer
        when hash(i, 22) % 100 < 74 and lukket >= start then lukket
      end as slut
    from started
  )
  select i, sag, kommune, start, case when slut <= date '2024-12-31' or hash(i, 24) % 4 = 0 then slut end as slut
  from ended
  order by kommune, sag, i`

/** What the ledger says of the deliveries that the rows came with. */
const ledger = (): readonly string[] => {
  const time = extractTime(LAST_MONTH, 1)
  const deliveries = KOMMUNE_CODES.map((each) => `(${quoteText(each)}, ${quoteText(deliveryId(each, 1))})`)
  const of = `(values ${deliveries.join(', ')}) as delivered(kommune, id)`
  return [
    `insert into ops.deliveries (id, file_name, kilde, kommune, kildesystem, periode, loebenr, type, state, code, rows_in,
       accepted, quarantined, duplicates, extract_time, sha256, metadata_sha256, bytes, facts, run, received, acknowledged)
     select id, id[4:], 'KY', kommune, 'NC', '${LAST_MONTH}', 1, 'F', 'loaded', null, 0, 0, 0, 0, ${time}, '', '', 0,
       '{}', 0, '2025-01-02T08:00:00', true
     from ${of}`,
    ...KY_CONTRACTS.flatMap(({ name }, nth) => [
      `insert into ops.loads (kilde, contract, kommune, kildesystem, delivery, periode, extract_time, run, type)
       select 'KY', '${name}', kommune, 'NC', id, '${LAST_MONTH}', ${time}, 0, 'F' from ${of}`,
      `insert into ops.changes select ${nth + 1}, '${name}', kommune, null from ${of}`,
    ]),
    `insert into ops.meta values ('change_seq', '${KY_CONTRACTS.length}')`,
  ]
}

const system = `kommune, 'NC', ${extractTime(LAST_MONTH, 1)}, 99991231999,
  'NC:KY_' || kommune || '_${LAST_MONTH}_001_F.zip', 1 + row_number() over (partition by kommune order by i)`

/** Contracts without rows here are delivered empty: no fact reads them yet, and the figures stay comparable. */
const HISTORY: Readonly<Record<string, string>> = {
  KYSag: `select
      printf('S%08d', i), '32.0' || (hash(i, 30) % 9)::varchar || '.00', printf('010190%04d', i % 10000),
      null, 'SB' || (hash(i, 31) % 300)::varchar, 'ORG' || (hash(i, 31) % 7)::varchar, oprettet, ${system}
    from cases
    where oprettet <= date '2024-12-31'
    order by kommune, i`,
  KYSagTilstand: `select
      printf('S%08d', i), sekvens, step.tilstand, step.fra, ${system.replace('by i', 'by i, sekvens')}
    from states
    order by kommune, i, sekvens`,
  KYYdelse: `select
      printf('Y%08d', i), printf('S%08d', sag),
      ['Kontanthjælp', 'Uddannelseshjælp', 'Enkeltydelse', 'Revalideringsydelse', 'Ressourceforløbsydelse',
       'Førtidspension', 'Helbredstillæg', 'Personligt tillæg'][1 + (hash(i, 40) % 8)::integer],
      ['Løbende', 'Engangs', 'Supplerende'][1 + (hash(i, 41) % 3)::integer],
      start, slut, ${system.replace('by i', 'by sag, i')}
    from ydelser
    order by kommune, sag, i`,
}

const fill = async (session: Session, n: number): Promise<void> => {
  for (const statement of [cases(Math.ceil(n / 2)), states, ydelser(n)]) await session.run(statement)
  for (const contract of contractsOf([ky])) {
    await session.run(dsaTableDdl(contract))
    const rows = HISTORY[contract.name]
    if (rows !== undefined) await session.run(`insert into ${dsaTable(contract)} ${rows}`)
  }
  for (const statement of ledger()) await session.run(statement)
}

const [folder = '', n = '20000', memory = '1200MB'] = process.argv.slice(2)
const paths = warehousePaths(folder)
const config = { areas: ['KY'], limits: { memory } }
for (const each of [paths.root, paths.inbox, paths.archive, paths.rejected, paths.outbox, paths.published])
  await mkdir(each, { recursive: true })
await writeFile(paths.key, `${'5eed'.repeat(16)}\n`, { mode: 0o600 })
await writeFile(paths.config, `${JSON.stringify(config, null, 2)}\n`)
const warehouse = await openWarehouse(paths, parseConfig(config))
const session = await warehouse.session()
await prepareLedger(session)
await fill(session, Number(n))
const counted: Record<string, number> = {}
for (const contract of KY_CONTRACTS)
  counted[contract.name] = Number(await session.value(`select count(*) from ${dsaTable(contract)}`))
session.close()
warehouse.instance.closeSync()
say(counted)
