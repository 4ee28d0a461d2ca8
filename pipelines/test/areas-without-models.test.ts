import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PersonaleAnsaettelse, PersonaleFravaer } from '@flis/domains/personale'
import { beforeAll, describe, expect, it } from 'vitest'
import { csvOf, putDelivery, zipOf } from '../src/testing/delivery-file.js'
import { flis, linesOf, newFolder } from './flis.js'

const employment = (AnsaettelseId: string, Personnummer: string) => ({
  AnsaettelseId,
  Personnummer,
  StillingsKode: '100',
  AnsaettelsesDato: '2022-01-01',
  BeskaeftigelsesDecimal: '1.0000',
})

describe('a warehouse of areas that have contracts and no models yet', () => {
  let root = ''
  beforeAll(async () => {
    root = await newFolder()
    await flis(['init', root])
    await writeFile(join(root, 'flis.config.json'), JSON.stringify({ areas: ['Skole', 'Personale'] }))
    const inbox = join(root, 'inbox')
    for (const [periode, number] of [
      ['2022-09', '0101410001'],
      ['2022-10', '3102410001'],
    ] as const)
      await putDelivery(
        inbox,
        `FLISPersonale_0751_${periode}_001_F.zip`,
        await zipOf({
          'PersonaleAnsaettelse.csv': csvOf(PersonaleAnsaettelse, [employment('a', number)]),
          'PersonaleFravaer.csv': csvOf(PersonaleFravaer, []),
        }),
        'Løn',
      )
  })

  it('plans to land and load, and no more', async () => {
    const steps = linesOf(await flis(['-C', root, 'plan', '2022-10', '--json']))
    expect(steps.flatMap(({ id }) => id ?? [])).toEqual([
      'land FLISPersonale_0751_2022-09_001_F.zip',
      'land FLISPersonale_0751_2022-10_001_F.zip',
      'load FLISPersonale 0751',
    ])
  })

  it('runs, tells what was refused, and has nothing to do the next time', async () => {
    // 3: done, with rows in quarantine.
    expect((await flis(['-C', root, 'month-run', '2022-10'])).exit).toBe(3)
    expect((await flis(['-C', root, 'quarantine', 'list'])).out).toContain('R105')
    expect(linesOf(await flis(['-C', root, 'plan', '2022-10', '--json']))).toMatchObject([{ steps: 0 }])
  })

  it.each([
    [['status']],
    [['runs']],
    [['deliveries']],
    [['areas']],
    [['contracts', 'list']],
    [['contracts', 'show', 'SkoleElev']],
    [['contracts', 'show', 'PersonaleAnsaettelse']],
    [['models', 'list']],
    [['packages', 'list']],
    [['rebuild']],
  ])('bears %j', async (argv) => {
    const { exit, err } = await flis(['-C', root, ...argv])
    expect([exit, err.includes('FLIS-')]).toEqual([0, false])
  })

  it('names the area that is asked for, and the nearest of one that is not there', async () => {
    expect((await flis(['-C', root, 'month-run', '2022-10', '--area', 'Personale'])).exit).toBe(0)
    expect((await flis(['-C', root, 'month-run', '2022-10', '--area', 'Personal'])).err).toContain(
      'expected Personale',
    )
  })
})
