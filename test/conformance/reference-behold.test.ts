import { describe, expect, it } from 'vitest'
import { type DeliveredRow, type KYLeverance, kyBasis } from '../reference/ky-basis.js'
import type { KYYdelse } from '../reference/ky-rows.js'
import { factKYYdelser } from '../reference/ky-ydelser.js'
import { type BeholdExample, beholdExamples, type Said } from './ky-behold-examples.js'
import { sag, tilstand, ydelse } from './ky-example-rows.js'

const ydelseRows = (start: string, said: Said): DeliveredRow<KYYdelse>[] => {
  if (said === 'absent') return []
  if (said === 'refused') return [{ row: ydelse(start, '2022-01-01'), outcome: 'R120' }]
  return [{ row: ydelse(start, said === 'open' ? null : said.slice(3)), outcome: 'accepted' }]
}

const leverancer = (example: BeholdExample): KYLeverance[] =>
  example.deliveries.map(([periode, loebenr, said]) => ({
    kommune: '0751',
    kildesystem: 'NC',
    periode,
    loebenr,
    rows: {
      KYSag: [{ row: sag('2022-01-01'), outcome: 'accepted' }],
      KYSagTilstand: [{ row: tilstand(1, 'Bevilget', '2022-01-05'), outcome: 'accepted' }],
      KYYdelse: ydelseRows(example.start, said),
      KYOpgave: [],
      KYAfgoerelse: [],
    },
  }))

describe('a ydelse over several deliveries, by the reference models', () => {
  it.each(beholdExamples)('$name', (example) => {
    for (const arrived of [leverancer(example), leverancer(example).reverse()]) {
      const rows = kyBasis(arrived).flatMap((scope) => factKYYdelser(scope, example.runMonth))
      expect(
        rows.map(({ month, dage, dageIMåned, fuldtidsperson, varighed, dagmaske }) => ({
          month,
          dage,
          dageIMåned,
          fuldtidsperson,
          varighed,
          dagmaske,
        })),
      ).toEqual(example.expect)
    }
  })
})
