import { utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ended } from './command.js'
import { oneCase } from './ky-files.js'
import { Lager } from './lager.js'
import { metadata } from './metadata.js'

const file = (kommune: string): string => `KY_${kommune}_2022-10_001_F.zip`
const [NO_METADATA, NO_DATA, LATE, SHORT, GROWING] = ['0101', '0147', '0151', '0153', '0155'].map(file) as [
  string,
  string,
  string,
  string,
  string,
]
const at = (time: string): string => `2022-11-02T${time}Z`

describe('a delivery of which something is still on its way', () => {
  let lager: Lager
  let first: Ended
  /** So many bytes of the data file have come at an instant. */
  const comes = async (name: string, bytes: number, time: string): Promise<void> => {
    await lager.put(name, oneCase.subarray(0, bytes), { size: oneCase.length })
    for (const each of [name, `${name}.metadata`])
      await utimes(join(lager.root, 'inbox', each), new Date(at(time)), new Date(at(time)))
  }
  const state = async (name: string) =>
    (await lager.states(`file_name = '${name}'`)).map(([, ...rest]) => rest)

  beforeAll(async () => {
    lager = await Lager.make({ areas: ['KY'] })
    await lager.put(NO_METADATA, oneCase, { metadata: null })
    await writeFile(join(lager.root, 'inbox', `${NO_DATA}.metadata`), metadata(NO_DATA, oneCase))
    for (const name of [LATE, SHORT, GROWING]) await comes(name, 100, '10:00:00')
    first = await lager.intake(at('10:00:00'))
  })
  afterAll(() => lager.remove())

  it('stays in the inbox', async () => {
    expect(first.exit).toBe(0)
    expect(await lager.inbox()).toEqual(
      [
        NO_METADATA,
        `${NO_DATA}.metadata`,
        ...[LATE, SHORT, GROWING].flatMap((each) => [each, `${each}.metadata`]),
      ].sort(),
    )
    expect(await lager.states()).toEqual([])
  })

  it('is told of when its data file is short', () => {
    for (const name of [LATE, SHORT, GROWING]) expect(first.out + first.err).toContain(name)
  })

  it('is not waited for by a month-run, and loads when all of it has come', async () => {
    await comes(GROWING, 200, '10:10:00')
    const month = await lager.run(['month-run', '2022-10'], at('10:14:59'))
    expect([0, 3]).toContain(month.exit)
    expect(await lager.states()).toEqual([])
    await lager.put(NO_METADATA, oneCase)
    await lager.put(NO_DATA, oneCase)
    await comes(LATE, oneCase.length, '10:20:00')
    await lager.intake(at('10:20:00'))
    for (const name of [NO_METADATA, NO_DATA, LATE]) expect(await state(name)).toEqual([['loaded', null]])
  })

  it('is rejected with L010 when it has not grown for fifteen minutes, and keeps the bytes that came', async () => {
    expect(await state(SHORT)).toEqual([['rejected', 'L010']])
    expect(await lager.rejected(SHORT)).toEqual(oneCase.subarray(0, 100))
    const beside = JSON.parse((await lager.rejected(`${SHORT}.error.json`)).toString()) as { facts: object }
    expect(beside.facts).toMatchObject({ expected: `${oneCase.length} bytes`, found: '100 bytes' })
  })

  it('has its patience anew when it has grown', async () => {
    expect(await state(GROWING)).toEqual([])
    expect(await lager.inbox()).toEqual([GROWING, `${GROWING}.metadata`])
    expect((await lager.intake(at('10:25:01'))).exit).toBe(3)
    expect(await state(GROWING)).toEqual([['rejected', 'L010']])
    expect(await lager.inbox()).toEqual([])
  })
})
