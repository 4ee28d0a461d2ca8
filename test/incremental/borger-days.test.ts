import { addDays } from '@flis/core'
import { borger } from '@flis/domains/borger'
import { type RunReport, testWarehouse } from '@flis/pipelines'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { notAsComputed } from './as-computed.js'

const PERSONS = 24
const FIRST = '2022-10-31'

const nummer = (nth: number): string => `01015700${String(nth).padStart(2, '0')}`

/** A day from a month before the first extract to two months after it. */
const day = fc.integer({ min: -30, max: 60 }).map((n) => addDays(FIRST, n))
const from = fc.tuple(day, fc.option(fc.integer({ min: 1, max: 20 }), { nil: null }))
const stretch = from.map(([Fra, days]) => ({ Fra, Til: days === null ? null : addDays(Fra, days) }))
const kommune = fc.constantFrom('0751', '0730', '0101')

/** What CPR says of a person at one time. */
const told = fc.record({
  status: fc.constantFrom('01', '01', '01', '80', '90', '60'),
  next: fc.integer({ min: 0, max: PERSONS - 1 }),
  homes: fc.uniqueArray(fc.record({ kommune, stretch }), {
    maxLength: 3,
    selector: (each) => each.stretch.Fra,
  }),
  paying: fc.option(fc.record({ kommune, stretch }), { nil: null }),
  hidden: fc.option(stretch, { nil: null }),
})
type Told = typeof told extends fc.Arbitrary<infer T> ? T : never

/** What is run after the delta of each day, the first one's on the day after the first extract. */
const RUNS = ['borger', 'none', 'borger', 'month', 'borger', 'month'] as const

/** All persons, and those that each day's delta holds. */
const history = fc.record({
  all: fc.array(told, { minLength: PERSONS, maxLength: PERSONS }),
  days: fc.array(
    fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: PERSONS - 1 }), told), {
      maxLength: 3,
      selector: ([nth]) => nth,
    }),
    { minLength: RUNS.length, maxLength: RUNS.length },
  ),
})

const rowsOf = (persons: readonly (readonly [number, Told])[]) => ({
  BorgerPerson: persons.map(([nth, { status, next, hidden }]) => ({
    Personnummer: nummer(nth),
    Foedselsdato: '1957-01-01',
    Koen: 'K',
    Status: status,
    StatusDato: '2022-11-02',
    ...(status === '60' ? { GaeldendePersonnummer: nummer(next) } : {}),
    ...(hidden === null ? {} : { BeskyttelseFra: hidden.Fra, BeskyttelseTil: hidden.Til }),
  })),
  BorgerAdresse: persons.flatMap(([nth, { homes }]) =>
    homes.map((each) => ({
      Personnummer: nummer(nth),
      FraDato: each.stretch.Fra,
      TilDato: each.stretch.Til,
      KommuneKode: each.kommune,
      VejKode: '0001',
      HusNr: '1',
    })),
  ),
  BorgerTilknytning: persons.flatMap(([nth, { paying }]) =>
    paying === null
      ? []
      : [
          {
            Personnummer: nummer(nth),
            KommuneKode: paying.kommune,
            Rolle: 'betaling',
            FraDato: paying.stretch.Fra,
            TilDato: paying.stretch.Til,
          },
        ],
  ),
})

describe('Borger, day by day', () => {
  it('stands as one computation of everything gives it, through days that pass and months that come between', async () => {
    await fc.assert(
      fc.asyncProperty(history, async ({ all, days }) => {
        const w = await testWarehouse({ areas: [borger], now: '2022-12-20' })
        const hold = async ({ borger: stand, month }: RunReport): Promise<void> =>
          expect(await notAsComputed(w, borger, month, stand?.date?.day)).toEqual({})
        try {
          await w.deliverAll(`CPR 0000 ${FIRST} F`, rowsOf(all.map((each, nth) => [nth, each])))
          await hold(await w.borgerRun())
          for (const [nth, run] of RUNS.entries()) {
            await w.deliverAll(`CPR 0000 ${addDays(FIRST, nth + 1)} D`, rowsOf(days[nth] ?? []))
            if (run === 'borger') await hold(await w.borgerRun())
            if (run === 'month') await hold(await w.monthRun('2022-10'))
          }
          await hold(await w.borgerRun())
        } finally {
          await w.close()
        }
      }),
      { numRuns: 2, endOnFailure: true },
    )
  }, 240_000)
})
