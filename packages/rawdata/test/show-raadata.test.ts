import { describe, expect, it } from 'vitest'
import { showRaadata } from '../src/index.js'
import { ID, kyZip, landed, NAME, SAG_HEADER } from './landed-ky.js'
import { KYSag } from './landing-areas.js'
import { landingWarehouse } from './landing-warehouse.js'

describe('the view of a contract', () => {
  it('holds the rows of every delivery, whatever columns each had', async () => {
    const warehouse = await landed('SagId;KleNummer;OprettetDato\na;1;2022-01-01\n')
    await warehouse.put('KY_0751_2022-11_001_F.zip', kyZip(`${SAG_HEADER};Ekstra\na;1;2022-01-01;n;e\n`))
    await warehouse.land()
    expect(await warehouse.rows('from raadata."KYSag" order by _leverance')).toEqual([
      { ...row('a', null, null), _leverance: ID },
      { ...row('a', 'n', 'e'), _leverance: 'NC:KY_0751_2022-11_001_F.zip' },
    ])
  })

  it('holds nothing that the ledger does not count', async () => {
    const warehouse = await landed(`${SAG_HEADER}\na;1;2022-01-01;\n`)
    await warehouse.session.run(
      `copy (select 'z' as SagId, null::bigint as _linje) to '${warehouse.root}/raadata/KYSag/stray.parquet' (format parquet)`,
    )
    expect(await warehouse.rows('select SagId from raadata."KYSag"')).toEqual([{ SagId: 'a' }])
  })

  it('is there only once something has landed, and can be made again', async () => {
    const warehouse = await landingWarehouse()
    await showRaadata(warehouse.session, warehouse.root, KYSag)
    expect(await warehouse.rows(`from duckdb_views() where schema_name = 'raadata'`)).toEqual([])
    await warehouse.put(NAME, kyZip(`${SAG_HEADER}\na;1;2022-01-01;\n`))
    await warehouse.land()
    await warehouse.session.run('drop view raadata."KYSag"')
    await showRaadata(warehouse.session, warehouse.root, KYSag)
    expect(await warehouse.rows('select SagId from raadata."KYSag"')).toEqual([{ SagId: 'a' }])
  })

  const row = (sagId: string, note: string | null, extra: string | null) => ({
    SagId: sagId,
    KleNummer: '1',
    OprettetDato: '2022-01-01',
    Note: note,
    Ekstra: extra,
    _fil: 'KYSag.csv',
    _linje: 2,
  })
})
