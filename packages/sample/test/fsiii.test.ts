import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { linesOf, sample } from './read-sample.js'

interface Resource {
  readonly resourceType: string
  readonly id: string
  readonly status?: string
  readonly timestamp?: string
  readonly entry?: readonly { readonly resource: Resource }[]
  readonly [member: string]: unknown
}

interface Report {
  readonly periode: string
  readonly bundle: Resource
  readonly resources: readonly Resource[]
}

const resourcesOf = (bundle: Resource): readonly Resource[] =>
  (bundle.entry ?? []).map((each) => each.resource)
const isNested = (bundle: Resource): boolean =>
  resourcesOf(bundle).every((each) => each.resourceType === 'Bundle')

const fsiiiCodes = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return []
  const { system, code } = value as { readonly system?: unknown; readonly code?: unknown }
  if (system === 'urn:oid:1.2.208.176.2.21' && typeof code === 'string') return [code]
  return Object.values(value).flatMap(fsiiiCodes)
}

const references = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return []
  const { reference } = value as { readonly reference?: unknown }
  return typeof reference === 'string' ? [reference] : Object.values(value).flatMap(references)
}

interface Concept {
  readonly code: string
  readonly display: string
  readonly concept?: readonly Concept[]
}

const paths = (concepts: readonly Concept[], above = ''): readonly (readonly [string, string])[] =>
  concepts.flatMap((each) => {
    const path = `${above}/${each.display}`
    return [[each.code, path] as const, ...paths(each.concept ?? [], path)]
  })

describe('an FSIII sample', () => {
  let lines: readonly Resource[] = []
  let reports: readonly Report[] = []
  let codes: readonly (readonly [string, string])[] = []

  beforeAll(async () => {
    const { out, report } = await sample({ scale: 0.02, areas: ['FSIII'] })
    const read = await Promise.all(
      report.files
        .filter((file) => file.kilde === 'FSIII')
        .map(async (file) =>
          linesOf(await readFile(join(out, file.path), 'utf8')).map((line) => ({
            periode: file.periode,
            bundle: JSON.parse(line) as Resource,
          })),
        ),
    )
    lines = read.flat().map((each) => each.bundle)
    reports = read.flat().flatMap(({ periode, bundle }) =>
      (isNested(bundle) ? resourcesOf(bundle) : [bundle]).map((each) => ({
        periode,
        bundle: each,
        resources: resourcesOf(each),
      })),
    )
    const system = JSON.parse(await readFile(join(out, 'FSIIIKoder_0000_2022-08_001_F.json'), 'utf8')) as {
      readonly url: string
      readonly version: string
      readonly concept: readonly Concept[]
    }
    expect(system).toMatchObject({ url: 'urn:oid:1.2.208.176.2.21', version: '20220801' })
    codes = paths(system.concept)
  })

  it('is Bundles, now and then a Bundle of Bundles', () => {
    expect(new Set(lines.map((line) => line.resourceType))).toEqual(new Set(['Bundle']))
    const nested = lines.filter(isNested).length
    expect(nested).toBeGreaterThan(0)
    expect(nested / lines.length).toBeLessThan(0.1)
  })

  it('reports about one citizen with a CPR number and a sender', () => {
    for (const { resources } of reports) {
      const patients = resources.filter((each) => each.resourceType === 'Patient')
      expect(patients).toHaveLength(1)
      expect(JSON.stringify(patients[0])).toMatch(/"value":"\d{10}","system":"urn:oid:1\.2\.208\.176\.1\.2"/)
      expect(JSON.stringify(patients[0])).toMatch(/"value":"\d{15}","system":"urn:oid:1\.2\.208\.176\.1\.1"/)
    }
  })

  it('has timestamps with Z, after the first delivery within the periode that delivers them', () => {
    for (const { periode, bundle } of reports) {
      expect(bundle.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
      const first = periode === '2022-09' || periode === '2022-09-01'
      const day = bundle.timestamp?.slice(0, periode.length) ?? ''
      expect(first ? day <= periode : day === periode).toBe(true)
    }
  })

  it('holds Conditions, CarePlans and Procedures, with updates by the same id', () => {
    const ids = (type: string) =>
      reports.flatMap((each) =>
        each.resources.filter((one) => one.resourceType === type).map((one) => one.id),
      )
    for (const type of ['Condition', 'CarePlan']) {
      expect(ids(type).length).toBeGreaterThan(100)
      expect(new Set(ids(type)).size).toBeLessThan(ids(type).length)
    }
    expect(ids('Procedure').length).toBeGreaterThan(100)
    expect(new Set(ids('Procedure')).size).toBe(ids('Procedure').length)
  })

  it('has planned indsatser active, completed, revoked and entered in error', () => {
    const states = reports.flatMap((each) =>
      each.resources.filter((one) => one.resourceType === 'CarePlan').map((one) => one.status),
    )
    expect(new Set(states)).toEqual(new Set(['active', 'completed', 'revoked', 'entered-in-error']))
  })

  it('has no FHIR member that is null', () => {
    for (const line of lines) expect(JSON.stringify(line)).not.toContain(':null')
  })

  it('refers only to Conditions and citizens that it tells of', () => {
    const known = new Set(
      reports.flatMap((each) => each.resources.map((one) => `${one.resourceType}/${one.id}`)),
    )
    const unresolved = reports
      .flatMap((each) => each.resources.flatMap(references))
      .filter((each) => !known.has(each))
    expect(unresolved).toEqual([])
  })

  it('uses codes of both schemes, all of them in the code system', () => {
    const used = new Set(reports.flatMap((each) => fsiiiCodes(each.resources)))
    const known = new Set(codes.map(([code]) => code))
    expect([...used].filter((code) => !known.has(code))).toEqual([])
    expect([...used].some((code) => code.length === 36) && used.has('J1.3')).toBe(true)
  })

  it('gives each path of the code system one legacy and one UUID member', () => {
    const members = new Map<string, string[]>()
    for (const [code, path] of codes) members.set(path, [...(members.get(path) ?? []), code])
    expect(new Set(codes.map(([code]) => code)).size).toBe(codes.length)
    for (const each of members.values()) {
      expect(each).toHaveLength(2)
      expect(each.map((code) => code.length === 36)).toEqual([true, false])
    }
  })

  it('judges severity in hjemmepleje only', () => {
    const conditions = reports.flatMap((each) =>
      each.resources.filter((one) => one.resourceType === 'Condition'),
    )
    for (const condition of conditions) {
      const path = codes.find(([code]) => code === fsiiiCodes(condition.code)[0])?.[1] ?? ''
      expect('severity' in condition).toBe(path.startsWith('/Kommunale pleje- og omsorgstilstande/'))
    }
  })
})

describe('the size of an FSIII sample', () => {
  it('is half a million planned indsatser for the country after three years', async () => {
    const { out, report } = await sample({
      kommuner: 98,
      scale: 0.005,
      areas: ['FSIII'],
      from: '2024-12',
      to: '2024-12',
    })
    const texts = await Promise.all(
      report.files
        .filter((file) => file.kilde === 'FSIII')
        .map((file) => readFile(join(out, file.path), 'utf8')),
    )
    const ids = texts.flatMap((text) => text.match(/"resourceType":"CarePlan","id":"[^"]*"/g) ?? [])
    expect(new Set(ids).size).toBeGreaterThan(2_350)
    expect(new Set(ids).size).toBeLessThan(2_800)
  })
})
