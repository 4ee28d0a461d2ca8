import { month, sql } from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { DimKleNummer, KleEmne } from '../../src/ky/index.js'
import { insertLoads, type KyWarehouse, kyWarehouse } from './warehouse.js'

const NATIONAL = { kommune: '0000', kildesystem: 'KOMBIT' }

describe('DimKleNummer', () => {
  let warehouse: KyWarehouse

  const emne = (Nummer: string, Niveau: string, dates: Readonly<Record<string, string>> = {}) => ({
    Nummer,
    Titel: `Titel ${Nummer}`,
    Niveau,
    ...dates,
  })

  beforeAll(async () => {
    warehouse = await kyWarehouse()
    await insertLoads(warehouse, KleEmne, ['2022-03', '2022-06'].map(month), NATIONAL)
    await warehouse.insert(
      KleEmne,
      [
        emne('32', 'Hovedgruppe'),
        emne('32.24', 'Gruppe'),
        emne('32.24.04', 'Emne', { OprettetDato: '1988-01-01' }),
        emne('32.24.08', 'Emne', { OprettetDato: '1988-01-01', UdgaaetDato: '2020-05-01' }),
      ],
      NATIONAL,
    )
    await warehouse.insert(
      KleEmne,
      [emne('32.24.12', 'Emne'), emne('32.24.16', 'Emne', { UdgaaetDato: '2020-05-01' })],
      {
        ...NATIONAL,
        fra: 20220331001n,
        til: 20220630001n,
      },
    )
    // a second sender of the same plan, later and with another title
    await warehouse.insert(KleEmne, [{ ...emne('32', 'Hovedgruppe'), Titel: 'Kontante ydelser' }], {
      ...NATIONAL,
      kildesystem: 'KL',
      fra: 20221130001n,
    })
    await warehouse.build(DimKleNummer, { month: month('2022-10') })
  })

  it('has one row for each number of any Niveau, its newest version; withdrawn numbers stay', async () => {
    const rows = await warehouse.rows(sql`
      select Nummer, Titel, Gruppe, GruppeTitel, Hovedgruppe, HovedgruppeTitel, GyldigFra, GyldigTil
      from ${DimKleNummer}
      where DimKleNummerID <> -1
      order by Nummer`)
    const group = ['32.24', 'Titel 32.24', '32', 'Kontante ydelser']
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['32', 'Kontante ydelser', null, null, '32', 'Kontante ydelser', null, null],
      ['32.24', 'Titel 32.24', ...group, null, null],
      ['32.24.04', 'Titel 32.24.04', ...group, '1988-01-01', null],
      ['32.24.08', 'Titel 32.24.08', ...group, '1988-01-01', '2020-05-01'],
      ['32.24.12', 'Titel 32.24.12', ...group, null, '2022-05-31'],
      ['32.24.16', 'Titel 32.24.16', ...group, null, '2020-05-01'],
    ])
  })
})
