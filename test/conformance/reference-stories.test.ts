import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyOrder } from '../reference/arbitraries.js'
import type { Bundle } from '../reference/fhir-bundle.js'
import {
  broPlanlagtIndsatsTilstand,
  factLeveretIndsats,
  factPlanlagtIndsats,
} from '../reference/fsiii-indsats.js'
import { type FsiiiDelivery, readDeliveries } from '../reference/fsiii-read.js'
import { homecare, homecareFirstReport, nursing, nursingFirstReport, type Story } from './stories.js'
import { type StoryCode, storyCodes20200908, storyCodesNewest } from './story-codes.js'

const folder = fileURLToPath(new URL('../../../shared/data/fsiii/', import.meta.url))
const present = existsSync(folder)

const bundle = (file: string): Bundle => JSON.parse(readFileSync(`${folder}${file}`, 'utf8'))

const delivery = (bundles: readonly Bundle[], nth = 1): FsiiiDelivery => ({
  kommune: '0751',
  extract: 20210331000 + nth,
  bundles,
})

const byIdThenMonth = (a: { indsatsId: string; month: string }, b: { indsatsId: string; month: string }) =>
  a.indsatsId === b.indsatsId ? (a.month < b.month ? -1 : 1) : a.indsatsId < b.indsatsId ? -1 : 1

const expectedPlanlagt = (story: Story, birthKnown: boolean) =>
  story.planlagt
    .flatMap(({ rows, tilstandIds, tekst, ...indsats }) =>
      rows.map((row) => ({
        ...row,
        ...indsats,
        dimKommune: 751,
        personnummer: story.personnummer,
        dimAlder: birthKnown ? story.alderHvisKendt : -1,
        opfølgning: null,
        dimTidOpfølgning: -1,
        dimTidOpfølgningKontakt: -1,
      })),
    )
    .sort(byIdThenMonth)

const expectedLeveret = (story: Story, birthKnown: boolean) =>
  story.leveret.map(({ tekst, ...row }) => ({
    ...row,
    dimKommune: 751,
    personnummer: story.personnummer,
    dimAlder: birthKnown ? story.alderHvisKendt : -1,
  }))

const expectedBro = (story: Story) =>
  story.planlagt
    .flatMap(({ indsatsId, tilstandIds }) => tilstandIds.map((tilstandId) => ({ indsatsId, tilstandId })))
    .sort((a, b) => (`${a.indsatsId}${a.tilstandId}` < `${b.indsatsId}${b.tilstandId}` ? -1 : 1))

const check = (story: Story, deliveries: readonly FsiiiDelivery[], birthKnown = false): void => {
  const read = readDeliveries(deliveries)
  const basis = birthKnown ? { ...read, foedselsdato: { [story.personnummer]: story.foedselsdato } } : read
  const planlagt = factPlanlagtIndsats(basis, story.runMonth)
  expect(planlagt.sort(byIdThenMonth)).toEqual(expectedPlanlagt(story, birthKnown))
  expect(factLeveretIndsats(basis, story.runMonth)).toEqual(expectedLeveret(story, birthKnown))
  expect(broPlanlagtIndsatsTilstand(basis, story.runMonth)).toEqual(expectedBro(story))
}

interface CodeConcept {
  readonly code: string
  readonly display: string
  readonly concept?: readonly CodeConcept[]
}

interface CodePath {
  readonly code: string
  readonly path: readonly string[]
}

const codePaths = (concepts: readonly CodeConcept[], above: readonly string[] = []): CodePath[] =>
  concepts.flatMap((concept) => {
    const path = [...above, concept.display]
    return [{ code: concept.code, path }, ...codePaths(concept.concept ?? [], path)]
  })

const checkCodes = (file: string, codes: readonly StoryCode[]): void => {
  const system: { concept: readonly CodeConcept[] } = JSON.parse(readFileSync(`${folder}${file}`, 'utf8'))
  const paths = codePaths(system.concept)
  const found = codes.map(({ kode }) => {
    const path = paths.find((member) => member.code === kode)?.path ?? []
    const same = paths.filter((member) => JSON.stringify(member.path) === JSON.stringify(path))
    const others = same.map((member) => member.code).filter((other) => other !== kode)
    return {
      kode,
      tekst: path.at(-1),
      gruppeTekst: path.at(-2),
      uuid: others[0] ?? null,
      pairs: others.length,
    }
  })
  expect(found).toEqual(codes.map((member) => ({ ...member, pairs: member.uuid === null ? 0 : 1 })))
}

const tellStories = (): void => {
  const stories = [homecareFirstReport, homecare, nursingFirstReport, nursing]

  it.each(stories)('$name', (story) => {
    check(story, [delivery(story.reports.map(bundle))])
  })

  it.each(stories)('with the citizen known the age is that on the start date: $name', (story) => {
    check(story, [delivery(story.reports.map(bundle))], true)
  })

  it.each([homecare, nursing])('in any order, in one delivery or one each: $name', (story) => {
    const bundles = story.reports.map(bundle)
    fc.assert(
      fc.property(anyOrder(bundles), fc.boolean(), (shuffled, together) => {
        check(story, together ? [delivery(shuffled)] : shuffled.map((one, nth) => delivery([one], nth + 1)))
      }),
    )
  })

  it.each([homecare, nursing])('run for February alone, the February rows are the same: $name', (story) => {
    const basis = readDeliveries([delivery(story.reports.map(bundle))])
    const february = factPlanlagtIndsats(basis, story.runMonth).filter((row) => row.month === '2021-02')
    expect(factPlanlagtIndsats(basis, '2021-02')).toEqual(february)
  })

  it('every code of the stories has the text that the newest code system gives it', () => {
    checkCodes('CodeSystem-FSIII.json', storyCodesNewest)
  })

  it('every code of the stories has the text that the code system of 2020 gives it', () => {
    checkCodes('CodeSystem-FSIII-20200908.json', storyCodes20200908)
  })

  it('the text of each indsats in the stories is that of its code', () => {
    const texts = new Map(storyCodesNewest.map((member) => [member.kode, member.tekst]))
    const told = stories.flatMap((story) => [...story.planlagt, ...story.leveret])
    expect(told.map(({ indsatsKode }) => texts.get(indsatsKode))).toEqual(told.map(({ tekst }) => tekst))
  })
}

if (present) {
  describe('the stories as told by the real delivery reports', tellStories)
} else {
  describe('the stories as told by the real delivery reports (../shared/data/fsiii)', () => {
    const required = process.env.FLIS_REQUIRE_SERVICES === '1'
    it(required ? 'are required, and absent' : 'are absent here: not run', () => {
      expect(required).toBe(false)
    })
  })
}
