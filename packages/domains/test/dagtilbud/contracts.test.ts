import {
  type Contract,
  failures,
  openInstance,
  openSession,
  quoteIdent,
  RESIDENCE_CODES,
  type Session,
} from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  AulaBarn,
  AulaRegistrering,
  DagtilbudIndskrivning,
  DagtilbudInstitution,
  dagtilbud,
} from '../../src/dagtilbud/index.js'

let session: Session
beforeAll(async () => {
  session = await openSession(await openInstance(':memory:'))
})

const reasonsOf = async (
  contract: Contract,
  row: Readonly<Record<string, string | null>>,
): Promise<readonly string[]> => {
  const columns = Object.keys(contract.fields).map((name) => `$${name}::varchar as ${quoteIdent(name)}`)
  const reasons = failures(contract, RESIDENCE_CODES, () => '()').map(
    ({ code, column, when }, nth) =>
      `case when ${when} then '${code} ${column}' end as ${quoteIdent(String(nth))}`,
  )
  const [found = {}] = await session.rows(
    `select ${reasons.join(', ')} from (select ${columns.join(', ')})`,
    row,
  )
  return Object.values(found).flatMap((each) => (typeof each === 'string' ? [each] : []))
}

const event = (of: Readonly<Record<string, string>>) => ({
  RegistreringId: 'r',
  BarnUuid: 'u',
  InstitutionSTIL: '123456',
  Status: '3',
  Tidspunkt: '2026-03-29T01:30:00+01:00',
  ...of,
})

const enrolment = (of: Readonly<Record<string, string | null>>) => ({
  IndskrivningId: 'i',
  Personnummer: '0101170001',
  InstitutionsNr: '123456',
  Pasningstilbud: 'Børnehave',
  StartDato: '2022-01-01',
  SlutDato: null,
  Timer: '37,00',
  ...of,
})

describe('Aula’s status', () => {
  it.each(['0', '1', '2', '3', '4', '5', '6', '7', '8'])('%s is known', async (Status) => {
    expect(await reasonsOf(AulaRegistrering, event({ Status }))).toEqual([])
  })
  it.each([
    ['9', ['R310 Status']],
    ['10', ['R310 Status']],
    ['-1', ['R310 Status']],
    ['3.0', ['R102 Status']],
    ['til stede', ['R102 Status']],
    ['', ['R101 Status']],
  ])('%j is not', async (Status, reasons) => {
    expect(await reasonsOf(AulaRegistrering, event({ Status }))).toEqual(reasons)
  })
})

describe('an event', () => {
  it.each([
    ['2026-03-29T01:30:00Z', []],
    ['2026-03-29T01:30:00', ['R102 Tidspunkt']],
    ['2026-03-29', ['R102 Tidspunkt']],
  ])('at %j', async (Tidspunkt, reasons) => {
    expect(await reasonsOf(AulaRegistrering, event({ Tidspunkt }))).toEqual(reasons)
  })
  it('names an institution by at most six characters', async () => {
    expect(await reasonsOf(AulaRegistrering, event({ InstitutionSTIL: '1234567' }))).toEqual([
      'R102 InstitutionSTIL',
    ])
  })
})

describe('an enrolment’s hours', () => {
  it.each([
    ['0', []],
    ['36,01', []],
    ['168,00', []],
    [null, []],
    ['168,01', ['R104 Timer']],
    ['-0,01', ['R104 Timer']],
    ['37.00', ['R102 Timer']],
    ['1000', ['R102 Timer']],
  ])('%j', async (Timer, reasons) => {
    expect(await reasonsOf(DagtilbudIndskrivning, enrolment({ Timer }))).toEqual(reasons)
  })
  it('do not save one that ends before it starts', async () => {
    expect(await reasonsOf(DagtilbudIndskrivning, enrolment({ SlutDato: '2021-12-31' }))).toEqual([
      'R120 SlutDato',
    ])
    expect(await reasonsOf(DagtilbudIndskrivning, enrolment({ SlutDato: '2022-01-01' }))).toEqual([])
  })
})

describe('the area Dagtilbud', () => {
  it('takes enrolments from anyone, and Aula’s events as deltas', () => {
    expect(dagtilbud.kilder).toMatchObject([
      { name: 'FLISDagtilbud', senders: 'any', scope: 'kommune', types: ['F'] },
      { name: 'Aula', senders: ['Aula'], scope: 'kommune', types: ['D'], formats: ['zip', 'csv', 'ndjson'] },
    ])
  })

  it('has the contracts of the specification', () => {
    expect(
      dagtilbud.contracts.map(({ name, mode, absence, key, reader }) => [
        name,
        mode,
        mode === 'full' ? absence : '',
        key.join(' '),
        reader.format === 'csv' ? `${reader.encoding}${reader.optionalFile ? ', optional' : ''}` : '',
      ]),
    ).toEqual([
      [DagtilbudIndskrivning.name, 'full', 'slut', 'IndskrivningId', 'ISO-8859-1'],
      [DagtilbudInstitution.name, 'full', 'slut', 'InstitutionsNr', 'ISO-8859-1'],
      [AulaRegistrering.name, 'append', '', 'RegistreringId', 'UTF-8'],
      [AulaBarn.name, 'append', '', 'BarnUuid', 'UTF-8, optional'],
    ])
  })

  it('says of every column of a child that it is CPR or følsomme', () => {
    for (const { fields } of [AulaRegistrering, AulaBarn, DagtilbudIndskrivning])
      for (const [name, { data }] of Object.entries(fields))
        if (!/Id$/.test(name)) expect(['CPR', 'følsomme']).toContain(data)
  })
})
