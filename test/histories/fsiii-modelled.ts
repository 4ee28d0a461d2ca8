// What the plain models, which know nothing of the packages, say of a history: rows as a warehouse tells them.

import type { Facts } from '../conformance/fsiii-warehouse.js'
import { basisOf, type FsiiiHistory } from '../reference/fsiii-basis.js'
import {
  broPlanlagtIndsatsTilstand,
  factLeveretIndsats,
  factPlanlagtIndsats,
} from '../reference/fsiii-indsats.js'
import { conformed } from '../reference/fsiii-koder.js'
import { factTilstand } from '../reference/fsiii-tilstand.js'
import { historiseUpsert } from '../reference/historise-upsert.js'

const text = (value: unknown): string =>
  JSON.stringify(value, (_, each) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )

/** One line a row, sorted, so that a difference is read at a glance. */
export const linesOf = ({ tilstande, planlagt, leveret, links }: Facts): readonly string[] =>
  [
    ...tilstande.map((row) => `FactTilstand ${text(row)}`),
    ...planlagt.map((row) => `FactPlanlagtIndsats ${text(row)}`),
    ...leveret.map((row) => `FactLeveretIndsats ${text(row)}`),
    ...links.map((row) => `Bro ${text(row)}`),
  ].sort()

export const modelled = (history: FsiiiHistory, month: string): readonly string[] => {
  const basis = basisOf(history)
  const kodeOf = conformed(history.koder)
  const who = (row: { personnummer: string; tilstandKode: string | null }) => ({
    personnummer: basis.gaeldende[row.personnummer] ?? null,
    tilstand: row.tilstandKode === null ? null : kodeOf(row.tilstandKode),
  })
  return linesOf({
    tilstande: factTilstand(basis, month).map(({ tilstandKode, ...row }) => ({
      ...row,
      ...who({ ...row, tilstandKode }),
    })),
    planlagt: factPlanlagtIndsats(basis, month).map(({ tilstandKode, tilstandId, indsatsKode, ...row }) => ({
      ...row,
      ...who({ ...row, tilstandKode }),
      indsats: kodeOf(indsatsKode),
    })),
    leveret: factLeveretIndsats(basis, month).map(({ tilstandKode, tilstandId, indsatsKode, ...row }) => ({
      ...row,
      ...who({ ...row, tilstandKode }),
      indsats: kodeOf(indsatsKode),
    })),
    links: broPlanlagtIndsatsTilstand(basis, month),
  })
}

/** Versions in DSA_HIST: contract, id, SHA-256 and the stretch of extract time. */
export const modelledVersions = (history: FsiiiHistory): readonly string[] => {
  const { tilstande, planer, procedurer, opfoelgninger, borgervurderinger, kontakter } = basisOf(history)
  return [
    ...historiseUpsert(tilstande).map((row) => ({ contract: 'FSIIITilstand', row })),
    ...historiseUpsert(planer).map((row) => ({ contract: 'FSIIIPlanlagtIndsats', row })),
    ...historiseUpsert(procedurer).map((row) => ({ contract: 'FSIIILeveretIndsats', row })),
    ...historiseUpsert(opfoelgninger).map((row) => ({ contract: 'FSIIIOpfoelgning', row })),
    ...historiseUpsert(borgervurderinger).map((row) => ({ contract: 'FSIIIBorgervurdering', row })),
    ...historiseUpsert(kontakter).map((row) => ({ contract: 'FSIIIKontakt', row })),
  ]
    .map(
      ({ contract, row: { version, fra, til } }) => `${contract} ${version.id} ${version.sha} ${fra} ${til}`,
    )
    .sort()
}

export const CONTRACTS = [
  'FSIIITilstand',
  'FSIIIPlanlagtIndsats',
  'FSIIILeveretIndsats',
  'FSIIIOpfoelgning',
  'FSIIIBorgervurdering',
  'FSIIIKontakt',
] as const
