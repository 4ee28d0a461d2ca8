import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flis, newFolder } from './flis.js'

const OWN_AREA = `
import { contract, dataomraade, fact, field, sql } from '@flis/core'
import { DimTid } from '@flis/dm'
const BSSag = contract('BSSag', {
  kilde: 'BS', mode: 'full', persons: ['borgere'],
  fields: { SagId: field.key.text(), Personnummer: field.cpr(), StartDato: field.date() },
})
const FactBS = fact('FactBS', {
  grain: ['SagId'], columns: { SagId: 'VARCHAR', DimTid: DimTid.key },
  sql: () => sql\`select SagId, \${DimTid.of('StartDato')} as DimTid from \${BSSag}\`,
})
export const boligstøtte = dataomraade('Boligstøtte', { contracts: [BSSag], models: [DimTid, FactBS] })
`

describe('settings', () => {
  // Inside this package, so that the packages of flis are found from there.
  const root = join(import.meta.dirname, '.own-area')
  const put = (name: string, content: string): Promise<void> => writeFile(join(root, name), content)

  beforeAll(async () => {
    await rm(root, { recursive: true, force: true })
    await mkdir(root)
    await put('flis.config.json', '{"areas":["KY"]}')
    await put('own-area.js', OWN_AREA)
  })
  afterAll(() => rm(root, { recursive: true, force: true }))

  it('name the areas of the warehouse', async () => {
    const { out } = await flis(['-C', root, 'areas', '--json'])
    expect((JSON.parse(out) as readonly { readonly name: string }[]).map((each) => each.name)).toEqual(['KY'])
  })

  it('of flis.config.mjs stand over flis.config.json, with areas of one’s own', async () => {
    await put(
      'flis.config.mjs',
      `import { boligstøtte } from './own-area.js'\nexport default { areas: ['FSIII', boligstøtte] }`,
    )
    const { out, err } = await flis(['-C', root, 'areas', '--json'])
    expect(err).toBe('')
    expect((JSON.parse(out) as readonly { readonly name: string }[]).map((each) => each.name)).toEqual([
      'FSIII',
      'Boligstøtte',
    ])
    expect((await flis(['-C', root, 'models', 'show', 'FactBS'])).out).toContain('SagId')
  })

  it.each([
    { config: `export default { areas: ['FSII'] }`, told: 'expected FSIII' },
    { config: `export default { areas: ['KY'], retntion: {} }`, told: 'expected retention' },
    { config: 'export default 3', told: 'something else' },
    { config: 'export default {', told: 'flis.config' },
  ])('that are wrong are told with C001: $config', async ({ config, told }) => {
    const other = join(root, `wrong-${(await readdir(root)).length}`)
    await mkdir(other)
    await writeFile(join(other, 'flis.config.json'), '{}')
    await writeFile(join(other, 'flis.config.mjs'), config)
    const { exit, err } = await flis(['-C', other, 'areas'])
    expect(exit).toBe(1)
    expect(err).toContain('FLIS-C001')
    expect(err).toContain(told)
  })

  it('in JSON that names no known area are told with the nearest', async () => {
    const folder = await newFolder()
    await writeFile(join(folder, 'flis.config.json'), '{"areas":["KYY"]}')
    const { exit, err } = await flis(['-C', folder, 'status'])
    expect(exit).toBe(1)
    expect(err).toContain('FLIS-C001')
    expect(err).toContain('expected KY')
  })
})
