import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { contract, dataomraade, field, kilde } from '@flis/core'
import { describe, expect, it } from 'vitest'
import { ID, kyZip, landed, NAME, partOf, SAG_HEADER, YDELSE } from './landed-ky.js'
import { landingWarehouse, shaOf } from './landing-warehouse.js'
import { zipBytes } from './zip-bytes.js'

describe('a csv file in a zip', () => {
  it('lands as text exactly as delivered, an empty field NULL and "" the empty text', async () => {
    const warehouse = await landed(
      `${SAG_HEADER}\n a ;0032.0;2022-2-1;\n"b;1";"""x""";;""\nÆØÅ;NULL;infinity;"NULL"\n`,
    )
    expect(
      await warehouse.rows('select * exclude (_leverance) from raadata."KYSag" order by _linje'),
    ).toEqual([
      {
        SagId: ' a ',
        KleNummer: '0032.0',
        OprettetDato: '2022-2-1',
        Note: null,
        _fil: 'KYSag.csv',
        _linje: 2,
      },
      { SagId: 'b;1', KleNummer: '"x"', OprettetDato: null, Note: '', _fil: 'KYSag.csv', _linje: 3 },
      {
        SagId: 'ÆØÅ',
        KleNummer: 'NULL',
        OprettetDato: 'infinity',
        Note: 'NULL',
        _fil: 'KYSag.csv',
        _linje: 4,
      },
    ])
  })

  it('stands in the ledger with all that its envelope says', async () => {
    const bytes = kyZip(`${SAG_HEADER}\na;1;2022-01-01;\n`)
    const warehouse = await landingWarehouse()
    await warehouse.put(NAME, bytes)
    await warehouse.land()
    const [row] = await warehouse.deliveries()
    expect(row).toEqual({
      id: ID,
      file_name: NAME,
      kilde: 'KY',
      kommune: '0751',
      kildesystem: 'NC',
      periode: '2022-10',
      loebenr: 1,
      type: 'F',
      state: 'received',
      code: null,
      rows_in: 2,
      accepted: 0,
      quarantined: 0,
      duplicates: 0,
      extract_time: 20221031001,
      sha256: shaOf(bytes),
      metadata_sha256: shaOf(await readFile(join(warehouse.root, 'archive', `${NAME}.metadata`))),
      bytes: bytes.length,
      facts: null,
      run: 7,
      received: '2022-11-02T11:00:00.000Z',
      acknowledged: true,
      checkpoint: null,
    })
  })

  it('is kept byte for byte in the archive and leaves the inbox', async () => {
    const bytes = kyZip(`${SAG_HEADER}\na;1;2022-01-01;\n`)
    const warehouse = await landingWarehouse()
    await warehouse.put(NAME, bytes)
    await warehouse.land()
    const sha = shaOf(bytes)
    expect(await readFile(join(warehouse.root, 'archive', 'sha256', sha.slice(0, 2), sha))).toEqual(bytes)
    expect(await warehouse.filesIn('inbox')).toEqual([])
    expect(await warehouse.filesIn('staging')).toEqual([])
    expect(await warehouse.filesIn('archive')).toEqual(
      expect.arrayContaining([NAME, `${NAME}.metadata`, `sha256/${sha.slice(0, 2)}/${sha}`]),
    )
  })

  it('is one Parquet file per contract, named with its SHA-256 in the ledger', async () => {
    const warehouse = await landed(`${SAG_HEADER}\na;1;2022-01-01;\n`)
    const { path, sha256, ...part } = await partOf(warehouse, 'KYSag')
    expect(part).toEqual({
      delivery: ID,
      contract: 'KYSag',
      file: 'KYSag.csv',
      rows_in: 1,
      broken: 0,
      columns: ['SagId', 'KleNummer', 'OprettetDato', 'Note'],
      unknown_columns: [],
      missing_columns: [],
    })
    expect(path).toBe(`raadata/KYSag/${shaOf(ID)}-1.parquet`)
    expect(shaOf(await readFile(join(warehouse.root, String(path))))).toBe(sha256)
  })

  it('speaks only for the contracts that it holds: an optional file that is missing has no Rådata', async () => {
    const warehouse = await landed(`${SAG_HEADER}\n`)
    expect(await warehouse.rows('select contract, rows_in from ops.raadata order by 1')).toEqual([
      { contract: 'KYSag', rows_in: 0 },
      { contract: 'KYYdelse', rows_in: 1 },
    ])
    const with_ = await landed(`${SAG_HEADER}\n`, { name: 'KYNotat.csv', data: 'NotatId\nn1\n' })
    expect(await with_.rows('select contract from ops.raadata order by 1')).toHaveLength(3)
  })

  it.each([
    ['without a line feed at the end', `${SAG_HEADER}\na;1;2022-01-01;x`],
    ['with CRLF', `${SAG_HEADER}\r\na;1;2022-01-01;x\r\n`],
    ['with a byte-order mark', `\uFEFF${SAG_HEADER}\na;1;2022-01-01;x\n`],
    ['with columns in another order', 'Note;OprettetDato;KleNummer;SagId\nx;2022-01-01;1;a\n'],
    ['with blank lines at the end', `${SAG_HEADER}\na;1;2022-01-01;x\n\n\n`],
  ])('reads a file %s', async (_, text) => {
    const warehouse = await landed(text)
    expect(
      await warehouse.rows('select SagId, KleNummer, OprettetDato, Note, _linje from raadata."KYSag"'),
    ).toEqual([{ SagId: 'a', KleNummer: '1', OprettetDato: '2022-01-01', Note: 'x', _linje: 2 }])
    expect(await warehouse.quarantine()).toEqual([])
  })

  it('is found by its Danish letters in ISO-8859-1 where the contract says so', async () => {
    const warehouse = await landingWarehouse()
    const name = 'LIFA_0000_2022-10_001_F.csv'
    await warehouse.put(name, Buffer.from('AdresseId;DistriktsNavn\n1;Tårnby Æblehave\n', 'latin1'))
    expect(await warehouse.land()).toEqual([{ id: `LIFA:${name}`, state: 'received', code: null }])
    expect(await warehouse.rows('from raadata."Skoledistrikt"')).toEqual([
      {
        AdresseId: '1',
        DistriktsNavn: 'Tårnby Æblehave',
        _leverance: `LIFA:${name}`,
        _fil: name,
        _linje: 2,
      },
    ])
  })
})

describe('bad lines', () => {
  const bad = [
    SAG_HEADER,
    'a;1;2022-01-01;',
    '"b;1;2022-01-01;x',
    'c;1;2022-01-01',
    '',
    'd;1;2022-01-01;x;y',
    `e;1;2022-01-01;${'x'.repeat(2000)}`,
    'f;1;2022-01-01;æ',
    'g;1;2022-01-01;5" rør',
    '',
  ].join('\r\n')

  it('go to quarantine one by one, as received, each with its physical line; the others load', async () => {
    const warehouse = await landingWarehouse({ config: { limits: { lineBytes: 1024 } } })
    await warehouse.put(NAME, kyZip(bad))
    await warehouse.land()
    const common = { file: 'KYSag.csv', contract: 'KYSag', state: 'open' }
    expect(await warehouse.quarantine()).toEqual([
      { ...common, line: 3, codes: ['R001'], row: '"b;1;2022-01-01;x' },
      { ...common, line: 4, codes: ['R002'], row: 'c;1;2022-01-01' },
      { ...common, line: 5, codes: ['R002'], row: '' },
      { ...common, line: 6, codes: ['R002'], row: 'd;1;2022-01-01;x;y' },
      { ...common, line: 7, codes: ['R003'], row: `e;1;2022-01-01;${'x'.repeat(2000)}` },
      { ...common, line: 9, codes: ['R001'], row: 'g;1;2022-01-01;5" rør' },
    ])
    expect(await warehouse.rows('select SagId, Note, _linje from raadata."KYSag" order by _linje')).toEqual([
      { SagId: 'a', Note: null, _linje: 2 },
      { SagId: 'f', Note: 'æ', _linje: 8 },
    ])
    expect(
      await warehouse.rows('select delivery, columns, first_seen, run from ops.quarantine limit 1'),
    ).toEqual([{ delivery: ID, columns: [], first_seen: '2022-11-02T11:00:00.000Z', run: 7 }])
  })

  it('are counted: rows in = rows of Rådata + broken rows', async () => {
    const warehouse = await landingWarehouse({ config: { limits: { lineBytes: 1024 } } })
    await warehouse.put(NAME, kyZip(bad))
    await warehouse.land()
    expect(await partOf(warehouse, 'KYSag')).toMatchObject({ rows_in: 8, broken: 6 })
    const [delivery] = await warehouse.deliveries()
    expect(delivery).toMatchObject({ rows_in: 9, quarantined: 6, accepted: 0, duplicates: 0 })
  })

  it('may be all lines there are', async () => {
    const lines = Array.from({ length: 5000 }, (_, index) => `s${index};x`)
    const warehouse = await landed(`${SAG_HEADER}\n${lines.join('\n')}\n`)
    expect(await partOf(warehouse, 'KYSag')).toMatchObject({ rows_in: 5000, broken: 5000 })
    expect(
      await warehouse.rows('select count(*) as n, min(line) as first, max(line) as last from ops.quarantine'),
    ).toEqual([{ n: 5000, first: 2, last: 5001 }])
    expect(await warehouse.rows('from raadata."KYSag"')).toEqual([])
  })

  it('leave the order and the lines of many good ones as they were', async () => {
    const lines = Array.from({ length: 30_000 }, (_, index) =>
      index % 7 === 3 ? 'broken' : `s${index};1;d;"x;y"`,
    )
    const warehouse = await landed(`${SAG_HEADER}\n${lines.join('\n')}\n`)
    expect(
      await warehouse.rows(`
        select
          count(*) as n,
          count(*) filter (SagId <> 's' || (_linje - 2)) as misplaced
        from raadata."KYSag"`),
    ).toEqual([{ n: 30_000 - 4286, misplaced: 0 }])
    const { path } = await partOf(warehouse, 'KYSag')
    expect(
      await warehouse.rows(`
        select count(*) filter (before > _linje) as out_of_order
        from (
          select _linje, lag(_linje) over (order by file_row_number) as before
          from read_parquet('${join(warehouse.root, String(path))}', file_row_number = true)
        )`),
    ).toEqual([{ out_of_order: 0 }])
  })
})

describe('a bare csv file', () => {
  const Et = contract('Et', { kilde: 'To', mode: 'full', fields: { Id: field.key.text() } })
  const Andet = contract('Andet', {
    kilde: 'To',
    mode: 'full',
    reader: { format: 'csv', encoding: 'UTF-8', optionalFile: true },
    fields: { Id: field.key.text() },
  })
  const to = dataomraade('To', { kilder: [kilde('To')], contracts: [Et, Andet], models: [] })

  it('is the one contract that its Kilde requires', async () => {
    const warehouse = await landingWarehouse({ areas: [to] })
    await warehouse.put('To_0751_2022-10_001_F.csv', 'Id\n1\n""\n')
    expect(await warehouse.land()).toMatchObject([{ state: 'received' }])
    expect(await warehouse.rows('select contract, file, rows_in from ops.raadata')).toEqual([
      { contract: 'Et', file: 'To_0751_2022-10_001_F.csv', rows_in: 2 },
    ])
  })
})

it('lands in a folder whose name is a pattern to the engine', async () => {
  const warehouse = await landingWarehouse({ folder: "l[a]ger * 'æ'" })
  await warehouse.put(NAME, kyZip(`${SAG_HEADER}\na;1;2022-01-01;\nbroken\n`))
  expect(await warehouse.land()).toMatchObject([{ state: 'received' }])
  expect(await warehouse.rows('select SagId, _linje from raadata."KYSag"')).toEqual([
    { SagId: 'a', _linje: 2 },
  ])
})

it('reads lines longer than the engine takes by itself, when the limit allows them', async () => {
  const warehouse = await landingWarehouse({ config: { limits: { lineBytes: 4 * 1024 * 1024 } } })
  const long = 'x'.repeat(3 * 1024 * 1024)
  const sag = { name: 'KYSag.csv', data: `${SAG_HEADER}\na;1;2022-01-01;"${long}"\n`, stored: true }
  await warehouse.put(NAME, zipBytes([sag, { name: 'KYYdelse.csv', data: YDELSE }]))
  expect(await warehouse.land()).toMatchObject([{ state: 'received' }])
  expect(await warehouse.rows('select length(Note) as n from raadata."KYSag"')).toEqual([{ n: long.length }])
})
