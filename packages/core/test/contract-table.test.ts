import {
  type Contract,
  columnType,
  contract,
  dsaTable,
  dsaTableDdl,
  type Field,
  field,
  openInstance,
  openSession,
  type Session,
  systemColumns,
} from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'

let session: Session
beforeAll(async () => {
  session = await openSession(await openInstance(':memory:'))
  await session.run('create schema dsa_hist')
})

const every: Readonly<Record<string, readonly [Field, string]>> = {
  Tekst: [field.key.text({ length: 6 }), 'VARCHAR'],
  Dato: [field.date(), 'DATE'],
  Instans: [field.timestamp(), 'TIMESTAMP WITH TIME ZONE'],
  Moment: [field.moment(), 'VARCHAR'],
  Tal: [field.integer().optional(), 'BIGINT'],
  Beloeb: [field.decimal(18, 2), 'DECIMAL(18,2)'],
  Kode: [field.code(['M', 'K']), 'VARCHAR'],
  FremmedKode: [field.codeOf({ name: 'FSIIIKode' }, 'Kode'), 'VARCHAR'],
  Personnummer: [field.cpr(), 'VARCHAR'],
  KommuneKode: [field.kommune(), 'VARCHAR'],
  ErAktiv: [field.boolean(), 'BOOLEAN'],
  Ider: [field.list(), 'VARCHAR[]'],
  // A word of the engine's own grammar.
  Order: [field.text(), 'VARCHAR'],
}
const fields = Object.fromEntries(Object.entries(every).map(([name, [of]]) => [name, of]))

const described = async (of: Contract): Promise<readonly (readonly [string, string])[]> =>
  (await session.rows(`describe ${dsaTable(of)}`)).map((row) => [
    String(row.column_name),
    String(row.column_type),
  ])

describe('the DSA_HIST table of a contract', () => {
  it.each(Object.entries(every))('has %s with the type that it says', (_name, [of, type]) => {
    expect(columnType(of)).toBe(type)
  })

  it('is made by the engine as declared, system columns last', async () => {
    const full = contract('Fuld', { kilde: 'P', mode: 'full', fields })
    await session.run(dsaTableDdl(full))
    expect(await described(full)).toEqual([
      ...Object.entries(every).map(([name, [, type]]) => [name, type]),
      ['_kommune', 'VARCHAR'],
      ['_kildesystem', 'VARCHAR'],
      ['_fra', 'BIGINT'],
      ['_til', 'BIGINT'],
      ['_leverance', 'VARCHAR'],
      ['_linje', 'BIGINT'],
    ])
  })

  it('of an upsert contract also holds what orders its versions', async () => {
    const upsert = contract('Opdateret', { kilde: 'P', mode: 'upsert', fields })
    await session.run(dsaTableDdl(upsert))
    const columns = await described(upsert)
    expect(columns.slice(-3)).toEqual([
      ['_opdateret', 'TIMESTAMP WITH TIME ZONE'],
      ['_rapport', 'TIMESTAMP WITH TIME ZONE'],
      ['_sha', 'VARCHAR'],
    ])
    expect(columns.slice(Object.keys(every).length)).toEqual(systemColumns(upsert))
  })

  it('is made once: a second time leaves its rows', async () => {
    const again = contract('Igen', { kilde: 'P', mode: 'full', fields: { Id: field.key.text() } })
    await session.run(dsaTableDdl(again))
    await session.run(`insert into ${dsaTable(again)} ("Id") values ('a')`)
    await session.run(dsaTableDdl(again))
    expect(await session.value(`select count(*) from ${dsaTable(again)}`)).toBe(1n)
  })

  it('has no key constraint: uniqueness is checked in the load', async () => {
    const found = await session.value(
      `select count(*) from duckdb_constraints() where schema_name = 'dsa_hist'`,
    )
    expect(found).toBe(0n)
  })
})
