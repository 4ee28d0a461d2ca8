import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kontraktbrud, ubalance } from '../reference/quality-deliveries.js'
import { PRSag, proeve, rowsOf } from './quality-world.js'

const HEADER = 'SagId;Kode;Dato;Beloeb;Note;Enhed'

let w: TestWarehouse
beforeAll(async () => {
  w = await testWarehouse({ areas: [proeve], now: '2022-11-02' })
})
afterAll(() => w.close())

const measured = async (where: string) =>
  (
    await w.query(
      `select test, coalesce("column", '') as col, unit, measured, expected from ops.measures where ${where} order by all`,
    )
  ).map((row) => [row.test, row.col, row.unit, row.measured, row.expected].join(' | '))

const found = async (where: string) =>
  (
    await w.query(
      `select test, unit, severity, measured, expected, count::integer as n, examples::varchar as e
       from ops.quality
       where ${where}
       order by all`,
    )
  ).map((row) => [row.test, row.unit, row.severity, row.measured, row.expected, row.n, row.e].join(' | '))

/** All tests anew, as after a change of what they stand on. */
const again = async (periode: string): Promise<void> => {
  await w.query('delete from ops.tested')
  await w.deliver(PRSag, `PR 0101 ${periode} 001 F A`, rowsOf(1) as never)
  await w.intake()
}

describe('a delivery with every sort of fault', () => {
  const lines = [
    HEADER,
    's1;a;2022-08-01;10.50;x;y',
    // Exact duplicate.
    's1;a;2022-08-01;10.50;x;y',
    's2;b;2022-08-01;20.25;;',
    // A code that is outside its list, a day that does not exist.
    's3;q;2022-08-01;1.00;;',
    's4;a;2022-02-30;1.00;;',
    // Two lines that cannot be read.
    's5;a;2022-08-01;1.00;"open;',
    's6;a;2022-08-01',
    's7;c;2022-08-01;0.25;;',
  ]

  beforeAll(async () => {
    await w.deliverFile('PR_0751_2022-08_001_F.csv', `${lines.join('\n')}\n`, 'A')
    await w.intake()
  })

  const OF = `delivery = 'A:PR_0751_2022-08_001_F.csv'`

  it('K02: the rows that broke the contract, under the version of the contract', async () => {
    expect(kontraktbrud(8, 2)).toEqual({ measured: '250', count: 2 })
    expect(await found(`${OF} and test like 'K02%'`)).toEqual([
      `K02 kontraktbrud | rækker, ‰ | opmærksomhed | 250 | 0 | 2 | ['(A:PR_0751_2022-08_001_F.csv, 5)', '(A:PR_0751_2022-08_001_F.csv, 6)']`,
    ])
    const [version] = await w.query(
      `select distinct version from ops.measures where ${OF} and contract = 'PRSag'`,
    )
    expect(version?.version).toMatch(/^[0-9a-f]{8}$/)
  })

  it('K06: the lines that could not be read; the files’ rows are those of the delivery', async () => {
    expect(await found(`${OF} and test like 'K06%'`)).toEqual([
      `K06 forscanning | linjer | opmærksomhed | 2 | 0 | 2 | ['(A:PR_0751_2022-08_001_F.csv, 7)', '(A:PR_0751_2022-08_001_F.csv, 8)']`,
    ])
    expect(await measured(`${OF} and test = 'K06 kontroltotal'`)).toEqual([
      'K06 kontroltotal |  | rækker i filerne | 8 | 8',
    ])
  })

  it('K08: balances from file to Rådata to DSA_HIST and quarantine', async () => {
    expect(
      ubalance({
        rowsIn: 8,
        accepted: 3,
        quarantined: 4,
        duplicates: 1,
        broken: 2,
        inRaadata: 6,
        standing: 3,
      }),
    ).toEqual({ 'rækker, verificeret': 0, 'rækker i Rådata': 0, 'rækker i DSA_HIST': 0 })
    expect(await found(`${OF} and test like 'K08%'`)).toEqual([])
    expect(await measured(`${OF} and test like 'K08%' and unit <> 'SHA-256 af Rådata'`)).toEqual([
      'K08 balance |  | rækker i DSA_HIST | 3 | 3',
      'K08 balance |  | rækker i Rådata | 6 | 6',
      'K08 balance |  | rækker, verificeret | 8 | 8',
    ])
  })
})

describe('a key whose row is in quarantine', () => {
  it('keeps its last good version, and is told of; the balance allows for it', async () => {
    await w.deliver(PRSag, 'PR 0851 2022-08 001 F A', rowsOf(30) as never)
    await w.deliver(
      PRSag,
      'PR 0851 2022-09 001 F A',
      rowsOf(30, (nr) => (nr === 4 ? { Kode: 'q' } : {})) as never,
    )
    await w.intake()
    expect(
      await found(`delivery = 'A:PR_0851_2022-09_001_F_A.zip' and test = 'tidligere version gælder'`),
    ).toEqual([
      `tidligere version gælder |  | opmærksomhed |  |  | 1 | ['(A:PR_0851_2022-09_001_F_A.zip, 6)']`,
    ])
    expect(
      await measured(
        `delivery = 'A:PR_0851_2022-09_001_F_A.zip' and test = 'K08 balance' and unit = 'rækker i DSA_HIST'`,
      ),
    ).toEqual(['K08 balance |  | rækker i DSA_HIST | 30 | 29'])
  })
})

describe('faults of FLIS’ own load', () => {
  beforeAll(async () => {
    await w.deliver(PRSag, 'PR 0751 2022-09 001 F A', rowsOf(5) as never)
    await w.intake()
  })

  const OF = `delivery = 'A:PR_0751_2022-09_001_F_A.zip' and severity = 'fejl'`
  const LINE = `['(A:PR_0751_2022-09_001_F_A.zip, 1)']`

  it('none, as it is loaded', async () => {
    expect(await found(`severity = 'fejl'`)).toEqual([])
    expect(await measured(`delivery = 'A:PR_0751_2022-09_001_F_A.zip' and unit = 'sum i DSA_HIST'`)).toEqual([
      'K08 balance | Beloeb | sum i DSA_HIST | 50.000000 | 50.000000',
    ])
  })

  it('a row that is gone from DSA_HIST: rows and sums', async () => {
    await w.query(
      `delete from dsa_hist."PRSag" where SagId = 's3' and _leverance = 'A:PR_0751_2022-09_001_F_A.zip'`,
    )
    await again('2022-01')
    expect(await found(OF)).toEqual([
      `K08 balance | rækker i DSA_HIST | fejl | 4 | 5 | 1 | ${LINE}`,
      `K08 balance | sum i DSA_HIST | fejl | 40.000000 | 50.000000 | 1 | ${LINE}`,
    ])
    expect(
      ubalance({
        rowsIn: 5,
        accepted: 5,
        quarantined: 0,
        duplicates: 0,
        broken: 0,
        inRaadata: 5,
        standing: 4,
      }),
    ).toMatchObject({ 'rækker i DSA_HIST': 1 })
  })

  it('a row that is there twice, once it is put right again', async () => {
    await w.query(
      `insert into dsa_hist."PRSag" by name
       select * replace ('s3' as SagId) from dsa_hist."PRSag" where _leverance = 'A:PR_0751_2022-09_001_F_A.zip' and SagId in ('s1', 's2')`,
    )
    await again('2022-02')
    expect(await found(OF)).toEqual([
      `K08 balance | rækker i DSA_HIST | fejl | 6 | 5 | 1 | ${LINE}`,
      `K08 balance | sum i DSA_HIST | fejl | 60.000000 | 50.000000 | 1 | ${LINE}`,
    ])
    await w.query(
      `delete from dsa_hist."PRSag"
       where rowid = (select max(rowid) from dsa_hist."PRSag" where SagId = 's3' and _leverance = 'A:PR_0751_2022-09_001_F_A.zip')`,
    )
    await again('2022-03')
    expect(await found(OF)).toEqual([])
  })

  it('a count of verification that does not add up', async () => {
    await w.query(`update ops.verified set duplicates = 2 where delivery = 'A:PR_0751_2022-09_001_F_A.zip'`)
    await again('2022-04')
    expect(await found(OF)).toEqual([`K08 balance | rækker, verificeret | fejl | 7 | 5 | 2 | ${LINE}`])
    await w.query(`update ops.verified set duplicates = 0 where delivery = 'A:PR_0751_2022-09_001_F_A.zip'`)
  })

  it('a delivery whose files do not add up to its rows', async () => {
    await w.query(`update ops.deliveries set rows_in = 9 where id = 'A:PR_0751_2022-09_001_F_A.zip'`)
    await again('2022-05')
    expect(await found(OF)).toEqual([`K06 kontroltotal | rækker i filerne | fejl | 5 | 9 | 4 | ${LINE}`])
    await w.query(`update ops.deliveries set rows_in = 5 where id = 'A:PR_0751_2022-09_001_F_A.zip'`)
  })

  it('a file of Rådata with other bytes, and one that is gone', async () => {
    const [part] = await w.query(
      `select path, sha256 from ops.raadata where delivery = 'A:PR_0751_2022-09_001_F_A.zip'`,
    )
    await w.query(`update ops.raadata set sha256 = repeat('0', 64) where path = '${String(part?.path)}'`)
    await again('2022-06')
    const sha256 = String(part?.sha256).slice(0, 12)
    expect(await found(OF)).toEqual([
      `K08 balance | SHA-256 af Rådata | fejl | ${sha256} | 000000000000 | 1 | ${LINE}`,
    ])
    await rm(join(w.root, String(part?.path)))
    await again('2022-07')
    expect(await found(OF)).toEqual([
      `K08 balance | SHA-256 af Rådata | fejl | mangler | 000000000000 | 1 | ${LINE}`,
      `K08 balance | rækker i Rådata | fejl | mangler | 5 | 1 | ${LINE}`,
    ])
  })

  it('what was found goes with a delivery that is withdrawn', async () => {
    await w.query(`update ops.deliveries set state = 'withdrawn' where id = 'A:PR_0751_2022-09_001_F_A.zip'`)
    await w.deliver(PRSag, 'PR 0101 2021-12 001 F A', rowsOf(1) as never)
    await w.intake()
    expect(
      await w.query(`select * from ops.quality where delivery = 'A:PR_0751_2022-09_001_F_A.zip'`),
    ).toEqual([])
    expect(
      await w.query(`select * from ops.measures where delivery = 'A:PR_0751_2022-09_001_F_A.zip'`),
    ).toEqual([])
  })
})
