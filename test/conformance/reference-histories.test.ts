import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyOrder, kyHistory, kyRunMonth } from '../reference/arbitraries.js'
import { dateOf, lastDay } from '../reference/danish-day.js'
import { historiseFull } from '../reference/historise-full.js'
import { asFullDelivery, extractOf, type KYLeverance, keys, kyBasis } from '../reference/ky-basis.js'
import { caseStates, closedStretches } from '../reference/ky-case.js'
import { dimKYSagOversigt } from '../reference/ky-sag-oversigt.js'
import { factKYYdelser } from '../reference/ky-ydelser.js'

const bitsOf = (mask: number): number => mask.toString(2).replaceAll('0', '').length

const scopesOf = (history: readonly KYLeverance[]): KYLeverance[][] =>
  [...new Set(history.map((one) => `${one.kommune} ${one.kildesystem}`))].map((scope) =>
    history.filter((one) => `${one.kommune} ${one.kildesystem}` === scope),
  )

describe('over random KY histories', () => {
  it('the basis is the same in any order of arrival', () => {
    fc.assert(
      fc.property(
        kyHistory.chain((history) => fc.tuple(fc.constant(history), anyOrder(history))),
        ([history, shuffled]) => {
          expect(kyBasis(shuffled)).toEqual(kyBasis(history))
        },
      ),
    )
  })

  it('what is current at an extract is what it delivered, and what it put in quarantine', () => {
    fc.assert(
      fc.property(kyHistory, (history) => {
        for (const own of scopesOf(history)) {
          const deliveries = own.map((one) => asFullDelivery(one, one.rows.KYYdelse, keys.KYYdelse))
          const versions = historiseFull(deliveries)
          for (const { extract, rows, quarantined } of deliveries) {
            const current = versions.filter((version) => version.fra <= extract && extract < version.til)
            const delivered = new Map(rows.map((row) => [row.key, row.content]))
            expect(new Set(current.map((version) => version.key)).size).toBe(current.length)
            expect(current.map((version) => version.key)).toEqual(
              expect.arrayContaining([...delivered.keys()]),
            )
            for (const version of current) {
              if (delivered.has(version.key)) expect(version.content).toEqual(delivered.get(version.key))
              else expect(quarantined).toContain(version.key)
            }
          }
        }
      }),
    )
  })

  it('no delivery would be held: at most 20 rows of a contract vanish or fail', () => {
    fc.assert(
      fc.property(kyHistory, (history) => {
        for (const { rows } of history) {
          for (const contract of Object.values(rows)) {
            const failing = contract.filter(({ outcome }) => outcome.startsWith('R'))
            expect(failing.length).toBeLessThanOrEqual(20)
          }
        }
        for (const scope of kyBasis(history)) {
          for (const contract of [scope.sager, scope.tilstande, scope.ydelser, scope.afgoerelser]) {
            expect(contract.length).toBeLessThanOrEqual(20)
          }
        }
      }),
    )
  })

  it('the intervals of a case follow on each other, differ from their neighbours, and one is current', () => {
    fc.assert(
      fc.property(kyHistory, kyRunMonth, (history, runMonth) => {
        for (const scope of kyBasis(history)) {
          for (const sag of scope.sager) {
            const rows = dimKYSagOversigt(scope, runMonth).filter((row) => row.sagId === sag.SagId)
            if (sag.OprettetDato > dateOf(lastDay(runMonth))) {
              expect(rows).toEqual([])
              continue
            }
            expect(rows[0]?.fraDato).toBe(sag.OprettetDato)
            expect(rows.at(-1)?.tilDato).toBe('9999-12-31')
            expect(rows.map((row) => row.erAktuel)).toEqual(
              rows.map((_, nth) => (nth === rows.length - 1 ? 1 : 0)),
            )
            rows.slice(1).forEach((row, nth) => {
              expect(row.fraDato).toBe(rows[nth]?.tilDato)
              expect(row.sagstilstand).not.toBe(rows[nth]?.sagstilstand)
              expect(row.fraDato < row.tilDato).toBe(true)
            })
            for (const row of rows) {
              expect(row.sagsbehandlingstid).toBeGreaterThanOrEqual(0)
              expect(row.sagVarighed).toBeGreaterThanOrEqual(0)
            }
          }
        }
      }),
    )
  })

  it('a ydelse has one row a month, its days add up, and it points to an interval of its case', () => {
    fc.assert(
      fc.property(kyHistory, kyRunMonth, (history, runMonth) => {
        for (const scope of kyBasis(history)) {
          const intervals = dimKYSagOversigt(scope, runMonth)
          const rows = factKYYdelser(scope, runMonth)
          expect(new Set(rows.map((row) => `${row.ydelseId} ${row.month}`)).size).toBe(rows.length)
          for (const row of rows) {
            const soFar = rows.filter((other) => other.ydelseId === row.ydelseId && other.month <= row.month)
            expect(bitsOf(row.dagmaske)).toBe(row.dage)
            expect(row.dage).toBeLessThanOrEqual(row.dageIMåned)
            expect(Number(row.fuldtidsperson)).toBeCloseTo(row.dage / row.dageIMåned, 6)
            expect(row.varighed).toBe(soFar.reduce((sum, other) => sum + other.dage, 0))
            expect(row.month <= runMonth).toBe(true)
            const monthEnd = dateOf(lastDay(row.month))
            const standing = intervals.filter(
              (one) => one.sagId === row.sagId && one.fraDato <= monthEnd && monthEnd < one.tilDato,
            )
            expect(standing.map((one) => one.fraDato)).toEqual([row.sagOversigtFraDato])
          }
        }
      }),
    )
  })

  it('the histories hold what they promise', () => {
    const histories = fc.sample(kyHistory, { seed: 7, numRuns: 200 })
    const scopes = histories.flatMap((history) => kyBasis(history))
    const outcomes = histories.flatMap((history) =>
      history.flatMap(({ rows }) =>
        Object.values(rows).flatMap((contract) => contract.map((one) => one.outcome)),
      ),
    )
    const stretches = scopes.flatMap((scope) =>
      scope.sager.flatMap((sag) => closedStretches(caseStates(sag, scope.tilstande, lastDay('2022-07')))),
    )
    const returned = histories.flatMap(scopesOf).filter((own) => {
      const versions = historiseFull(own.map((one) => asFullDelivery(one, one.rows.KYYdelse, keys.KYYdelse)))
      return versions.some((one) => versions.some((next) => next.key === one.key && next.fra > one.til))
    })
    expect([...new Set(outcomes)].sort()).toEqual(['R102', 'R105', 'R110', 'R120', 'accepted', 'duplicate'])
    expect(stretches.some((stretch) => stretch.until !== null && stretch.until > stretch.from)).toBe(true)
    expect(stretches.some((stretch) => stretch.until === stretch.from)).toBe(true)
    expect(scopes.some((scope) => scope.ydelser.some((row) => row.SlutDato === null && row.sidstHoldt))).toBe(
      true,
    )
    expect(scopes.some((scope) => factKYYdelser(scope, '2022-06').length > 5)).toBe(true)
    expect(returned.length).toBeGreaterThan(0)
    expect(histories.some((history) => scopesOf(history).length === 3)).toBe(true)
    expect(histories.some((history) => history.some((one) => one.loebenr === '002'))).toBe(true)
    expect(histories.flat().every((one) => extractOf(one) > 20220100000)).toBe(true)
  })
})
