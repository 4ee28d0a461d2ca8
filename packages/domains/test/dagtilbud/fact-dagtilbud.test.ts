import { addDays, extractTime, lastDay, month, monthIndex, sql, text } from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { overlappendeIndskrivninger, udenTimer, ukendtInstitution } from '../../src/dagtilbud/fund.js'
import {
  DagtilbudIndskrivning,
  DagtilbudInstitution,
  DimInstitution,
  DimPasningstilbud,
  FactDagtilbud,
} from '../../src/dagtilbud/index.js'
import { boernsalder, boernsalderExamples } from '../../src/dagtilbud/rules/boernsalder.js'
import { fuldtidsboernExamples } from '../../src/dagtilbud/rules/fuldtidsboern.js'
import { indskrevetExamples } from '../../src/dagtilbud/rules/indskrevet.js'
import { institutionVedMaanedensSlutExamples } from '../../src/dagtilbud/rules/institution-ved-maanedens-slut.js'
import { institutionshistorikExamples } from '../../src/dagtilbud/rules/institutionshistorik.js'
import { type Lager, nytLager } from './lager.js'

const ANNA = '0101160001'
/** Each example is a child of its own, by its number in the table. */
const childOf = (nth: number): string => `01011${String(70000 + nth)}`
const enrolment = (IndskrivningId: string, of: Readonly<Record<string, string | null>> = {}) => ({
  IndskrivningId,
  Personnummer: ANNA,
  InstitutionsNr: '101001',
  Pasningstilbud: 'Børnehave',
  StartDato: '2022-01-01',
  SlutDato: null,
  Timer: '37.00',
  ...of,
})

describe('FactDagtilbud', () => {
  let lager: Lager
  const monthsOf = async (id: string): Promise<readonly string[]> => {
    const rows = await lager.rows(
      sql`select DimTid from ${FactDagtilbud} as fact where IndskrivningId = ${text(id)} order by DimTid`,
    )
    return rows.map((row) => String(row.DimTid))
  }
  beforeAll(async () => {
    lager = await nytLager()
    await lager.load(DagtilbudIndskrivning, '2022-01')
    await lager.load(DagtilbudInstitution, '2022-01')
    await lager.load(DagtilbudIndskrivning, '2022-03')
    await lager.insert(
      DagtilbudIndskrivning,
      fuldtidsboernExamples.map(({ timer }, nth) =>
        enrolment(`timer ${nth}`, { Timer: timer, Personnummer: childOf(nth) }),
      ),
    )
    // what is gone lacked in the extract of March: good to the last day of February
    for (const gone of [false, true])
      await lager.insert(
        DagtilbudIndskrivning,
        indskrevetExamples.flatMap(({ fra, til, sidst }, nth) =>
          (sidst !== null) === gone
            ? [
                enrolment(`indskrevet ${nth}`, {
                  StartDato: fra,
                  SlutDato: til,
                  Personnummer: childOf(100 + nth),
                }),
              ]
            : [],
        ),
        gone ? { til: 20220331001n } : {},
      )
    await lager.insert(DagtilbudIndskrivning, [enrolment('anna', { StartDato: '2022-02-15' })])
    await lager.insert(DagtilbudIndskrivning, [enrolment('anna', { Personnummer: ANNA })], {
      kommune: '0101',
    })
    await lager.insert(DagtilbudIndskrivning, [enrolment('anna', { Personnummer: ANNA, Timer: '20.00' })], {
      kildesystem: 'Andet',
    })
    await lager.insert(DagtilbudIndskrivning, [
      enrolment('ukendt', { Personnummer: '0101160009', InstitutionsNr: '999999' }),
    ])
    await lager.insert(DagtilbudInstitution, [
      { InstitutionsNr: '101001', Navn: 'Bøgehaven', Ejerform: 'Kommunal', AdmKommuneKode: '0751' },
    ])
    await lager.borgere({ [ANNA]: '2017-02-28' })
    await lager.build('2022-03')
  })

  it.each(fuldtidsboernExamples.map((each, nth) => ({ ...each, nth })))(
    '$timer hours a week count as the specification says',
    async ({ timer, fuldtidsbørn, nth }) => {
      const rows = await lager.rows(sql`
        select distinct Timer, Fuldtidsbørn from ${FactDagtilbud} as fact where IndskrivningId = ${text(`timer ${nth}`)}`)
      expect(rows).toEqual([{ Timer: timer, Fuldtidsbørn: fuldtidsbørn }])
    },
  )

  it.each(indskrevetExamples.map((each, nth) => ({ ...each, nth })))(
    'enrolled $fra – $til, held to $sidst',
    async ({ måneder, nth }) => {
      const months = (await monthsOf(`indskrevet ${nth}`)).map(
        (tid) => `${tid.slice(0, 4)}-${tid.slice(4, 6)}`,
      )
      expect(months).toEqual(måneder)
    },
  )

  it('has the child, its age at month end, and the institution; ids are unique within kommune and kildesystem', async () => {
    const rows = await lager.rows(sql`
      select fact.DimTid, fact.DimKommune, fact.DimBorger <> -1 as known, fact.DimAlder, Navn, Pasningstilbud, Timer
      from ${FactDagtilbud} as fact
      join ${DimInstitution} as institution on institution.DimInstitutionID = fact.DimInstitution
      join ${DimPasningstilbud} as tilbud on tilbud.DimPasningstilbudID = fact.DimPasningstilbud
      where IndskrivningId = 'anna' and DimTid > 20220201
      order by all`)
    const row = (DimTid: string, DimKommune: string, DimAlder: string, Timer: string) => ({
      DimTid,
      DimKommune,
      known: 'true',
      DimAlder,
      Navn: 'Bøgehaven',
      Pasningstilbud: 'Børnehave',
      Timer,
    })
    expect(rows).toEqual([
      row('20220228', '101', '5', '37.00'),
      row('20220228', '751', '5', '20.00'),
      row('20220228', '751', '5', '37.00'),
      row('20220331', '101', '5', '37.00'),
      row('20220331', '751', '5', '20.00'),
      row('20220331', '751', '5', '37.00'),
    ])
  })

  it.each(boernsalderExamples.map((each) => ({ ...each, født: each.født, born: each.født, in: each.måned })))(
    'born $born, at the end of $in: $alder',
    async ({ født, måned, alder }) => {
      const born = født === null ? 'null::date' : `date '${født}'`
      const age = boernsalder(
        { index: String(monthIndex(month(måned))), days: lastDay(month(måned)).slice(8) },
        { index: `(year(${born}) * 12 + month(${born}) - 1)`, day: `day(${born})` },
      )
      expect(await lager.rows(sql`select ${age} as age`)).toEqual([{ age: String(alder) }])
    },
  )

  it('is −1 for a child that CPR does not know, and an institution that nobody has delivered', async () => {
    const rows = await lager.rows(sql`
      select distinct DimBorger, DimAlder, DimInstitution from ${FactDagtilbud} as fact where IndskrivningId = 'ukendt'`)
    expect(rows).toEqual([{ DimBorger: '-1', DimAlder: '-1', DimInstitution: '-1' }])
  })

  it('tells enrolments without hours, of one child that share a day, and in unknown institutions', async () => {
    const found = (finding: typeof udenTimer) =>
      lager.found(finding, DagtilbudIndskrivning, 'IndskrivningId', '2022-03')
    expect(await found(udenTimer)).toEqual(['timer 8', 'timer 9'])
    expect(await found(ukendtInstitution)).toEqual(['ukendt'])
    // the two of kommune 0751; the enrolment in 0101 is another kommune's
    expect(await found(overlappendeIndskrivninger)).toEqual(['anna', 'anna'])
  })
})

describe('An overlap of enrolments', () => {
  const cases = [
    {
      when: 'one ends the day before the other begins',
      a: ['2022-01-01', '2022-01-31'],
      b: ['2022-02-01', null],
      found: [],
    },
    { when: 'they share a day', a: ['2022-01-01', '2022-02-01'], b: ['2022-02-01', null], found: ['a', 'b'] },
    { when: 'one is open', a: ['2022-01-01', null], b: ['2022-06-01', '2022-06-30'], found: ['a', 'b'] },
    {
      when: 'a third between is within the first',
      a: ['2022-01-01', '2022-12-31'],
      b: ['2022-02-01', '2022-02-28'],
      c: ['2022-04-01', null],
      found: ['a', 'b', 'c'],
    },
    {
      when: 'they begin on the same day',
      a: ['2022-01-01', '2022-01-01'],
      b: ['2022-01-01', '2022-01-01'],
      found: ['a', 'b'],
    },
  ] as const
  it('counts both, whatever lies between', async () => {
    const lager = await nytLager()
    const child = (nth: number) => childOf(nth)
    for (const [nth, each] of cases.entries())
      await lager.insert(
        DagtilbudIndskrivning,
        Object.entries({ a: each.a, b: each.b, ...('c' in each ? { c: each.c } : {}) }).map(
          ([id, [fra, til]]) =>
            enrolment(`${nth} ${id}`, { Personnummer: child(nth), StartDato: fra, SlutDato: til }),
        ),
      )
    const found = await lager.found(
      overlappendeIndskrivninger,
      DagtilbudIndskrivning,
      'IndskrivningId',
      '2022-03',
    )
    expect(found).toEqual(cases.flatMap((each, nth) => each.found.map((id) => `${nth} ${id}`)))
  })
})

describe('DimInstitution', () => {
  let lager: Lager
  const nr = (nth: number): string => String(101_000 + nth)
  beforeAll(async () => {
    lager = await nytLager()
    // each extract has its own number, so that the examples can share one source
    for (const { leveret } of institutionshistorikExamples)
      for (const [at, [periode]] of leveret.entries()) await lager.load(DagtilbudInstitution, periode, at + 1)
    for (const periode of ['2022-01', '2022-03', '2022-05'])
      for (const kommune of ['0101', '0751']) await lager.load(DagtilbudInstitution, periode, 9, kommune)
    for (const [nth, { leveret }] of institutionshistorikExamples.entries()) {
      const extracts = leveret.map(([periode], at) => extractTime(periode, at + 1))
      let since: { readonly name: string; readonly fra: bigint } | undefined
      const told = async (til: bigint | undefined): Promise<void> => {
        if (since === undefined) return
        await lager.insert(
          DagtilbudInstitution,
          [{ InstitutionsNr: nr(nth), Navn: since.name, Ejerform: 'Kommunal', AdmKommuneKode: '0751' }],
          { fra: since.fra, ...(til === undefined ? {} : { til }) },
        )
      }
      for (const [at, [, name]] of leveret.entries()) {
        if (since?.name === name) continue
        await told(extracts[at])
        since = name === null ? undefined : { name, fra: extracts[at] ?? 0n }
      }
      await told(undefined)
    }
    // two kommuner deliver one number: what is told last counts, and while somebody holds it, it is there
    await lager.insert(
      DagtilbudInstitution,
      [{ InstitutionsNr: '200001', Navn: 'A', Ejerform: 'Privat', AdmKommuneKode: '0101' }],
      { kommune: '0101', fra: 20220131009n },
    )
    await lager.insert(
      DagtilbudInstitution,
      [{ InstitutionsNr: '200001', Navn: 'B', Ejerform: 'Privat', AdmKommuneKode: '0101' }],
      { kommune: '0751', fra: 20220131009n, til: 20220331009n },
    )
    await lager.insert(
      DagtilbudInstitution,
      [{ InstitutionsNr: '200001', Navn: 'C', Ejerform: 'Privat', AdmKommuneKode: '0101' }],
      { kommune: '0751', fra: 20220331009n, til: 20220531009n },
    )
    await lager.build('2022-12')
  })
  const versionsOf = async (of: string): Promise<readonly string[]> => {
    const rows = await lager.rows(sql`
      select InstitutionsNr, Navn, GyldigFra, GyldigTil from ${DimInstitution} as institution order by GyldigFra`)
    return rows
      .filter((row) => row.InstitutionsNr === of)
      .map((row) => `${String(row.Navn)} ${String(row.GyldigFra)} ${String(row.GyldigTil ?? '–')}`)
  }

  it.each(institutionshistorikExamples.map((each, nth) => ({ ...each, when: each.når, nth })))(
    '$when',
    async ({ nth, versioner }) => expect(await versionsOf(nr(nth))).toEqual(versioner),
  )

  it('of several senders: what was told last, in one extract by the administering kommune', async () => {
    expect(await versionsOf('200001')).toEqual([
      'A 2022-01-01 2022-02-28',
      'C 2022-03-01 2022-04-30',
      'A 2022-05-01 –',
    ])
  })
})

describe('The institution at month end', () => {
  it('is the version valid on the month’s last day, else the earliest', async () => {
    const lager = await nytLager()
    const days = institutionVedMaanedensSlutExamples.flatMap(({ versioner }) =>
      versioner.flatMap((version) => {
        const [fra = '', til = ''] = version.split(' ')
        return til === '–' ? [fra] : [fra, addDays(til, 1)]
      }),
    )
    for (const day of new Set(days)) await lager.load(DagtilbudInstitution, day)
    for (const [nth, { versioner }] of institutionVedMaanedensSlutExamples.entries()) {
      await lager.insert(DagtilbudIndskrivning, [
        enrolment(String(nth), { InstitutionsNr: String(101_000 + nth), Personnummer: childOf(nth) }),
      ])
      for (const [at, version] of versioner.entries()) {
        const [fra = '', til = ''] = version.split(' ')
        // daily extracts: what is valid to a day is other, or gone, in the next day's
        await lager.insert(
          DagtilbudInstitution,
          [
            {
              InstitutionsNr: String(101_000 + nth),
              Navn: `${at}`,
              Ejerform: 'Kommunal',
              AdmKommuneKode: '0751',
            },
          ],
          { fra: extractTime(fra, 1), ...(til === '–' ? {} : { til: extractTime(addDays(til, 1), 1) }) },
        )
      }
    }
    await lager.build('2022-03')
    const rows = await lager.rows(sql`
      select fact.IndskrivningId, institution.GyldigFra
      from ${FactDagtilbud} as fact
      join ${DimInstitution} as institution on institution.DimInstitutionID = fact.DimInstitution
      where fact.DimTid = 20220331
      order by fact.IndskrivningId::integer`)
    expect(rows.map((row) => row.GyldigFra)).toEqual(
      institutionVedMaanedensSlutExamples.map(({ valgt }) => valgt),
    )
  })
})
