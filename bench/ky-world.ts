// Fills a new warehouse with a KY history as one full delivery of each of the 98 kommuner would leave it, with KLE and
// the persons of CPR.
// node --import tsx bench/ky-world.ts <warehouse> <ydelser> <memory>
import { ky } from '@flis/domains/ky'
import { fillPersons, personnummer } from './borger-world.js'
import { kyTables } from './ky-cases.js'
import { KY_CONTRACTS, kyDelivered } from './ky-month.js'
import { LAST_MONTH } from './months.js'
import { say } from './say.js'
import { type Delivered, insertHistory, makeWorld, noteDelivered, systemColumns } from './world.js'

/** Persons for each ydelse: 700,000 at national scale. */
const PERSONS = 0.35

const KY = kyDelivered(LAST_MONTH)

const KLE: Delivered = {
  kilde: 'KLE',
  kildesystem: 'KOMBIT',
  type: 'F',
  kommuner: ['0000'],
  contracts: ['KleEmne'],
  month: LAST_MONTH,
  loebenr: 1,
  file: () => `KLE_0000_${LAST_MONTH}_001_F.xml`,
}

const system = (order: string): string =>
  systemColumns(KY, `'KY_' || kommune || '_${LAST_MONTH}_001_F.zip'`, order)

const caseworker = (of: string): string =>
  `case when hash(${of}, 70) % 10 < 8 then 'SB' || (hash(${of}, 71) % 300)::varchar end,
   case when hash(${of}, 70) % 10 < 7 then 'ORG' || (hash(${of}, 71) % 7)::varchar end`

/** Of a hundred cases one names a number that CPR does not know. */
const person = (of: string, persons: number, nth: number): string =>
  personnummer(`(hash(${of}, ${nth}) % ${Math.ceil(persons * 1.01)})::integer`)

/** Of a thousand ydelser and decisions one names a case that is not delivered. */
const someCase = `printf(case when hash(i, 42) % 1000 = 0 then 'U%08d' else 'S%08d' end, sag)`

const history = (persons: number): Readonly<Record<string, string>> => ({
  KYSag: `select
      printf('S%08d', i), '32.0' || (hash(i, 30) % 9)::varchar || '.00', ${person('i', persons, 32)},
      case when hash(i, 33) % 10 < 8 then ${person('i', persons, 32)} when hash(i, 33) % 10 < 9 then ${person('i', persons, 34)} end,
      'SB' || (hash(i, 31) % 300)::varchar, 'ORG' || (hash(i, 31) % 7)::varchar, oprettet, ${system('i')}
    from cases
    where oprettet <= date '2024-12-31'
    order by kommune, i`,
  KYSagTilstand: `select
      printf('S%08d', i), sekvens, step.tilstand, step.fra, ${system('i, sekvens')}
    from states
    order by kommune, i, sekvens`,
  KYOpgave: `select
      printf('O%08d', i), case when sag is not null then printf('S%08d', sag) end,
      ['Opfølgning', 'Oplysning', 'Partshøring', 'Udbetaling', 'Revurdering'][1 + (hash(i, 56) % 5)::integer],
      case when sag is null then ${person('i', persons, 57)} end, ${caseworker('i')}, tilstand, oprettet, slut, ${system('sag, i')}
    from opgaver
    order by kommune, sag, i`,
  KYYdelse: `select
      printf('Y%08d', i), ${someCase},
      ['Kontanthjælp', 'Uddannelseshjælp', 'Enkeltydelse', 'Revalideringsydelse', 'Ressourceforløbsydelse',
       'Førtidspension', 'Helbredstillæg', 'Personligt tillæg'][1 + (hash(i, 40) % 8)::integer],
      ['Løbende', 'Engangs', 'Supplerende'][1 + (hash(i, 41) % 3)::integer],
      start, slut, ${system('sag, i')}
    from ydelser
    order by kommune, sag, i`,
  KYAfgoerelse: `select
      printf('A%08d', i), raekke, ${someCase}, type, tidspunkt, ${system('sag, i, raekke')}
    from afgoerelser
    order by kommune, sag, i, raekke`,
  // One number that cases have is not in the plan.
  KleEmne: `select
      nummer, 'Emne ' || nummer, ['Hovedgruppe', 'Gruppe', 'Emne'][1 + length(nummer) // 3], nullif(nummer[:-4], ''), null,
      date '1988-01-01', null, null, ${systemColumns(KLE, `'${KLE.file('0000')}'`, 'nummer')}
    from (
      select unnest(['32', '32.0' || g::varchar, '32.0' || g::varchar || '.00']) as nummer, '0000' as kommune
      from range(8) as groups(g)
      union
      select '32', '0000'
    )
    order by nummer`,
})

const [folder = '', n = '20000', memory = '1200MB'] = process.argv.slice(2)
const persons = Math.ceil(Number(n) * PERSONS)
say(
  await makeWorld(folder, ky, memory, async (session) => {
    for (const statement of kyTables(Number(n))) await session.run(statement)
    for (const [name, rows] of Object.entries(history(persons))) await insertHistory(session, { name }, rows)
    await noteDelivered(session, { ...KY, contracts: KY_CONTRACTS.map((each) => each.name) })
    await noteDelivered(session, KLE)
    await fillPersons(session, persons)
  }),
)
