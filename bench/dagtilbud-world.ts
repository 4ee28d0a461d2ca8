// Fills a new warehouse with registrations of Aula, day by day as 98 kommuner deliver them, the children's enrolments and
// the persons of CPR.
// node --import tsx bench/dagtilbud-world.ts <warehouse> <registrations> <memory> [days]
import { KOMMUNE_CODES } from '@flis/core'
import { dagtilbud } from '@flis/domains/dagtilbud'
import { fillPersons } from './borger-world.js'
import {
  boern,
  EVENTS_A_DAY,
  indskrivninger,
  institutioner,
  LAST_DAY,
  registreringer,
  systemOf,
} from './dagtilbud-events.js'
import { LAST_MONTH } from './months.js'
import { say } from './say.js'
import { type Delivered, insertHistory, makeWorld, noteDelivered } from './world.js'

const AULA: Delivered = {
  kilde: 'Aula',
  kildesystem: 'Aula',
  type: 'D',
  kommuner: KOMMUNE_CODES,
  contracts: ['AulaRegistrering', 'AulaBarn'],
  month: LAST_MONTH,
  loebenr: 1,
  file: (kommune) => `Aula_${kommune}_${LAST_MONTH}_001_D.ndjson`,
}

const ENROLMENTS: Delivered = {
  kilde: 'FLISDagtilbud',
  kildesystem: 'KMD',
  type: 'F',
  kommuner: KOMMUNE_CODES,
  contracts: ['DagtilbudIndskrivning', 'DagtilbudInstitution'],
  month: LAST_MONTH,
  loebenr: 1,
  file: (kommune) => `FLISDagtilbud_${kommune}_${LAST_MONTH}_001_F.zip`,
}

const [folder = '', n = '20000', memory = '1200MB', days = '10'] = process.argv.slice(2)
const children = Math.ceil(Number(n) / Number(days) / EVENTS_A_DAY)
say({
  ...(await makeWorld(folder, dagtilbud, memory, async (session) => {
    await insertHistory(
      session,
      { name: 'DagtilbudInstitution' },
      `select InstitutionsNr, Navn, Ejerform, AdmKommuneKode, ${systemOf(ENROLMENTS)} from (${institutioner(children)})`,
    )
    await insertHistory(
      session,
      { name: 'DagtilbudIndskrivning' },
      `select IndskrivningId, Personnummer, InstitutionsNr, Pasningstilbud, StartDato, SlutDato, Timer, ${systemOf(ENROLMENTS)}
       from (${indskrivninger(children)})`,
    )
    await noteDelivered(session, ENROLMENTS)
    await insertHistory(
      session,
      { name: 'AulaBarn' },
      `select BarnUuid, Personnummer, ${systemOf(AULA)} from (${boern(children)})`,
    )
    // A day at a time, as it is delivered; all at once they would have to be sorted.
    for (let day = Number(days) - 1; day >= 0; day--) {
      const last = String(await session.value(`select (date '${LAST_DAY}' - ${day})::varchar`))
      await insertHistory(
        session,
        { name: 'AulaRegistrering' },
        `select RegistreringId, BarnUuid, InstitutionSTIL, Status, Tidspunkt, ${systemOf(AULA)}
         from (${registreringer(children, 1, last)})
         order by kommune, c`,
      )
    }
    await noteDelivered(session, AULA)
    await fillPersons(session, children)
  })),
  children,
})
