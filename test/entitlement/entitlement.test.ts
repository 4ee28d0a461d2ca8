import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { citizenOf, EVERYBODY } from './citizens.js'
import { Copies } from './copies.js'
import { KNOWN_BY_KY } from './cpr-files.js'
import { PLANTED } from './planted-breaches.js'
import { scanPackages } from './scanner/scan-packages.js'
import { entitledTo, windowOf } from './scanner/whose.js'
import { readWorld } from './scanner/world.js'

const KOMMUNER = ['0461', '0730', '0751', '0851']

/** Whom the scanner finds a kommune entitled to, beside whom the list says by hand. */
const compared = async (
  raw: string,
  runDate: string,
  hos: (who: (typeof EVERYBODY)[number]) => readonly string[],
) => {
  const { whose } = await readWorld(raw)
  return KOMMUNER.map((kommune) => ({
    kommune,
    found: [...entitledTo(whose, kommune, windowOf(runDate))].sort(),
    byHand: EVERYBODY.filter((who) => hos(who).includes(kommune))
      .map((who) => whose.citizen(citizenOf(who).nummer))
      .sort(),
  }))
}

const whoHas = (nummer: string): string =>
  EVERYBODY.find((who) => citizenOf(who).nummer === nummer) ?? 'nobody in the list'

/** A few of those that planted-breaches.test.ts goes through. */
const SOME = PLANTED.filter((_, nth) => nth % 6 === 0)

let copies: Copies

beforeAll(async () => {
  copies = await Copies.make()
})
afterAll(() => copies.remove())

describe('the scanner', () => {
  it('reads files and nothing that packages are made with', async () => {
    const here = fileURLToPath(new URL('scanner', import.meta.url))
    const texts = await Promise.all((await readdir(here)).map((file) => readFile(join(here, file), 'utf8')))
    const imports = texts
      .flatMap((text) => [
        ...text.matchAll(/^(?:import|export)\s+(?:type\s+)?(?:[\w*\s,]|\{[^}]*\})*from\s+'([^']+)'/gm),
        ...text.matchAll(/\b(?:import|require)\s*\(?\s*'([^']+)'/g),
      ])
      .map(([, from = '']) => from)
      .filter((from) => !from.startsWith('node:') && !/^\.\/[a-z-]+\.js$/.test(from))
    expect([...new Set(imports)].sort()).toEqual(['@duckdb/node-api', 'yauzl'])
  })

  it('finds by itself whom the list says by hand, 29 February and five days later', async () => {
    const february = await compared(copies.sound.raw, '2024-02-29', (who) => citizenOf(who).hos)
    for (const { found, byHand, kommune } of february) expect(found, kommune).toEqual(byHand)
    expect(february.map(({ byHand }) => byHand.length)).toEqual([23, 6, 14, 2])
  })
})

describe('packages of the small world', () => {
  it('give each kommune whom it may have, whole, and nobody else', async () => {
    const scan = await copies.scan()
    expect(scan.breaches).toEqual([])
    expect(scan.packages).toBe(16)
    for (const kommune of KOMMUNER) {
      const borger = EVERYBODY.filter((who) => citizenOf(who).hos.includes(kommune))
      const ky = KNOWN_BY_KY.flatMap(([by, who]) => (by === kommune ? [who] : []))
      const named = (runKind: string, nr: string) =>
        scan.numbers.get(`${runKind}/FLIS_Borger_${kommune}_2024-02_DM_${nr}`)?.map(whoHas).sort()
      expect(named('FLEKS', '001'), kommune).toEqual([...borger].sort())
      expect(named('MAANED', '002'), kommune).toEqual([...new Set([...borger, ...ky])].sort())
    }
  })

  it.each(SOME)('are found out: $name', async (planted) => {
    expect(await copies.foundOut(planted)).toEqual([planted.expected])
  })

  it('stand as of the newest extract where they are flexible, with what settings leave out', async () => {
    const { outbox, raw } = await copies.world.march()
    for (const { found, byHand, kommune } of await compared(raw, '2024-03-05', (who) => {
      const { hos, marts } = citizenOf(who)
      return marts ?? hos
    }))
      expect(found, kommune).toEqual(byHand)
    const leaveOut = { 'Borger DM': ['relations', 'names', 'addresses'] }
    const scan = await scanPackages({ outbox, raw, runKinds: ['FLEKS'], leaveOut })
    expect(scan.breaches).toEqual([])
    expect(scan.packages).toBe(4)
  })
})
