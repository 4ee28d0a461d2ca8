import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { metadataXml } from '@flis/rawdata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../../', import.meta.url))
const WORKSPACES = [
  'packages/core',
  'packages/rawdata',
  'packages/dsa-hist',
  'packages/dm',
  'packages/domains',
  'packages/delivery',
  'packages/sample',
  'pipelines',
]

let folder: string
const environment = { ...process.env, FLIS_NOW: '2022-11-02T08:00:00', NODE_OPTIONS: '' }

const command = async (file: string, args: readonly string[], cwd = folder): Promise<string> => {
  const { stdout } = await run(file, [...args], { cwd, env: environment, maxBuffer: 1 << 26 })
  return stdout
}

const tsconfig = (include: readonly string[]): string =>
  JSON.stringify({
    compilerOptions: {
      module: 'nodenext',
      target: 'es2022',
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noEmit: true,
      skipLibCheck: false,
      types: ['node'],
    },
    include,
  })

const told = ({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): string =>
  `${stdout}${stderr}`

/** What a command says that must not succeed. */
const failing = (file: string, args: readonly string[]): Promise<string> =>
  command(file, args).then((said) => {
    throw new Error(`it did not fail: ${said}`)
  }, told)

/** The tarballs that `npm publish` would send, installed in an empty folder outside the repository. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flis-examples-'))
  const packed = join(folder, 'packed')
  await mkdir(packed)
  await command('npm', ['run', 'build'], root)
  for (const each of WORKSPACES)
    await command('npm', ['pack', '--silent', '--pack-destination', packed], join(root, each))
  await writeFile(
    join(folder, 'package.json'),
    `${JSON.stringify({ name: 'elsewhere', private: true, type: 'module' }, null, 2)}\n`,
  )
  const tarballs = (await readdir(packed)).map((each) => join(packed, each))
  const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>
  }
  await command('npm', [
    'install',
    '--no-audit',
    '--no-fund',
    ...tarballs,
    ...['tsx', 'typescript', '@types/node'].map((name) => `${name}@${devDependencies[name] ?? ''}`),
  ])
  for (const example of await readdir(join(root, 'examples')))
    await cp(join(root, 'examples', example), join(folder, example), { recursive: true })
}, 600_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

const deliver = async (inbox: string, fileName: string, content: string): Promise<void> => {
  await mkdir(inbox, { recursive: true })
  await writeFile(join(inbox, fileName), content)
  await writeFile(
    join(inbox, `${fileName}.metadata`),
    metadataXml({
      fileName,
      sizeInBytes: Buffer.byteLength(content),
      sender: 'TEST',
      recipients: ['FLIS'],
    }),
  )
}

describe('from the packed packages, in a folder of one’s own', () => {
  it('the types are there', async () => {
    await writeFile(
      join(folder, 'tsconfig.json'),
      tsconfig([
        'own-dataomraade/*.ts',
        'compose/*.ts',
        'replace-a-rule/*.ts',
        'borger-on-arrival/*.ts',
        'kafka-in/*.ts',
      ]),
    )
    expect(await command('npx', ['tsc', '-p', '.']).catch(told)).toBe('')
  })

  it('own dataområde: its test passes', async () => {
    const said = await command('node', ['--import', 'tsx', '--test', 'own-dataomraade/boligstoette.test.ts'])
    expect(said).toMatch(/pass 1/)
  })

  it('own dataområde: contract, fact, test and pipeline are at most 60 lines', async () => {
    const lines = await Promise.all(
      ['boligstoette.ts', 'boligstoette.test.ts', 'run.ts'].map(async (file) =>
        (await readFile(join(folder, 'own-dataomraade', file), 'utf8'))
          .split('\n')
          .filter((line) => line.trim() !== '' && !line.trim().startsWith('//')),
      ),
    )
    expect(lines.flat().length).toBeLessThanOrEqual(60)
  })

  it('own dataområde: its pipeline takes a delivery to a datapakke', async () => {
    await command('npx', ['flis', 'init', 'lager'])
    await deliver(
      join(folder, 'lager', 'inbox'),
      'BS_0751_2022-10_001_F.csv',
      'SagId;Personnummer;StartDato;SlutDato;Beloeb\na;0101410001;2022-09-10;;1200.00\n',
    )
    const said = await command('node', ['--import', 'tsx', 'own-dataomraade/run.ts'])
    expect(said).toContain('FactBoligstøtte')
    expect(said).toMatch(/FLIS_Boligstoette_0751_2022-10_DM_001\.zip/)
    await rm(join(folder, 'lager'), { recursive: true })
  })

  it('replace a rule: the tables that use it move, for that reason, and no other', async () => {
    const said = await command('node', ['--import', 'tsx', 'replace-a-rule/run.ts'])
    expect(said.trim().split('\n')).toEqual([
      expect.stringMatching(/^FactKYYdelser: [1-9]\d* rows changed, in Fuldtidsperson$/),
      'because of the rule fuldtidsperson',
      expect.stringMatching(/^nothing moved in [1-9]\d* tables$/),
    ])
    const areas = await command('npx', ['flis', '-C', 'replace-a-rule', 'areas'])
    expect(areas).toMatch(/fuldtidsperson \([0-9a-f]{12}\)/)
    const [outbox = ''] = await readdir(join(folder, 'lager', 'outbox', '0751', 'MAANED'))
    const shown = await command('npx', [
      'flis',
      '-C',
      'lager',
      'packages',
      'show',
      outbox.replace('.zip', ''),
    ])
    expect(shown).not.toContain('fuldtidsperson')
    const other = outbox.replace('_001.zip', '_002')
    expect(await command('npx', ['flis', '-C', 'lager', 'packages', 'show', other])).toMatch(
      /rules that differ +fuldtidsperson \([0-9a-f]{12}\)/,
    )
    await rm(join(folder, 'lager'), { recursive: true })
  })

  it('replace a rule: a name that no rule has, or another signature, does not compile; run, it is M005', async () => {
    const wrong = join(folder, 'wrong-rule')
    await mkdir(wrong)
    await writeFile(
      join(wrong, 'wrong.ts'),
      `import { ky } from '@flis/pipelines'
ky.with({ fuldtidspersonn: () => '0' })
ky.with({ fuldtidsperson: (dage: number) => String(dage) })
`,
    )
    await writeFile(join(wrong, 'tsconfig.json'), tsconfig(['wrong.ts']))
    const said = await failing('npx', ['tsc', '-p', 'wrong-rule'])
    expect(said).toMatch(/wrong\.ts\(2,\d+\): error .*fuldtidspersonn/)
    expect(said).toMatch(/wrong\.ts\(3,\d+\): error/)
    await writeFile(
      join(wrong, 'flis.config.mjs'),
      `import { ky } from '@flis/pipelines'
export default { areas: [ky.with({ fuldtidspersonn: () => '0' })] }
`,
    )
    const refused = await failing('npx', ['flis', '-C', 'wrong-rule', 'areas'])
    expect(refused).toContain('FLIS-M005')
    expect(refused).toContain('expected fuldtidsperson)')
    await rm(wrong, { recursive: true })
  })

  it.each([
    { name: 'Boligstøtte', file: 'boligstoette', ending: 'ts', type: 'module' },
    { name: 'Fritids pas', file: 'fritids-pas', ending: 'mts', type: 'commonjs' },
  ])('flis new area $name ($type): its test passes at once, and flis knows it', async (area) => {
    const { name, file, ending, type } = area
    const own = join(folder, `own-${file}`)
    await command('npx', ['flis', 'init', `own-${file}`])
    await writeFile(join(own, 'package.json'), JSON.stringify({ name: 'own', private: true, type }))
    const said = await command('npx', ['flis', 'new', 'area', name], own)
    expect(said).toContain(`${file}/fact-${file}.${ending}`)
    const tested = await command('node', ['--import', 'tsx', '--test', `${file}/${file}.test.${ending}`], own)
    expect(tested).toMatch(/pass 1/)
    const areas = JSON.parse(await command('npx', ['flis', 'areas', '--json'], own)) as { name: string }[]
    expect(areas.map((each) => each.name)).toContain(name)
    await writeFile(join(own, 'tsconfig.json'), tsconfig([`${file}/*`, `flis.config.${ending}`]))
    expect(await command('npx', ['tsc', '-p', '.'], own).catch(told)).toBe('')
    await rm(own, { recursive: true })
  })

  it('compose: prints rows per kommune, and nothing new the second time', async () => {
    const said = await command('node', ['--import', 'tsx', 'compose/compose.ts'])
    expect(said).toMatch(/Aarhus Kommune: \d+ rows/)
    expect(said).toMatch(/Odense Kommune: \d+ rows/)
    expect(said.trim().endsWith('nothing new')).toBe(true)
    await rm(join(folder, 'lager'), { recursive: true })
  })

  it('Borger on arrival: takes CPR as it comes, and sends the packages with LIFA', async () => {
    await command('npx', ['flis', 'init', 'lager'])
    await command('npx', [
      ...['flis', 'sample', '--out', 'made', '--kommuner', '1', '--from', '2022-10', '--to', '2022-10'],
      ...['--scale', '0.001', '--faults', '0', '--area', 'Borger'],
    ])
    const child = spawn('node', ['--import', 'tsx', 'borger-on-arrival/run.ts', 'lager'], {
      cwd: folder,
      env: environment,
    })
    child.stderr.resume()
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const arrives = async (kilde: string): Promise<void> => {
      const names = (await readdir(join(folder, 'made'))).filter((name) => name.startsWith(`${kilde}_`))
      for (const name of names.sort())
        await rename(join(folder, 'made', name), join(folder, 'lager', 'inbox', name))
    }
    await arrives('CPR')
    expect((await lines.next()).value).toBe('run 1: version 1, Borger as of 2022-10-31')
    expect((await lines.next()).value).toBe('FLEKS 2022-10 waits for LIFA 2022-10')
    await arrives('LIFA')
    expect((await lines.next()).value).toBe('run 2: version 2, Borger as of 2022-10-31')
    expect((await lines.next()).value).toBe('FLEKS 2022-10 is in the outbox')
    const closed = once(child, 'close')
    child.kill('SIGTERM')
    expect(await closed).toEqual([0, null])
    await rm(join(folder, 'lager'), { recursive: true })
    await rm(join(folder, 'made'), { recursive: true })
  })

  it('month-run by cron: runs a month and says how it went', async () => {
    await command('npx', ['flis', 'init', 'lager'])
    await command('npx', [
      ...['flis', 'sample', '--out', 'lager/inbox', '--kommuner', '2'],
      ...['--from', '2022-10', '--to', '2022-10', '--scale', '0.001', '--faults', '0', '--area', 'KY'],
    ])
    const said = await command('bash', ['month-run-by-cron/month-run.sh', 'lager', '2022-10'])
    expect(said).toContain('month-run 2022-10: done')
    expect((await readdir(join(folder, 'lager', 'outbox'))).length).toBe(2)
  })
})
