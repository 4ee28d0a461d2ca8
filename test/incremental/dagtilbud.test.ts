import { BorgerPerson } from '@flis/dm'
import {
  AulaBarn,
  AulaRegistrering,
  DagtilbudIndskrivning,
  DagtilbudInstitution,
  dagtilbud,
  FactDagtilbud,
  FactDagtilbudKommeGå,
} from '@flis/domains/dagtilbud'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { notAsComputed } from './as-computed.js'

const CPR = ['0101170001', '0101170002', '0101170003']
const NR = '101001'

const event = (
  RegistreringId: string,
  barn: number,
  Status: number,
  when: string,
  InstitutionSTIL = '123456',
) => ({ RegistreringId, BarnUuid: `u${barn}`, InstitutionSTIL, Status, Tidspunkt: `${when}:00+01:00` })

/** Presence from 08:00 to 16:00 on some days of a month. */
const ordinary = (barn: number, month: string, days: readonly number[]) =>
  days.flatMap((day) => {
    const date = `${month}-${String(day).padStart(2, '0')}`
    return [
      event(`${barn} ${date} ind`, barn, 3, `${date}T08:00`),
      event(`${barn} ${date} ud`, barn, 8, `${date}T16:00`),
    ]
  })

const enrolment = (nth: number, of: Readonly<Record<string, string | null>> = {}) => ({
  IndskrivningId: `i${nth}`,
  Personnummer: CPR[nth] ?? '',
  InstitutionsNr: NR,
  Pasningstilbud: 'Børnehave',
  StartDato: '2026-01-01',
  SlutDato: null,
  Timer: '37,00',
  ...of,
})

describe('Dagtilbud, run by run', () => {
  let w: TestWarehouse
  const told = new Map<string, number>()
  const tellAula = async (periode: string, rows: Readonly<Record<string, readonly object[]>>) => {
    const nr = (told.get(periode) ?? 0) + 1
    told.set(periode, nr)
    await w.deliverAll(`Aula 0751 ${periode} ${String(nr).padStart(3, '0')} D`, rows as never)
  }
  const tellEnrolments = async (
    periode: string,
    rows: readonly ReturnType<typeof enrolment>[],
    Navn = 'Bøgehaven',
  ) =>
    w.deliverAll(`FLISDagtilbud 0751 ${periode} 001 F`, {
      [DagtilbudIndskrivning.name]: rows,
      [DagtilbudInstitution.name]: [
        { InstitutionsNr: NR, Navn, Ejerform: 'Kommunal', AdmKommuneKode: '0751' },
      ],
    })
  /** Units of a table that the last run computed anew, and how often; null where the whole table was. */
  const replaced = async (table: string): Promise<number | null> => {
    const [row] = await w.query(
      `with layers as (
         select layer, role, p."rows" as n
         from ops.layers l left join ops.parts p on p.sha256 = l.sha256
         where l.model = '${table}' and version = (select max(nr) from ops.versions)
       )
       select max(layer)::integer as top, (sum(n) filter (role = 'units' and layer = (select max(layer) from layers)))::integer as units
       from layers`,
    )
    return row?.top === 0 ? null : Number(row?.units ?? 0)
  }
  const filesOf = async (table: string): Promise<readonly unknown[]> =>
    (
      await w.query(
        `select distinct sha256 from ops.layers where model = '${table}' and role = 'rows'
           and version = (select max(nr) from ops.versions) order by sha256`,
      )
    ).map((row) => row.sha256)
  /** What stands otherwise than one computation over everything gives: nothing. */
  const run = async (month: string) => {
    const report = await w.monthRun(month)
    return { report, differing: await notAsComputed(w, dagtilbud, month) }
  }
  const weights = async () =>
    new Map(
      (await w.rows(FactDagtilbudKommeGå)).map((row) => [
        `${String(row.BarnUUID)} ${String(row.DimTid)}`,
        row.Fuldtidsbørn,
      ]),
    )

  beforeAll(async () => {
    w = await testWarehouse({ areas: [dagtilbud], now: '2026-06-02' })
    await tellEnrolments('2026-01', [enrolment(0), enrolment(1, { Timer: '30,00' })])
    await tellAula('2026-01', {
      [AulaRegistrering.name]: [0, 1, 2]
        .flatMap((barn) => ordinary(barn, '2026-01', [12, 13, 14, 15, 16, 19, 20]))
        .concat(event('night', 2, 3, '2026-01-20T22:00')),
      [AulaBarn.name]: [{ BarnUuid: 'u0', Personnummer: CPR[0] }],
    })
    await w.monthRun('2026-01')
  })
  afterAll(() => w.close())

  it('a late event computes three dates of its child anew, and leaves every other row and file alone', async () => {
    const before = await w.rows(FactDagtilbudKommeGå)
    const files = await filesOf('FactDagtilbudKommeGå')
    await tellAula('2026-01', {
      [AulaRegistrering.name]: [event('late', 1, 1, '2026-01-15T12:00')],
    })
    const { report, differing } = await run('2026-01')
    expect(differing).toEqual({})
    expect(await replaced('FactDagtilbudKommeGå')).toBe(3)
    expect(JSON.stringify(report)).toContain('"units":3')
    expect(await filesOf('FactDagtilbudKommeGå')).toEqual(expect.arrayContaining([...files]))
    const after = await w.rows(FactDagtilbudKommeGå)
    const text = (row: object): string =>
      JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? String(value) : value))
    const changed = after.filter((row) => !before.some((one) => text(one) === text(row)))
    expect(new Set(changed.map((row) => `${String(row.BarnUUID)} ${String(row.DimTid)}`))).toEqual(
      new Set(['u1 20260115']),
    )
    expect(after.length).toBe(before.length + 1)
  })

  it('a late check-out ends a night that stood open on the date before, a corrected event leaves its old date', async () => {
    await tellAula('2026-01', {
      [AulaRegistrering.name]: [
        event('morning', 2, 8, '2026-01-21T06:00'),
        event('late', 1, 1, '2026-01-19T12:00'),
      ],
    })
    const { differing } = await run('2026-01')
    expect(differing).toEqual({})
    // three dates around the check-out, and around each of the two that the corrected event has
    expect(await replaced('FactDagtilbudKommeGå')).toBe(9)
    const sick = (await w.rows(FactDagtilbudKommeGå)).filter((row) => row.DimRegistrering === 3)
    expect(sick.map((row) => `${String(row.BarnUUID)} ${String(row.DimTid)}`)).toEqual(['u1 20260119'])
    const rows = (await w.rows(FactDagtilbudKommeGå)).filter(
      (row) => row.BarnUUID === 'u2' && Number(row.DimTid) >= 20260120,
    )
    expect(
      rows.map((row) => [row.DimTid, row.DimKlokkeslætStart, row.DimKlokkeslætSlut].join(' ')).sort(),
    ).toEqual(['20260120 2200 0', '20260120 800 1600', '20260121 0 600'])
  })

  it('a new month adds its dates, and the night at its beginning', async () => {
    await tellAula('2026-02', {
      [AulaRegistrering.name]: [
        ...ordinary(0, '2026-02', [2, 3]),
        event('eve', 1, 3, '2026-01-31T21:00'),
        event('first', 1, 8, '2026-02-01T07:00'),
      ],
    })
    await tellEnrolments('2026-02', [enrolment(0), enrolment(1, { Timer: '30,00' })])
    expect((await run('2026-02')).differing).toEqual({})
    const rows = (await w.rows(FactDagtilbudKommeGå)).filter((row) => Number(row.DimTid) >= 20260131)
    expect(rows.map((row) => [row.BarnUUID, row.DimTid, row.Minutter].join(' ')).sort()).toEqual([
      'u0 20260202 480',
      'u0 20260203 480',
      'u1 20260131 180',
      'u1 20260201 420',
    ])
  })

  it('follows who a child is, its citizen, and what it weighs', async () => {
    const known = async () =>
      new Set(
        (await w.rows(FactDagtilbudKommeGå)).flatMap((row) =>
          row.DimBorger === -1n ? [] : [String(row.BarnUUID)],
        ),
      )
    expect((await weights()).get('u1 20260112')).toBeNull()
    await tellAula('2026-02', {
      [AulaRegistrering.name]: [],
      [AulaBarn.name]: [{ BarnUuid: 'u1', Personnummer: CPR[1] }],
    })
    expect((await run('2026-02')).differing).toEqual({})
    expect((await weights()).get('u1 20260112')).toBe('0.75')
    expect(await known()).toEqual(new Set())
    await w.deliverAll('CPR 0000 2026-02 001 F', {
      [BorgerPerson.name]: CPR.map((Personnummer) => ({
        Personnummer,
        Foedselsdato: '2017-01-01',
        Koen: 'K',
        Status: '01',
        StatusDato: '2017-01-01',
      })),
    })
    expect((await run('2026-02')).differing).toEqual({})
    expect(await known()).toEqual(new Set(['u0', 'u1']))
    const ages = new Set((await w.rows(FactDagtilbud)).map((row) => row.DimAlder))
    expect(ages).toEqual(new Set([9]))
    // an enrolment that is gone altogether: its month is the first that it should have had
    await tellEnrolments('2026-03', [enrolment(0, { StartDato: '2026-02-01', Timer: '20,00' })], 'Egehaven')
    expect((await run('2026-03')).differing).toEqual({})
    const now = await weights()
    expect(['u0 20260112', 'u0 20260202', 'u1 20260112'].map((each) => now.get(each))).toEqual([
      null,
      '0.50',
      '0.75',
    ])
    const institutions = new Set(
      (await w.rows(FactDagtilbud)).map((row) => `${String(row.DimTid)} ${String(row.DimInstitution)}`),
    )
    // February's and March's month ends point to two versions of it
    expect(new Set([...institutions].map((each) => each.split(' ')[1])).size).toBe(2)
  })
})
