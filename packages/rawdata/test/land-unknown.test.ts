import { describe, expect, it } from 'vitest'
import { ID, landed, partOf, SAG_HEADER } from './landed-ky.js'

describe('what no contract knows', () => {
  it('is kept in Rådata when it is a column, and found', async () => {
    const warehouse = await landed('SagId;Ekstra;KleNummer;OprettetDato;Note\na;kendt ikke;1;2022-01-01;\n')
    expect(await warehouse.rows('select SagId, "Ekstra" from raadata."KYSag"')).toEqual([
      { SagId: 'a', Ekstra: 'kendt ikke' },
    ])
    expect(await partOf(warehouse, 'KYSag')).toMatchObject({
      unknown_columns: ['Ekstra'],
      missing_columns: [],
    })
    expect(await warehouse.quality()).toMatchObject([
      {
        test: 'ukendt kolonne',
        dataområde: 'KY',
        kommune: '0751',
        kildesystem: 'NC',
        periode: '2022-10',
        severity: 'opmærksomhed',
        count: 1,
        examples: [`(${ID}, 1)`],
        contract: 'KYSag',
        delivery: ID,
        run: 7,
      },
    ])
  })

  it('never passes for a column of ours or, but for capitals, of the contract', async () => {
    const warehouse = await landed(
      'SagId;_linje;note;filename;KleNummer;OprettetDato;;file_row_number\na;9;x;y;1;2022-01-01;z;7\n',
    )
    expect(await partOf(warehouse, 'KYSag')).toMatchObject({
      columns: [
        'SagId',
        '_linje (kolonne 2)',
        'note (kolonne 3)',
        'filename (kolonne 4)',
        'KleNummer',
        'OprettetDato',
        '(kolonne 7)',
        'file_row_number (kolonne 8)',
      ],
      unknown_columns: ['_linje', 'note', 'filename', '', 'file_row_number'],
      missing_columns: ['Note'],
    })
    const [row] = await warehouse.rows('from raadata."KYSag"')
    expect(row).toMatchObject({
      SagId: 'a',
      Note: null,
      '_linje (kolonne 2)': '9',
      '(kolonne 7)': 'z',
      _linje: 2,
    })
  })

  it('is kept in the archive when it is a file, and found', async () => {
    const warehouse = await landed(
      `${SAG_HEADER}\n`,
      { name: 'laesmig.txt', data: 'hej' },
      { name: 'b/KYSag.csv', data: 'x' },
    )
    expect(await warehouse.quality()).toMatchObject([
      {
        test: 'ukendt fil',
        count: 2,
        examples: [`(${ID}, laesmig.txt)`, `(${ID}, b/KYSag.csv)`],
        contract: '',
      },
    ])
    expect(warehouse.events).toContainEqual({ event: 'finding', name: 'ukendt fil', subject: ID, count: 2 })
  })

  it('is a finding too when an optional column is missing, and reads as NULL', async () => {
    const warehouse = await landed('SagId;KleNummer;OprettetDato\na;1;2022-01-01\nb;1;2022-01-01\n')
    expect(await warehouse.quality()).toMatchObject([
      { test: 'manglende valgfri kolonne', count: 2, contract: 'KYSag', severity: 'opmærksomhed' },
    ])
    expect(await warehouse.rows('select SagId, Note from raadata."KYSag" order by 1')).toEqual([
      { SagId: 'a', Note: null },
      { SagId: 'b', Note: null },
    ])
  })
})
