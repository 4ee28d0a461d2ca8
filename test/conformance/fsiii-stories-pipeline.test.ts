import { DimPlanlagtIndsats, FactLeveretIndsats, FactPlanlagtIndsats, fsiii } from '@flis/domains/fsiii'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { expect, it } from 'vitest'
import { publicInput } from './public-input.js'
import { homecare, nursing, type Story } from './stories.js'
import { type StoryCode, storyCodes20200908, storyCodesNewest } from './story-codes.js'

const input = publicInput('fsiii')
const { file } = input

const told = async (w: TestWarehouse) => {
  const planned = new Map((await w.rows(DimPlanlagtIndsats)).map((row) => [row.DimPlanlagtIndsatsID, row]))
  return {
    planlagt: (await w.rows(FactPlanlagtIndsats)).map((row) => ({
      indsatsId: row.IndsatsId,
      kode: planned.get(row.DimPlanlagtIndsats)?.KodeLegacy,
      tekst: planned.get(row.DimPlanlagtIndsats)?.Tekst,
      kommune: row.DimKommune,
      start: row.DimTidStart,
      slut: row.DimTidSlut,
      month: row.DimTid,
      løbetid: row.Løbetid,
      dage: row.VarighedDage,
    })),
    leveret: (await w.rows(FactLeveretIndsats)).map((row) => ({
      indsatsId: row.IndsatsId,
      kommune: row.DimKommune,
      dag: row.DimTid,
      klokkeslæt: row.DimKlokkeslæt,
    })),
  }
}

const lastDay: Readonly<Record<string, number>> = { '2021-02': 20210228, '2021-03': 20210331 }

const expected = (story: Story) => ({
  planlagt: story.planlagt.flatMap(({ indsatsId, indsatsKode, tekst, dimTidStart, dimTidSlut, rows }) =>
    rows.map(({ month, løbetid, varighedDage }) => ({
      indsatsId,
      kode: indsatsKode,
      tekst,
      kommune: 751,
      start: dimTidStart,
      slut: dimTidSlut,
      month: lastDay[month],
      løbetid,
      dage: varighedDage,
    })),
  ),
  leveret: story.leveret.map(({ indsatsId, dimTid, dimKlokkeslæt }) => ({
    indsatsId,
    kommune: 751,
    dag: dimTid,
    klokkeslæt: dimKlokkeslæt,
  })),
})

const sorted = <T>(rows: readonly T[]): readonly T[] =>
  [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

const deliverReports = async (w: TestWarehouse, reports: readonly string[]): Promise<void> => {
  for (const report of reports)
    await w.deliverFile(
      `FSIII_0751_2021-03-31_${String(reports.indexOf(report) + 1).padStart(3, '0')}_D.json`,
      file(report),
      'Trifork',
    )
}

const warehouse = () => testWarehouse({ areas: [fsiii], now: '2021-04-02' })
const codes = (w: TestWarehouse, name: string) =>
  w.deliverFile('FSIIIKoder_0000_2021-01_001_F.json', file(name), 'KOMBIT')

input.describe('the real reports with the real code system', () => {
  it('come before any code and are held, load by themselves with the codes, and roll out to the end of March', async () => {
    const w = await warehouse()
    try {
      await deliverReports(w, [...nursing.reports, ...homecare.reports])
      await w.monthRun('2021-03')
      expect(await w.query('select distinct state, code from ops.deliveries')).toEqual([
        { state: 'held', code: 'L051' },
      ])
      await codes(w, 'CodeSystem-FSIII.json')
      await w.monthRun('2021-03')
      const { planlagt, leveret } = await told(w)
      expect(sorted(planlagt)).toEqual(
        sorted([...expected(homecare).planlagt, ...expected(nursing).planlagt]),
      )
      expect(sorted(leveret)).toEqual(sorted([...expected(homecare).leveret, ...expected(nursing).leveret]))
      expect(await w.query(`select distinct state from ops.deliveries`)).toEqual([{ state: 'loaded' }])
    } finally {
      await w.close()
    }
  })

  for (const [name, wanted] of [
    ['CodeSystem-FSIII.json', storyCodesNewest],
    ['CodeSystem-FSIII-20200908.json', storyCodes20200908],
  ] as const)
    it(`the members that the stories use, by ${name}`, async () => {
      const w = await warehouse()
      try {
        await codes(w, name)
        await w.monthRun('2021-03')
        const members = await w.rows(DimPlanlagtIndsats)
        for (const code of wanted as readonly StoryCode[]) {
          const member = members.find((row) => row.KodeLegacy === code.kode)
          expect(
            {
              kode: member?.KodeLegacy,
              tekst: member?.Tekst,
              gruppeTekst: member?.GruppeTekst,
              uuid: member?.KodeUuid,
            },
            code.kode,
          ).toEqual({ kode: code.kode, tekst: code.tekst, gruppeTekst: code.gruppeTekst, uuid: code.uuid })
        }
      } finally {
        await w.close()
      }
    })
})
