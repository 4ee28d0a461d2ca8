import { failures, openInstance, openSession, quoteIdent, RESIDENCE_CODES, type Session } from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { BorgerAdresse, BorgerTilknytning, borger, LIFASkoledistrikt } from '../../src/borger/index.js'

let session: Session
beforeAll(async () => {
  session = await openSession(await openInstance(':memory:'))
})

const reasonsOf = async (row: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  const columns = Object.keys(LIFASkoledistrikt.fields).map(
    (name) => `$${name}::varchar as ${quoteIdent(name)}`,
  )
  const reasons = failures(LIFASkoledistrikt, RESIDENCE_CODES, () => '()').map(
    ({ code, column, when }, nth) =>
      `case when ${when} then '${code} ${column}' end as ${quoteIdent(String(nth))}`,
  )
  const [found = {}] = await session.rows(
    `select ${reasons.join(', ')} from (select ${columns.join(', ')})`,
    row,
  )
  return Object.values(found).flatMap((each) => (typeof each === 'string' ? [each] : []))
}

const district = (StartTrin: string, SlutTrin: string) => ({
  AdresseId: 'a',
  DistriktsNr: '101',
  DistriktsNavn: 'Rødding',
  StartTrin,
  SlutTrin,
  KommuneKode: '0575',
  VejKode: '0012',
  VejNavn: 'Skolevej',
  HusNr: '12A',
  PostNr: '6630',
})

describe('the klassetrin of a skoledistrikt', () => {
  it.each([
    ['0', '9', []],
    ['10', '10', []],
    ['Børnehaveklasse', '6. klasse', []],
    ['7. klasse', '10. klasse', []],
    ['0. klasse', '9', []],
    ['9', '0', ['R120 SlutTrin']],
    ['7. klasse', 'Børnehaveklasse', ['R120 SlutTrin']],
    ['10. klasse', '9', ['R120 SlutTrin']],
    ['0', '11', ['R104 SlutTrin']],
    ['-1', '9', ['R104 StartTrin']],
    ['0', '11. klasse', ['R104 SlutTrin']],
    ['børnehave', '9. kl.', ['R104 StartTrin', 'R104 SlutTrin']],
    ['07', '9', ['R104 StartTrin']],
    [' 7', '9', ['R104 StartTrin']],
    ['1e0', '9', ['R104 StartTrin']],
    ['', '9', ['R101 StartTrin']],
    ['0', '', ['R101 SlutTrin']],
  ])('%j to %j', async (start, slut, reasons) => {
    expect(await reasonsOf(district(start, slut))).toEqual(reasons)
  })
})

describe('the area Borger', () => {
  it('takes CPR for the whole country, full or delta, in a chain, and LIFA full only', () => {
    expect(borger.kilder).toMatchObject([
      { name: 'CPR', senders: ['CPR'], scope: 'national', types: ['F', 'D'], chain: 'calendar' },
      { name: 'LIFA', senders: ['LIFA'], scope: 'national', types: ['F'] },
    ])
  })

  it('replaces what a person has by the persons of a delta', () => {
    for (const { replaces } of [BorgerAdresse, BorgerTilknytning])
      expect(replaces).toEqual({ by: 'Personnummer', presentIn: 'BorgerPerson' })
  })

  it('has the fields of the specification, those that may be empty in brackets', () => {
    const told = borger.contracts.map(({ name, fields, key, absence }) => [
      name,
      absence,
      key.join(' '),
      Object.entries(fields)
        .map(([column, { required }]) => (required ? column : `(${column})`))
        .join(' '),
    ])
    expect(told).toEqual([
      [
        'BorgerPerson',
        'behold',
        'Personnummer',
        'Personnummer (Navn) Foedselsdato Koen Status StatusDato (FoedelandKode) (StatsborgerskabKode) (MorPersonnummer) (FarPersonnummer) (AegtefaellePersonnummer) (Civilstand) (GaeldendePersonnummer) (BeskyttelseFra) (BeskyttelseTil)',
      ],
      [
        'BorgerAdresse',
        'behold',
        'Personnummer FraDato',
        'Personnummer FraDato (TilDato) KommuneKode VejKode HusNr (Etage) (SideDoer) (AdresseId)',
      ],
      [
        'BorgerTilknytning',
        'behold',
        'Personnummer KommuneKode Rolle FraDato',
        'Personnummer KommuneKode Rolle FraDato (TilDato)',
      ],
      [
        'LIFASkoledistrikt',
        'slut',
        'AdresseId DistriktsNr',
        'AdresseId DistriktsNr DistriktsNavn StartTrin SlutTrin KommuneKode VejKode VejNavn HusNr PostNr',
      ],
    ])
  })
})
