// Follow-ups, contacts and the citizen's own view on a tilstand, as questions to a random history.

import { danish, lastDay } from '../reference/danish-day.js'
import { OPFØLGNING } from '../reference/fsiii-resources.js'
import type { ConditionVersion } from '../reference/fsiii-rows.js'
import type { TilstandRow } from '../reference/fsiii-tilstand.js'
import { type Ordered, versionLists } from '../reference/historise-upsert.js'
import { type Drawn, EDGE_MONTH, type Edge, type Shown } from './fsiii-drawn.js'

const END = lastDay(EDGE_MONTH)
const SHOWN = 20220630

const anyTilstand =
  (is: (row: TilstandRow, of: Shown<TilstandRow, ConditionVersion>, all: Drawn) => boolean) =>
  (all: Drawn): boolean =>
    all.tilstande.some((of) => is(of.row, of, all))

const observedOf = (row: { tilstandId: string }, all: Drawn) =>
  all.stands.opfoelgninger.filter((one) => one.fokusIds.includes(row.tilstandId))

const viewsOf = (row: TilstandRow, all: Drawn) =>
  all.stands.borgervurderinger.filter((one) => one.fokusId === row.tilstandId)

const instantOf = (row: { tidspunkt: string }): number => danish(row.tidspunkt).instant

/** The latest and the one before it, of those that count. */
const lastTwo = <R extends Ordered & { tidspunkt: string }>(rows: readonly R[]): readonly R[] =>
  rows
    .filter((row) => danish(row.tidspunkt).day <= END)
    .sort(
      (a, b) =>
        instantOf(a) - instantOf(b) ||
        Date.parse(a.reportTidspunkt) - Date.parse(b.reportTidspunkt) ||
        (a.id < b.id ? -1 : 1),
    )
    .slice(-2)

/** Two of one instant, told apart by their reports or, in one report, by their ids. */
const tieOf = <R extends Ordered & { tidspunkt: string }>(rows: readonly R[]): 'report' | 'id' | null => {
  const [a, b] = lastTwo(rows)
  if (a === undefined || b === undefined || instantOf(a) !== instantOf(b)) return null
  return Date.parse(a.reportTidspunkt) === Date.parse(b.reportTidspunkt) ? 'id' : 'report'
}

const dayOfView = (row: TilstandRow, all: Drawn, letter: string): number =>
  Math.max(
    ...lastTwo(viewsOf(row, all).filter((one) => one.vaerdi.startsWith(letter))).map(
      (one) => danish(one.tidspunkt).day,
    ),
  )

export const observedEdges: readonly Edge[] = [
  ...['E1', 'E2', 'E3', 'E4'].map(
    (resultat): Edge => [`opfølgning ${resultat}`, anyTilstand((row) => row.opfølgning === resultat)],
  ),
  [
    'two opfølgninger of one instant: the later report',
    anyTilstand((row, _, all) => tieOf(observedOf(row, all)) === 'report'),
  ],
  ['and of one report: the higher Id', anyTilstand((row, _, all) => tieOf(observedOf(row, all)) === 'id')],
  [
    'the latest opfølgning lies after the run month, and another before it',
    anyTilstand(
      (row, _, all) =>
        row.opfølgning !== null && observedOf(row, all).some((one) => danish(one.tidspunkt).day > END),
    ),
  ],
  [
    'an opfølgning withdrawn',
    anyTilstand((row, _, all) =>
      versionLists(all.basis.opfoelgninger).some(
        (list) =>
          list.at(-1)?.status === 'entered-in-error' &&
          list.at(-1)?.fokusIds.includes(row.tilstandId) === true,
      ),
    ),
  ],
  [
    'an opfølgning of a tilstand and a plan at once',
    anyTilstand((row, _, all) =>
      observedOf(row, all).some((one) =>
        one.fokusIds.some((id) => all.planer.some((plan) => plan.newest.id === id)),
      ),
    ),
  ],
  [
    'a contact named by the tilstand alone',
    anyTilstand(
      (row, of, all) =>
        row.dimTidOpfølgningKontakt > 0 &&
        !all.stands.kontakter.some((one) => one.tilstandIds.includes(row.tilstandId)) &&
        of.newest.kontaktIds.length > 0,
    ),
  ],
  [
    'a contact that names the tilstand itself',
    anyTilstand(
      (row, of, all) =>
        row.dimTidOpfølgningKontakt > 0 &&
        all.stands.kontakter.some(
          (one) => one.tilstandIds.includes(row.tilstandId) && !of.newest.kontaktIds.includes(one.id),
        ),
    ),
  ],
  [
    'a contact that only an older version names',
    anyTilstand(
      (row, of, all) =>
        row.dimTidOpfølgningKontakt === -1 &&
        all.stands.kontakter.some(
          (one) =>
            one.type === OPFØLGNING &&
            one.status === 'planned' &&
            of.versions.some((version) => version.kontaktIds.includes(one.id)),
        ),
    ),
  ],
  [
    'a contact of the other type, or not planned',
    anyTilstand(
      (row, of, all) =>
        row.dimTidOpfølgningKontakt === -1 &&
        all.stands.kontakter.some(
          (one) => of.newest.kontaktIds.includes(one.id) || one.tilstandIds.includes(row.tilstandId),
        ),
    ),
  ],
  ['a contact after the run month', anyTilstand((row) => row.dimTidOpfølgningKontakt > SHOWN)],
  ['only C', anyTilstand((row) => row.borgervurdering !== null && row.borgervurderingBetydning === null)],
  ['only D', anyTilstand((row) => row.borgervurdering === null && row.borgervurderingBetydning !== null)],
  [
    'both, C later',
    anyTilstand(
      (row, _, all) => dayOfView(row, all, 'C') > dayOfView(row, all, 'D') && dayOfView(row, all, 'D') > 0,
    ),
  ],
  [
    'both, D later',
    anyTilstand(
      (row, _, all) => dayOfView(row, all, 'D') > dayOfView(row, all, 'C') && dayOfView(row, all, 'C') > 0,
    ),
  ],
  [
    'an assessment after the run month does not count',
    anyTilstand((row, _, all) => viewsOf(row, all).some((one) => danish(one.tidspunkt).day > END)),
  ],
  [
    'two assessments of one instant',
    anyTilstand((row, _, all) =>
      ['C', 'D'].some((of) => tieOf(viewsOf(row, all).filter((one) => one.vaerdi.startsWith(of))) !== null),
    ),
  ],
]
