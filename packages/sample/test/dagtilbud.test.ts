import { join } from 'node:path'
import type { SampleFile, SampleReport } from '@flis/sample'
import { beforeAll, describe, expect, it } from 'vitest'
import { cprOf } from './read-borger.js'
import { hashes, linesOf, records, sample, unzip, unzipBytes } from './read-sample.js'

interface Event {
  readonly id: string
  readonly barn: string
  readonly stil: string
  readonly status: number
  readonly at: string
  readonly file: string
}

const AULA = { areas: ['Dagtilbud'], kommuner: ['0101', '0751'], from: '2022-10', to: '2022-10' } as const

const grouped = (
  events: readonly Event[],
  by: (event: Event) => string,
): ReadonlyMap<string, readonly Event[]> => {
  const groups = new Map<string, Event[]>()
  for (const event of events) groups.set(by(event), [...(groups.get(by(event)) ?? []), event])
  return groups
}

const firsts = (report: SampleReport, kilde: string): readonly SampleFile[] =>
  report.files.filter((file) => file.kilde === kilde && !file.path.startsWith('again/'))

const eventsOf = async (out: string, report: SampleReport): Promise<readonly Event[]> => {
  const all: Event[] = []
  for (const { path, fileName } of firsts(report, 'Aula'))
    for (const [id = '', barn = '', stil = '', status, at = ''] of await records(
      join(out, path),
      'AulaRegistrering.csv',
    ))
      all.push({ id, barn, stil, status: Number(status), at, file: fileName })
  return all
}

describe('the children of a Dagtilbud sample', () => {
  let out = ''
  let report: SampleReport = { files: [], faults: [], rows: {} }
  let events: readonly Event[] = []

  beforeAll(async () => {
    ;({ out, report } = await sample({ ...AULA, scale: 0.002, daily: true }))
    events = await eventsOf(out, report)
  })

  const share = (of: number): number => of / events.length

  it('are enrolled, in the encoding and with the decimals of the contract', async () => {
    const [file] = firsts(report, 'FLISDagtilbud')
    const bytes = (await unzipBytes(join(out, file?.path ?? '')))['DagtilbudInstitution.csv']
    expect(bytes?.toString('latin1')).toMatch(/Æblehaven|Østerled|Åbrinken|Mariehønen|Bakkegården|Sølyst/)
    const [first] = await records(join(out, file?.path ?? ''), 'DagtilbudIndskrivning.csv')
    expect(first?.join(';')).toMatch(
      /^I\d+-\d;\d{10};\d{6};[^;]+;\d{4}-\d\d-\d\d;(\d{4}-\d\d-\d\d)?;(\d+,\d\d)?$/,
    )
  })

  it('are told of by the working day, the weekend with Monday', () => {
    expect(
      firsts(report, 'Aula')
        .filter(({ kommune }) => kommune === '0101')
        .map(({ periode }) => periode)
        .slice(0, 7),
    ).toEqual([
      '2022-10-03',
      '2022-10-04',
      '2022-10-05',
      '2022-10-06',
      '2022-10-07',
      '2022-10-10',
      '2022-10-11',
    ])
  })

  it('come and go at institutions of their kommune, seven events a day', () => {
    const days = new Set(events.map(({ barn, at }) => `${barn} ${at.slice(0, 10)}`))
    expect(events.length / days.size).toBeGreaterThan(5)
    expect(events.length / days.size).toBeLessThan(8)
    expect(events.filter(({ stil, file }) => `0${stil.slice(3)}` !== file.slice(5, 9))).toEqual([])
    expect(new Set(events.map(({ status }) => status))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8]))
  })

  it('are sick, sent for, and not checked out, some of them', () => {
    const byDay = grouped(events, ({ id }) => id.slice(0, id.lastIndexOf('-')))
    const days = [...byDay.values()]
    const holds = (some: (statuses: readonly number[]) => boolean): number =>
      days.filter((day) => some(day.map(({ status }) => status))).length / days.length
    expect(holds((each) => each.length === 1 && each[0] === 1)).toBeGreaterThan(0.01)
    expect(holds((each) => each.includes(3) && !each.includes(8))).toBeGreaterThan(0.01)
    expect(holds((each) => each[0] === 2)).toBeGreaterThan(0.02)
  })

  it('are registered late, and corrected in a later delivery', () => {
    const isLate = ({ at, file }: Event): boolean =>
      Date.parse(file.slice(10, 20)) - Date.parse(at.slice(0, 10)) > 4 * 86_400_000
    expect(share(events.filter(isLate).length)).toBeGreaterThan(0.001)
    const byId = grouped(events, ({ id }) => id)
    const again = [...byId.values()].filter((rows) => rows.length > 1)
    expect(again.length).toBeGreaterThan(0)
    for (const rows of again) {
      expect(new Set(rows.map(({ file }) => file)).size).toBe(rows.length)
      expect(new Set(rows.map(({ at }) => at)).size).toBe(rows.length)
    }
  })

  it('are there in the night when the clock changes', () => {
    const night = events.filter(({ at }) => at >= '2022-10-29T21' && at < '2022-10-30T09')
    expect(night.filter(({ at }) => at.endsWith('+02:00')).length).toBeGreaterThan(0)
    expect(night.filter(({ at }) => at.endsWith('+01:00')).length).toBeGreaterThan(0)
  })

  it('are named once, and again when their number is known or new', async () => {
    const named: string[] = []
    for (const { path } of firsts(report, 'Aula'))
      named.push(
        ...(await records(join(out, path), 'AulaBarn.csv').catch(() => [])).map(([barn = '']) => barn),
      )
    expect(new Set(events.map(({ barn }) => barn))).toEqual(new Set(named))
  })
})

describe('a Dagtilbud sample', () => {
  it('is of children whom CPR has, most of them where they live', async () => {
    const { out, report } = await sample({
      areas: ['Borger', 'Dagtilbud'],
      kommuner: ['0751'],
      from: '2022-10',
      to: '2022-10',
      scale: 0.002,
    })
    const [cpr] = await cprOf(out, report)
    const known = new Map((cpr?.personer ?? []).map((each) => [each.Personnummer, each]))
    const [file] = firsts(report, 'FLISDagtilbud')
    const children = (await records(join(out, file?.path ?? ''), 'DagtilbudIndskrivning.csv')).filter(
      ([, , , , start = '', end]) => start <= '2022-10-31' && (end === '' || (end ?? '') > '2022-10-31'),
    )
    expect(children.length).toBeGreaterThan(20)
    for (const [, number, , , start = ''] of children) {
      const born = known.get(number ?? '')?.Foedselsdato ?? ''
      expect(born < start).toBe(true)
    }
    const living = new Set(
      (cpr?.adresser ?? [])
        .filter(({ TilDato, KommuneKode }) => TilDato === '' && KommuneKode === '0751')
        .map(({ Personnummer }) => Personnummer),
    )
    expect(children.filter(([, number]) => living.has(number)).length / children.length).toBeGreaterThan(0.9)
  })

  it('is only added to by a later month', async () => {
    const options = { ...AULA, kommuner: ['0751'], scale: 0.001 } as const
    const [short, long] = [await sample(options), await sample({ ...options, to: '2022-11' })]
    expect(await hashes(long.out)).toMatchObject(await hashes(short.out))
    expect(firsts(long.report, 'Aula').map(({ periode }) => periode)).toEqual(['2022-10', '2022-11'])
  })

  it('has the faults that it names, line by line', async () => {
    const { out, report } = await sample({
      ...AULA,
      kommuner: ['0751'],
      to: '2022-10',
      scale: 0.001,
      faults: 0.3,
    })
    const planted = report.faults.flatMap((fault) => (fault.level === 'row' ? [fault] : []))
    expect(new Set(planted.map(({ code }) => code))).toEqual(
      new Set(['R310', 'R102', 'R101', 'R002', 'R104', 'R105', 'R120']),
    )
    for (const { path, member, line, code } of planted) {
      const text = linesOf((await unzip(join(out, path)))[member] ?? '')[line - 1] ?? ''
      expect(text, code).toMatch(/^F\d+-\d+;/)
    }
  })
})
