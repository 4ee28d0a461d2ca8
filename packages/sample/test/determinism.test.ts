import { afterEach, describe, expect, it } from 'vitest'
import { hashes, sample } from './read-sample.js'

const zone = process.env.TZ

describe('a sample', () => {
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  })

  it('has the same bytes when made again with the same options', async () => {
    const [first, second] = [await sample({ faults: 0.05 }), await sample({ faults: 0.05 })]
    expect(await hashes(second.out)).toEqual(await hashes(first.out))
    expect(second.report).toEqual(first.report)
  })

  it('has the same bytes under any time zone of the machine', async () => {
    const first = await sample({ faults: 0.05 })
    process.env.TZ = 'Pacific/Auckland'
    const second = await sample({ faults: 0.05 })
    expect(await hashes(second.out)).toEqual(await hashes(first.out))
  })

  it('has other data under another seed', async () => {
    const first = await hashes((await sample({ seed: 1 })).out)
    const second = await hashes((await sample({ seed: 2 })).out)
    const same = Object.entries(second).filter(([name, hash]) => first[name] === hash)
    expect(same.map(([name]) => name.replace(/\.metadata$/, ''))).toEqual([
      'FSIIIKoder_0000_2022-08_001_F.json',
    ])
  })

  it('is not changed by asking for more kommuner', async () => {
    const two = await hashes((await sample({ kommuner: ['0101', '0751'] })).out)
    const three = await hashes((await sample()).out)
    expect(three).toMatchObject(two)
  })

  it('is only added to by a later month', async () => {
    const short = await hashes((await sample({ to: '2022-10' })).out)
    const long = await hashes((await sample({ to: '2022-12' })).out)
    expect(long).toMatchObject(short)
    expect(Object.keys(long).length).toBeGreaterThan(Object.keys(short).length)
  })

  it('leaves nothing but deliveries in its folder', async () => {
    const { out, report } = await sample({ faults: 0.05 })
    const expected = report.files.flatMap((file) => [file.path, `${file.path}.metadata`])
    expect(Object.keys(await hashes(out)).sort()).toEqual(expected.sort())
  })
})
