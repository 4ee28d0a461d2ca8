import { danishTime, quoteText, raw, sql, text } from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkudUdenAnkomst, manglendeCheckud } from '../../src/dagtilbud/fund.js'
import {
  AulaBarn,
  AulaRegistrering,
  DagtilbudIndskrivning,
  DimInstitutionSTIL,
  DimRegistrering,
  FactDagtilbudKommeGå,
} from '../../src/dagtilbud/index.js'
import { barnetsVaegtExamples } from '../../src/dagtilbud/rules/barnets-vaegt.js'
import { minutter, minutterExamples } from '../../src/dagtilbud/rules/minutter.js'
import {
  type AulaStatus,
  CHECKET_UD,
  type FlisRegistrering,
  registrering,
  registreringExamples,
  SYG,
} from '../../src/dagtilbud/rules/registrering.js'
import { BESIDE, type Event, type KommeGaaExample, SPECIFIED } from './komme-gaa-examples.js'
import { type Lager, nytLager } from './lager.js'

const instant = (when: string): string => {
  if (when.includes('T')) return when
  const [clock = '', days = '0'] = when.split(' ').reverse()
  const seconds = clock.length === 5 ? ':00' : ''
  return `2026-01-${15 + Number(days)}T${clock}${seconds}+01:00`
}
const events = (child: string, of: readonly Event[], InstitutionSTIL = '123456') =>
  of.map(([Status, when], nth) => ({
    RegistreringId: `${child} ${nth}`,
    BarnUuid: child,
    InstitutionSTIL,
    Status,
    Tidspunkt: instant(when),
  }))
/** Whole months told by one delivery are past; those of the last one are not yet. */
const EARLIER = { fra: 20260131001n }

describe('FactDagtilbudKommeGå', () => {
  let lager: Lager
  const ALL = [...SPECIFIED, ...BESIDE]
  const childOf = (of: KommeGaaExample): string => `u${ALL.indexOf(of)}`
  const rowsOf = async (child: string): Promise<readonly string[]> => {
    const rows = await lager.rows(sql`
      select
        DimTid % 100 as day,
        DimRegistrering || ' ' || "DimKlokkeslætStart" || '–' || case
          when "DimKlokkeslætSlut" <> -1 then "DimKlokkeslætSlut" || ' (' || Minutter || ')'
          when Minutter is null then ''
          else 'minutes without an end'
        end as stretch
      from ${FactDagtilbudKommeGå} as fact
      where BarnUUID = ${text(child)}
      order by DimTid, _start`)
    return rows.map(({ day, stretch }) => `${String(day)} ${String(stretch)}`)
  }
  const found = async (of: typeof manglendeCheckud, run = '2026-12'): Promise<ReadonlySet<string>> =>
    new Set(await lager.found(of, AulaRegistrering, 'RegistreringId', run))

  let manglende: ReadonlySet<string>
  let uden: ReadonlySet<string>
  beforeAll(async () => {
    lager = await nytLager()
    for (const each of ALL) await lager.insert(AulaRegistrering, events(childOf(each), each.events), EARLIER)
    await lager.insert(
      AulaRegistrering,
      events('two institutions', [
        [3, '08:00'],
        [3, '09:00'],
        [8, '10:00'],
      ]),
      EARLIER,
    )
    await lager.insert(
      AulaRegistrering,
      [
        {
          RegistreringId: 'other',
          BarnUuid: 'two institutions',
          InstitutionSTIL: '654321',
          Status: 8,
          Tidspunkt: instant('08:30'),
        },
      ],
      EARLIER,
    )
    await lager.insert(AulaRegistrering, events('in two kommuner', [[3, '08:00']]), EARLIER)
    await lager.insert(AulaRegistrering, events('in two kommuner', [[8, '09:00']]), {
      ...EARLIER,
      kommune: '0101',
    })
    await lager.insert(AulaRegistrering, events('waiting', [[3, '2026-12-31T08:00:00+01:00']]), {
      fra: 20270101001n,
    })
    await lager.insert(AulaRegistrering, events('past', [[3, '2026-12-31T08:00:00+01:00']]), {
      fra: 20261231001n,
    })
    await lager.insert(
      AulaRegistrering,
      events('new year', [
        [3, '2026-12-31T20:00:00+01:00'],
        [8, '2027-01-01T06:00:00+01:00'],
        [3, '2027-01-01T08:00:00+01:00'],
      ]),
      { fra: 20270101001n },
    )
    // children known to Aula, CPR and by enrolments of several kommuner and systems
    await lager.borgere({ '0101170001': '2017-01-01' })
    for (const [nth, { indskrivninger, på }] of barnetsVaegtExamples.entries()) {
      const Personnummer = `010117000${nth + 1}`
      await lager.insert(AulaBarn, [{ BarnUuid: `weight ${nth}`, Personnummer }])
      await lager.insert(
        AulaRegistrering,
        Object.keys(på).flatMap((day) => [
          {
            RegistreringId: `${nth} ${day}`,
            BarnUuid: `weight ${nth}`,
            InstitutionSTIL: '123456',
            Status: 3,
            Tidspunkt: `${day}T08:00:00Z`,
          },
          {
            RegistreringId: `${nth} ${day} ud`,
            BarnUuid: `weight ${nth}`,
            InstitutionSTIL: '123456',
            Status: 8,
            Tidspunkt: `${day}T14:00:00Z`,
          },
        ]),
        EARLIER,
      )
      const enrolments = indskrivninger.map(([StartDato, SlutDato, Timer], at) => ({
        IndskrivningId: `${nth} ${at}`,
        Personnummer,
        InstitutionsNr: '101001',
        Pasningstilbud: 'Børnehave',
        StartDato,
        SlutDato,
        Timer,
      }))
      await lager.insert(DagtilbudIndskrivning, enrolments.slice(0, 1), { kildesystem: 'A' })
      await lager.insert(DagtilbudIndskrivning, enrolments.slice(1), { kildesystem: 'B' })
      await lager.insert(
        DagtilbudIndskrivning,
        enrolments
          .slice(0, 1)
          .map((each) => ({ ...each, StartDato: '2020-01-01', SlutDato: null, Timer: '37.00' })),
        { kommune: '0101' },
      )
    }
    await lager.insert(AulaBarn, [{ BarnUuid: 'u1', Personnummer: null }])
    await lager.build('2026-12')
    manglende = await found(manglendeCheckud)
    uden = await found(checkudUdenAnkomst)
  })

  describe('the specification’s table', () => {
    it.each(SPECIFIED)('$name', async (each) => expect(await rowsOf(childOf(each))).toEqual(each.rows))
  })
  describe('beside it', () => {
    it.each(BESIDE)('$name', async (each) => expect(await rowsOf(childOf(each))).toEqual(each.rows))
  })
  it.each(ALL)('findings of: $name', (each) => {
    const told = (found: ReadonlySet<string>): readonly string[] =>
      each.events.flatMap((_, nth) => (found.has(`${childOf(each)} ${nth}`) ? [String(nth)] : []))
    expect({ manglende: told(manglende), uden: told(uden) }).toEqual({
      manglende: each.fund?.manglende ?? [],
      uden: each.fund?.uden ?? [],
    })
  })

  it('goes by institution, and by the kommune and system that an id is unique in', async () => {
    expect(await rowsOf('two institutions')).toEqual(['15 1 800–1000 (120)'])
    expect(await rowsOf('in two kommuner')).toEqual(['15 1 800–'])
    expect(uden.has('other')).toBe(true)
  })

  it('shows nothing after the run month, but ends by it what runs over midnight', async () => {
    expect(await rowsOf('new year')).toEqual(['31 1 2000–0 (240)'])
    expect([...manglende].filter((id) => id.startsWith('new year'))).toEqual([])
    await lager.build('2027-01')
    expect(await rowsOf('new year')).toEqual(['31 1 2000–0 (240)', '1 1 0–600 (360)', '1 1 800–'])
    expect((await found(manglendeCheckud, '2027-01')).has('new year 2')).toBe(true)
  })

  it('waits with the finding of what has no next event until the periode of its delivery is past', async () => {
    expect([await rowsOf('waiting'), await rowsOf('past')]).toEqual([['31 1 800–'], ['31 1 800–']])
    expect([manglende.has('waiting 0'), manglende.has('past 0')]).toEqual([false, true])
    expect((await found(manglendeCheckud, '2027-01')).has('waiting 0')).toBe(true)
  })

  it.each(barnetsVaegtExamples.map((each, nth) => ({ ...each, when: each.når, nth })))(
    'weighs a child by its enrolments in the kommune: $when',
    async ({ nth, på }) => {
      const rows = await lager.rows(sql`
        select left(_start::varchar, 10) as day, "Fuldtidsbørn"
        from ${FactDagtilbudKommeGå} as fact
        where BarnUUID = ${text(`weight ${nth}`)}
        order by DimTid`)
      expect(Object.fromEntries(rows.map((row) => [row.day, row.Fuldtidsbørn]))).toEqual(
        Object.fromEntries(Object.entries(på).sort()),
      )
    },
  )

  it('finds the citizen through AulaBarn: −1 where Aula or CPR does not know the child', async () => {
    const rows = await lager.rows(sql`
      select distinct BarnUUID as child, DimBorger <> -1 as known, "Fuldtidsbørn" is null as weightless
      from ${FactDagtilbudKommeGå} as fact
      where BarnUUID in ('weight 0', 'weight 1', 'u0', 'u1') and DimTid > 20260102
      order by all`)
    expect(rows).toEqual([
      { child: 'u0', known: 'false', weightless: 'true' },
      { child: 'u1', known: 'false', weightless: 'true' },
      { child: 'weight 0', known: 'true', weightless: 'false' },
      { child: 'weight 1', known: 'false', weightless: 'false' },
      { child: 'weight 1', known: 'false', weightless: 'true' },
    ])
  })

  it('names institutions by STIL’s number, and has one row for each value of its grain', async () => {
    const rows = await lager.rows(sql`
      select InstitutionSTIL, count(*) > 0 as some
      from ${FactDagtilbudKommeGå} as fact
      join ${DimInstitutionSTIL} as institution on institution.DimInstitutionSTILID = fact.DimInstitutionSTIL
      group by all`)
    expect(rows).toEqual([{ InstitutionSTIL: '123456', some: 'true' }])
    const twice = await lager.rows(sql`
      select 1 from ${FactDagtilbudKommeGå} as fact
      group by ${raw(FactDagtilbudKommeGå.grain.map((each) => `"${each}"`).join(', '))}
      having count(*) > 1`)
    expect(twice).toEqual([])
  })
})

describe('Registrering', () => {
  it.each(registreringExamples)('Aula’s $status, $hedder, is $registrering', async (each) => {
    const lager = await registreringer()
    const rows = await lager.rows(sql`
      select r.code, dim.Registrering
      from (select ${raw(registrering(String(each.status)))} as code) as r
      left join ${DimRegistrering} as dim on dim.DimRegistreringID = r.code`)
    const code = each.registrering === null ? null : String(each.registrering)
    expect(rows).toEqual([{ code, Registrering: each.tekst }])
  })
  let known: Promise<Lager> | undefined
  const registreringer = (): Promise<Lager> => {
    known ??= nytLager().then(async (lager) => {
      await lager.build('2026-01')
      return lager
    })
    return known
  }

  it('of an empty warehouse: the members are there, −1 too', async () => {
    const rows = await (await registreringer()).rows(
      sql`select DimRegistreringID as id, Registrering from ${DimRegistrering} as dim order by DimRegistreringID`,
    )
    expect(rows.map((row) => `${String(row.id)} ${String(row.Registrering)}`)).toEqual([
      '-1 Ukendt',
      '1 Til stede',
      '2 Fraværende',
      '3 Syg',
    ])
  })

  it('keeps Aula’s numbers and FLIS’ apart: one where the other belongs is an error of type', () => {
    const aula = (status: AulaStatus): number => status
    const flis = (registrering: FlisRegistrering): number => registrering
    // @ts-expect-error FLIS' 3 (syg) is no status of Aula's
    aula(SYG)
    // @ts-expect-error Aula's 8 is no registration of FLIS'
    flis(CHECKET_UD)
    // @ts-expect-error a bare number is neither
    aula(3)
    expect([aula(CHECKET_UD), flis(SYG)]).toEqual([8, 3])
  })
})

describe('Minutter', () => {
  it.each(minutterExamples)('$start – $slut: $minutter', async ({ start, slut, minutter: expected }) => {
    const lager = await nytLager()
    const at = (of: string | null): string =>
      of === null ? 'null::timestamptz' : `${quoteText(of)}::timestamptz`
    const row = await lager.session.rows(
      `select ${minutter(at(start), at(slut))} as minutes, ${danishTime(at(start))}::varchar as t`,
    )
    expect(row[0]?.minutes).toBe(expected)
  })
})
