import { describe, expect, it } from 'vitest'
import { factLeveretIndsats, factPlanlagtIndsats } from '../reference/fsiii-indsats.js'
import { emptyBasis } from '../reference/fsiii-rows.js'
import { historiseFull, newestVersions } from '../reference/historise-full.js'
import { historiseUpsert } from '../reference/historise-upsert.js'
import { dimKYSagOversigt } from '../reference/ky-sag-oversigt.js'
import { factKYYdelser } from '../reference/ky-ydelser.js'
import { fsiiiOutcomes, historyOutcomes, kyOutcomes } from './failed-examples.js'
import { planlagtDerivedExamples } from './fsiii-derived-examples.js'
import { fullExamples, upsertExamples } from './history-examples.js'
import { sag, tilstand, ydelse } from './ky-example-rows.js'

describe('the reference models reproduce every example row', () => {
  const outcomes = [
    ...kyOutcomes({ factKYYdelser, dimKYSagOversigt }),
    ...fsiiiOutcomes({ factPlanlagtIndsats, factLeveretIndsats }),
    ...historyOutcomes({ historiseFull, newestVersions, historiseUpsert }),
  ]
  it.each(outcomes)('$name', ({ got, expected }) => {
    expect(got).toEqual(expected)
  })
})

describe('the order in which things are given does not matter', () => {
  it.each(fullExamples)('load mode F, deliveries reversed: $name', ({ deliveries, expect: expected }) => {
    expect(historiseFull([...deliveries].reverse())).toEqual(expected)
  })
  it.each(upsertExamples)('load mode D upsert, rows reversed: $name', ({ rows, expect: expected }) => {
    const versions = historiseUpsert([...rows].reverse())
    expect(versions.map(({ version, fra, til }) => [version.sha, fra, til])).toEqual(expected)
  })
  it.each(planlagtDerivedExamples)('planned indsats, versions reversed: $name', (example) => {
    const planer = example.versions.filter((version) => version.refused === undefined)
    const forward = factPlanlagtIndsats({ ...emptyBasis, planer }, example.runMonth)
    const backward = factPlanlagtIndsats({ ...emptyBasis, planer: [...planer].reverse() }, example.runMonth)
    expect(backward).toEqual(forward)
  })
})

describe('a ydelse row names what it hangs on', () => {
  const scope = {
    kommune: '0751',
    kildesystem: 'NC',
    sager: [sag('2022-01-01')],
    tilstande: [tilstand(1, 'Bevilget', '2022-01-05'), tilstand(2, 'Under Oplysning', '2022-02-15')],
    opgaver: [],
    kleNumre: [],
    personer: [],
    ydelser: [ydelse('2022-01-01', null)],
    afgoerelser: [
      {
        AfgoerelseId: 'A1',
        RaekkeNr: 1,
        SagId: 'S1',
        Afgoerelsestype: 'Bevilling',
        AfgoerelseTidspunkt: '2022-02-01T00:00:00',
      },
      {
        AfgoerelseId: 'A2',
        RaekkeNr: 2,
        SagId: 'S1',
        Afgoerelsestype: 'Ændring',
        AfgoerelseTidspunkt: '2022-02-28T23:30:00',
      },
      {
        AfgoerelseId: 'A2',
        RaekkeNr: 1,
        SagId: 'S1',
        Afgoerelsestype: 'Afslag',
        AfgoerelseTidspunkt: '2022-02-28T23:30:00',
      },
      {
        AfgoerelseId: 'A3',
        RaekkeNr: 1,
        SagId: 'S1',
        Afgoerelsestype: 'Ophør',
        AfgoerelseTidspunkt: '2022-02-28T23:30:00Z',
      },
    ],
  }

  it('the case interval standing at each month end', () => {
    const rows = factKYYdelser(scope, '2022-03')
    expect(rows.map((row) => [row.month, row.sagOversigtFraDato])).toEqual([
      ['2022-01', '2022-01-05'],
      ['2022-02', '2022-02-15'],
      ['2022-03', '2022-02-15'],
    ])
  })

  it('the latest decision by each month end: time in Denmark, then AfgoerelseId, then RaekkeNr', () => {
    const rows = factKYYdelser(scope, '2022-03')
    expect(rows.map((row) => [row.month, row.afgørelsestype])).toEqual([
      ['2022-01', null],
      ['2022-02', 'Ændring'],
      ['2022-03', 'Ophør'],
    ])
  })

  it('only within its own kommune and kildesystem', () => {
    const rows = factKYYdelser({ ...scope, kommune: '0461', sager: [] }, '2022-03')
    expect(rows).toEqual([])
  })
})
