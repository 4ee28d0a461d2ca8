import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { FlisFailure, KOMMUNE_CODES } from '@flis/core'
import { SAMPLE_DEFAULTS, type SampleOptions, writeSample } from '@flis/sample'
import { describe, expect, it } from 'vitest'
import { KOMMUNER } from '../src/world/kommuner.js'
import { SMALL, sample, temporaryFolder } from './read-sample.js'

const refused: readonly (readonly [string, Partial<SampleOptions>])[] = [
  ['no kommune', { kommuner: 0 }],
  ['more than 98 kommuner', { kommuner: 99 }],
  ['half a kommune', { kommuner: 1.5 }],
  ['an empty list of kommuner', { kommuner: [] }],
  ['a kommune that is none', { kommuner: ['0751', '0411'] }],
  ['a kommune without its zeros', { kommuner: ['751'] }],
  ['a month that is none', { from: '2022-13' }],
  ['from after to', { from: '2022-11', to: '2022-10' }],
  ['a month before the made-up world', { from: '2019-12' }],
  ['no scale', { scale: 0 }],
  ['a scale that is no number', { scale: Number.NaN }],
  ['more residents than there are numbers for', { scale: 2.1, areas: ['Borger'] }],
  ['a negative seed', { seed: -1 }],
  ['a seed with decimals', { seed: 0.5 }],
  ['more faults than rows', { faults: 1.1 }],
  ['no area', { areas: [] }],
  ['an area that is none', { areas: ['Aula' as 'KY'] }],
  ['no folder', { out: '' }],
]

describe('the options of a sample', () => {
  it.each(refused)('refuse %s with U001 and write nothing', async (_, options) => {
    const out = join(temporaryFolder(), 'out')
    const failure = await writeSample({ ...SMALL, out, ...options }).catch((thrown: unknown) => thrown)
    expect(failure).toBeInstanceOf(FlisFailure)
    expect((failure as FlisFailure).error.code).toBe('U001')
    expect(existsSync(out)).toBe(false)
  })

  it('know the 98 kommuner', () => {
    expect(KOMMUNER.map((each) => each.kode)).toEqual(KOMMUNE_CODES)
  })

  it('take the largest kommuner when a number is asked for', async () => {
    const { report } = await sample({ kommuner: 4, to: '2022-09', areas: ['KY'] })
    expect(report.files.map((file) => file.kommune)).toEqual(['0101', '0461', '0751', '0851'])
  })

  it('make only the areas that are asked for', async () => {
    const { report } = await sample({ areas: ['KY'] })
    expect(new Set(report.files.map((file) => file.kilde))).toEqual(new Set(['KY']))
  })

  it('have defaults that make a few hundred rows per kommune', async () => {
    const out = temporaryFolder()
    const report = await writeSample({ ...SAMPLE_DEFAULTS, out, from: '2022-09', to: '2022-11' })
    for (const file of report.files.filter((each) => each.kilde === 'KY')) {
      expect(file.rows).toBeGreaterThan(50)
      expect(file.rows).toBeLessThan(1000)
    }
  })
})
