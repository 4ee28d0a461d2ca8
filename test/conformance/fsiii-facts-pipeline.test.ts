import {
  DimBorgervurdering,
  DimBorgervurderingBetydning,
  DimOpfølgning,
  DimPlanlagtIndsats,
  DimTilstand,
  fsiii,
} from '@flis/domains/fsiii'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Concept, membersUnder } from '../reference/fsiii-koder.js'
import { factsOf, putPersons } from './fsiii-warehouse.js'
import { publicInput } from './public-input.js'
import type { StoryFacts } from './story-facts.js'
import { jensFacts } from './story-facts-jens.js'
import { peterFacts } from './story-facts-peter.js'

const input = publicInput('fsiii')
const { file } = input

const SYSTEMS = { '2021-01': 'CodeSystem-FSIII-20200908.json', '2021-02': 'CodeSystem-FSIII.json' } as const

const deliver = (w: TestWarehouse, report: string, nr: number): Promise<void> =>
  w.deliverFile(`FSIII_0751_2021-02-28_${String(nr).padStart(3, '0')}_D.json`, file(report), 'Trifork')

const warehouse = async (): Promise<TestWarehouse> => {
  const w = await testWarehouse({ areas: [fsiii], now: '2021-04-02' })
  for (const [periode, name] of Object.entries(SYSTEMS))
    await w.deliverFile(`FSIIIKoder_0000_${periode}_001_F.json`, file(name), 'KOMBIT')
  await putPersons(w, {
    periode: '2021-02',
    rows: Object.fromEntries(
      [jensFacts, peterFacts].map(({ personnummer, foedselsdato }) => [personnummer, foedselsdato]),
    ),
  })
  return w
}

/** How many reports of a citizen have come by the time of a round. */
const upTo = (facts: StoryFacts, round: number) => facts.stages[Math.min(round, facts.stages.length) - 1]

const sorted = <R>(rows: readonly R[]): readonly R[] =>
  [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

const expected = (round: number) => {
  const told = [jensFacts, peterFacts].flatMap((facts) => {
    const stage = upTo(facts, round)
    const who = { personnummer: facts.personnummer, dimKommune: 751, dimAlder: facts.alder }
    return stage === undefined ? [] : [{ stage, who }]
  })
  return {
    tilstande: sorted(
      told.flatMap(({ stage, who }) =>
        stage.tilstande.map((row) => ({
          ...who,
          tilstand: row.kode,
          tilstandId: row.tilstandId,
          dimTid: row.fra,
          dimTidSlut: row.til,
          sværhedsgrad: row.sværhedsgrad,
          opfølgning: row.opfølgning,
          dimTidOpfølgning: row.opfulgt,
          dimTidOpfølgningKontakt: row.kontakt,
          borgervurdering: row.udførelse,
          borgervurderingBetydning: row.betydning,
          dimTidBorgervurdering: row.vurderet,
        })),
      ),
    ),
    planlagt: sorted(
      told.flatMap(({ stage, who }) =>
        stage.planlagt.map((row) => ({
          ...who,
          tilstand: row.tilstand,
          month: '2021-02',
          indsatsId: row.indsatsId,
          indsats: row.kode,
          dimTidStart: row.fra,
          dimTidSlut: row.til,
          opfølgning: null,
          dimTidOpfølgning: -1,
          dimTidOpfølgningKontakt: -1,
          løbetid: row.løbetid,
          varighedDage: row.dage,
        })),
      ),
    ),
    leveret: sorted(
      told.flatMap(({ stage, who }) =>
        stage.leveret.map((row) => ({
          ...who,
          tilstand: row.tilstand,
          dimTid: row.dag,
          dimKlokkeslæt: row.klokkeslæt,
          indsatsId: row.indsatsId,
          indsats: row.kode,
        })),
      ),
    ),
    links: sorted(
      told.flatMap(({ stage }) =>
        stage.planlagt.flatMap((row) =>
          row.links.map((kode) => ({
            indsatsId: row.indsatsId,
            tilstandId: stage.tilstande.find((one) => one.kode === kode)?.tilstandId ?? '',
          })),
        ),
      ),
    ),
  }
}

const factsIn = async (w: TestWarehouse) => {
  const { tilstande, planlagt, leveret, links } = await factsOf(w)
  return {
    tilstande: sorted(tilstande),
    planlagt: sorted(planlagt),
    leveret: sorted(leveret),
    links: sorted(links),
  }
}

input.describe('the facts that the stories tell, from the real reports and code systems', () => {
  let w: TestWarehouse
  beforeAll(async () => {
    w = await warehouse()
  }, 60_000)
  afterAll(() => w.close())

  it('report by report, with a run after each, and run again with nothing new', async () => {
    for (let round = 1; round <= peterFacts.stages.length; round += 1) {
      for (const [citizen, facts] of [jensFacts, peterFacts].entries()) {
        const stage = facts.stages[round - 1]
        if (stage !== undefined)
          await deliver(w, stage.report, citizen + 2 * round - 1 - (round > 3 ? round - 3 : 0))
      }
      await w.monthRun('2021-02')
      expect(await factsIn(w), `round ${round}`).toEqual(expected(round))
    }
    await w.monthRun('2021-02')
    expect(await factsIn(w)).toEqual(expected(peterFacts.stages.length))
    const states = await w.query(`select distinct state from ops.deliveries`)
    expect(states).toEqual([{ state: 'loaded' }])
  }, 120_000)

  it('the members of DimTilstand and DimPlanlagtIndsats are those of the real code systems', async () => {
    const systems = Object.entries(SYSTEMS).map(([periode, name]) => ({
      periode,
      concept: (JSON.parse(String(file(name))) as { readonly concept: readonly Concept[] }).concept,
    }))
    const roots = {
      sygepleje: ['I', '4db72d65-7ec1-45b4-89c3-5017c35d085e'],
      hjemmepleje: ['J', 'd49d6b0c-c067-4469-b92d-3842822c4971'],
    }
    const shown = (row: Readonly<Record<string, unknown>>) => ({
      kode: row.Kode,
      tekst: row.Tekst,
      gruppeTekst: row.GruppeTekst,
      kodeLegacy: row.KodeLegacy,
      kodeUuid: row.KodeUuid,
      gyldigFra: row.GyldigFra,
      gyldigTil: row.GyldigTil,
    })
    const tilstande = (await w.rows(DimTilstand)).filter((row) => row.DimTilstandID !== -1n)
    for (const [område, of] of Object.entries(roots))
      expect(sorted(tilstande.filter((row) => row.Område === område).map(shown)), område).toEqual(
        sorted(membersUnder(systems, of)),
      )
    expect(new Set(tilstande.map((row) => row.Område))).toEqual(new Set(Object.keys(roots)))
    const indsatser = (await w.rows(DimPlanlagtIndsats)).filter((row) => row.DimPlanlagtIndsatsID !== -1n)
    const catalogues = membersUnder(systems, [
      'G',
      'H',
      'b07bbb6d-16b2-4cee-b5a5-771ca5beb67c',
      'cac857f7-2957-4fc7-a814-9e7fc450270a',
    ])
    const kept = new Set(catalogues.map((member) => member.kode))
    expect(sorted(indsatser.filter((row) => kept.has(String(row.Kode))).map(shown))).toEqual(
      sorted(catalogues),
    )
  })

  it('the members of the answers are E1–E4, C1–C4, D1–D2', async () => {
    const told = async (model: Parameters<TestWarehouse['rows']>[0]) =>
      (await w.rows(model))
        .map((row) => [row.Kode, row.Tekst].join(' '))
        .filter((text) => !/Ukendt/.test(text))
        .sort()
    expect(await told(DimOpfølgning)).toEqual([
      'E1 Fortsættes',
      'E2 Ændres inden for rammen',
      'E3 Afsluttes',
      'E4 Revisitation',
    ])
    expect(await told(DimBorgervurdering)).toEqual([
      'C1 Udfører selv',
      'C2 Udfører dele af',
      'C3 Udfører ikke selv',
      'C4 Ikke relevant',
    ])
    expect(await told(DimBorgervurderingBetydning)).toEqual([
      'D1 Oplever ikke begrænsninger',
      'D2 Oplever begrænsninger',
    ])
  })
})

input.describe('the same reports all at once', () => {
  it('backwards, in one run: the last round', async () => {
    const w = await warehouse()
    try {
      const told = [...jensFacts.stages, ...peterFacts.stages].map(({ report }) => report).reverse()
      for (const [nth, report] of told.entries()) await deliver(w, report, nth + 1)
      await w.monthRun('2021-02')
      expect(await factsIn(w)).toEqual(expected(peterFacts.stages.length))
    } finally {
      await w.close()
    }
  }, 60_000)
})
