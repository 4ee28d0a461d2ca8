import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseConfig, readCounts } from '../src/index.js'
import { flis, jsonOf, linesOf, newFolder, warehouseWithSample } from './flis.js'

type Row = Readonly<Record<string, unknown>>

let root = ''
const run = (...argv: readonly string[]) => flis(['-C', root, ...argv])

const settings = async (packages: object): Promise<void> => {
  const file = join(root, 'flis.config.json')
  const config = JSON.parse(await readFile(file, 'utf8')) as object
  await writeFile(file, JSON.stringify({ ...config, packages }))
}

/** The packages that a month-run would make, and why. */
const planned = async (month = '2022-10'): Promise<readonly string[]> => {
  const steps = linesOf(await run('plan', month, '--json'))
  return steps.filter((each) => each.kind === 'package').map((each) => `${each.id}: ${each.why}`)
}

const DSA = 'FLIS_KY_0751_2022-10_DSA_001'
const DM = 'FLIS_KY_0751_2022-10_DM_001'

beforeAll(async () => {
  root = await warehouseWithSample(0)
  await settings({ areas: { KY: { kinds: ['DM', 'DSA'], format: 'csv' } } })
})

describe('the kinds of package that the settings name', () => {
  it('are planned by name, made by the month-run, and verify', async () => {
    const steps = await planned()
    expect(steps).toEqual(
      expect.arrayContaining(['package KY 0751: missing', 'package KY 0751 DSA: missing']),
    )
    expect((await run('month-run', '2022-10', '--lenient')).exit).toBe(0)
    const list = jsonOf<readonly Row[]>(await run('packages', 'list', '--json'))
    expect(list.find((each) => each.id === DSA)).toMatchObject({ kind: 'DSA', format: 'csv', window: 'full' })
    expect((await run('packages', 'verify')).exit).toBe(0)
    expect((await run('packages', 'show', DSA)).out).toMatch(/KYSag\.csv +\d+/)
  })

  it('are not looked at again while nothing has come', async () => {
    expect(await planned()).toEqual([])
  })

  it('are made anew when the settings give them another form, and then not again', async () => {
    await settings({ areas: { KY: { kinds: ['DM', 'DSA'], format: 'csv' } }, formats: { '0751': 'parquet' } })
    expect(await planned()).toEqual(['package KY 0751: asked for', 'package KY 0751 DSA: asked for'])
    expect((await run('month-run', '2022-10', '--lenient')).exit).toBe(0)
    expect(await planned()).toEqual([])
    const list = jsonOf<readonly Row[]>(await run('packages', 'list', '--json'))
    expect(list.find((each) => each.id === DM.replace('001', '002'))).toMatchObject({ format: 'parquet' })
  })

  it('follow what is loaded, also when a delivery is withdrawn', async () => {
    const deliveries = jsonOf<readonly Row[]>(await run('deliveries', '--json'))
    const id = String(deliveries.find((each) => String(each.id).includes('KY_0751'))?.id)
    expect((await run('deliveries', 'withdraw', id, '--reason', 'prøve', '--lenient')).exit).toBe(0)
    expect(await planned()).toEqual(
      expect.arrayContaining(['package KY 0751: changed input', 'package KY 0751 DSA: changed input']),
    )
    expect((await run('deliveries', 'accept', id, '--lenient')).exit).toBe(0)
    expect((await run('month-run', '2022-10', '--lenient')).exit).toBe(0)
    expect(await planned()).toEqual([])
  })

  it.each([
    [{ areas: { Ky: { kinds: ['DSA'] } } }, 'KY'],
    [{ areas: { KY: { kind: ['DSA'] } } }, 'kinds'],
    [{ kinds: ['RAADATA'] }, 'packages.kinds'],
    [{ format: 'xlsx' }, 'packages.format'],
    [{ window: 0 }, 'packages.window'],
  ])('%j is wrong, and the error says what would be right', async (packages, named) => {
    const before = await readFile(join(root, 'flis.config.json'), 'utf8')
    await settings(packages)
    const { exit, err } = await run('plan', '2022-10')
    expect([exit, err.includes('FLIS-C001'), err.includes(named)]).toEqual([1, true, true])
    await writeFile(join(root, 'flis.config.json'), before)
  })
})

describe('docs/packages.md', () => {
  it('shows settings that are right, and one counts file in two forms', async () => {
    const text = await readFile(new URL('../../docs/packages.md', import.meta.url), 'utf8')
    const configs = [...text.matchAll(/```json\n([^`]+)```/g)].map(
      ([, config = '']) => parseConfig(JSON.parse(config)).packages,
    )
    expect(configs).toMatchObject([
      { areas: { Borger: { leaveOut: { DM: ['relations'] } } } },
      { kinds: ['DM'], formats: { '0461': 'csv-excel' } },
    ])
    const csv = text.match(/^ {4}(table;rows|DimTid;|FactKYYdelser;).*$/gm)?.map((line) => line.trim()) ?? []
    const [, json = ''] = /or JSON: `([^`]+)`/.exec(text) ?? []
    expect(readCounts(csv.join('\n')).slice(1)).toEqual(readCounts(json))
  })
})

describe('what a receiver has loaded', () => {
  let counts = ''
  const countsFile = async (change: (text: string) => string): Promise<string> => {
    const file = join(root, 'counts.csv')
    await writeFile(file, change(counts))
    return file
  }

  beforeAll(async () => {
    const template = (await run('packages', 'show', DM, '--counts')).out
    const { files } = jsonOf<{ readonly files: readonly { table: string; rows: number; totals: Row }[] }>(
      await run('packages', 'show', DM, '--json'),
    )
    const [header = '', ...lines] = template.trimEnd().split('\n')
    const sums = header.split(';').slice(2)
    const filled = lines.map((line) => {
      const file = files.find((each) => each.table === line.split(';')[0])
      return [file?.table, file?.rows, ...sums.map((each) => file?.totals[each] ?? '')].join(';')
    })
    counts = `${[header, ...filled].join('\n')}\n`
  })

  it('is compared with the manifest: as sent, exit code 0', async () => {
    const ended = await run('packages', 'verify', DM, '--loaded', await countsFile((text) => text))
    expect(ended.exit).toBe(0)
    expect(ended.out).toContain(`${DM}  loaded as sent:`)
  })

  it('with a difference is told by table, expected and found, exit code 3, and 0 when lenient', async () => {
    const file = await countsFile((text) => text.replace(/^FactKYYdelser;(\d+)/m, 'FactKYYdelser;7'))
    const ended = await run('packages', 'verify', DM, '--loaded', file)
    expect(ended.out).toMatch(/K09 modtagerens indlæsning {2}FactKYYdelser {2}rows: expected \d+, found 7/)
    expect(ended.exit).toBe(3)
    expect((await run('packages', 'verify', DM, '--loaded', file, '--lenient')).exit).toBe(0)
    const json = jsonOf<Row>(await run('packages', 'verify', DM, '--loaded', file, '--json'))
    expect(json).toMatchObject({
      ok: true,
      loaded: {
        finding: 'K09 modtagerens indlæsning',
        severity: 'fejl',
        differences: [{ table: 'FactKYYdelser', measure: 'rows', found: '7' }],
      },
    })
  })

  it.each([
    ['no package', () => ['--loaded', 'counts.csv'], 2, 'FLIS-U001'],
    ['no such file', () => [DM, '--loaded', 'findes-ikke.csv'], 1, 'FLIS-U004'],
    ['no counts file', () => [DM, '--loaded', join(root, 'flis.config.json')], 2, 'FLIS-U001'],
  ] as const)('with %s is an error of its own', async (_, argv, exit, code) => {
    const ended = await run('packages', 'verify', ...argv())
    expect([ended.exit, ended.err.includes(code)]).toEqual([exit, true])
  })

  it('can be compared by the receiver, who has the package and no warehouse', async () => {
    const elsewhere = await newFolder()
    const zip = join(root, 'outbox/0751/MAANED', `${DM}.zip`)
    const file = await countsFile((text) => text)
    const ended = await flis(['-C', elsewhere, 'packages', 'verify', zip, '--loaded', file])
    expect([ended.exit, ended.out.includes('loaded as sent')]).toEqual([0, true])
    expect((await flis(['-C', elsewhere, 'packages', 'show', zip])).out).toContain(DM)
    const nothing = await flis(['-C', elsewhere, 'packages', 'verify', 'FLIS_KY_0751_2022-10_DM_009'])
    expect([nothing.exit, nothing.err.includes('FLIS-C002')]).toEqual([1, true])
  })
})
