import { type Dataomraade, hmacPads, type Model, warehouseKey } from '@flis/core'
import { inBuildOrder } from '@flis/dm'
import { dagtilbud } from '@flis/domains/dagtilbud'
import { fsiii } from '@flis/domains/fsiii'
import { ky } from '@flis/domains/ky'
import { WORLD_KEY } from './world.js'

export type AreaName = 'KY' | 'FSIII' | 'Dagtilbud'

/** A table that is measured against a bare statement. */
export interface Measured {
  readonly model: string
  /** File of `bare/` that writes it. */
  readonly bare: string
}

export interface MeasuredArea {
  readonly area: Dataomraade
  /** Script that makes its world, and the size of that at national scale. */
  readonly world: string
  readonly size: number
  /** File of `bare/` that writes the keys of small dimensions, which stand when a table is built. */
  readonly members: string
  /** Large dimensions, which facts refer to. */
  readonly dimensions: readonly Measured[]
  readonly facts: readonly Measured[]
}

export const AREAS: Readonly<Record<AreaName, MeasuredArea>> = {
  KY: {
    area: ky,
    world: 'ky-world.ts',
    size: 2_000_000,
    members: 'ky-members.sql',
    dimensions: [
      { model: 'DimKYSagOversigt', bare: 'dim-ky-sag-oversigt.sql' },
      { model: 'DimKYOpgaveOversigt', bare: 'dim-ky-opgave-oversigt.sql' },
    ],
    facts: [
      { model: 'FactKYSager', bare: 'fact-ky-sager.sql' },
      { model: 'FactKYOpgaver', bare: 'fact-ky-opgaver.sql' },
      { model: 'FactKYYdelser', bare: 'fact-ky-ydelser.sql' },
      { model: 'FactKYAfgørelser', bare: 'fact-ky-afgoerelser.sql' },
    ],
  },
  FSIII: {
    area: fsiii,
    world: 'fsiii-world.ts',
    size: 500_000,
    members: 'fsiii-members.sql',
    dimensions: [],
    facts: [
      { model: 'FactTilstand', bare: 'fact-tilstand.sql' },
      { model: 'FactPlanlagtIndsats', bare: 'fact-planlagt-indsats.sql' },
      { model: 'FactLeveretIndsats', bare: 'fact-leveret-indsats.sql' },
      { model: 'BroPlanlagtIndsatsTilstand', bare: 'bro-planlagt-indsats-tilstand.sql' },
    ],
  },
  Dagtilbud: {
    area: dagtilbud,
    world: 'dagtilbud-world.ts',
    size: 20_000_000,
    members: 'dagtilbud-members.sql',
    dimensions: [],
    facts: [{ model: 'FactDagtilbudKommeGå', bare: 'fact-dagtilbud-komme-gaa.sql' }],
  },
}

export const areaNamed = (name: string): MeasuredArea => {
  if (!(name in AREAS)) throw new Error(`no area ${name}`)
  return AREAS[name as AreaName]
}

/** Models of an area, or that it reads: `all`; `shared`, those that are not measured; or those named. */
export const modelsNamed = ({ area, dimensions, facts }: MeasuredArea, names: string): readonly Model[] => {
  const all = inBuildOrder([area])
  if (names === 'all') return all
  const apart = [...dimensions, ...facts].map((each) => each.model)
  if (names === 'shared') return all.filter((each) => !apart.includes(each.name))
  return names.split(',').map((name) => {
    const found = all.find((each) => each.name === name)
    if (found === undefined) throw new Error(`no model ${name} in ${area.name}`)
    return found
  })
}

/** What a bare statement is told of the keyed hashes whose pads it names (`{inner_DimYdelsesart}`), in hexadecimal. */
export const padsNamed = (statement: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...statement.matchAll(/\{inner_([^}]+)\}/g)].flatMap(([, dimension = '']) => {
      const { inner, outer } = hmacPads(warehouseKey(WORLD_KEY), `dim:${dimension}`)
      return [
        [`inner_${dimension}`, Buffer.from(inner.bytes).toString('hex')],
        [`outer_${dimension}`, Buffer.from(outer.bytes).toString('hex')],
      ]
    }),
  )
