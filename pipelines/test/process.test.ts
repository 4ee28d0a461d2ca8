import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { flis, newFolder, warehouseWithSample } from './flis.js'

const MAIN = join(import.meta.dirname, '../src/cli/main.ts')

const OWN_AREA = `
import { contract, type Dataomraade, dataomraade, fact, field, sql } from '@flis/core'
import { DimTid } from '@flis/dm'
const OwnSag = contract('OwnSag', {
  kilde: 'OWN', mode: 'full', fields: { SagId: field.key.text(), StartDato: field.date() },
})
const FactOwn = fact('FactOwn', {
  grain: ['SagId'], columns: { SagId: 'VARCHAR', DimTid: DimTid.key },
  sql: () => sql\`select SagId, \${DimTid.of('StartDato')} as DimTid from \${OwnSag}\`,
})
export const own: Dataomraade = dataomraade('Own', { contracts: [OwnSag], models: [DimTid, FactOwn] })
`

/** The command line as a process of its own, from source. */
const started = (argv: readonly string[]): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', '--conditions=flis-source', MAIN, ...argv], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, FLIS_NOW: '2022-11-02T08:00:00' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

const textOf = (child: ChildProcess): { readonly err: () => string } => {
  let err = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk.toString()
  })
  return { err: () => err }
}

describe('flis as a process', () => {
  it('bears that its reader goes away', async () => {
    const root = await warehouseWithSample(0)
    await flis(['-C', root, 'month-run', '2022-10'])
    const child = started(['-C', root, 'table', 'DimTid', '--csv'])
    const { err } = textOf(child)
    child.stdout?.once('data', () => child.stdout?.destroy())
    const [code] = (await once(child, 'close')) as [number]
    expect({ code, err: err() }).toEqual({ code: 0, err: '' })
  })

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends a run cleanly on %s; the next command goes on',
    async (signal) => {
      const root = await warehouseWithSample(0)
      const child = started(['-C', root, 'month-run', '2022-10'])
      const { err } = textOf(child)
      child.stdout?.resume()
      child.stderr?.once('data', () => child.kill(signal))
      const [code] = (await once(child, 'close')) as [number]
      expect(code).toBe(1)
      expect(err()).toContain('FLIS-S004')
      const next = await flis(['-C', root, 'month-run', '2022-10'])
      expect([next.exit, next.out.split('\n')[0]]).toEqual([
        0,
        'run 2 done: version 1 of 2022-10 is published',
      ])
    },
  )

  it('names the process that holds the warehouse (S001)', async () => {
    const root = await warehouseWithSample(0)
    const child = started(['-C', root, 'month-run', '2022-10'])
    child.stdout?.resume()
    await once(child.stderr ?? child, 'data')
    const others = [
      await flis(['-C', root, 'month-run', '2022-10']),
      await flis(['-C', root, 'borger-run']),
      await flis(['-C', root, 'borger-run', '--dry-run']),
    ]
    child.kill('SIGTERM')
    await once(child, 'close')
    for (const { exit, err } of others) {
      expect([exit, err]).toEqual([1, expect.stringContaining('FLIS-S001')])
      expect(err).toContain(`holder PID ${child.pid}`)
    }
  })

  it('reads areas of one’s own from flis.config.ts, as the very values that flis knows', async () => {
    // Inside this package, so that the packages of flis are found from there.
    const root = join(import.meta.dirname, '.own-typescript')
    await mkdir(root, { recursive: true })
    await writeFile(join(root, 'flis.config.json'), '{}')
    await writeFile(join(root, 'own-area.ts'), OWN_AREA)
    await writeFile(
      join(root, 'flis.config.ts'),
      `import { ky } from '@flis/domains/ky'\nimport { own } from './own-area.js'\nexport default { areas: [ky, own] }`,
    )
    try {
      const child = started(['-C', root, 'models', 'list', '--json'])
      let out = ''
      child.stdout?.on('data', (chunk: Buffer) => {
        out += chunk.toString()
      })
      const { err } = textOf(child)
      const [code] = (await once(child, 'close')) as [number]
      expect({ code, err: err() }).toEqual({ code: 0, err: '' })
      const models = JSON.parse(out) as readonly {
        readonly name: string
        readonly areas: readonly string[]
      }[]
      expect(models.filter((each) => each.name === 'DimTid').map((each) => each.areas)).toEqual([
        ['KY', 'Own'],
      ])
      expect(models.map((each) => each.name)).toContain('FactOwn')
    } finally {
      await rm(root, { recursive: true, force: true })
    }
  })

  it('ends with the exit code of the command', async () => {
    const child = started(['-C', await newFolder(), 'status'])
    child.stdout?.resume()
    child.stderr?.resume()
    expect(await once(child, 'close')).toEqual([1, null])
  })
})
