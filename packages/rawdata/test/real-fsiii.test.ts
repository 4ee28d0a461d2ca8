import { createReadStream } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCodeSystem } from '../src/codesystem/read-code-system.js'
import type { BundleFile } from '../src/fhir/bundle-item.js'
import { readBundles } from '../src/fhir/read-bundles.js'
import { sharedData } from './shared-data.js'

const folder = sharedData('fsiii')

const fileOf = (path: string): BundleFile => ({
  name: path,
  form: 'json',
  bare: true,
  chunks: () => createReadStream(path),
})

const read = async (name: string) => {
  const found = []
  for await (const batch of readBundles(fileOf(join(folder ?? '', name)))) found.push(...batch)
  return found
}

const typesIn = async (name: string) => {
  const counts: Record<string, number> = {}
  for (const item of await read(name)) {
    const type = item.is === 'resource' ? String(item.resource.resourceType) : item.code
    counts[type] = (counts[type] ?? 0) + 1
  }
  return counts
}

if (folder === undefined) {
  it('the real reports are not here: not run', () => undefined)
} else {
  describe('the real reports of KL’s guide', () => {
    it.each([
      ['JensHansen-1.json', { Patient: 1, Condition: 7, Goal: 7, CarePlan: 5, Encounter: 1 }],
      ['JensHansen-2.json', { Patient: 1, Condition: 7, Encounter: 1, Observation: 1 }],
      ['JensHansen-3.json', { Patient: 1, Condition: 7, Goal: 7, CarePlan: 6, Encounter: 1, Observation: 1 }],
      ['PeterOlsen-1.json', { Patient: 1, Condition: 2, Procedure: 2, CarePlan: 1, Encounter: 1 }],
      ['PeterOlsen-4.json', { Patient: 1, Condition: 2, Goal: 1, CarePlan: 1, Encounter: 2 }],
    ])('%s holds what its story tells', async (name, counts) => {
      expect(await typesIn(name)).toEqual(counts)
    })

    it('are each about one citizen, from one sender, at one time', async () => {
      const [first] = await read('PeterOlsen-1.json')
      expect(first).toMatchObject({
        report: {
          personnummer: '0101570001',
          afsenderSor: '123456789012345',
          tidspunkt: '2021-02-10T13:34:56Z',
        },
      })
    })

    it('are the same resource with the same hash only when the content is the same', async () => {
      const names = (await readdir(folder)).filter((name) => /^(Jens|Peter).*\.json$/.test(name))
      const byHash = new Map<string, string>()
      for (const item of (await Promise.all(names.map(read))).flat()) {
        if (item.is !== 'resource') throw new Error(item.code)
        expect(byHash.get(item.sha256) ?? item.json).toBe(item.json)
        byHash.set(item.sha256, item.json)
      }
      expect(byHash.size).toBeGreaterThan(40)
    })
  })

  describe('the real code system', () => {
    it.each([
      ['CodeSystem-FSIII-20200908.json', '20200908', 333, 108],
      ['CodeSystem-FSIII-20230622.json', '20230622', 335, 108],
      ['CodeSystem-FSIII.json', '20240530', 828, 414],
    ])('%s is version %s with %i codes, %i of them UUIDs', async (name, version, codes, uuids) => {
      const rows = readCodeSystem(await readFile(join(folder, name)), name)
      expect(rows).toHaveLength(codes)
      expect(rows.filter(({ Skema }) => Skema === 'uuid')).toHaveLength(uuids)
      expect(new Set(rows.map(({ Version }) => Version))).toEqual(new Set([version]))
      expect(new Set(rows.map(({ Kode }) => Kode)).size).toBe(codes)
    })

    it('nests J1.3 under J1 under J', async () => {
      const rows = readCodeSystem(await readFile(join(folder, 'CodeSystem-FSIII.json')), 'x')
      const parentOf = (code: string) => rows.find(({ Kode }) => Kode === code)?.Foraelder
      expect([parentOf('J1.3'), parentOf('J1'), parentOf('J')]).toEqual(['J1', 'J', null])
    })
  })
}
