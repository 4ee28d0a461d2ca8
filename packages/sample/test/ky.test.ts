import { join } from 'node:path'
import { lastDay, month } from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { linesOf, records, sample, unzip } from './read-sample.js'

const MONTHS = ['2022-09', '2022-10', '2022-11']
const field = (record: readonly string[], at: number): string => record[at] ?? ''

describe('a KY sample', () => {
  let out = ''
  const rows = (periode: string, contract: string) =>
    records(join(out, `KY_0751_${periode}_001_F.zip`), `${contract}.csv`)

  beforeAll(async () => {
    ;({ out } = await sample({ scale: 0.02, areas: ['KY'] }))
  })

  it('has the columns of the contracts', async () => {
    const members = await unzip(join(out, 'KY_0751_2022-09_001_F.zip'))
    expect(Object.values(members).map((text) => linesOf(text)[0])).toEqual([
      'SagId;KleNummer;YdelsesmodtagerCpr;BevillingsmodtagerCpr;SagsbehandlerId;OrganisationId;OprettetDato',
      'SagId;Sekvens;Tilstand;FraDato',
      'OpgaveId;SagId;Opgavetype;BorgerCpr;SagsbehandlerId;OrganisationId;Tilstand;OprettetDato;AfsluttetDato',
      'YdelseId;SagId;Ydelsesart;Ydelsestype;StartDato;SlutDato',
      'AfgoerelseId;RaekkeNr;SagId;Afgoerelsestype;AfgoerelseTidspunkt',
    ])
  })

  it.each(MONTHS)(
    'tells in %s all that is known at the end of the month, and nothing later',
    async (periode) => {
      const end = lastDay(month(periode))
      const cases = new Set((await rows(periode, 'KYSag')).map((each) => field(each, 0)))
      for (const each of await rows(periode, 'KYSag')) expect(field(each, 6) <= end).toBe(true)
      for (const each of await rows(periode, 'KYSagTilstand')) {
        expect(field(each, 3) <= end).toBe(true)
        expect(cases.has(field(each, 0))).toBe(true)
      }
      for (const each of await rows(periode, 'KYYdelse')) expect(cases.has(field(each, 1))).toBe(true)
      for (const each of await rows(periode, 'KYOpgave')) {
        expect(field(each, 7) <= end && field(each, 8) <= end).toBe(true)
        expect(field(each, 1) === '' || cases.has(field(each, 1))).toBe(true)
      }
      for (const each of await rows(periode, 'KYAfgoerelse')) {
        expect(field(each, 4).slice(0, 10) <= end).toBe(true)
        expect(cases.has(field(each, 2))).toBe(true)
      }
    },
  )

  it('has unique keys', async () => {
    const keys = [
      (await rows('2022-11', 'KYSag')).map((each) => field(each, 0)),
      (await rows('2022-11', 'KYSagTilstand')).map((each) => `${field(each, 0)} ${field(each, 1)}`),
      (await rows('2022-11', 'KYOpgave')).map((each) => field(each, 0)),
      (await rows('2022-11', 'KYYdelse')).map((each) => field(each, 0)),
      (await rows('2022-11', 'KYAfgoerelse')).map((each) => `${field(each, 0)} ${field(each, 1)}`),
    ]
    for (const each of keys) expect(new Set(each).size).toBe(each.length)
  })

  it('tells the states of a case in order, each possible after the one before', async () => {
    const after: Readonly<Record<string, readonly string[]>> = {
      '': ['Oprettet', 'Under Oplysning', 'Bevilget', 'Afslag', 'Henlagt'],
      Oprettet: ['Under Oplysning', 'Bevilget', 'Afslag', 'Henlagt'],
      'Under Oplysning': ['Bevilget', 'Afslag', 'Henlagt'],
      Bevilget: ['Afsluttet'],
      Afslag: ['Afsluttet', 'Under Oplysning'],
      Henlagt: ['Afsluttet', 'Under Oplysning'],
      Afsluttet: ['Under Oplysning'],
    }
    const opened = new Map((await rows('2022-11', 'KYSag')).map((each) => [field(each, 0), field(each, 6)]))
    let before = { sag: '', sekvens: 0, tilstand: '', fra: '' }
    for (const record of await rows('2022-11', 'KYSagTilstand')) {
      const [sag = '', sekvens = '', tilstand = '', fra = ''] = record
      if (before.sag !== sag) before = { sag, sekvens: 0, tilstand: '', fra: opened.get(sag) ?? '9999' }
      expect(Number(sekvens)).toBe(before.sekvens + 1)
      expect(after[before.tilstand]).toContain(tilstand)
      expect(fra >= before.fra).toBe(true)
      before = { sag, sekvens: Number(sekvens), tilstand, fra }
    }
  })

  it('has cases of every outcome, some reopened, and ydelser open and closed', async () => {
    const states = await rows('2022-11', 'KYSagTilstand')
    const outcomes = new Set(states.map((each) => field(each, 2)))
    expect(outcomes).toEqual(
      new Set(['Oprettet', 'Under Oplysning', 'Bevilget', 'Afslag', 'Henlagt', 'Afsluttet']),
    )
    expect(
      states.some((each, at) => field(each, 2) === 'Under Oplysning' && states[at - 1]?.[2] === 'Afsluttet'),
    ).toBe(true)
    const ends = (await rows('2022-11', 'KYYdelse')).map((each) => field(each, 5))
    expect(ends.some((end) => end === '') && ends.some((end) => end !== '')).toBe(true)
  })

  it('never ends a ydelse before it starts', async () => {
    for (const each of await rows('2022-11', 'KYYdelse'))
      expect(field(each, 5) === '' || field(each, 5) >= field(each, 4)).toBe(true)
  })

  it('has tasks in every state, most of them in a case, open ones without an end', async () => {
    const tasks = await rows('2022-11', 'KYOpgave')
    expect(new Set(tasks.map((each) => field(each, 6)))).toEqual(new Set(['Åben', 'Afbrudt', 'Gennemført']))
    for (const each of tasks) if (field(each, 6) === 'Åben') expect(field(each, 8)).toBe('')
    const alone = tasks.filter((each) => field(each, 1) === '')
    expect(alone.length / tasks.length).toBeGreaterThan(0.05)
    expect(alone.length / tasks.length).toBeLessThan(0.15)
    for (const each of alone) expect(field(each, 3)).not.toBe('')
  })

  it('has decisions of one to three rows, numbered from 1, each later than the one before', async () => {
    const decisions = new Map<string, (readonly string[])[]>()
    for (const each of await rows('2022-11', 'KYAfgoerelse'))
      decisions.set(field(each, 0), [...(decisions.get(field(each, 0)) ?? []), each])
    const counts = new Set<number>()
    for (const of of decisions.values()) {
      expect(of.map((each) => field(each, 1))).toEqual(of.map((_, at) => String(at + 1)))
      expect(of.map((each) => field(each, 4))).toEqual(of.map((each) => field(each, 4)).sort())
      counts.add(of.length)
    }
    expect(counts).toEqual(new Set([1, 2, 3]))
  })

  it('repeats old rows month after month, about one in a hundred of them corrected', async () => {
    const [before, now] = [await rows('2022-10', 'KYSag'), await rows('2022-11', 'KYSag')]
    const later = new Map(now.map((each) => [field(each, 0), each.join(';')]))
    const kept = before.filter((each) => later.has(field(each, 0)))
    const corrected = before.filter((each) => later.get(field(each, 0)) !== each.join(';'))
    expect(kept.length).toBe(before.length)
    expect(now.length).toBeGreaterThan(before.length)
    expect(corrected.length / before.length).toBeGreaterThan(0.003)
    expect(corrected.length / before.length).toBeLessThan(0.03)
  })
})

describe('the size of a KY sample', () => {
  it('grows with the scale', async () => {
    const small = (await sample({ scale: 0.01, areas: ['KY'], from: '2022-11' })).report.rows
    const large = (await sample({ scale: 0.04, areas: ['KY'], from: '2022-11' })).report.rows
    for (const contract of ['KYSag', 'KYSagTilstand', 'KYOpgave', 'KYYdelse', 'KYAfgoerelse']) {
      const growth = (large[contract] ?? 0) / (small[contract] ?? 1)
      expect(growth).toBeGreaterThan(3.4)
      expect(growth).toBeLessThan(4.6)
    }
  })

  it('is that of the country after five years: a million cases, three million tasks and two million ydelser at scale 1', async () => {
    const { report } = await sample({
      kommuner: 98,
      scale: 0.01,
      areas: ['KY'],
      from: '2024-12',
      to: '2024-12',
    })
    const { KYSag = 0, KYOpgave = 0, KYYdelse = 0 } = report.rows
    expect(KYSag).toBeGreaterThan(9_700)
    expect(KYSag).toBeLessThan(10_500)
    expect(KYOpgave).toBeGreaterThan(26_000)
    expect(KYOpgave).toBeLessThan(32_000)
    expect(KYYdelse).toBeGreaterThan(17_500)
    expect(KYYdelse).toBeLessThan(21_500)
    const all = report.files.reduce((sum, file) => sum + file.rows, 0)
    const københavn = report.files.find((file) => file.kommune === '0101')?.rows ?? 0
    expect(københavn / all).toBeGreaterThan(0.09)
    expect(københavn / all).toBeLessThan(0.13)
  })
})
