// Fills a new warehouse with an FSIII history as deliveries from the 98 kommuner would leave it, with a small code system
// in both schemes and the persons of CPR.
// node --import tsx bench/fsiii-world.ts <warehouse> <planned indsatser> <memory>
import { KOMMUNE_CODES, month } from '@flis/core'
import { fsiii } from '@flis/domains/fsiii'
import { fillPersons } from './borger-world.js'
import { FSIII_HISTORY, fsiiiTables } from './fsiii-resources.js'
import { LAST_MONTH } from './months.js'
import { say } from './say.js'
import { type Delivered, insertHistory, makeWorld, noteDelivered, systemColumns } from './world.js'

/** Persons for each planned indsats: 700,000 at national scale. */
const PERSONS = 1.4

const FSIII: Delivered = {
  kilde: 'FSIII',
  kildesystem: 'Trifork',
  type: 'D',
  kommuner: KOMMUNE_CODES,
  contracts: Object.keys(FSIII_HISTORY),
  month: LAST_MONTH,
  loebenr: 1,
  file: (kommune) => `FSIII_${kommune}_${LAST_MONTH}-31_001_D.zip`,
}

const KODER: Delivered = {
  kilde: 'FSIIIKoder',
  kildesystem: 'KOMBIT',
  type: 'F',
  kommuner: ['0000'],
  contracts: ['FSIIIKode'],
  month: month('2020-01'),
  loebenr: 1,
  file: () => 'FSIIIKoder_0000_2020-01_001_F.json',
}

/** Four catalogues in both schemes, six groups each, eight codes in a group: a code and its twin have one path of texts. */
const codes = `
  with catalogues as (
    select unnest([
      {'nr': 1, 'legacy': 'G', 'uuid': 'cac857f7-2957-4fc7-a814-9e7fc450270a', 'tekst': 'Kommunale sygeplejeindsatser'},
      {'nr': 2, 'legacy': 'H', 'uuid': 'b07bbb6d-16b2-4cee-b5a5-771ca5beb67c', 'tekst': 'Kommunale pleje- og omsorgsindsatser'},
      {'nr': 3, 'legacy': 'I', 'uuid': '4db72d65-7ec1-45b4-89c3-5017c35d085e', 'tekst': 'Kommunale sygeplejetilstande'},
      {'nr': 4, 'legacy': 'J', 'uuid': 'd49d6b0c-c067-4469-b92d-3842822c4971', 'tekst': 'Kommunale pleje- og omsorgstilstande'}
    ]) as root
  ),
  groups as (
    select root, unnest(range(1, 7)) as g
    from catalogues
  ),
  leaves as (
    select root, g, unnest(range(1, 9)) as k
    from groups
  ),
  in_both_schemes(kode, tekst, foraelder, skema) as (
    select root.legacy, root.tekst, null, 'legacy' from catalogues
    union all
    select root.uuid, root.tekst, null, 'uuid' from catalogues
    union all
    select root.legacy || g, 'Gruppe ' || g, root.legacy, 'legacy' from groups
    union all
    select printf('00000000-0000-4000-8000-%012d', root.nr * 100 + g * 10), 'Gruppe ' || g, root.uuid, 'uuid' from groups
    union all
    select root.legacy || g || '.' || k, 'Kode ' || k, root.legacy || g, 'legacy' from leaves
    union all
    select printf('00000000-0000-4000-8000-%012d', root.nr * 100 + g * 10 + k), 'Kode ' || k,
      printf('00000000-0000-4000-8000-%012d', root.nr * 100 + g * 10), 'uuid'
    from leaves
    union all
    select 'E', 'Resultat af opfølgning', null, 'legacy'
    union all
    select 'E1', 'Fortsættes', 'E', 'legacy'
  )
  select kode, tekst, foraelder, skema, '20240530', ${systemColumns(KODER, `'${KODER.file('0000')}'`, 'kode')}
  from (select *, '0000' as kommune from in_both_schemes)
  order by kode`

const [folder = '', n = '5000', memory = '1200MB'] = process.argv.slice(2)
const persons = Math.ceil(Number(n) * PERSONS)
say(
  await makeWorld(folder, fsiii, memory, async (session) => {
    await insertHistory(session, { name: 'FSIIIKode' }, codes)
    await noteDelivered(session, KODER)
    for (const statement of fsiiiTables(Number(n), persons)) await session.run(statement)
    for (const [name, rows] of Object.entries(FSIII_HISTORY)) await insertHistory(session, { name }, rows)
    await noteDelivered(session, FSIII)
    await fillPersons(session, persons)
  }),
)
