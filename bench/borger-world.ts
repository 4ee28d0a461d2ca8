import type { Session } from '@flis/core'
import { LAST_MONTH } from './months.js'
import { type Delivered, insertHistory, noteDelivered, systemColumns } from './world.js'

const DAYS = 25_000

/**
 * The made-up number of person p, as SQL: born on one of {@link DAYS} days from 1930 on, and so many on each day as it
 * takes.
 */
export const personnummer = (p: string): string =>
  `(strftime(${foedt(p)}, '%d%m%y') || lpad(((${p}) // ${DAYS})::varchar, 4, '0'))`

/** Neighbours are born far apart: 7919 and the number of days have no factor in common. */
const foedt = (p: string): string => `(date '1930-01-01' + ((${p})::bigint * 7919 % ${DAYS})::integer)`

const DELIVERED: Delivered = {
  kilde: 'CPR',
  kildesystem: 'CPR',
  type: 'F',
  kommuner: ['0000'],
  contracts: ['BorgerPerson'],
  month: LAST_MONTH,
  loebenr: 1,
  file: () => `CPR_0000_${LAST_MONTH}_001_F.zip`,
}

/** Persons 0 … n − 1 as one delivery of CPR leaves them, without addresses: the facts look up numbers and birthdays. */
export const fillPersons = async (session: Session, n: number): Promise<void> => {
  await insertHistory(
    session,
    { name: 'BorgerPerson' },
    `select
      ${personnummer('p')}, null, ${foedt('p')}, if(hash(p, 90) % 2 = 0, 'K', 'M'), '01', ${foedt('p')}, '5100', '5100',
      null, null, null, 'U', null, null, null, ${systemColumns(DELIVERED, `'${DELIVERED.file('0000')}'`, 'p')}
    from (select p, '0000' as kommune from range(${n}) as numbers(p))
    order by p`,
  )
  await noteDelivered(session, DELIVERED)
}
