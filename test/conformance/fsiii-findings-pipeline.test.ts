import { fsiii } from '@flis/domains/fsiii'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deliveryReport, type Resource } from '../reference/fhir-bundle.js'
import { carePlan, condition, followUp, procedure } from '../reference/fsiii-resources.js'
import { CITIZENS, CODES, SENDERS, UNKNOWN_SENDER } from './fsiii-told.js'
import { putCodes, putPersons, putReports, putSenders } from './fsiii-warehouse.js'

const [KNOWN = ''] = Object.keys(SENDERS)
const { jens, ukendt } = CITIZENS

const tilstand = (id: string, kode: string, grad: string | null, status = 'active'): Resource =>
  condition({ id, kode, grad, status, registreret: '2022-05-10' })

const plan = (id: string, status: string, slut: string | null, start = '2022-05-01'): Resource =>
  carePlan({ id, kode: 'H1.1', status, start, slut })

const observed = (id: string, ...tilstande: readonly string[]): Resource =>
  followUp({ id, resultat: 'E1', status: 'final', tidspunkt: '2022-05-10', tilstande })

/** A line each: what is found is told by delivery and line. */
const reports = [
  deliveryReport('1', '2022-05-10T10:00:00Z', jens.personnummer, KNOWN, [
    tilstand('hjemmepleje uden', 'J1.3', null),
    tilstand('hjemmepleje med', 'J1.3', 'B6'),
    tilstand('trukket tilbage', 'J1.3', null),
    tilstand('senere med', 'J1.3', null),
  ]),
  deliveryReport('2', '2022-05-11T10:00:00Z', jens.personnummer, KNOWN, [
    tilstand('sygepleje uden', 'I2.1', null),
    tilstand('sygepleje med', 'I2.1', 'B1'),
    tilstand('trukket tilbage', 'J1.3', null, 'entered-in-error'),
    tilstand('senere med', 'J1.3', 'B2'),
  ]),
  deliveryReport('3', '2022-05-10T10:00:00Z', jens.personnummer, KNOWN, [
    plan('passeret', 'active', '2022-06-20'),
    plan('ikke passeret', 'active', '2022-07-01'),
    plan('endt', 'completed', '2022-06-01'),
    plan('åben', 'active', null),
  ]),
  deliveryReport('4', '2022-05-10T10:00:00Z', ukendt.personnummer, UNKNOWN_SENDER, [
    tilstand('af en ukendt', 'I2.1', null),
    plan('for en ukendt', 'active', null),
    procedure({ id: 'til en ukendt', kode: 'H1.1', status: 'completed', leveret: '2022-05-10' }),
  ]),
  deliveryReport('5', '2022-05-10T10:00:00Z', jens.personnummer, KNOWN, [
    observed('om intet', 'hjemmepleje med', 'aldrig'),
    observed('om noget', 'hjemmepleje med'),
  ]),
  deliveryReport('6', '2022-05-10T10:00:00Z', jens.personnummer, KNOWN, [
    plan('før 2022', 'active', null, '2021-12-31'),
  ]),
]

describe('the findings of FSIII', () => {
  let w: TestWarehouse
  beforeAll(async () => {
    w = await testWarehouse({ areas: [fsiii], now: '2022-09-02' })
    for (const system of CODES) await putCodes(w, system)
    await putSenders(w, { periode: '2022-06', rows: SENDERS })
    await putPersons(w, { periode: '2022-06', rows: { [jens.personnummer]: jens.født } })
    await putReports(w, {
      kommune: '0000',
      periode: '2022-06-30',
      loebenr: '001',
      form: 'ndjson',
      bundles: reports,
    })
    await w.monthRun('2022-06')
    await w.monthRun('2022-07')
  }, 120_000)
  afterAll(() => w.close())

  it.each([
    ['sværhedsgrad mangler eller er uventet', '2022-06', [1, 2]],
    ['planlagt slut passeret', '2022-06', [3]],
    ['planlagt slut passeret', '2022-07', [3, 3]],
    ['ukendt fødselsdato', '2022-06', [4, 4, 4]],
    ['ukendt kommune', '2022-06', [4, 4, 4]],
    ['ukendt reference', '2022-06', [5]],
    ['data før 2022', '2022-06', [6]],
  ] as const)('%s in %s: lines %o', async (test, periode, lines) => {
    const found = await w.query(
      `select count, [regexp_extract(each, ', (\\d+)\\)$', 1) for each in examples]::varchar as lines
       from ops.quality
       where test = '${test}' and periode = '${periode}'`,
    )
    expect(found).toEqual([{ count: BigInt(lines.length), lines: `[${lines.join(', ')}]` }])
  })
})
