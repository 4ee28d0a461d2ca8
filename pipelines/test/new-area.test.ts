import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dataomraade, type FlisError, FlisFailure } from '@flis/core'
import { describe, expect, it } from 'vitest'
import { areaNames } from '../src/new-area/area-names.js'
import { flis, jsonOf, newFolder } from './flis.js'

const failureOf = (work: () => unknown): FlisError | undefined => {
  try {
    work()
  } catch (thrown) {
    if (thrown instanceof FlisFailure) return thrown.error
    throw thrown
  }
  return undefined
}

describe('the names of a new area', () => {
  it.each([
    ['Boligstøtte', 'Boligstøtte', 'boligstoette', 'boligstøtte', 'FactBoligstøtte', 'BoligstoetteSag'],
    ['boligstoette', 'Boligstoette', 'boligstoette', 'boligstoette', 'FactBoligstoette', 'BoligstoetteSag'],
    ['ærø', 'Ærø', 'aeroe', 'ærø', 'FactÆrø', 'AeroeSag'],
    ['Bo støtte', 'Bo støtte', 'bo-stoette', 'boStøtte', 'FactBoStøtte', 'BoStoetteSag'],
    ['fritids-pas', 'Fritids-pas', 'fritids-pas', 'fritidsPas', 'FactFritidsPas', 'FritidsPasSag'],
    ['BUM2', 'BUM2', 'bum2', 'bum2', 'FactBUM2', 'BUM2Sag'],
  ])('%s: area %s, file %s, value %s, fact %s, contract %s', (given, area, file, value, fact, contract) => {
    expect(areaNames(given, [])).toMatchObject({ area, file, value, fact, contract })
    expect(areaNames(given, []).kilde).toMatch(/^[A-Za-z0-9]+$/)
  })

  it('written with combining letters are the same', () => {
    expect(areaNames('A\u030Arhus', [])).toEqual(areaNames('Århus', []))
  })

  it.each([
    '',
    ' ',
    '2bo',
    'bo/støtte',
    '../bo',
    'bo_støtte',
    'бо',
    'bo  støtte',
    'class',
    'test',
    'x'.repeat(41),
  ])('are not made of %j: U001', (given) => {
    expect(failureOf(() => areaNames(given, []))?.code).toBe('U001')
  })

  it('are not those of an area that is there', () => {
    const known = [dataomraade('Boligstøtte', { contracts: [], models: [] })]
    expect(failureOf(() => areaNames('boligstoette', known))?.code).toBe('U001')
    expect(areaNames('Boliger', known).area).toBe('Boliger')
  })
})

describe('flis new area', () => {
  const made = async (folder: string, name = 'Boligstøtte', ...argv: readonly string[]) =>
    flis(['-C', folder, 'new', 'area', name, ...argv])

  it('writes contract, fact, area and test, and says how to run the test', async () => {
    const folder = await newFolder()
    await writeFile(join(folder, 'package.json'), '{"type": "module"}')
    const { exit, out } = await made(folder)
    expect(exit).toBe(0)
    expect(out.split('\n')).toEqual([
      'boligstoette/boligstoette-sag.ts',
      'boligstoette/fact-boligstoette.ts',
      'boligstoette/boligstoette.ts',
      'boligstoette/boligstoette.test.ts',
      '',
      'its test: node --import tsx --test boligstoette/boligstoette.test.ts',
      '',
    ])
    const area = await readFile(join(folder, 'boligstoette/boligstoette.ts'), 'utf8')
    expect(area).toContain(`import { FactBoligstøtte } from './fact-boligstoette.js'`)
    expect(area).toContain(`export const boligstøtte = dataomraade('Boligstøtte', {`)
    expect(await readdir(folder)).not.toContain('flis.config.ts')
  })

  it('in a folder of CommonJS writes files that say that they are modules', async () => {
    const folder = await newFolder()
    expect(jsonOf(await made(folder, 'Boligstøtte', '--json'))).toEqual({
      area: 'Boligstøtte',
      files: [
        'boligstoette/boligstoette-sag.mts',
        'boligstoette/fact-boligstoette.mts',
        'boligstoette/boligstoette.mts',
        'boligstoette/boligstoette.test.mts',
      ],
      settings: null,
      test: 'node --import tsx --test boligstoette/boligstoette.test.mts',
    })
    expect(await readFile(join(folder, 'boligstoette/boligstoette.test.mts'), 'utf8')).toContain(
      `from './boligstoette-sag.mjs'`,
    )
  })

  it('in a warehouse lists it beside the areas that its settings name', async () => {
    const folder = await newFolder()
    await writeFile(join(folder, 'flis.config.json'), '{"areas": ["KY", "FSIII"]}')
    const { out } = await made(folder)
    expect(out).toContain('flis.config.mts')
    expect(await readFile(join(folder, 'flis.config.mts'), 'utf8')).toBe(
      `import { boligstøtte } from './boligstoette/boligstoette.mjs'\n\nexport default { areas: ['KY', 'FSIII', boligstøtte] }\n`,
    )
  })

  it('where settings name no area, lists all that come with flis', async () => {
    const folder = await newFolder()
    await writeFile(join(folder, 'flis.config.json'), '{}')
    await made(folder)
    const text = await readFile(join(folder, 'flis.config.mts'), 'utf8')
    expect(text).toContain(`\n    'Voksne handicappede',\n`)
    expect(text).toContain('\n    boligstøtte,\n  ],\n}')
  })

  it('leaves settings that are a module alone, and says what to put in', async () => {
    const folder = await newFolder()
    const own = `export default { areas: ['KY'] }\n`
    await writeFile(join(folder, 'flis.config.mjs'), own)
    const { exit, out } = await made(folder)
    expect(exit).toBe(0)
    expect(out).toContain(`flis.config.mjs: import { boligstøtte } from './boligstoette/boligstoette.mjs'`)
    expect(await readFile(join(folder, 'flis.config.mjs'), 'utf8')).toBe(own)
  })

  it.each([
    { name: 'KY', exit: 2, error: 'FLIS-U001' },
    { name: 'ky', exit: 2, error: 'FLIS-U001' },
    { name: '../ude', exit: 2, error: 'FLIS-U001' },
    { name: 'optaget', exit: 1, error: 'FLIS-C003' },
  ])('$name is refused with $error, and nothing is written', async ({ name, exit, error }) => {
    const folder = await newFolder()
    await mkdir(join(folder, 'optaget'))
    await writeFile(join(folder, 'optaget', 'note.txt'), 'mine')
    const ended = await made(folder, name)
    expect(ended.exit).toBe(exit)
    expect(ended.err).toContain(error)
    expect(await readdir(folder, { recursive: true })).toEqual(['optaget', 'optaget/note.txt'])
  })
})
