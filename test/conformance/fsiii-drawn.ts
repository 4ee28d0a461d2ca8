// A random FSIII history with what the reference models make of it at one run month: what its edges are asked of.

import { basisOf, type FsiiiHistory } from '../reference/fsiii-basis.js'
import {
  broPlanlagtIndsatsTilstand,
  factLeveretIndsats,
  factPlanlagtIndsats,
  type LeveretRow,
  type PlanlagtRow,
} from '../reference/fsiii-indsats.js'
import { newestStanding } from '../reference/fsiii-newest.js'
import type { CarePlanVersion, ConditionVersion, FsiiiBasis } from '../reference/fsiii-rows.js'
import { factTilstand, type TilstandRow } from '../reference/fsiii-tilstand.js'
import { type Ordered, versionLists } from '../reference/historise-upsert.js'

export const EDGE_MONTH = '2022-06'

/** A tilstand that has a row, with its versions oldest first. */
export interface Shown<R, V> {
  readonly row: R
  readonly versions: readonly V[]
  readonly newest: V
}

export interface Drawn {
  readonly history: FsiiiHistory
  readonly basis: FsiiiBasis
  readonly tilstande: readonly Shown<TilstandRow, ConditionVersion>[]
  readonly planer: readonly Shown<PlanlagtRow, CarePlanVersion>[]
  readonly planRows: readonly PlanlagtRow[]
  readonly leveret: readonly LeveretRow[]
  readonly links: readonly { readonly indsatsId: string; readonly tilstandId: string }[]
  /** Each version with the next newer one of its id. */
  readonly pairs: readonly (readonly [Ordered, Ordered])[]
  /** The newest versions that stand. */
  readonly stands: Pick<
    FsiiiBasis,
    'planer' | 'procedurer' | 'tilstande' | 'opfoelgninger' | 'borgervurderinger' | 'kontakter'
  >
}

const shown = <R, V extends Ordered>(
  rows: readonly R[],
  idOf: (row: R) => string,
  versions: readonly V[],
): Shown<R, V>[] => {
  const lists = new Map(versionLists(versions).map((list) => [list[0]?.id, list]))
  return rows.flatMap((row) => {
    const own = lists.get(idOf(row)) ?? []
    const newest = own.at(-1)
    return newest === undefined ? [] : [{ row, versions: own, newest }]
  })
}

const versionPairs = (basis: FsiiiBasis): (readonly [Ordered, Ordered])[] =>
  [basis.tilstande, basis.planer, basis.opfoelgninger]
    .flatMap((rows) => versionLists<Ordered>(rows))
    .flatMap((list) => list.slice(1).map((later, nth) => [list[nth] ?? later, later] as const))

export const drawn = (history: FsiiiHistory): Drawn => {
  const basis = basisOf(history)
  const planRows = factPlanlagtIndsats(basis, EDGE_MONTH)
  return {
    history,
    basis,
    planRows,
    tilstande: shown(factTilstand(basis, EDGE_MONTH), (row) => row.tilstandId, basis.tilstande),
    planer: shown(
      planRows.filter((row) => row.løbetid === 1),
      (row) => row.indsatsId,
      basis.planer,
    ),
    leveret: factLeveretIndsats(basis, EDGE_MONTH),
    links: broPlanlagtIndsatsTilstand(basis, EDGE_MONTH),
    pairs: versionPairs(basis),
    stands: {
      planer: newestStanding(basis.planer),
      procedurer: newestStanding(basis.procedurer),
      tilstande: newestStanding(basis.tilstande),
      opfoelgninger: newestStanding(basis.opfoelgninger),
      borgervurderinger: newestStanding(basis.borgervurderinger),
      kontakter: newestStanding(basis.kontakter),
    },
  }
}

export type Edge = readonly [name: string, holds: (of: Drawn) => boolean]
