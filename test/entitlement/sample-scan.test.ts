import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Lager } from '../conformance/intake/lager.js'
import { isReplacement, tenYearsBefore } from './scanner/days.js'
import { type Scan, type Scanned, scanPackages } from './scanner/scan-packages.js'
import { readWorld } from './scanner/world.js'

// Three months of made-up deliveries of CPR, LIFA, KY and FSIII: two of them in one month-run, then the flexible
// packages of the third, then its month packages. FLIS_ENTITLEMENT is how many kommuner (98 for a release).
const KOMMUNER = Number(process.env.FLIS_ENTITLEMENT ?? 4)
const SCALE = process.env.FLIS_ENTITLEMENT_SCALE ?? '0.001'

let lager: Lager
let sample: string
const told: string[] = []

const run = async (now: string, ...argv: readonly string[]): Promise<void> => {
  const from = performance.now()
  const ended = await lager.run(argv, now)
  told.push(`${argv.join(' ')}: ${Math.round((performance.now() - from) / 1000)} s`)
  if (ended.exit === 1 || ended.exit === 2) throw new Error(`${argv.join(' ')}: ${ended.err}`)
}

/** Puts deliveries into the inbox, and beside it for the scanner. */
const deliver = async (wanted: (file: string) => boolean): Promise<void> => {
  for (const file of (await readdir(sample)).filter((each) => wanted(each.replace(/\.metadata$/, '')))) {
    await cp(join(sample, file), join(lager.root, 'raw', file))
    await rename(join(sample, file), join(lager.root, 'inbox', file))
  }
}

const scan = async (runKind: string, periode: string, law: Partial<Scanned> = {}): Promise<Scan> => {
  const from = performance.now()
  const found = await scanPackages({
    outbox: join(lager.root, 'outbox'),
    raw: join(lager.root, 'raw'),
    runKinds: [runKind],
    periode,
    ...law,
  })
  const { packages, citizens, rows, onlyReferredTo } = found
  told.push(
    `${runKind} ${periode}: ${packages} packages, ${citizens} citizens (${onlyReferredTo} by other areas alone), ${rows} rows, ${Math.round((performance.now() - from) / 1000)} s`,
  )
  return found
}

beforeAll(async () => {
  const kinds = ['DM', 'DSA']
  lager = await Lager.make({
    areas: ['Reference', 'Borger', 'KY', 'FSIII'],
    packages: { areas: { Borger: { kinds }, KY: { kinds }, FSIII: { kinds } } },
  })
  await mkdir(join(lager.root, 'raw'))
  sample = await mkdtemp(join(tmpdir(), 'flis-sample-'))
  const months = ['--from', '2022-08', '--to', '2022-10']
  const size = ['--kommuner', String(KOMMUNER), '--scale', SCALE, '--faults', '0']
  await run('2022-11-02T08:00:00', 'sample', '--out', sample, ...months, ...size)
}, 600_000)
afterAll(async () => {
  await lager.remove()
  await rm(sample, { recursive: true, force: true })
  console.log(told.join('\n'))
})

const settings = async (packages: object): Promise<void> => {
  const path = join(lager.root, 'flis.config.json')
  const config = JSON.parse(await readFile(path, 'utf8')) as object
  await writeFile(path, JSON.stringify({ ...config, packages }))
}

/** How often that occurs by which packages could go wrong. */
const edges = async (): Promise<Readonly<Record<string, number>>> => {
  const { register, whose } = await readWorld(join(lager.root, 'raw'))
  const lines = [...register.persons.values()]
  const from = tenYearsBefore('2022-10-31')
  const count = (status: string): number => lines.filter(({ Status }) => Status === status).length
  return {
    numbers: lines.length,
    olderNumbers: count('60'),
    annulled: count('30'),
    deleted: count('50'),
    replacementNumbers: [...register.persons.keys()].filter(isReplacement).length,
    protected: lines.filter(({ BeskyttelseFra }) => BeskyttelseFra !== '').length,
    residences: register.stretches.filter(({ table }) => table === 'BorgerAdresse').length,
    ties: register.stretches.filter(({ table }) => table === 'BorgerTilknytning').length,
    overBeforeTheWindow: register.stretches.filter(({ end }) => end !== null && end <= from).length,
    kommuner: whose.kommuner.length,
  }
}

describe('packages of a made-up country', { timeout: 3_600_000 }, () => {
  it('give each kommune in a month-run whom it may have, and nobody else', async () => {
    await deliver((file) => !file.includes('2022-10'))
    await run('2022-10-02T08:00:00', 'month-run', '2022-09')
    const { breaches, packages } = await scan('MAANED', '2022-09')
    expect(breaches).toEqual([])
    expect(packages).toBeGreaterThanOrEqual(KOMMUNER * 5)
  })

  it('give each kommune in a flexible run whom it may have by Borger alone', async () => {
    await deliver((file) => /^(?:CPR|LIFA)_/.test(file))
    await run('2022-11-02T08:00:00', 'borger-run', '--packages')
    const { breaches, packages } = await scan('FLEKS', '2022-10')
    expect(breaches).toEqual([])
    expect(packages).toBeGreaterThanOrEqual(KOMMUNER)
  })

  it('give each kommune in the month-run after it the others of its areas too', async () => {
    await deliver(() => true)
    await run('2022-11-02T09:00:00', 'month-run', '2022-10')
    const { breaches, packages, onlyReferredTo } = await scan('MAANED', '2022-10')
    expect(breaches).toEqual([])
    expect(onlyReferredTo).toBeGreaterThan(0)
    expect(packages).toBeGreaterThanOrEqual(KOMMUNER * 5)
  })
  it('give each kommune less where the settings leave it out', async () => {
    const kinds = ['DM', 'DSA']
    const all = ['relations', 'names', 'addresses']
    await settings({
      dimBorgerPerArea: true,
      areas: { Borger: { kinds, leaveOut: { DM: all, DSA: all } }, KY: { kinds }, FSIII: { kinds } },
    })
    await run('2022-11-02T10:00:00', 'month-run', '2022-10')
    const leaveOut = { 'Borger DM': all, 'Borger DSA': all }
    const { breaches } = await scan('MAANED', '2022-10', { dimBorgerPerArea: true, leaveOut })
    expect(breaches).toEqual([])
  })
  it('are of a country in which all this occurs', async () => {
    const found = await edges()
    told.push(JSON.stringify(found))
    expect(Object.entries(found).filter(([, n]) => n === 0)).toEqual([])
  })
})
