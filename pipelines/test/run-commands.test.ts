import { readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Diff } from '../src/diff/diff.js'
import { flis, jsonOf, linesOf, newFolder, warehouseWithSample } from './flis.js'

type Row = Readonly<Record<string, unknown>>

describe('before the first run', () => {
  it.each([
    [['status']],
    [['runs']],
    [['deliveries']],
    [['quarantine', 'list']],
    [['packages', 'list']],
    [['packages', 'verify']],
  ])('%j says what to do, with exit code 0', async (argv) => {
    const root = await newFolder()
    await flis(['init', root])
    const { exit, out } = await flis(['-C', root, ...argv])
    expect(exit).toBe(0)
    expect(out).toContain('flis month-run <yyyy-mm>')
    expect((await flis(['-C', root, ...argv, '--lang', 'da'])).out).toContain('Læg leverancer i')
    expect(jsonOf(await flis(['-C', root, ...argv, '--json']))).toBeDefined()
  })

  it('table and lineage say that nothing has been published', async () => {
    const root = await newFolder()
    await flis(['init', root])
    for (const argv of [
      ['table', 'DimTid'],
      ['lineage', 'FactKYYdelser', '--key', 'YdelseId=1'],
    ]) {
      const { exit, err } = await flis(['-C', root, ...argv])
      expect(exit).toBe(1)
      expect(err).toContain('FLIS-U005')
    }
  })
})

describe('a month-run without faults', () => {
  let root = ''
  beforeAll(async () => {
    root = await warehouseWithSample(0)
  })

  it('is planned first: plan and --dry-run print the same steps, and change nothing', async () => {
    const plan = await flis(['-C', root, 'plan', '2022-10'])
    expect(plan.exit).toBe(0)
    expect(plan.out).toContain('land KY_0751_2022-10_001_F.zip')
    expect(plan.out).toContain('package KY 0751')
    const dry = await flis(['-C', root, 'month-run', '2022-10', '--dry-run'])
    expect(dry.out).toBe(plan.out)
    expect(await readdir(join(root, 'inbox'))).toContain('KY_0751_2022-10_001_F.zip')
  })

  it('gives JSON events line by line, a summary last, and exit code 0', async () => {
    const ended = await flis(['-C', root, 'month-run', '2022-10', '--json'])
    const lines = linesOf(ended)
    expect(ended.exit).toBe(0)
    expect(lines[0]).toMatchObject({ event: 'run-started', run: 1, kind: 'month-run' })
    const done = lines.filter((each) => each.event === 'step-done').map((each) => each.step)
    expect(done).toContain('build FactKYYdelser 0751')
    expect(lines.at(-1)).toMatchObject({ event: 'summary', run: 1, version: 1, exit: 0 })
    const { rows_in, accepted, quarantined, duplicates } = (lines.at(-1) as { rows: Row }).rows
    expect(Number(rows_in)).toBe(Number(accepted) + Number(quarantined) + Number(duplicates))
    expect(Number(rows_in)).toBeGreaterThan(0)
  })

  it('has nothing to do the second time', async () => {
    expect((await flis(['-C', root, 'month-run', '2022-10'])).out).toBe(
      'nothing to do: everything is up to date\n',
    )
    expect((await flis(['-C', root, 'plan', '2022-10', '--lang', 'da'])).out).toBe(
      'intet at gøre: alt er ajour\n',
    )
  })

  it('refuses an older month than readers have (S005)', async () => {
    const { exit, err } = await flis(['-C', root, 'month-run', '2022-09'])
    expect(exit).toBe(1)
    expect(err).toContain('FLIS-S005')
  })

  it('of one area leaves the tables of the others in place', async () => {
    const before = await flis(['-C', root, 'table', 'FactPlanlagtIndsats', '--csv'])
    const ended = await flis(['-C', root, 'month-run', '2022-11', '--area', 'KY', '--json'], {
      now: '2022-12-02',
    })
    expect(ended.exit).toBe(0)
    const steps = linesOf(ended).filter((each) => each.event === 'step-done')
    expect(steps.map((each) => each.step)).toContain('package KY 0751')
    expect(steps.map((each) => String(each.step)).filter((each) => /FSIII|Indsats/.test(each))).toEqual([])
    expect(await flis(['-C', root, 'table', 'FactPlanlagtIndsats', '--csv'])).toEqual(before)
  })

  it('refuses an area that the warehouse does not have', async () => {
    const { exit, err } = await flis(['-C', root, 'month-run', '2022-12', '--area', 'FSII'])
    expect(exit).toBe(2)
    expect(err).toContain('expected FSIII')
  })

  it('writes a log of JSON lines without numbers of persons', async () => {
    const log = await readFile(join(root, 'flis.log'), 'utf8')
    const lines = log.trim().split('\n')
    expect(lines.map((each) => JSON.parse(each) as Row)[0]).toMatchObject({ level: 'info' })
    expect(log).not.toMatch(/(?<!\d)\d{6}-?\d{4}(?!\d)/)
  })

  it('is shown by status, runs and packages', async () => {
    const status = jsonOf<Readonly<Record<string, Row>>>(await flis(['-C', root, 'status', '--json']))
    expect(status.version).toMatchObject({ nr: 2, month: '2022-11' })
    expect(status.quarantine).toEqual({})
    const runs = jsonOf<readonly Row[]>(await flis(['-C', root, 'runs', '--json']))
    expect(runs.map((each) => each.area)).toEqual([expect.stringContaining('KY, FSIII'), 'KY'])
    const one = jsonOf<{ readonly steps: readonly Row[] }>(await flis(['-C', root, 'runs', '1', '--json']))
    expect(one.steps.length).toBeGreaterThan(10)
    expect((await flis(['-C', root, 'runs', '77'])).err).toContain('FLIS-U004')
  })

  it('is compared with the one before it: flis diff tells what moved, and leaves nothing untold', async () => {
    const diff = (...argv: readonly string[]) => flis(['-C', root, 'diff', '1', '2', ...argv])
    const { exit, out } = await diff('--table', 'FactKYYdelser', '--kommune', '0751')
    expect(exit).toBe(0)
    expect(out).toMatch(
      /^run 1 \(version 1, 2022-10\) → run 2 \(version 2, 2022-11\)\n\nFactKYYdelser: [1-9]/,
    )
    expect(out).toMatch(/2022-11 +0751 +DageMedYdelse +\d+ +\d+/)
    expect(out).toMatch(/new months +> 2022-10 +\d+ rows/)
    const { tables, unmoved } = jsonOf<Diff>(await diff('--json', '--rows', '3'))
    expect(tables.map((each) => each.table)).toContain('DimKYSagOversigt')
    expect(unmoved).toContain('FactPlanlagtIndsats')
    for (const { table, causes, moved } of tables) {
      expect([table, causes.untold ?? 0]).toEqual([table, 0])
      expect(moved.length).toBeGreaterThan(0)
    }
  })

  it.each([
    { argv: ['1', '9'], exit: 1, error: 'FLIS-U004' },
    { argv: ['1', 'x'], exit: 2, error: 'FLIS-U001' },
    { argv: ['1'], exit: 2, error: 'FLIS-U001' },
    { argv: ['1', '2', '--kommune', 'Aarhus'], exit: 2, error: 'FLIS-U001' },
    { argv: ['1', '2', '--month', '2022-13'], exit: 2, error: 'FLIS-U001' },
    { argv: ['1', '2', '--table', 'FactKYYdelse'], exit: 2, error: 'expected FactKYYdelser' },
  ])('is not compared with $argv: $error', async ({ argv, exit, error }) => {
    const ended = await flis(['-C', root, 'diff', ...argv])
    expect(ended.exit).toBe(exit)
    expect(ended.err).toContain(error)
  })

  it('has packages that verify, and one that was changed does not', async () => {
    const all = await flis(['-C', root, 'packages', 'verify', '--json'])
    expect(all.exit).toBe(0)
    expect(linesOf(all).every((each) => each.ok === true)).toBe(true)
    const [first] = jsonOf<readonly Row[]>(await flis(['-C', root, 'packages', 'list', '--json']))
    const id = String(first?.id)
    expect((await flis(['-C', root, 'packages', 'show', id])).out).toContain('DimTid.parquet')
    const other = await flis(['-C', root, 'packages', 'show', `${id}9`])
    expect(other.exit).toBe(1)
    expect(other.err).toContain('FLIS-U004')
    const file = join(root, String(first?.path))
    await rename(file, `${file}.away`)
    const gone = await flis(['-C', root, 'packages', 'verify', id])
    expect(gone.exit).toBe(1)
    await rename(`${file}.away`, file)
  })
})

describe('a month-run with faults', () => {
  let root = ''
  let first: Awaited<ReturnType<typeof flis>> = { exit: -1, out: '', err: '' }
  beforeAll(async () => {
    root = await warehouseWithSample(0.02)
    first = await flis(['-C', root, 'month-run', '2022-10'])
  })

  it('is done, and ends with exit code 3 and the reasons', () => {
    expect(first.exit).toBe(3)
    expect(first.out).toContain('version 1 of 2022-10 is published')
    expect(first.out).toContain('FLIS-L012')
    expect(first.out).toMatch(/quarantine {2}\d+ × FLIS-R\d{3}/)
  })

  it('ends with 0 the next time: nothing is new', async () => {
    expect((await flis(['-C', root, 'month-run', '2022-10'])).exit).toBe(0)
  })

  it('deliveries lists them, and tells of one what to do', async () => {
    const rows = jsonOf<readonly Row[]>(await flis(['-C', root, 'deliveries', '--json']))
    const rejected = rows.find((each) => each.state === 'rejected')
    const one = await flis(['-C', root, 'deliveries', String(rejected?.id)])
    expect(one.out).toContain('FLIS-L012 the Sender may not deliver this Kilde')
    expect(one.out).toContain('ask the sender for a corrected delivery')
    const { exit, err } = await flis(['-C', root, 'deliveries', 'NC:KY_0751_2022-10_001_F.zipp'])
    expect(exit).toBe(1)
    expect(err).toContain('expected NC:KY_0751_2022-10_001_F.zip')
  })

  it('quarantine list shows no row; show masks every CPR number', async () => {
    const list = await flis(['-C', root, 'quarantine', 'list', '--json'])
    const entries = jsonOf<readonly Row[]>(list)
    expect(entries.length).toBeGreaterThan(0)
    expect(entries.every((each) => !('row' in each))).toBe(true)
    const entry = entries.find((each) => each.contract === 'KYSag')
    const shown = await flis(['-C', root, 'quarantine', 'show', String(entry?.delivery)])
    expect(shown.out).toContain('******-****')
    expect(shown.out).not.toMatch(/\d{10}/)
    const one = await flis([
      '-C',
      root,
      'quarantine',
      'show',
      String(entry?.delivery),
      String(entry?.line),
      '--json',
    ])
    expect(jsonOf<readonly Row[]>(one).every((each) => each.line === entry?.line)).toBe(true)
    expect((await flis(['-C', root, 'quarantine', 'show', 'nobody'])).exit).toBe(1)
    expect((await flis(['-C', root, 'quarantine', 'show', 'nobody', 'x'])).exit).toBe(2)
  })
})

describe('--lenient', () => {
  it('ends with 0 although something needs a look', async () => {
    const root = await warehouseWithSample(0.02)
    const intake = await flis(['-C', root, 'intake', '--lenient'])
    expect(intake.exit).toBe(0)
    expect(intake.out).toContain('FLIS-L012')
    const status = jsonOf<Row>(await flis(['-C', root, 'status', '--json']))
    expect(status.version).toBeNull()
  })
})

describe('a run that is stopped', () => {
  it('says so with S004 and exit code 1, and the same command goes on', async () => {
    const root = await warehouseWithSample(0)
    const stop = new AbortController()
    stop.abort()
    const stopped = await flis(['-C', root, 'month-run', '2022-10'], { stop: stop.signal })
    expect(stopped.exit).toBe(1)
    expect(stopped.err).toContain('FLIS-S004')
    expect((await flis(['-C', root, 'month-run', '2022-10'])).exit).toBe(0)
  })
})
