import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SampleReport } from '@flis/sample'
import { beforeAll, describe, expect, it } from 'vitest'
import { asOneDelivery, type Cpr, cprOf, type Line, lifaOf } from './read-borger.js'
import { hashes, records, sample } from './read-sample.js'

const UNKNOWN = ['', '0000', '5001']
const number = (line: Line): string => line.Personnummer ?? ''
const is = (line: Line, column: string, value: string): boolean => line[column] === value

/** The first rule of herkomst that fits, by the letter of the table. */
const herkomstRule = (person: Line, parentOf: (number: string) => Line | undefined): number => {
  const known = [person.MorPersonnummer, person.FarPersonnummer]
    .map((each) => parentOf(each ?? ''))
    .filter((each) => each !== undefined)
    .filter(
      (each) =>
        !UNKNOWN.includes(each.FoedelandKode ?? '') && !UNKNOWN.includes(each.StatsborgerskabKode ?? ''),
    )
  const danish = (each: Line) => is(each, 'FoedelandKode', '5100') && is(each, 'StatsborgerskabKode', '5100')
  const born = person.FoedelandKode ?? ''
  const citizen = person.StatsborgerskabKode ?? ''
  if (known.some(danish)) return 1
  if (UNKNOWN.includes(born)) return 7
  if (known.length > 0) return born === '5100' ? 3 : 2
  if (born !== '5100') return 4
  if (UNKNOWN.includes(citizen)) return 7
  return citizen === '5100' ? 6 : 5
}

describe('the persons of a Borger sample', () => {
  let out = ''
  let report: SampleReport = { files: [], faults: [], rows: {} }
  let deliveries: readonly Cpr[] = []
  let persons: readonly Line[] = []
  let residences: readonly Line[] = []
  let byNumber: ReadonlyMap<string, Line> = new Map()
  const citizens = () => persons.filter((each) => !['30', '50', '60'].includes(each.Status ?? ''))

  beforeAll(async () => {
    ;({ out, report } = await sample({ areas: ['Borger', 'KY', 'FSIII'], scale: 0.003 }))
    deliveries = await cprOf(out, report)
    persons = deliveries[0]?.personer ?? []
    residences = deliveries[0]?.adresser ?? []
    byNumber = new Map(persons.map((each) => [number(each), each]))
  })

  /** A number followed to the one that is the person's now. */
  const current = (from: string): Line | undefined => {
    const person = byNumber.get(from)
    return person !== undefined && is(person, 'Status', '60')
      ? current(person.GaeldendePersonnummer ?? '')
      : person
  }

  it('each have a number of their own', () => {
    expect(persons.length).toBeGreaterThan(3000)
    expect(byNumber.size).toBe(persons.length)
  })

  it('have numbers of their date of birth and their sex, that nobody has: none passes modulus 11', () => {
    const weights = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]
    const wrong = persons.filter((person) => {
      const digits = [...number(person)].map(Number)
      const day = Number(number(person).slice(0, 2))
      const [year = '', month = '', date = ''] = (person.Foedselsdato ?? '').split('-')
      const seventh = digits[6] ?? 0
      const century = seventh <= 3 || ([4, 9].includes(seventh) && year < '2000') ? '19' : '20'
      const told = `${date}${month}${year.slice(2)} ${year.slice(0, 2)}`
      const said = `${String(day > 60 ? day - 60 : day).padStart(2, '0')}${number(person).slice(2, 6)} ${century}`
      return !(
        /^\d{10}$/.test(number(person)) &&
        !number(person).startsWith('0101') &&
        said === told &&
        (digits[9] ?? 0) % 2 === (is(person, 'Koen', 'M') ? 1 : 0) &&
        weights.reduce((sum, weight, at) => sum + weight * (digits[at] ?? 0), 0) % 11 > 0
      )
    })
    expect(wrong).toEqual([])
  })

  it('are of every status and civilstand that the sample tells of', () => {
    const [states, marriages] = ['Status', 'Civilstand'].map(
      (column) => new Set(persons.map((each) => each[column])),
    )
    for (const state of ['01', '03', '05', '07', '20', '30', '50', '60', '70', '80', '90'])
      expect([...(states ?? [])]).toContain(state)
    expect(marriages).toEqual(new Set(['U', 'G', 'F', 'E', 'D', '']))
  })

  it('name only relatives whom CPR knows, of the right sex and age', () => {
    const wrong = persons.filter((person) =>
      (
        [
          [person.MorPersonnummer ?? '', 'K'],
          [person.FarPersonnummer ?? '', 'M'],
        ] as const
      ).some(([of, sex]) => {
        const parent = byNumber.get(of)
        const years = Number(person.Foedselsdato?.slice(0, 4)) - Number(parent?.Foedselsdato?.slice(0, 4))
        return of !== '' && !(parent?.Koen === sex && years >= 17)
      }),
    )
    expect(wrong).toEqual([])
  })

  it('have relatives over three generations, some unknown, dead, emigrated, and spouses of each other', () => {
    const all = citizens()
    const mothers = all
      .map((each) => current(each.MorPersonnummer ?? ''))
      .filter((each) => each !== undefined)
    expect(mothers.some((each) => current(each.MorPersonnummer ?? '')?.MorPersonnummer !== '')).toBe(true)
    for (const state of ['01', '80', '90'])
      expect(mothers.some((each) => is(each, 'Status', state))).toBe(true)
    for (const [mother, father] of [
      [true, false],
      [false, true],
      [true, true],
      [false, false],
    ])
      expect(
        all.some(
          (each) => (each.MorPersonnummer !== '') === mother && (each.FarPersonnummer !== '') === father,
        ),
      ).toBe(true)
    const married = all.filter((each) => is(each, 'Civilstand', 'G'))
    expect(married.length).toBeGreaterThan(100)
    for (const each of married)
      expect(
        number(current(current(each.AegtefaellePersonnummer ?? '')?.AegtefaellePersonnummer ?? '') ?? {}),
      ).toBe(number(each))
  })

  it('are of herkomst by each of the seven rules', () => {
    const rules = new Map<number, number>()
    const parentOf = (of: string): Line | undefined => {
      const found = current(of)
      return found === undefined || ['30', '50'].includes(found.Status ?? '') ? undefined : found
    }
    for (const each of citizens()) {
      const rule = herkomstRule(each, parentOf)
      rules.set(rule, (rules.get(rule) ?? 0) + 1)
    }
    expect([...rules.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6, 7])
    for (const count of rules.values()) expect(count).toBeGreaterThan(2)
  })

  it('have changed numbers once or twice, some from a replacement number', () => {
    const old = persons.filter((each) => is(each, 'Status', '60'))
    const next = old.map((each) => byNumber.get(each.GaeldendePersonnummer ?? ''))
    expect(next.every((each) => each !== undefined)).toBe(true)
    expect(next.some((each) => each?.Status === '60')).toBe(true)
    expect(old.some((each) => number(each) >= '6')).toBe(true)
    for (const each of old) {
      expect(current(number(each))).toMatchObject({ Koen: each.Koen, Foedselsdato: each.Foedselsdato })
      expect(residences.some((residence) => number(residence) === number(each))).toBe(false)
    }
    expect(persons.some((each) => number(each) >= '6' && is(each, 'Status', '01'))).toBe(true)
  })

  it('are protected for a time, or until further', () => {
    const covered = persons.filter((each) => each.BeskyttelseFra !== '')
    expect(covered.some((each) => each.BeskyttelseTil === '')).toBe(true)
    expect(covered.some((each) => (each.BeskyttelseTil ?? '') > '2022-09-30')).toBe(true)
    expect(
      covered.some((each) => each.BeskyttelseTil !== '' && (each.BeskyttelseTil ?? '') < '2022-09-30'),
    ).toBe(true)
  })

  it('live in one place at a time: moves within and between kommuner, and gaps', () => {
    const of = new Map<string, Line[]>()
    for (const each of residences) of.set(number(each), [...(of.get(number(each)) ?? []), each])
    const seen = { within: 0, between: 0, gaps: 0 }
    for (const places of of.values())
      for (const [at, place] of places.entries()) {
        const before = places[at - 1]
        if (place.TilDato !== '') expect((place.TilDato ?? '') > (place.FraDato ?? '')).toBe(true)
        if (before === undefined) continue
        expect(before.TilDato !== '' && (before.TilDato ?? '') <= (place.FraDato ?? '')).toBe(true)
        if (before.TilDato !== place.FraDato) seen.gaps += 1
        else if (before.KommuneKode === place.KommuneKode) seen.within += 1
        else seen.between += 1
      }
    expect(seen.gaps).toBeGreaterThan(10)
    expect(seen.within).toBeGreaterThan(100)
    expect(seen.between).toBeGreaterThan(100)
  })

  it('live somewhere when, and only when, they live in the country', () => {
    const open = new Set(residences.filter((each) => each.TilDato === '').map(number))
    for (const each of citizens())
      expect(open.has(number(each))).toBe(['01', '03'].includes(each.Status ?? ''))
  })

  it('have other kommuner that pay or act for some', () => {
    const home = new Map(
      residences.filter((each) => each.TilDato === '').map((each) => [number(each), each.KommuneKode]),
    )
    const ties = deliveries[0]?.tilknytninger ?? []
    for (const role of ['betaling', 'handle']) {
      const own = ties.filter((each) => is(each, 'Rolle', role))
      expect(own.some((each) => each.TilDato === '' && home.get(number(each)) !== each.KommuneKode)).toBe(
        true,
      )
      expect(own.some((each) => each.TilDato !== '')).toBe(true)
    }
  })

  it('are told by the deltas as a later full delivery tells them', async () => {
    const late = await sample({ areas: ['Borger'], scale: 0.003, from: '2022-11' })
    expect(asOneDelivery(deliveries)).toEqual(asOneDelivery(await cprOf(late.out, late.report)))
    const told = deliveries.slice(1).map((each) => each.personer.length)
    for (const count of told) expect(count > 5 && count < persons.length / 20).toBe(true)
  })

  it('are those of KY and FSIII too, nearly all at home in the kommune that knows them', async () => {
    const asked = new Map<string, Set<string>>()
    const add = (cpr: string, kommune: string) => asked.set(cpr, (asked.get(cpr) ?? new Set()).add(kommune))
    for (const file of report.files.filter((each) => each.kilde === 'KY'))
      for (const record of await records(join(out, file.path), 'KYSag.csv'))
        add(record[2] ?? '', file.kommune)
    for (const file of report.files.filter((each) => each.kilde === 'FSIII'))
      for (const [cpr] of (await readFile(join(out, file.path), 'utf8')).matchAll(/(?<=")\d{10}(?=")/g))
        add(cpr, file.kommune)
    const known = [...asked.keys()].filter((cpr) => byNumber.has(cpr))
    expect(asked.size).toBeGreaterThan(200)
    expect(known.length / asked.size).toBeGreaterThan(0.95)
    expect(known.length).toBeLessThan(asked.size)
    const lived = new Set(residences.map((each) => `${number(each)} ${each.KommuneKode}`))
    const home = known.filter((cpr) => {
      const now = number(current(cpr) ?? {})
      return [...(asked.get(cpr) ?? [])].some((kommune) => lived.has(`${now} ${kommune}`))
    })
    expect(home.length / known.length).toBeGreaterThan(0.9)
    expect(home.length).toBeLessThan(known.length)
  })

  it('live at addresses of LIFA, but for some; LIFA has several districts for some addresses, in numbers and words', async () => {
    const [first] = report.files.filter((file) => file.kilde === 'LIFA')
    if (first === undefined) throw new Error('no LIFA')
    const districts = await lifaOf(out, first)
    const keyOf = (each: Line) =>
      `${each.KommuneKode} ${each.VejKode} ${(each.HusNr ?? '').replace(/^0+/, '')}`
    const of = new Map<string, Line[]>()
    for (const each of districts) of.set(keyOf(each), [...(of.get(keyOf(each)) ?? []), each])
    const open = residences.filter((each) => each.TilDato === '')
    const found = open.filter((each) => of.has(keyOf(each)))
    expect(found.length / open.length).toBeGreaterThan(0.85)
    expect(found.length).toBeLessThan(open.length)
    const shapes = new Set(
      [...of.values()].map((rows) => rows.map((row) => `${row.StartTrin}–${row.SlutTrin}`).join(' ')),
    )
    for (const shape of ['0–9', '0–9 10–10', '0–6 7–9', 'Børnehaveklasse–9. klasse'])
      expect([...shapes]).toContain(shape)
    expect([...of.values()].some((rows) => new Set(rows.map((row) => row.AdresseId)).size > 1)).toBe(true)
    expect(new Set(districts.map((each) => `${each.AdresseId} ${each.DistriktsNr}`)).size).toBe(
      districts.length,
    )
  })
})

describe('a Borger sample', () => {
  const BORGER = { areas: ['Borger'] as const, kommuner: ['0751'], faults: 0.05, from: '2022-10' }

  it('has the same bytes when made again, and others under another seed', async () => {
    const [first, second, other] = [
      await sample(BORGER),
      await sample(BORGER),
      await sample({ ...BORGER, seed: 2 }),
    ]
    expect(await hashes(second.out)).toEqual(await hashes(first.out))
    expect(second.report).toEqual(first.report)
    expect(await hashes(other.out)).not.toEqual(await hashes(first.out))
  })

  it('is only added to by a later month', async () => {
    const short = await hashes((await sample({ ...BORGER, faults: 0, to: '2022-10' })).out)
    const long = await hashes((await sample({ ...BORGER, faults: 0, to: '2022-11' })).out)
    expect(long).toMatchObject(short)
    expect(Object.keys(long).length).toBe(Object.keys(short).length + 4)
  })

  it('tells CPR day by day when asked: the first day full, each day after it a delta', async () => {
    const month = { ...BORGER, faults: 0, to: '2022-10' }
    const { out, report } = await sample({ ...month, daily: true })
    const daily = await cprOf(out, report)
    expect(daily.map((each) => each.file.fileName).slice(0, 2)).toEqual([
      'CPR_0000_2022-10-01_001_F.zip',
      'CPR_0000_2022-10-02_001_D.zip',
    ])
    expect(daily.length).toBe(31)
    const monthly = await sample(month)
    expect(asOneDelivery(daily)).toEqual(asOneDelivery(await cprOf(monthly.out, monthly.report)))
  })
})
