import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { carePlan, codeSystem, report } from './fhir-texts.js'
import { Lager } from './lager.js'

const FILE = 'FSIII_0751_2022-10_001_D.ndjson'
const trifork = { sender: 'Trifork' }
const kombit = { sender: 'KOMBIT' }
const rows = 'select Id, IndsatsKode from dsa_hist.FSIIIPlanlagtIndsats order by 1'

describe('an FSIII delivery', () => {
  let lager: Lager
  beforeAll(async () => {
    lager = await Lager.make({ areas: ['FSIII'] })
    await lager.put(
      FILE,
      `${report('0101410001', carePlan('c1', 'G1.29'))}\n${report('0101410001', carePlan('c2', 'G1.99'))}\n`,
      trifork,
    )
    await lager.put('FSIII_0101_2022-10_001_D.json', report('0101570001', carePlan('c3', 'G1.29')), trifork)
  })
  afterAll(() => lager.remove())

  it('is held with L051 while no code system has landed', async () => {
    expect((await lager.intake()).exit).toBe(3)
    expect(await lager.states()).toEqual([
      ['FSIII_0101_2022-10_001_D.json', 'held', 'L051'],
      [FILE, 'held', 'L051'],
    ])
    expect(await lager.inbox()).toEqual([])
    expect((await lager.values('select count(*)::int from raadata.FSIIIPlanlagtIndsats'))[0]).toEqual([3])
    const shown = await lager.json(['deliveries', FILE])
    expect(shown).toMatchObject({ state: 'held', code: 'L051' })
    expect(String(shown.facts)).toContain('FSIIIKoder')
  })

  it('stays held when something else lands', async () => {
    await lager.put('FSIII_0101_2022-10_002_D.json', report('0101570001', carePlan('c4', 'G1.29')), trifork)
    await lager.intake()
    expect((await lager.states()).map(([, state, code]) => [state, code])).toEqual([
      ['held', 'L051'],
      ['held', 'L051'],
      ['held', 'L051'],
    ])
  })

  it('loads by itself when the code system lands, though that is of a later month', async () => {
    await lager.put('FSIIIKoder_0000_2022-11_001_F.json', codeSystem('1', 'G1.29'), kombit)
    await lager.intake()
    expect(await lager.states(`kilde = 'FSIII'`)).toEqual([
      ['FSIII_0101_2022-10_001_D.json', 'loaded', null],
      ['FSIII_0101_2022-10_002_D.json', 'loaded', null],
      [FILE, 'loaded', null],
    ])
    expect(await lager.values(rows)).toEqual([
      ['c1', 'G1.29'],
      ['c3', 'G1.29'],
      ['c4', 'G1.29'],
    ])
    expect(await lager.values(`select line::int, codes, state from ops.quarantine`)).toEqual([
      [2, ['R204'], 'open'],
    ])
    expect(
      await lager.values(
        `select rows_in::int, accepted::int, quarantined::int from ops.deliveries where file_name = '${FILE}'`,
      ),
    ).toEqual([[2, 1, 1]])
  })

  it('has its unknown codes tried again when the code system changes', async () => {
    await lager.put('FSIIIKoder_0000_2022-11_002_F.json', codeSystem('2', 'G1.29', 'G1.99'), kombit)
    expect((await lager.intake()).exit).toBe(0)
    expect(await lager.values(rows)).toEqual([
      ['c1', 'G1.29'],
      ['c2', 'G1.99'],
      ['c3', 'G1.29'],
      ['c4', 'G1.29'],
    ])
    expect(await lager.values(`select line::int, codes, state from ops.quarantine`)).toEqual([
      [2, ['R204'], 'reloaded'],
    ])
    expect(
      await lager.values(
        `select rows_in::int, accepted::int, quarantined::int from ops.deliveries where file_name = '${FILE}'`,
      ),
    ).toEqual([[2, 2, 0]])
  })
})

describe('an FSIII delivery and the code system', () => {
  it('that lie in the inbox together load together, whatever their months and names', async () => {
    const lager = await Lager.make({ areas: ['FSIII'] })
    try {
      await lager.put('FSIII_0751_2022-09_001_D.json', report('0101410001', carePlan('c1', 'G1.29')), trifork)
      await lager.put('FSIIIKoder_0000_2022-10_001_F.json', codeSystem('1', 'G1.29'), kombit)
      expect((await lager.intake()).exit).toBe(0)
      expect(await lager.states()).toEqual([
        ['FSIIIKoder_0000_2022-10_001_F.json', 'loaded', null],
        ['FSIII_0751_2022-09_001_D.json', 'loaded', null],
      ])
    } finally {
      await lager.remove()
    }
  })
})
