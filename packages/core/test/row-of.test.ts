import { contract, field, type RowOf } from '@flis/core'
import { describe, expectTypeOf, it } from 'vitest'

const BSSag = contract('BSSag', {
  kilde: 'BS',
  mode: 'full',
  absence: 'behold',
  persons: ['borgere'],
  fields: {
    SagId: field.key.text(),
    RaekkeNr: field.key.integer(),
    Personnummer: field.cpr(),
    PartnerCpr: field.cpr().optional(),
    StartDato: field.date(),
    SlutDato: field.date().optional(),
    Tidspunkt: field.timestamp(),
    Moment: field.moment().optional(),
    Beloeb: field.decimal(12, 2, { data: 'økonomi', dm: 'Beløb' }).between(0, 10_000),
    Timer: field.decimal(5, 2, { comma: true }).between(0, 37).optional(),
    Koen: field.code(['M', 'K']),
    Kode: field.codeOf({ name: 'FSIIIKode' }, 'Kode', { error: 'R204' }).optional(),
    KommuneKode: field.kommune(),
    ErAktiv: field.boolean(),
    Ider: field.list(),
  },
  checks: [field.order('StartDato', 'SlutDato')],
})
type Row = RowOf<typeof BSSag>

describe('the type of a row comes from its contract', () => {
  it('with every field of it and no other', () => {
    expectTypeOf<keyof Row>().toEqualTypeOf<keyof typeof BSSag.fields>()
    expectTypeOf<Row>().not.toHaveProperty('Ukendt')
  })

  it('text for what is written as text, null only where a field is optional', () => {
    expectTypeOf<Row['SagId']>().toEqualTypeOf<string>()
    expectTypeOf<Row['Personnummer']>().toEqualTypeOf<string>()
    expectTypeOf<Row['PartnerCpr']>().toEqualTypeOf<string | null>()
    expectTypeOf<Row['StartDato']>().toEqualTypeOf<string>()
    expectTypeOf<Row['SlutDato']>().toEqualTypeOf<string | null>()
    expectTypeOf<Row['Tidspunkt']>().toEqualTypeOf<string>()
    expectTypeOf<Row['Moment']>().toEqualTypeOf<string | null>()
    expectTypeOf<Row['Koen']>().toEqualTypeOf<string>()
    expectTypeOf<Row['Kode']>().toEqualTypeOf<string | null>()
    expectTypeOf<Row['KommuneKode']>().toEqualTypeOf<string>()
    expectTypeOf<Row['ErAktiv']>().toEqualTypeOf<string>()
  })

  it('decimals as text, so that no digit is lost; a range changes nothing of that', () => {
    expectTypeOf<Row['Beloeb']>().toEqualTypeOf<string>()
    expectTypeOf<Row['Timer']>().toEqualTypeOf<string | null>()
  })

  it('whole numbers also as numbers, lists also as lists', () => {
    expectTypeOf<Row['RaekkeNr']>().toEqualTypeOf<string | number>()
    expectTypeOf<Row['Ider']>().toEqualTypeOf<readonly string[] | string>()
  })

  it('and cannot be changed', () => {
    expectTypeOf<Row>().toEqualTypeOf<Readonly<Row>>()
  })

  it('knows a wrong row: a missing field, null where it is required, a number where it is text', () => {
    const full = {
      SagId: 'a',
      RaekkeNr: 1,
      Personnummer: '0101410001',
      PartnerCpr: null,
      StartDato: '2022-09-10',
      SlutDato: null,
      Tidspunkt: '2022-09-10T10:00:00',
      Moment: null,
      Beloeb: '1200.00',
      Timer: '37,00',
      Koen: 'K',
      Kode: null,
      KommuneKode: '0751',
      ErAktiv: '1',
      Ider: ['x'],
    }
    expectTypeOf(full).toExtend<Row>()
    expectTypeOf({ ...full, StartDato: null }).not.toExtend<Row>()
    expectTypeOf({ ...full, Beloeb: 1200 }).not.toExtend<Row>()
    const { SagId: _left, ...without } = full
    expectTypeOf(without).not.toExtend<Row>()
  })

  it('keeps apart the fields of the key', () => {
    expectTypeOf(BSSag.fields.SagId.key).toEqualTypeOf<true>()
    expectTypeOf(BSSag.fields.StartDato.key).toEqualTypeOf<false>()
    expectTypeOf(field.key.date().optional().key).toEqualTypeOf<true>()
  })
})
