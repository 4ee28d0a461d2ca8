import { describe, expect, it } from 'vitest'
import { contract, FINDINGS, field, finding, findingMeaning, sql } from '../src/index.js'

const fields = {
  Id: field.key.text(),
  Dato: field.date(),
  Tid: field.timestamp(),
  Sendt: field.moment(),
  Antal: field.integer(),
}

describe('the event of a contract', () => {
  it.each(['Dato', 'Tid', 'Sendt'] as const)('is a day or an instant: %s', (haendelse) => {
    expect(contract('P', { kilde: 'P', mode: 'full', fields, haendelse }).haendelse).toBe(haendelse)
  })

  it('may be left out', () => {
    expect(contract('P', { kilde: 'P', mode: 'full', fields }).haendelse).toBeUndefined()
  })

  it.each(['Antal', 'Id', 'Ukendt'] as const)('cannot be %s (M004)', (haendelse) => {
    expect(() =>
      contract('P', { kilde: 'P', mode: 'full', fields, haendelse: haendelse as 'Antal' }),
    ).toThrow('FLIS-M004')
  })
})

describe('the list of findings', () => {
  it('tells what a name means; a name of an area’s own is not in it', () => {
    expect(findingMeaning('leverandørskifte')).toEqual(FINDINGS.leverandørskifte)
    expect(findingMeaning('leverandørskifte')?.point).toBe('K07')
    expect(findingMeaning('mit eget fund')).toBeUndefined()
    expect(findingMeaning('toString')).toBeUndefined()
  })

  it('gives a finding of a listed name its severity, unless the finding says other', () => {
    const rows = () => sql`select 1`
    expect(finding('leverandørskifte', { description: 'x', rows }).severity).toBe('fejl')
    expect(finding('leverandørskifte', { description: 'x', rows, severity: 'opmærksomhed' }).severity).toBe(
      'opmærksomhed',
    )
    expect(finding('mit eget fund', { description: 'x', rows }).severity).toBe('opmærksomhed')
  })
})
