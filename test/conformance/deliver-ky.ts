// Puts the deliveries of a KY history into a test warehouse.

import type { TestWarehouse } from '@flis/pipelines'
import type { KleLeverance, KYLeverance, PersonLeverance } from '../reference/ky-basis.js'
import { kleXml } from './kle-xml.js'

export const deliverKY = (w: TestWarehouse, one: KYLeverance): Promise<void> =>
  w.deliverAll(
    `KY ${one.kommune} ${one.periode} ${one.loebenr} F ${one.kildesystem}`,
    Object.fromEntries(
      Object.entries(one.rows).map(([contract, rows]) => [
        contract,
        rows.map(({ row }: { row: object }) => row),
      ]),
    ),
  )

export const deliverKle = (w: TestWarehouse, { periode, loebenr, rows }: KleLeverance): Promise<void> =>
  w.deliverFile(`KLE_0000_${periode}_${loebenr}_F.xml`, kleXml(rows), 'KOMBIT')

export const deliverPersons = (
  w: TestWarehouse,
  { periode, loebenr, rows }: PersonLeverance,
): Promise<void> =>
  w.deliverAll(`CPR 0000 ${periode} ${loebenr} F`, {
    BorgerPerson: rows.map(({ Personnummer, Status }) => ({
      Personnummer,
      Status,
      Foedselsdato: '1941-01-01',
      Koen: 'K',
      StatusDato: '2000-01-01',
    })),
  })
