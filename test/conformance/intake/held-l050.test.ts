import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { carePlan, codeSystem, report } from './fhir-texts.js'
import { Lager } from './lager.js'

const of = (lager: Lager, kommune: string) =>
  lager
    .states(`kommune = '${kommune}' and periode <> '2022-08'`)
    .then((all) => all.map(([file, state, code]) => [String(file).slice(11, -7), state, code]))

describe('a delta of FSIII, whose rhythm is its løbenr within the periode,', () => {
  let lager: Lager
  const put = async (kommune: string, ...numbers: readonly string[]): Promise<void> => {
    for (const nr of numbers)
      await lager.put(
        `FSIII_${kommune}_${nr}_D.json`,
        report('0101410001', carePlan(`${kommune}-${nr}`, 'G1.29')),
        { sender: 'Trifork' },
      )
  }

  beforeAll(async () => {
    lager = await Lager.make({ areas: ['FSIII'] })
    await lager.put('FSIIIKoder_0000_2022-08_001_F.json', codeSystem('1', 'G1.29'), { sender: 'KOMBIT' })
    for (const kommune of ['0101', '0147', '0151', '0153', '0155']) await put(kommune, '2022-08_001')
    await lager.intake()
    await put('0101', '2022-10_001', '2022-10_003', '2022-10_004', '2022-11_001')
    await put('0147', '2022-10_002')
    await put('0151', '2022-10_001')
    await put('0153', '2022-10_003', '2022-10_001', '2022-10_002')
    await lager.put('FSIII_0155_2022-10_001_D.json', '<Bundle/>', { sender: 'Trifork' })
    await put('0155', '2022-10_002')
    expect((await lager.intake()).exit).toBe(3)
  })
  afterAll(() => lager.remove())

  it('that follows the last of an earlier periode loads, months skipped or not', async () => {
    expect(await of(lager, '0151')).toEqual([['2022-10_001', 'loaded', null]])
  })

  it('whose predecessor has not landed is held with L050, which names the missing one', async () => {
    expect(await of(lager, '0147')).toEqual([['2022-10_002', 'held', 'L050']])
    const shown = await lager.json(['deliveries', 'FSIII_0147_2022-10_002_D.json'])
    expect(shown).toMatchObject({ state: 'held', code: 'L050' })
    expect(String(shown.facts)).toContain('2022-10')
    expect(String(shown.facts)).toContain('001')
    expect(
      await lager.values(
        `select count(*)::int from raadata.FSIIIPlanlagtIndsats where Id = '0147-2022-10_002'`,
      ),
    ).toEqual([[1]])
    expect(
      await lager.values(
        `select count(*)::int from dsa_hist.FSIIIPlanlagtIndsats where Id = '0147-2022-10_002'`,
      ),
    ).toEqual([[0]])
  })

  it('that comes after a held one is held too, of its periode or of a later one', async () => {
    expect(await of(lager, '0101')).toEqual([
      ['2022-10_001', 'loaded', null],
      ['2022-10_003', 'held', 'L050'],
      ['2022-10_004', 'held', 'L050'],
      ['2022-11_001', 'held', 'L050'],
    ])
  })

  it('whose predecessor lies in the inbox with it loads, whichever is read first', async () => {
    expect((await of(lager, '0153')).map(([, state]) => state)).toEqual(['loaded', 'loaded', 'loaded'])
  })

  it('whose predecessor was rejected loads: a correction takes the next løbenr', async () => {
    expect(await of(lager, '0155')).toEqual([
      ['2022-10_001', 'rejected', 'L043'],
      ['2022-10_002', 'loaded', null],
    ])
  })

  it('loads by itself when the missing one comes, and so do those after it', async () => {
    await put('0101', '2022-10_002')
    await put('0155', '2022-10_001')
    expect((await lager.intake()).exit).toBe(0)
    expect((await of(lager, '0101')).map(([, state, code]) => [state, code])).toEqual(
      Array(5).fill(['loaded', null]),
    )
    expect(
      await lager.values(
        `select Id, _fra::varchar from dsa_hist.FSIIIPlanlagtIndsats where _kommune = '0101' order by 1`,
      ),
    ).toEqual([
      ['0101-2022-08_001', '20220831001'],
      ['0101-2022-10_001', '20221031001'],
      ['0101-2022-10_002', '20221031002'],
      ['0101-2022-10_003', '20221031003'],
      ['0101-2022-10_004', '20221031004'],
      ['0101-2022-11_001', '20221130001'],
    ])
    expect((await of(lager, '0155')).map(([, state]) => state).sort()).toEqual([
      'loaded',
      'loaded',
      'rejected',
    ])
  })

  it('of another kommune has nothing to do with it', async () => {
    expect(await of(lager, '0147')).toEqual([['2022-10_002', 'held', 'L050']])
  })
})
