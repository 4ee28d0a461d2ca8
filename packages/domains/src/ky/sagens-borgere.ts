import { follow, type Sql, sql } from '@flis/core'
import { borgerAf, DimBorger, DimBorgerNummer, nummerNoegle } from '@flis/dm'
import { KYOpgave } from './contracts/ky-opgave.js'
import { KYSag } from './contracts/ky-sag.js'

/** The columns of a fact with the citizens of its case. FLIS prints them as DimBorger_Ydelsesmodtager and so on. */
export const sagensBorgere = {
  DimBorgerYdelsesmodtager: {
    ...DimBorger.key,
    description: 'Borgeren, som ydelsen er til; −1, hvis CPR ikke kender nummeret.',
  },
  DimBorgerBevillingsmodtager: {
    ...DimBorger.key,
    description: 'Borgeren, som bevillingen er givet til; −1 = ingen, eller CPR kender ikke nummeret.',
  },
}

/** The joins by which a case finds them: `ydelsesmodtager` and `bevillingsmodtager`, each with `DimBorger`. */
export const sagensBorgereAf = (sag: string): Sql => sql`
  ${borgerAf('ydelsesmodtager', `${sag}.YdelsesmodtagerCpr`, `${sag}._kommune`)}
  ${borgerAf('bevillingsmodtager', `${sag}.BevillingsmodtagerCpr`, `${sag}._kommune`)}`

const casesOf = (members: Sql): Sql => sql`
  select sag._unit as unit
  from ${KYSag} as sag
  join ${members} as number
    on number._member = hash(${nummerNoegle('sag.YdelsesmodtagerCpr', 'sag._kommune')})
  union
  select sag._unit
  from ${KYSag} as sag
  join ${members} as number
    on number._member = hash(${nummerNoegle('sag.BevillingsmodtagerCpr', 'sag._kommune')})`

/** The units of the cases that name a number which leads to another citizen than before, or to none. */
export const followBorgereAfSag = follow(DimBorgerNummer, casesOf, { columns: ['DimBorger'] })

/** The same for tasks, which name a citizen themselves or have the one of their case. */
export const followBorgereAfOpgave = follow(
  DimBorgerNummer,
  (members) => sql`
    ${casesOf(members)}
    union
    select opgave._unit
    from ${KYOpgave} as opgave
    join ${members} as number on number._member = hash(${nummerNoegle('opgave.BorgerCpr', 'opgave._kommune')})`,
  { columns: ['DimBorger'] },
)
