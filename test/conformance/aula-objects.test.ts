import { dagtilbud } from '@flis/domains/dagtilbud'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zipOf } from './intake/zip-bytes.js'

interface Event {
  readonly id: string
  readonly barn: string
  readonly status: number | string
  readonly at: string
}

const EVENTS: readonly Event[] = [
  { id: 'r1', barn: 'b1', status: 3, at: '2022-10-03T07:30:00+02:00' },
  { id: 'r2', barn: 'b1', status: 8, at: '2022-10-03T15:45:00+02:00' },
  { id: 'r3', barn: 'b2', status: 9, at: '2022-10-03T08:00:00+02:00' },
  { id: 'r4', barn: 'b2', status: 2, at: '2022-10-03T08:00:00' },
  { id: 'r5', barn: 'b2', status: 'syg', at: '2022-10-03T08:00:00+02:00' },
  { id: 'r6', barn: 'b2', status: 1, at: '2022-10-30T02:30:00+01:00' },
]

const asObject = ({ id, barn, status, at }: Event): string =>
  JSON.stringify({
    kontrakt: 'AulaRegistrering',
    RegistreringId: id,
    BarnUuid: barn,
    InstitutionSTIL: '751001',
    Status: status,
    Tidspunkt: at,
  })

const HEADER = 'RegistreringId;BarnUuid;InstitutionSTIL;Status;Tidspunkt'
const asLine = ({ id, barn, status, at }: Event): string => [id, barn, '751001', status, at].join(';')

const BARN = '{"kontrakt":"AulaBarn","BarnUuid":"b1","Personnummer":"0101410001"}'
const linesOf = (...lines: readonly string[]): string => `${lines.join('\n')}\n`

const AS_CSV = zipOf({
  'AulaRegistrering.csv': linesOf(HEADER, ...EVENTS.map(asLine)),
  'AulaBarn.csv': linesOf('BarnUuid;Personnummer', 'b1;0101410001'),
})
const AS_OBJECTS = linesOf(...EVENTS.map(asObject), BARN)
const AS_FILES_OF_OBJECTS = zipOf({
  'a.ndjson': linesOf(...EVENTS.slice(0, 3).map(asObject)),
  'b.ndjson': linesOf(BARN, ...EVENTS.slice(3).map(asObject)),
})

describe('Aula', () => {
  let w: TestWarehouse

  beforeAll(async () => {
    w = await testWarehouse({ areas: [dagtilbud], now: '2022-11-02' })
    await w.deliverFile('Aula_0751_2022-10_001_D.zip', AS_CSV, 'Aula')
    await w.deliverFile('Aula_0101_2022-10_001_D.ndjson', AS_OBJECTS, 'Aula')
    await w.deliverFile('Aula_0147_2022-10_001_D.zip', AS_FILES_OF_OBJECTS, 'Aula')
    await w.intake()
  })

  afterAll(() => w.close())

  const told = async (kommune: string) => ({
    events: await w.query(
      `select RegistreringId, BarnUuid, Status, epoch_ms(Tidspunkt) as at
       from dsa_hist."AulaRegistrering" where _kommune = '${kommune}' order by RegistreringId`,
    ),
    children: await w.query(
      `select BarnUuid, Personnummer from dsa_hist."AulaBarn" where _kommune = '${kommune}'`,
    ),
    refused: await w.query(
      `select q.contract, array_to_string(q.codes, ' ') as codes, array_to_string(q.columns, ' ') as columns, q."row"
       from ops.quarantine q join ops.deliveries d on d.id = q.delivery
       where d.kommune = '${kommune}' order by q."row"`,
    ),
  })

  it('gives the same rows and refuses the same ones as csv, as objects, and as several files of objects', async () => {
    const csv = await told('0751')
    expect(csv.events.map((row) => [row.RegistreringId, row.Status])).toEqual([
      ['r1', 3n],
      ['r2', 8n],
      ['r6', 1n],
    ])
    expect(csv.children).toEqual([{ BarnUuid: 'b1', Personnummer: '0101410001' }])
    expect(csv.refused.map(({ codes, columns }) => [codes, columns])).toEqual([
      ['R310', 'Status'],
      ['R102', 'Tidspunkt'],
      ['R102', 'Status'],
    ])
    expect(await told('0101')).toEqual(csv)
    expect(await told('0147')).toEqual(csv)
  })

  it('tells the line of each row', async () => {
    expect(
      await w.query(
        `select _kommune, _linje from dsa_hist."AulaRegistrering" where RegistreringId = 'r6' order by 1`,
      ),
    ).toEqual([
      { _kommune: '0101', _linje: 6n },
      { _kommune: '0147', _linje: 4n },
      { _kommune: '0751', _linje: 7n },
    ])
  })
})
