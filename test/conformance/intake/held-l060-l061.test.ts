import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cases, ENDING, FAILING, fails, of } from './hold-rules.js'
import { Lager } from './lager.js'

describe('the two rules by which a delivery is held:', () => {
  let lager: Lager
  const put = (kommune: string, nr: string, bytes: Buffer) => lager.put(`KY_${kommune}_${nr}_F.zip`, bytes)
  const open = (kommune: string) =>
    lager.values(
      `select count(*)::int from dsa_hist.KYSag where _kommune = '${kommune}' and _til = 99991231999`,
    )
  const states = async (kommune: string) =>
    (await lager.states(`kommune = '${kommune}'`)).map(([file, state, code]) => [
      String(file).slice(8, -6),
      state,
      code,
    ])

  beforeAll(async () => {
    lager = await Lager.make({ areas: ['KY'] })
    for (const { kommune, first } of ENDING) await put(kommune, '2022-09_001', first)
    for (const { kommune, bytes } of FAILING) await put(kommune, '2022-09_001', bytes)
    for (const kommune of ['0306', '0316']) await put(kommune, '2022-08_001', of(cases(1, 100)))
    await put('0306', '2022-10_001', of(cases(22, 100)))
    await put('0316', '2022-10_001', of(cases(1, 100)))
    await put('0320', '2022-08_001', of(cases(1, 2)))
    await put('0320', '2022-09_001', of(fails(1, 1)))
    expect((await lager.intake()).exit).toBe(3)
    for (const { kommune, second } of ENDING) await put(kommune, '2022-10_001', second)
    expect((await lager.intake()).exit).toBe(3)
  })
  afterAll(() => lager.remove())

  describe('a full delivery that would end', () => {
    for (const { name, kommune, held } of ENDING)
      it(name, async () => {
        expect(await states(kommune)).toEqual([
          ['2022-09_001', 'loaded', null],
          held ? ['2022-10_001', 'held', 'L060'] : ['2022-10_001', 'loaded', null],
        ])
        if (!held) return
        const file = `KY_${kommune}_2022-10_001_F.zip`
        expect(
          await lager.values(
            `select count(*)::int from dsa_hist.KYSag where _leverance = 'NC:${file}' or (_kommune = '${kommune}' and _til <> 99991231999)`,
          ),
        ).toEqual([[0]])
        const shown = await lager.json(['deliveries', file])
        expect([shown.state, shown.code]).toEqual(['held', 'L060'])
        expect(String(shown.next)).toContain('deliveries')
      })
  })

  describe('a delivery in which', () => {
    for (const { name, kommune, held, counts } of FAILING)
      it(name, async () => {
        expect(await states(kommune)).toEqual([
          ['2022-09_001', held ? 'held' : 'loaded', held ? 'L061' : null],
        ])
        expect(
          await lager.values(
            `select rows_in::int, accepted::int, quarantined::int, duplicates::int from ops.deliveries where kommune = '${kommune}'`,
          ),
        ).toEqual([counts])
        expect(
          await lager.values(
            `select count(*)::int from ops.quarantine where delivery = 'NC:KY_${kommune}_2022-09_001_F.zip' and state = 'open'`,
          ),
        ).toEqual([[counts[2]]])
        expect(await open(kommune)).toEqual([[held ? 0 : counts[1]]])
      })
  })

  it('a key whose row fails this time counts as present: its good version stands', async () => {
    expect(
      await lager.values(
        `select SagId, _fra::varchar, _til::varchar from dsa_hist.KYSag where _kommune = '0320' order by 1`,
      ),
    ).toEqual([
      ['S1', '20220831001', '99991231999'],
      ['S2', '20220831001', '20220930001'],
    ])
  })

  describe('when others land,', () => {
    beforeAll(async () => {
      expect((await states('0306')).at(-1)).toEqual(['2022-10_001', 'held', 'L060'])
      expect((await states('0316')).at(-1)).toEqual(['2022-10_001', 'loaded', null])
      await put('0306', '2022-09_001', of(cases(15, 100)))
      await put('0316', '2022-09_001', of(cases(1, 150)))
      await put('0147', '2022-10_002', of(cases(1, 101)))
      await put('0210', '2022-09_002', of(cases(1, 21)))
      await lager.intake()
    })

    it('one that was held loads by itself when it ends few of what an earlier one left', async () => {
      expect((await states('0306')).map(([, state]) => state)).toEqual(['loaded', 'loaded', 'loaded'])
      expect(await open('0306')).toEqual([[79]])
    })

    it('one that was loaded is held when it ends too many of what an earlier one brought', async () => {
      expect(await states('0316')).toEqual([
        ['2022-08_001', 'loaded', null],
        ['2022-09_001', 'loaded', null],
        ['2022-10_001', 'held', 'L060'],
      ])
      expect(await open('0316')).toEqual([[150]])
    })

    it('a better one of the next løbenr loads, and the held one stays held', async () => {
      expect(await states('0147')).toEqual([
        ['2022-09_001', 'loaded', null],
        ['2022-10_001', 'held', 'L060'],
        ['2022-10_002', 'loaded', null],
      ])
      expect(await open('0147')).toEqual([[101]])
      expect(await states('0210')).toEqual([
        ['2022-09_001', 'held', 'L061'],
        ['2022-09_002', 'loaded', null],
      ])
      expect(await open('0210')).toEqual([[21]])
    })
  })
})
