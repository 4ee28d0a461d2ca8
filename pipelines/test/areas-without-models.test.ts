import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AulaBarn, AulaRegistrering } from '@flis/domains/dagtilbud'
import { beforeAll, describe, expect, it } from 'vitest'
import { csvOf, putDelivery, zipOf } from '../src/testing/delivery-file.js'
import { flis, linesOf, newFolder } from './flis.js'

const registration = (RegistreringId: string, Status: number) => ({
  RegistreringId,
  BarnUuid: 'u1',
  InstitutionSTIL: '123456',
  Status,
  Tidspunkt: '2022-10-03T07:30:00+02:00',
})

const object = (kontrakt: string, row: object): string => JSON.stringify({ kontrakt, ...row })

describe('a warehouse of areas that have contracts and no models yet', () => {
  let root = ''
  beforeAll(async () => {
    root = await newFolder()
    await flis(['init', root])
    await writeFile(join(root, 'flis.config.json'), JSON.stringify({ areas: ['Skole', 'Dagtilbud'] }))
    const inbox = join(root, 'inbox')
    const file = 'AulaRegistrering.csv'
    const rows = [registration('r1', 3), registration('r2', 9)]
    await putDelivery(
      inbox,
      'Aula_0751_2022-10-03_001_D.zip',
      await zipOf({ [file]: csvOf(AulaRegistrering, rows) }),
      'Aula',
    )
    const lines = [
      object(AulaRegistrering.name, registration('r1', 8)),
      object(AulaBarn.name, { BarnUuid: 'u1', Personnummer: '0101170001' }),
    ]
    await putDelivery(inbox, 'Aula_0751_2022-10-03_002_D.ndjson', `${lines.join('\n')}\n`, 'Aula')
  })

  it('plans to land and load, and no more', async () => {
    const steps = linesOf(await flis(['-C', root, 'plan', '2022-10', '--json']))
    expect(steps.flatMap(({ id }) => id ?? [])).toEqual([
      'land Aula_0751_2022-10-03_001_D.zip',
      'land Aula_0751_2022-10-03_002_D.ndjson',
      'load Aula 0751',
    ])
  })

  it('runs, tells what was refused, and has nothing to do the next time', async () => {
    // 3: done, with rows in quarantine.
    expect((await flis(['-C', root, 'month-run', '2022-10'])).exit).toBe(3)
    expect((await flis(['-C', root, 'quarantine', 'list'])).out).toContain('R310')
    expect(linesOf(await flis(['-C', root, 'plan', '2022-10', '--json']))).toMatchObject([{ steps: 0 }])
  })

  it.each([
    [['status']],
    [['runs']],
    [['deliveries']],
    [['areas']],
    [['contracts', 'list']],
    [['contracts', 'show', 'SkoleElev']],
    [['contracts', 'show', 'AulaRegistrering']],
    [['models', 'list']],
    [['packages', 'list']],
    [['rebuild']],
  ])('bears %j', async (argv) => {
    const { exit, err } = await flis(['-C', root, ...argv])
    expect([exit, err.includes('FLIS-')]).toEqual([0, false])
  })

  it('names the area that is asked for, and the nearest of one that is not there', async () => {
    expect((await flis(['-C', root, 'month-run', '2022-10', '--area', 'Dagtilbud'])).exit).toBe(0)
    expect((await flis(['-C', root, 'month-run', '2022-10', '--area', 'Dagtilbu'])).err).toContain(
      'expected Dagtilbud',
    )
  })
})
