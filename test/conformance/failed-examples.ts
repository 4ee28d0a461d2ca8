// Runs every example against a set of models and names those that they do not reproduce.

import { isDeepStrictEqual } from 'node:util'
import type * as Indsats from '../reference/fsiii-indsats.js'
import { emptyBasis } from '../reference/fsiii-rows.js'
import type * as Full from '../reference/historise-full.js'
import type * as Upsert from '../reference/historise-upsert.js'
import type { KYSag, KYSagTilstand, KYScope, KYYdelse } from '../reference/ky-rows.js'
import type * as SagOversigt from '../reference/ky-sag-oversigt.js'
import type * as Ydelser from '../reference/ky-ydelser.js'
import { planlagtDerivedExamples } from './fsiii-derived-examples.js'
import { leveretExamples, planlagtTableExamples, type Sent } from './fsiii-examples.js'
import { fullExamples, upsertExamples } from './history-examples.js'
import { sagOversigtDerivedExamples } from './ky-derived-sag-oversigt.js'
import { ydelseDerivedExamples } from './ky-derived-ydelser.js'
import { sagOversigtTableExamples, ydelseTableExamples } from './ky-examples.js'

export type KYModels = Pick<typeof Ydelser, 'factKYYdelser'> & Pick<typeof SagOversigt, 'dimKYSagOversigt'>
export type FsiiiModels = Pick<typeof Indsats, 'factPlanlagtIndsats' | 'factLeveretIndsats'>
export type HistoryModels = Pick<typeof Full, 'historiseFull' | 'newestVersions'> &
  Pick<typeof Upsert, 'historiseUpsert'>

/** What a model gave for an example, beside what the example expects. */
export interface Outcome {
  readonly name: string
  readonly got: unknown
  readonly expected: unknown
}

const scope = (
  sag: KYSag | null,
  tilstande: readonly KYSagTilstand[],
  ydelser: readonly KYYdelse[],
): KYScope => ({
  kommune: '0751',
  kildesystem: 'NC',
  sager: sag === null ? [] : [sag],
  tilstande,
  opgaver: [],
  ydelser,
  afgoerelser: [],
  kleNumre: [],
  personer: [],
})

const accepted = <V>(versions: readonly Sent<V>[]): Sent<V>[] =>
  versions.filter((version) => version.refused === undefined)

export const kyOutcomes = (models: KYModels): Outcome[] => [
  ...[...ydelseTableExamples, ...ydelseDerivedExamples].map((example) => ({
    name: `FactKYYdelser: ${example.name}`,
    got: models
      .factKYYdelser(
        scope(example.sag, example.tilstande, example.quarantine === undefined ? example.ydelser : []),
        example.runMonth,
      )
      .map(({ month, dage, dageIMåned, fuldtidsperson, varighed, dagmaske }) => ({
        month,
        dage,
        dageIMåned,
        fuldtidsperson,
        varighed,
        dagmaske,
      })),
    expected: example.expect,
  })),
  ...[...sagOversigtTableExamples, ...sagOversigtDerivedExamples].map((example) => ({
    name: `DimKYSagOversigt: ${example.name}`,
    got: models
      .dimKYSagOversigt(scope(example.sag, example.tilstande, []), example.runMonth)
      .map(({ sagstilstand, fraDato, tilDato, erAktuel, sagsbehandlingstid, sagVarighed }) => ({
        sagstilstand,
        fraDato,
        tilDato,
        erAktuel,
        sagsbehandlingstid,
        sagVarighed,
      })),
    expected: example.expect,
  })),
]

export const fsiiiOutcomes = (models: FsiiiModels): Outcome[] => [
  ...[...planlagtTableExamples, ...planlagtDerivedExamples].map((example) => ({
    name: `FactPlanlagtIndsats: ${example.name}`,
    got: models
      .factPlanlagtIndsats({ ...emptyBasis, planer: accepted(example.versions) }, example.runMonth)
      .map(({ month, løbetid, varighedDage, dimTidStart, dimTidSlut }) => ({
        month,
        løbetid,
        varighedDage,
        dimTidStart,
        dimTidSlut,
      })),
    expected: example.expect,
  })),
  ...leveretExamples.map((example) => ({
    name: `FactLeveretIndsats: ${example.name}`,
    got: models
      .factLeveretIndsats({ ...emptyBasis, procedurer: accepted(example.versions) }, example.runMonth)
      .map(({ dimTid, dimKlokkeslæt }) => ({ dimTid, dimKlokkeslæt })),
    expected: example.expect,
  })),
]

export const historyOutcomes = (models: HistoryModels): Outcome[] => [
  ...fullExamples.map((example) => {
    const versions = models.historiseFull(example.deliveries)
    const ended = models.newestVersions(versions, example.deliveries).filter((row) => row.lastHeldBy !== null)
    return {
      name: `load mode F: ${example.name}`,
      got: { versions, lastHeldBy: Object.fromEntries(ended.map((row) => [row.key, row.lastHeldBy])) },
      expected: { versions: example.expect, lastHeldBy: example.lastHeldBy },
    }
  }),
  ...upsertExamples.map((example) => ({
    name: `load mode D upsert: ${example.name}`,
    got: models.historiseUpsert(example.rows).map(({ version, fra, til }) => [version.sha, fra, til]),
    expected: example.expect,
  })),
]

/** Names of the examples whose rows differ from those expected. */
export const failed = (outcomes: readonly Outcome[]): string[] =>
  outcomes.filter(({ got, expected }) => !isDeepStrictEqual(got, expected)).map(({ name }) => name)
