import { type Contract, month, sql } from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { KleEmne, KYAfgoerelse, KYOpgave, KYSag, KYSagTilstand, KYYdelse, ky } from '../../src/ky/index.js'
import { insertLoads, type KyWarehouse, kyWarehouse, type SourceRow } from './warehouse.js'

const RUN = month('2022-06')

/** Each finding with the ids of its rows: a row's id is told by its line. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'tilstand før oprettelse': ['Bevilget of early'],
  'ukendt sag': ['Bevilget of nobody', 'task of nobody', 'ydelse of nobody', 'decision of nobody'],
  'ukendt KLE-nummer': ['case of a strange number'],
  'lukket uden afgørelse': ['case closed without'],
  'opgave lukket uden dato': ['task without date'],
  'åben opgave med dato': ['task open with date'],
  forsvundet: ['case gone', 'case gone, reopened', 'task gone', 'ydelse gone'],
}

describe('findings of KY', () => {
  let warehouse: KyWarehouse
  const lines: string[] = []

  beforeAll(async () => {
    warehouse = await kyWarehouse()
    const line = (name: string): { readonly linje: number } => ({ linje: lines.push(name) })
    const put = (contract: Contract, name: string, row: SourceRow, til?: bigint) =>
      warehouse.insert(contract, [row], { ...line(name), ...(til === undefined ? {} : { til }) })
    const GONE = 20220430001n
    const sag = (SagId: string, KleNummer = '32.24.00'): SourceRow => ({
      SagId,
      KleNummer,
      YdelsesmodtagerCpr: '0101410001',
      OprettetDato: '2022-03-05',
    })
    const state = (SagId: string, Sekvens: number, Tilstand: string, FraDato: string) =>
      warehouse.insert(
        KYSagTilstand,
        [{ SagId, Sekvens, Tilstand, FraDato }],
        line(`${Tilstand} of ${SagId}`),
      )
    for (const contract of [KYSag, KYOpgave, KYYdelse])
      await insertLoads(warehouse, contract, [month('2022-03'), month('2022-04')])
    await warehouse.insert(KleEmne, [{ Nummer: '32.24.00', Titel: 'Emne', Niveau: 'Emne' }], {
      kommune: '0000',
      kildesystem: 'KOMBIT',
    })

    await put(KYSag, 'case early', sag('early'))
    await state('early', 1, 'Bevilget', '2022-03-04')
    await state('nobody', 1, 'Bevilget', '2022-03-06')
    await put(KYSag, 'case of a strange number', sag('strange', '99.99.99'))
    await put(KYSag, 'case closed without', sag('without'))
    await state('without', 1, 'Afsluttet', '2022-03-06')
    await put(KYSag, 'case gone', sag('gone'), GONE)
    await state('gone', 1, 'Bevilget', '2022-03-06')
    await put(KYSag, 'case gone and closed', sag('gone and closed'), GONE)
    await state('gone and closed', 1, 'Afslag', '2022-03-06')
    await put(KYSag, 'case gone, reopened', sag('gone, reopened'), GONE)
    await state('gone, reopened', 1, 'Afslag', '2022-03-06')
    await state('gone, reopened', 2, 'Under Oplysning', '2022-06-30')
    await state('gone, reopened', 3, 'Afsluttet', '2022-07-01')

    const task = (
      OpgaveId: string,
      Tilstand: string,
      AfsluttetDato: string | null,
      SagId?: string,
    ): SourceRow => ({
      OpgaveId,
      Tilstand,
      OprettetDato: '2022-03-05',
      AfsluttetDato,
      SagId: SagId ?? null,
    })
    await put(KYOpgave, 'task of no case', task('O1', 'Åben', null))
    await put(KYOpgave, 'task of an empty case', task('O2', 'Åben', null, ''))
    await put(KYOpgave, 'task of nobody', task('O3', 'Åben', null, 'nobody'))
    await put(KYOpgave, 'task without date', task('O4', 'Afbrudt', null, 'early'))
    await put(KYOpgave, 'task open with date', task('O5', 'Åben', '2022-03-06'))
    await put(KYOpgave, 'task closed with date', task('O6', 'Gennemført', '2022-03-06'))
    await put(KYOpgave, 'task gone', task('O7', 'Åben', null), GONE)
    await put(KYOpgave, 'task gone and closed', task('O8', 'Gennemført', '2022-03-06'), GONE)

    const ydelse = (YdelseId: string, SagId: string, SlutDato: string | null): SourceRow => ({
      YdelseId,
      SagId,
      Ydelsesart: 'Kontanthjælp',
      Ydelsestype: 'Løbende',
      StartDato: '2022-03-05',
      SlutDato,
    })
    await warehouse.insert(KYYdelse, [ydelse('Y1', 'nobody', null)], line('ydelse of nobody'))
    await warehouse.insert(KYYdelse, [ydelse('Y2', 'early', null)], { ...line('ydelse gone'), til: GONE })
    await warehouse.insert(KYYdelse, [ydelse('Y3', 'early', '2022-03-06')], {
      ...line('ydelse gone and ended'),
      til: GONE,
    })
    const decision = (AfgoerelseId: string, SagId: string): SourceRow => ({
      AfgoerelseId,
      RaekkeNr: 1,
      SagId,
      Afgoerelsestype: 'Bevilling',
      AfgoerelseTidspunkt: '2022-03-10T10:00:00',
    })
    await warehouse.insert(KYAfgoerelse, [decision('A1', 'early')], line('decision'))
    await warehouse.insert(KYAfgoerelse, [decision('A2', 'nobody')], line('decision of nobody'))
  })

  it('are these', () => {
    expect(ky.findings.map(({ test }) => test)).toEqual(Object.keys(EXPECTED))
  })

  it.each(ky.findings)('$test', async ({ test, rows }) => {
    const found = await warehouse.rows(sql`
      select _linje from (${rows({ month: RUN, from: null })}) as concerned order by _linje::integer`)
    expect(found.map((row) => lines[Number(row._linje) - 1])).toEqual(EXPECTED[test])
  })
})
