import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NATURAL } from './dagtilbud-warehouse.js'
import { Lager } from './intake/lager.js'
import { zipOf } from './intake/zip-bytes.js'
import { lines, type ToldRow, toldTables } from './published-rows.js'

const TABLE = 'FactDagtilbudKommeGå'
const CHILDREN = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6'] as const
const DAYS = ['2022-10-03', '2022-10-04', '2022-10-05', '2022-10-06'] as const

interface Event {
  readonly id: string
  readonly barn: string
  readonly status: number
  readonly at: string
}

const ndjson = (events: readonly Event[]): string =>
  events
    .map(({ id, barn, status, at }) => ({
      kontrakt: 'AulaRegistrering',
      RegistreringId: id,
      BarnUuid: barn,
      InstitutionSTIL: '751001',
      Status: status,
      Tidspunkt: `${at}:00+02:00`,
    }))
    .map((row) => `${JSON.stringify(row)}\n`)
    .join('')

/** Every child from 08 to 15 on every day; b1 is not checked out on the second. */
const usual = CHILDREN.flatMap((barn) =>
  DAYS.flatMap((day) => [
    { id: `${barn} ${day} in`, barn, status: 3, at: `${day}T08:00` },
    { id: `${barn} ${day} out`, barn, status: 8, at: `${day}T15:00` },
  ]),
).filter(({ id }) => id !== 'b1 2022-10-04 out')

/** What a row is of, and what it says. */
const told = (row: ToldRow): string =>
  `${row.BarnUUID} ${row.DimTid} ${row.DimKlokkeslætStart}–${row.DimKlokkeslætSlut} (${row.Minutter})`

interface Slice {
  readonly month: string
  readonly rows: { readonly added: number; readonly removed: number; readonly changed: number }
}

interface TableDiff {
  readonly table: string
  readonly rows: Slice['rows']
  readonly slices: readonly Slice[]
  readonly causes: {
    readonly deliveries: readonly {
      readonly id?: string
      readonly delivery?: string
      readonly rows: number
    }[]
    readonly untold: number | null
  }
}

describe('an event that comes late', () => {
  let lager: Lager
  let runs = 0
  const published = async (): Promise<readonly ToldRow[]> =>
    (await toldTables(`${lager.root}/published`, NATURAL, [TABLE])).get(TABLE) ?? []

  /** Delivers, runs the month anew, and tells which rows came and went, and what `flis diff` says of them. */
  const late = async (file: string, events: readonly Event[]) => {
    const before = await published()
    await lager.put(file, ndjson(events), { sender: 'Aula' })
    const ended = await lager.run(['month-run', '2022-10', '--lenient'])
    expect(ended.exit, ended.err).toBe(0)
    runs += 1
    const after = await published()
    const [was, is] = [lines(before), lines(after)]
    const { tables } = await lager.json<{ tables: readonly TableDiff[] }>([
      'diff',
      String(runs - 1),
      String(runs),
    ])
    return {
      went: before.filter((row) => !is.includes(lines([row])[0] ?? '')).map(told),
      came: after.filter((row) => !was.includes(lines([row])[0] ?? '')).map(told),
      diff: tables.find(({ table }) => table === TABLE),
    }
  }

  beforeAll(async () => {
    lager = await Lager.make({ areas: ['Dagtilbud'] })
    await lager.put('Aula_0751_2022-10_001_D.ndjson', ndjson(usual), { sender: 'Aula' })
    await lager.put(
      'FLISDagtilbud_0751_2022-10_001_F.zip',
      zipOf({
        'DagtilbudIndskrivning.csv':
          'IndskrivningId;Personnummer;InstitutionsNr;Pasningstilbud;StartDato;SlutDato;Timer\r\n',
        'DagtilbudInstitution.csv': Buffer.from(
          'InstitutionsNr;Navn;Ejerform;AdmKommuneKode\r\n751001;Æblehaven;Kommunal;0751\r\n',
          'latin1',
        ),
      }),
      { sender: 'KMD' },
    )
    const ended = await lager.run(['month-run', '2022-10', '--lenient'])
    expect(ended.exit, ended.err).toBe(0)
    runs = 1
  }, 120_000)
  afterAll(() => lager.remove())

  it('changes the rows of its child on its date, and no others', async () => {
    expect((await published()).length).toBe(CHILDREN.length * DAYS.length)
    const { went, came, diff } = await late('Aula_0751_2022-10_002_D.ndjson', [
      { id: 'b1 2022-10-04 out', barn: 'b1', status: 8, at: '2022-10-04T15:30' },
    ])
    expect(went).toEqual(['b1 20221004 800–-1 (null)'])
    expect(came).toEqual(['b1 20221004 800–1530 (450)'])
    expect(diff?.causes.untold ?? 0).toBe(0)
    expect(JSON.stringify(diff?.causes.deliveries)).toContain('Aula_0751_2022-10_002_D')
  })

  it('of a night changes two dates of its child', async () => {
    const { went, came, diff } = await late('Aula_0751_2022-10_003_D.ndjson', [
      { id: 'night in', barn: 'b2', status: 3, at: '2022-10-05T22:00' },
      { id: 'night out', barn: 'b2', status: 8, at: '2022-10-06T06:30' },
    ])
    expect(went).toEqual([])
    expect(came.sort()).toEqual(['b2 20221005 2200–0 (120)', 'b2 20221006 0–630 (390)'])
    expect(diff?.causes.untold ?? 0).toBe(0)
    expect(JSON.stringify(diff?.causes.deliveries)).toContain('Aula_0751_2022-10_003_D')
  })

  it('of the morning after changes the evening before', async () => {
    const first = await late('Aula_0751_2022-10_004_D.ndjson', [
      { id: 'evening', barn: 'b3', status: 3, at: '2022-10-03T21:00' },
    ])
    expect(first.came).toEqual(['b3 20221003 2100–-1 (null)'])
    const { went, came, diff } = await late('Aula_0751_2022-10_005_D.ndjson', [
      { id: 'morning', barn: 'b3', status: 8, at: '2022-10-04T06:00' },
    ])
    expect(went).toEqual(['b3 20221003 2100–-1 (null)'])
    expect(came.sort()).toEqual(['b3 20221003 2100–0 (180)', 'b3 20221004 0–600 (360)'])
    // The evening's row is of another date than the event that the delivery brought.
    expect(diff?.causes.untold ?? 0).toBe(0)
    expect(JSON.stringify(diff?.causes.deliveries)).toContain('Aula_0751_2022-10_005_D')
  })

  it('that corrects another moves it from one child and date to another', async () => {
    const { went, came } = await late('Aula_0751_2022-10_006_D.ndjson', [
      { id: 'b4 2022-10-03 out', barn: 'b5', status: 1, at: '2022-10-06T16:00' },
    ])
    expect(went).toEqual(['b4 20221003 800–1500 (420)'])
    expect(came.sort()).toEqual(['b4 20221003 800–-1 (null)', 'b5 20221006 1600–-1 (null)'])
  })

  it('that was there already changes nothing, and that is broken neither', async () => {
    const { went, came, diff } = await late('Aula_0751_2022-10_007_D.ndjson', [
      { id: 'b6 2022-10-03 in', barn: 'b6', status: 3, at: '2022-10-03T08:00' },
      { id: 'nine', barn: 'b6', status: 9, at: '2022-10-03T09:00' },
      { id: 'ten', barn: 'b6', status: 10, at: '2022-10-03T09:00' },
    ])
    expect([...went, ...came]).toEqual([])
    expect(diff).toBe(undefined)
    expect(
      await lager.values('select codes::varchar, line::integer from ops.quarantine order by line'),
    ).toEqual([
      ['[R310]', 2],
      ['[R310]', 3],
    ])
  })

  it('gives a whole rebuild nothing else to tell', async () => {
    const before = lines(await published())
    expect((await lager.run(['rebuild'])).exit).toBe(0)
    expect(lines(await published())).toEqual(before)
  })

  it('waits for the one before it in its periode, and is refused from anybody else', async () => {
    const [one = { id: '', barn: '', status: 3, at: '' }] = usual
    const put = (name: string, sender: string): Promise<void> => lager.put(name, ndjson([one]), { sender })
    await put('Aula_0751_2022-10_009_D.ndjson', 'Aula')
    await put('Aula_0000_2022-10_001_D.ndjson', 'Aula')
    await put('Aula_0461_2022-10_001_D.ndjson', 'KMD')
    await lager.intake()
    const late = `file_name similar to 'Aula_(0000|0461)_.*|.*_00[89]_.*'`
    expect(await lager.states(late)).toEqual([
      ['Aula_0000_2022-10_001_D.ndjson', 'rejected', 'L003'],
      ['Aula_0751_2022-10_009_D.ndjson', 'held', 'L050'],
      ['Aula_0461_2022-10_001_D.ndjson', 'rejected', 'L012'],
    ])
    await put('Aula_0751_2022-10_008_D.ndjson', 'Aula')
    await lager.intake()
    expect(await lager.states(`${late} and state = 'loaded'`)).toEqual([
      ['Aula_0751_2022-10_008_D.ndjson', 'loaded', null],
      ['Aula_0751_2022-10_009_D.ndjson', 'loaded', null],
    ])
  })
})
