import { contract, dataomraade, fact, field, kilde, lookup, sql } from '@flis/core'
import { DimKommune } from '@flis/dm'
import { testWarehouse } from '@flis/pipelines'
import { expect, it } from 'vitest'

const Kilde = kilde('P', { senders: ['P'] })
const perPerson = { kilde: Kilde, mode: 'full', keyScope: 'global', unit: ['Person'] } as const

/** A citizen's plans and conditions may be told by different kommuner. */
const Plan = contract('Plan', {
  ...perPerson,
  fields: { Id: field.key.text(), Person: field.text(), Tilstand: field.text() },
})
const Tilstand = contract('Tilstand', {
  ...perPerson,
  fields: { Id: field.key.text(), Person: field.text() },
})
const Navn = contract('Navn', {
  kilde: kilde('N', { scope: 'national' }),
  mode: 'full',
  absence: 'slut',
  keyScope: 'global',
  fields: { Person: field.key.text(), Navn: field.text() },
})
const Navne = lookup('Navne', {
  grain: ['Person'],
  columns: { Person: 'VARCHAR', Navn: 'VARCHAR' },
  sql: () => sql`select Person, Navn from ${Navn} as navn`,
})
/** Reads `Navne` and does not follow it: a change there makes the whole fact anew. */
const FactPlan = fact('FactPlan', {
  grain: ['Id'],
  recompute: { by: 'unit' },
  columns: { DimKommune: DimKommune.key, Id: 'VARCHAR', Tilstand: 'VARCHAR', Navn: 'VARCHAR' },
  sql: () => sql`
    select ${DimKommune.of('plan._kommune')} as DimKommune, plan.Id, tilstand.Id as Tilstand, navne.Navn,
      plan._unit, plan._kommune
    from ${Plan} as plan
    left join ${Tilstand} as tilstand on tilstand.Id = plan.Tilstand
    left join ${Navne} as navne on navne.Person = plan.Person`,
})
const area = dataomraade('P', { contracts: [Plan, Tilstand, Navn], models: [Navne, FactPlan] })

it('a unit told by several kommuner stays together when a kommune comes and everything is computed anew', async () => {
  const w = await testWarehouse({ areas: [area], now: '2022-11-02' })
  try {
    await w.deliver(Plan, 'P 0461 2022-08', [{ Id: 'p', Person: 'a', Tilstand: 't' }])
    await w.deliver(Navn, 'N 0000 2022-08', [{ Person: 'b', Navn: 'Bo' }])
    await w.monthRun('2022-08')
    await w.deliver(Tilstand, 'P 0751 2022-08', [{ Id: 't', Person: 'a' }])
    await w.deliver(Navn, 'N 0000 2022-09', [
      { Person: 'a', Navn: 'Anna' },
      { Person: 'b', Navn: 'Bo' },
    ])
    await w.monthRun('2022-08')
    expect(await w.rows(FactPlan)).toEqual([{ DimKommune: 461, Id: 'p', Tilstand: 't', Navn: 'Anna' }])
  } finally {
    await w.close()
  }
})
