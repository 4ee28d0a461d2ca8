import { fsiii } from '@flis/domains/fsiii'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CITIZENS, CODES, deliveriesOf, SENDERS, type Told } from './fsiii-told.js'
import { expectedOf } from './fsiii-told-by-models.js'
import { toldExamples } from './fsiii-told-examples.js'
import { type Facts, factsOf, putCodes, putPersons, putReports, putSenders } from './fsiii-warehouse.js'

const examples = toldExamples.map((told, nth) => [`e${nth}x`, told] as const)

const rowsOf = (facts: Facts, name: string, told: Told): ReturnType<typeof expectedOf> => {
  const own = (id: string): boolean => id.startsWith(`${name}-`)
  const id = (text: string): string => text.slice(name.length + 1)
  const tilstande = facts.tilstande
    .filter((row) => own(row.tilstandId))
    .map((row) => ({
      id: id(row.tilstandId),
      fra: row.dimTid,
      til: row.dimTidSlut,
      kode: row.tilstand ?? '−1',
      grad: row.sværhedsgrad,
      opfølgning: row.opfølgning,
      opfulgt: row.dimTidOpfølgning,
      kontakt: row.dimTidOpfølgningKontakt,
      udførelse: row.borgervurdering,
      betydning: row.borgervurderingBetydning,
      vurderet: row.dimTidBorgervurdering,
      alder: row.dimAlder,
      kommune: row.dimKommune,
    }))
  const planlagt = facts.planlagt
    .filter((row) => own(row.indsatsId))
    .map((row) => ({
      id: id(row.indsatsId),
      måned: row.month,
      løbetid: row.løbetid,
      dage: row.varighedDage,
      fra: row.dimTidStart,
      til: row.dimTidSlut,
      kode: row.indsats ?? '−1',
      tilstand: row.tilstand,
      opfølgning: row.opfølgning,
      opfulgt: row.dimTidOpfølgning,
      kontakt: row.dimTidOpfølgningKontakt,
      alder: row.dimAlder,
      kommune: row.dimKommune,
    }))
  const leveret = facts.leveret
    .filter((row) => own(row.indsatsId))
    .map((row) => ({
      id: id(row.indsatsId),
      dag: row.dimTid,
      klokkeslæt: row.dimKlokkeslæt,
      kode: row.indsats ?? '−1',
      tilstand: row.tilstand,
      alder: row.dimAlder,
      kommune: row.dimKommune,
    }))
  const links = facts.links
    .filter((row) => own(row.indsatsId))
    .map((row) => [id(row.indsatsId), id(row.tilstandId)] as const)
  return expectedOf({
    ...told,
    ...(told.tilstande && { tilstande }),
    ...(told.planlagt && { planlagt }),
    ...(told.leveret && { leveret }),
    ...(told.links && { links }),
  })
}

describe('the pipeline gives the rows that the examples tell, all of them in one warehouse', () => {
  let w: TestWarehouse
  const facts = new Map<string, Facts>()
  beforeAll(async () => {
    w = await testWarehouse({ areas: [fsiii], now: '2022-09-02' })
    for (const system of CODES) await putCodes(w, system)
    await putSenders(w, { periode: '2022-06', rows: SENDERS })
    await putPersons(w, {
      periode: '2022-06',
      rows: Object.fromEntries(
        Object.values(CITIZENS).flatMap(({ personnummer, født }) =>
          født === null ? [] : [[personnummer, født] as const],
        ),
      ),
    })
    for (const sent of deliveriesOf(examples)) await putReports(w, { ...sent, form: 'ndjson' })
    for (const month of ['2022-06', '2022-07']) {
      await w.monthRun(month)
      facts.set(month, await factsOf(w))
    }
  }, 120_000)
  afterAll(() => w.close())

  it('delivers and loads them all', async () => {
    expect(await w.query(`select distinct state from ops.deliveries`)).toEqual([{ state: 'loaded' }])
    const reasons = await w.query(`select distinct codes::varchar as codes from ops.quarantine order by 1`)
    expect(reasons).toEqual([{ codes: '[R120]' }, { codes: '[R204]' }])
  })

  it.each(examples)('%s %#', (name, told) => {
    const month = facts.get(told.month ?? '2022-06')
    expect(month && rowsOf(month, name, told), told.name).toEqual(expectedOf(told))
  })
})
