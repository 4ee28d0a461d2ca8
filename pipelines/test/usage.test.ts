import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../src/cli/command-table.js'
import { flis, newFolder } from './flis.js'

describe('the help', () => {
  it('lists every command that works, and nothing else', async () => {
    const { exit, out } = await flis(['--help'])
    expect(exit).toBe(0)
    const listed = [...out.slice(out.indexOf('Commands:')).matchAll(/^ {2}([a-z-]+)(?: \S+)* {2,}/gm)].map(
      (match) => match[1],
    )
    expect(listed).toEqual([...new Set(COMMANDS.map((each) => each.name.split(' ')[0]))])
  })

  it('is in Danish with --lang da', async () => {
    const { out } = await flis(['--lang', 'da', '--help'])
    expect(out).toContain('Kommandoer:')
    expect(out).toContain('en ny lagermappe')
  })

  it.each(COMMANDS.map((each) => each.name))('of %s tells its options and the global ones', async (name) => {
    const { exit, out } = await flis([...name.split(' '), '--help'])
    expect(exit).toBe(0)
    expect(out).toContain('-C <dir>')
  })

  it.each(COMMANDS.map((each) => [each.name, each] as const))('has a command behind %s', async (_, entry) => {
    expect(await entry.load()).toBeTypeOf('function')
  })

  it('comes at once: until a command is chosen, nothing but the parser is loaded', async () => {
    const loaded = new Set<string>()
    const packages = new Set<string>()
    const visit = async (file: string): Promise<void> => {
      if (loaded.has(file)) return
      loaded.add(file)
      const source = await readFile(file, 'utf8')
      for (const [, from = ''] of source.matchAll(
        /^(?:import|export) (?!type )(?:[^'()]*? from )?'([^']+)'/gm,
      ))
        if (from.startsWith('.')) await visit(join(dirname(file), from.replace(/\.js$/, '.ts')))
        else packages.add(from)
    }
    await visit(join(import.meta.dirname, '../src/cli/main.ts'))
    expect([...packages].filter((each) => !each.startsWith('node:'))).toEqual(['commander'])
  })

  it('shows the version', async () => {
    expect((await flis(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

describe('wrong usage ends with exit code 2', () => {
  it.each([
    [['quarantin'], 'quarantine'],
    [['month-rum', '2022-10'], 'month-run'],
    [['quarantine', 'lst'], 'list'],
    [['packages', 'verfy'], 'verify'],
    [['table', 'DimTid', '--limt', '3'], '--limit'],
    [['sample', '--outt', 'x'], '--out'],
    [['status', '--jsn'], '--json'],
  ])('%j names the nearest: %s', async (argv, expected) => {
    const { exit, err, out } = await flis(argv)
    expect(exit).toBe(2)
    expect(err).toContain('FLIS-U001')
    expect(err).toContain(`expected ${expected})`)
    expect(out).toBe('')
  })

  it.each([
    { argv: [], why: 'no command' },
    { argv: ['month-run'], why: 'an argument is missing' },
    { argv: ['sample'], why: 'a required option is missing' },
    { argv: ['table', 'DimTid', 'DimKommune'], why: 'an argument too many' },
    { argv: ['table', 'DimTid', '--limit'], why: 'an option without its value' },
    { argv: ['--lang', 'fr', 'areas'], why: 'a language that is not there' },
    { argv: ['sample', '--out', 'x', '--scale', 'much'], why: 'a number that is none' },
    { argv: ['sample', '--out', 'x', '--seed', '1.5'], why: 'a whole number that is none' },
    { argv: ['sample', '--out', 'x', '--area', 'KYY'], why: 'an area that is not there' },
    { argv: ['sample', '--out', 'x', '--from', '2022-13'], why: 'a month that is none' },
    { argv: ['contracts', 'show', 'KYSagg'], why: 'a contract that is not there' },
    { argv: ['models', 'show', 'FactKYYdelse'], why: 'a table that is not there' },
    { argv: ['lineage'], why: 'neither table nor --models' },
    { argv: ['lineage', 'FactKYYdelser'], why: 'no key' },
    { argv: ['lineage', 'FactKYYdelser', '--key', 'YdelseId'], why: 'a key without value' },
  ])('$argv: $why', async ({ argv }) => {
    const { exit, err } = await flis(argv)
    expect(exit).toBe(2)
    expect(err).not.toBe('')
  })
})

describe('a folder that is no warehouse', () => {
  it.each([
    [['status']],
    [['month-run', '2022-10']],
    [['intake']],
    [['plan']],
    [['rebuild']],
    [['table', 'DimTid']],
    [['deliveries', 'x']],
  ])('is told by %j with C002 and exit code 1, and stays empty', async (argv) => {
    const folder = await newFolder()
    const { exit, err } = await flis(['-C', folder, ...argv])
    expect(exit).toBe(1)
    expect(err).toContain('FLIS-C002')
    expect((await flis(['-C', folder, 'init'])).exit).toBe(0)
  })

  it('is made by init, which refuses a folder that holds anything', async () => {
    const folder = await newFolder()
    expect((await flis(['init', folder])).exit).toBe(0)
    const again = await flis(['init', folder, '--lang', 'da'])
    expect(again.exit).toBe(1)
    expect(again.err).toContain('FLIS-C003 mappen er ikke tom')
  })
})

describe('outside a warehouse', () => {
  it('the areas, contracts and models that come with flis are shown', async () => {
    const cwd = await newFolder()
    expect((await flis(['areas'], { cwd })).out).toMatch(/^KY .*\nFSIII /m)
    expect((await flis(['contracts', 'list'], { cwd })).out).toContain('FSIIIPlanlagtIndsats')
    const { out } = await flis(['models', 'show', 'FactKYYdelser'], { cwd })
    expect(out).toContain('DageMedYdelse')
    expect(out).toContain('select')
  })

  it('contracts export writes an Avro schema for each contract', async () => {
    const cwd = await newFolder()
    const { out } = await flis(['contracts', 'export', '--out', 'avro', '--json'], { cwd })
    const files = JSON.parse(out) as readonly string[]
    expect(files.map((each) => each.split('/').at(-1))).toContain('KYSag.avsc')
  })

  it('the graph of tables goes from Kilde to model, as text and as Mermaid', async () => {
    const cwd = await newFolder()
    const text = await flis(['lineage', 'DimKYSagOversigt', '--models'], { cwd })
    expect(text.out).toMatch(/^DimKYSagOversigt ← .*KYSag/m)
    const mermaid = await flis(['lineage', 'DimKYSagOversigt', '--mermaid'], { cwd })
    expect(mermaid.out).toMatch(/^flowchart LR\n/)
    expect(mermaid.out).not.toContain('FactKYYdelser')
  })
})
