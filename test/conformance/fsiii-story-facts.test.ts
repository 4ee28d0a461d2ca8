import { expect, it } from 'vitest'
import type { Bundle } from '../reference/fhir-bundle.js'
import {
  broPlanlagtIndsatsTilstand,
  factLeveretIndsats,
  factPlanlagtIndsats,
} from '../reference/fsiii-indsats.js'
import { type Concept, membersUnder } from '../reference/fsiii-koder.js'
import { readDeliveries } from '../reference/fsiii-read.js'
import type { FsiiiBasis } from '../reference/fsiii-rows.js'
import { SVAERHEDSGRAD, SVAR } from '../reference/fsiii-svar.js'
import { factTilstand } from '../reference/fsiii-tilstand.js'
import { publicInput } from './public-input.js'
import type { StoryFacts, StoryStage } from './story-facts.js'
import { jensFacts } from './story-facts-jens.js'
import { peterFacts } from './story-facts-peter.js'

const input = publicInput('fsiii')

const json = (file: string): unknown => JSON.parse(input.file(file).toString())

const codes = (file: string) => (json(file) as { readonly concept: readonly Concept[] }).concept

/** The first `count` reports of a citizen, each in a delivery of its own, arriving in the order given. */
const basisOf = (facts: StoryFacts, count: number, arrange: (list: Bundle[]) => Bundle[]): FsiiiBasis => ({
  ...readDeliveries(
    arrange(facts.stages.slice(0, count).map(({ report }) => json(report) as Bundle)).map((bundle, nth) => ({
      kommune: '0751',
      extract: 20210228001 + nth,
      bundles: [bundle],
    })),
  ),
  foedselsdato: { [facts.personnummer]: facts.foedselsdato },
})

const byKey = <R extends object>(rows: readonly R[]): readonly R[] =>
  [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

const expectedTilstande = (facts: StoryFacts, stage: StoryStage) =>
  stage.tilstande.map((row) => ({
    tilstandId: row.tilstandId,
    personnummer: facts.personnummer,
    dimKommune: 751,
    dimAlder: facts.alder,
    dimTid: row.fra,
    dimTidSlut: row.til,
    tilstandKode: row.kode,
    sværhedsgrad: row.sværhedsgrad,
    opfølgning: row.opfølgning,
    dimTidOpfølgning: row.opfulgt,
    dimTidOpfølgningKontakt: row.kontakt,
    borgervurdering: row.udførelse,
    borgervurderingBetydning: row.betydning,
    dimTidBorgervurdering: row.vurderet,
  }))

const idOf = (stage: StoryStage, kode: string): string =>
  stage.tilstande.find((row) => row.kode === kode)?.tilstandId ?? ''

const expectedPlanlagt = (facts: StoryFacts, stage: StoryStage) =>
  stage.planlagt.map((row) => ({
    month: '2021-02',
    dimKommune: 751,
    personnummer: facts.personnummer,
    dimAlder: facts.alder,
    indsatsId: row.indsatsId,
    indsatsKode: row.kode,
    tilstandId: idOf(stage, row.tilstand),
    tilstandKode: row.tilstand,
    dimTidStart: row.fra,
    dimTidSlut: row.til,
    opfølgning: null,
    dimTidOpfølgning: -1,
    dimTidOpfølgningKontakt: -1,
    løbetid: row.løbetid,
    varighedDage: row.dage,
  }))

const expectedLeveret = (facts: StoryFacts, stage: StoryStage) =>
  stage.leveret.map((row) => ({
    dimTid: row.dag,
    dimKlokkeslæt: row.klokkeslæt,
    dimKommune: 751,
    personnummer: facts.personnummer,
    dimAlder: facts.alder,
    indsatsId: row.indsatsId,
    indsatsKode: row.kode,
    tilstandId: idOf(stage, row.tilstand),
    tilstandKode: row.tilstand,
  }))

const stages = [jensFacts, peterFacts].flatMap((facts) =>
  facts.stages.map((stage, nth) => ({
    told: `${facts.name}, report ${nth + 1}`,
    facts,
    stage,
    count: nth + 1,
  })),
)

input.describe('the facts that the stories tell, at the end of February 2021', () => {
  for (const [order, arrange] of [
    ['as told', (list: Bundle[]) => list],
    ['backwards', (list: Bundle[]) => [...list].reverse()],
  ] as const)
    it.each(stages)(`after $told, ${order}`, ({ facts, stage, count }) => {
      const basis = basisOf(facts, count, arrange)
      expect(byKey(factTilstand(basis, '2021-02'))).toEqual(byKey(expectedTilstande(facts, stage)))
      expect(byKey(factPlanlagtIndsats(basis, '2021-02'))).toEqual(byKey(expectedPlanlagt(facts, stage)))
      expect(byKey(factLeveretIndsats(basis, '2021-02'))).toEqual(byKey(expectedLeveret(facts, stage)))
      const links = stage.planlagt.flatMap((row) =>
        row.links.map((kode) => ({ indsatsId: row.indsatsId, tilstandId: idOf(stage, kode) })),
      )
      expect(byKey(broPlanlagtIndsatsTilstand(basis, '2021-02'))).toEqual(byKey(links))
    })

  it('run for January, when nothing had begun, there are no rows at all', () => {
    for (const facts of [jensFacts, peterFacts]) {
      const basis = basisOf(facts, facts.stages.length, (list) => list)
      expect(factTilstand(basis, '2021-01')).toEqual([])
      expect(factPlanlagtIndsats(basis, '2021-01')).toEqual([])
      expect(factLeveretIndsats(basis, '2021-01')).toEqual([])
      expect(broPlanlagtIndsatsTilstand(basis, '2021-01')).toEqual([])
    }
  })

  it('the texts of the tilstande and indsatser are those of the newest code system', () => {
    const systems = [{ periode: '2024-05', concept: codes('CodeSystem-FSIII.json') }]
    const members = new Map(
      membersUnder(systems, ['G', 'H', 'I', 'J']).map((member) => [member.kode, member]),
    )
    for (const { stage } of stages) {
      for (const { kode, tekst } of [...stage.planlagt, ...stage.leveret])
        expect({ kode, tekst: members.get(kode)?.tekst }).toEqual({ kode, tekst })
      for (const { kode, tekst, gruppeTekst } of stage.tilstande)
        expect({ kode, tekst, gruppeTekst }).toEqual({
          kode,
          tekst: members.get(kode)?.tekst,
          gruppeTekst: members.get(kode)?.gruppeTekst,
        })
    }
  })

  it('answers mean the same in both schemes: the code system gives both one display path', () => {
    const pathOf = new Map<string, string>()
    const walk = (concepts: readonly Concept[], above: string): void => {
      for (const { code, display, concept } of concepts) {
        pathOf.set(code, `${above} > ${display}`)
        walk(concept ?? [], `${above} > ${display}`)
      }
    }
    walk(codes('CodeSystem-FSIII.json'), '')
    for (const [uuid, legacy] of Object.entries(SVAR)) expect(pathOf.get(uuid)).toBe(pathOf.get(legacy))
    for (const [code, grade] of Object.entries(SVAERHEDSGRAD))
      expect(pathOf.get(code)).toBe(` > Funktionsevne skalering > ${grade}`)
    expect(Object.keys(SVAR)).toHaveLength(12)
    expect(Object.keys(SVAERHEDSGRAD)).toHaveLength(12)
  })
})
