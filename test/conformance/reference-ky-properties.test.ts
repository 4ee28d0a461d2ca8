import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kyHistory, kyNational, kyRunMonth } from '../reference/arbitraries.js'
import { danish, dateOf, dayOf, lastDay, monthsTouched } from '../reference/danish-day.js'
import { factKYAfgørelser } from '../reference/ky-afgoerelser.js'
import { kleBasis, kyBasis, personBasis } from '../reference/ky-basis.js'
import { dimKYOpgaveOversigt, factKYOpgaver } from '../reference/ky-opgaver.js'
import type { KYScope } from '../reference/ky-rows.js'
import { dimKYSagOversigt } from '../reference/ky-sag-oversigt.js'
import { factKYSager } from '../reference/ky-sager.js'
import { factKYYdelser } from '../reference/ky-ydelser.js'

const CLOSED = ['Afslag', 'Henlagt', 'Afsluttet']
const drawn = fc.record({ list: kyHistory, national: kyNational, runMonth: kyRunMonth })

const inEachScope = (holds: (scope: KYScope, runMonth: string) => void): void =>
  fc.assert(
    fc.property(drawn, ({ list, national, runMonth }) => {
      const known = {
        kleNumre: kleBasis(national.kle).map((emne) => emne.Nummer),
        personer: personBasis(national.personer),
      }
      for (const scope of kyBasis(list, known)) holds(scope, runMonth)
    }),
    { numRuns: 60, seed: 20221102 },
  )

const isSorted = (values: readonly number[]): boolean =>
  values.every((value, nth) => nth === 0 || value >= (values[nth - 1] ?? 0))

describe('over random KY histories', () => {
  it('a case has a row in each month in which it was not closed throughout', () => {
    inEachScope((scope, runMonth) => {
      const runEnd = lastDay(runMonth)
      const intervals = dimKYSagOversigt(scope, runMonth)
      for (const sag of scope.sager) {
        const rows = factKYSager(scope, runMonth).filter((row) => row.sagId === sag.SagId)
        const own = intervals.filter((row) => row.sagId === sag.SagId)
        const gone = sag.sidstHoldt !== undefined && !CLOSED.includes(own.at(-1)?.sagstilstand ?? '')
        const until = gone ? Math.min(runEnd, dayOf(sag.sidstHoldt)) : runEnd
        const opened = scope.tilstande.filter(
          (row) =>
            row.SagId === sag.SagId && !CLOSED.includes(row.Tilstand) && row.FraDato > sag.OprettetDato,
        )
        const months = monthsTouched(dayOf(sag.OprettetDato), until).filter(
          (month) =>
            sag.OprettetDato.startsWith(month) ||
            opened.some((row) => row.FraDato.startsWith(month)) ||
            own.some(
              (row) =>
                !CLOSED.includes(row.sagstilstand) &&
                row.fraDato <= dateOf(lastDay(month)) &&
                // the day on which it was closed is a day of its month
                row.tilDato >= `${month}-01`,
            ),
        )
        expect(rows.map((row) => row.month)).toEqual(months)
        expect(rows.filter((row) => row.sagsbehandlingAfsluttet === 1).length).toBeLessThanOrEqual(1)
        expect(rows.map((row) => row.oprettet)).toEqual(rows.map((_, nth) => (nth === 0 ? 1 : 0)))
        expect(isSorted(rows.map((row) => row.sagsbehandlingstid))).toBe(true)
        expect(isSorted(rows.map((row) => row.sagVarighed))).toBe(true)
        for (const row of rows) {
          const standing = own.find((one) => one.fraDato === row.sagOversigtFraDato)
          expect(row.sagstilstand).toBe(standing?.sagstilstand)
          expect(row.afsluttet === 1).toBe(
            CLOSED.includes(row.sagstilstand) &&
              row.sagVarighed + dayOf(sag.OprettetDato) >= dayOf(`${row.month}-01`),
          )
          expect(row.sagsbehandlingstid).toBeLessThanOrEqual(lastDay(row.month) - dayOf(sag.OprettetDato))
        }
      }
    })
  })

  it('a task has a row for every month from the first to the last, and ends in the last or not at all', () => {
    inEachScope((scope, runMonth) => {
      const oversigt = dimKYOpgaveOversigt(scope, runMonth)
      for (const opgave of scope.opgaver) {
        const rows = factKYOpgaver(scope, runMonth).filter((row) => row.opgaveId === opgave.OpgaveId)
        const first = dayOf(opgave.OprettetDato)
        const last = rows.at(-1)
        expect(rows.map((row) => row.month)).toEqual(
          last === undefined ? [] : monthsTouched(first, lastDay(last.month)),
        )
        expect(rows.map((row) => row.oprettet)).toEqual(rows.map((_, nth) => (nth === 0 ? 1 : 0)))
        expect(rows.slice(0, -1).some((row) => row.afsluttet === 1)).toBe(false)
        expect(isSorted(rows.map((row) => row.opgavetid))).toBe(true)
        const dimension = oversigt.find((row) => row.opgaveId === opgave.OpgaveId)
        if (last?.afsluttet === 1) {
          expect(dimension?.afsluttetDato).toBe(dateOf(first + last.opgavetid))
          expect(dimension?.tilstand).not.toBe('Åben')
        } else if (last !== undefined) {
          expect(dimension).toMatchObject({ afsluttetDato: null, tilstand: 'Åben' })
        }
        for (const row of rows) if (row.sagId !== null) expect(row.sagId).toBe(opgave.SagId)
      }
    })
  })

  it('decisions up to the run month are counted once, under their own id', () => {
    inEachScope((scope, runMonth) => {
      const rows = factKYAfgørelser(scope, runMonth)
      const seen = scope.afgoerelser.filter((row) => danish(row.AfgoerelseTidspunkt).day <= lastDay(runMonth))
      expect(new Set(rows.map((row) => row.afgørelseId)).size).toBe(rows.length)
      expect(rows.reduce((sum, row) => sum + row.antalAfgørelser, 0)).toBe(seen.length)
    })
  })

  it('the order of rows in a basis has no influence', () => {
    const rowsOf = (scope: KYScope, runMonth: string): string[] =>
      [factKYSager, factKYOpgaver, dimKYOpgaveOversigt, factKYYdelser, factKYAfgørelser, dimKYSagOversigt]
        .flatMap((model): object[] => model(scope, runMonth))
        .map((row) => JSON.stringify(row))
        .sort()
    inEachScope((scope, runMonth) => {
      const reversed = {
        ...scope,
        sager: [...scope.sager].reverse(),
        tilstande: [...scope.tilstande].reverse(),
        opgaver: [...scope.opgaver].reverse(),
        ydelser: [...scope.ydelser].reverse(),
        afgoerelser: [...scope.afgoerelser].reverse(),
      }
      expect(rowsOf(reversed, runMonth)).toEqual(rowsOf(scope, runMonth))
    })
  })
})
