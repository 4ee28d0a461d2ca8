import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FINDINGS, readLedger } from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { KNOWN_AREAS } from '../src/areas.js'
import { flis, jsonOf, newFolder, warehouseWithSample } from './flis.js'

interface Report {
  readonly month: string | null
  readonly summary: readonly {
    readonly test: string
    readonly point: string | null
    readonly kommuner: number
    readonly count: number
    readonly measured: number
  }[]
  readonly findings?: readonly Readonly<Record<string, unknown>>[]
  readonly measures?: readonly Readonly<Record<string, unknown>>[]
}

const quality = async (folder: string, ...argv: readonly string[]) => {
  const ended = await flis(['-C', folder, '--json', 'quality', ...argv])
  expect([ended.exit, ended.err]).toEqual([0, ''])
  return jsonOf<Report>(ended)
}

/** An expected deliverer that sends nothing. */
const expectDeliverer = async (folder: string): Promise<void> => {
  const file = join(folder, 'flis.config.json')
  const config = JSON.parse(await readFile(file, 'utf8')) as object
  const leverandører = [
    { kilde: 'KY', kommune: '0751', kildesystem: 'NC', rhythm: 'monthly', deadline: 1 },
    { kilde: 'FSIII', kommune: '0751', kildesystem: 'Systematic', rhythm: 'monthly', deadline: 1 },
  ]
  await writeFile(file, JSON.stringify({ ...config, leverandører }))
}

let folder: string
beforeAll(async () => {
  folder = await warehouseWithSample(0)
})

describe('flis quality', () => {
  it('before any run says that there is nothing yet', async () => {
    const empty = await newFolder()
    await flis(['init', empty])
    expect((await flis(['-C', empty, 'quality'])).out).toContain('Nothing has run here yet')
    expect(await quality(empty)).toEqual({ month: null, summary: [] })
  })

  it('a clean warehouse has no finding of severity fejl, and a run on it ends with 0', async () => {
    expect((await flis(['-C', folder, 'month-run', '2022-10'])).exit).toBe(0)
    const { month, summary } = await quality(folder)
    expect(month).toBe('2022-10')
    const points = new Set(summary.map((each) => each.point))
    for (const point of ['K02', 'K03', 'K04', 'K05', 'K06', 'K08']) expect([...points]).toContain(point)
    const { findings = [] } = await quality(folder, '--kommune', '0751')
    expect(findings.filter((each) => each.severity === 'fejl')).toEqual([])
  })

  it('shows a summary by test first; in Danish with --lang da', async () => {
    const english = (await flis(['-C', folder, 'quality'])).out
    expect(english).toMatch(/^quality in 2022-10\npoint +test +severity/)
    expect(english).toMatch(/\nK08 +K08 balance +ok +0 +0 +\d+ +rows or sums do not balance/)
    expect(english).not.toContain('SHA-256')
    const danish = (await flis(['-C', folder, '--lang', 'da', 'quality'])).out
    expect(danish).toMatch(/^kvalitet i 2022-10\npunkt +test +alvor/)
    expect(danish).toMatch(/\nK08 +K08 balance +i orden +0 +0 +\d+ +rækker eller summer stemmer ikke/)
  })

  it('narrows to area, kommune, periode and test or point, with every measured value', async () => {
    const whole = (await quality(folder, '--periode', '2022-10')).measures ?? []
    const of = async (...argv: readonly string[]) =>
      (await quality(folder, '--periode', '2022-10', ...argv)).measures ?? []
    expect(await of('--area', 'KY')).toEqual(whole.filter((each) => each.dataområde === 'KY'))
    expect(await of('--kommune', '0101')).toEqual([])
    expect(await of('--test', 'K08')).toEqual(whole.filter((each) => each.test === 'K08 balance'))
    expect(await of('--test', 'K08 balance')).toEqual(await of('--test', 'K08'))
    // A month with its days.
    expect(whole.some((each) => /^2022-10-\d\d$/.test(String(each.periode)))).toBe(true)
    const details = (await flis(['-C', folder, 'quality', '--test', 'K08', '--periode', '2022-10'])).out
    expect(details).toContain('SHA-256 af Rådata')
  })

  it.each([
    [['--kommune', '751'], 'four digits'],
    [['--periode', 'oktober'], 'yyyy-mm'],
    [['--area', 'KX'], 'KY'],
  ])('%j is wrong usage, and %s is named', async (argv, expected) => {
    const { exit, err } = await flis(['-C', folder, 'quality', ...argv])
    expect(exit).toBe(2)
    expect(err).toContain('FLIS-U001')
    expect(err).toContain(expected)
  })

  it('an expected source that is absent past its deadline: exit 3, and a name in the manifest', async () => {
    await expectDeliverer(folder)
    const { exit, out } = await flis(['-C', folder, 'month-run', '2022-10'])
    expect([exit, out]).toEqual([3, expect.stringContaining('K07 manglende leverance FSIII 0751: 1')])
    expect((await flis(['-C', folder, 'month-run', '2022-10'])).exit).toBe(0)
    const { findings } = await quality(folder, '--test', 'K07')
    expect(findings).toEqual([
      expect.objectContaining({ kommune: '0751', kildesystem: 'Systematic', severity: 'fejl', count: '1' }),
    ])
    await flis(['-C', folder, 'month-run', '2022-11'])
    const [shown] =
      (await flis(['-C', folder, '--json', 'packages', 'list'])).out.match(/FLIS_KY_0751_2022-11_DM_\d+/) ??
      []
    const manifest = jsonOf<{ readonly manifest: object }>(
      await flis(['-C', folder, '--json', 'packages', 'show', String(shown)]),
    )
    expect(JSON.stringify(manifest)).toContain('"missing":["KY 0751 NC 2022-11"]')
  })
})

describe('names of findings', () => {
  it('those of the areas that come with flis stand in the list, with their severity', () => {
    for (const area of Object.values(KNOWN_AREAS))
      for (const { test, severity } of area.findings)
        expect([
          area.name,
          test,
          Object.entries(FINDINGS).find(([name]) => name === test)?.[1].severity,
        ]).toEqual([area.name, test, severity])
  })

  it('have a point of the chain and words in both languages', () => {
    for (const [name, { point, words }] of Object.entries(FINDINGS)) {
      expect(name.startsWith('K0') ? name.slice(0, 3) : point).toBe(point)
      expect([words.en, words.da].every((each) => each.length > 10)).toBe(true)
      expect(words.en).not.toBe(words.da)
    }
  })

  it('no other is written, whatever arrives', async () => {
    const faulty = await warehouseWithSample(0.2)
    await flis(['-C', faulty, 'month-run', '2022-10'])
    const ledger = await readLedger(join(faulty, 'published'))
    const rows =
      (await ledger?.rows('select test, severity from quality union select test, null from measures')) ?? []
    ledger?.close()
    const names: readonly string[] = Object.keys(FINDINGS)
    expect(rows.length).toBeGreaterThan(8)
    expect(rows.filter((row) => !names.includes(String(row.test)))).toEqual([])
    expect(new Set(rows.map((row) => row.severity))).toEqual(new Set([null, 'opmærksomhed']))
  })
})
