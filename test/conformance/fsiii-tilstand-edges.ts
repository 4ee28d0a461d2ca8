// The rules of FactTilstand about the tilstand itself, as questions to a random history.

import { TILSTAND_KODER, UKENDT } from '../reference/arbitraries-fsiii-koder.js'
import { danish, dateOf, dimTid, lastDay } from '../reference/danish-day.js'
import { conformed } from '../reference/fsiii-koder.js'
import type { ConditionVersion } from '../reference/fsiii-rows.js'
import type { TilstandRow } from '../reference/fsiii-tilstand.js'
import { type Ordered, versionLists } from '../reference/historise-upsert.js'
import { type Drawn, EDGE_MONTH, type Edge, type Shown } from './fsiii-drawn.js'

const END = lastDay(EDGE_MONTH)

const anyTilstand =
  (is: (row: TilstandRow, of: Shown<TilstandRow, ConditionVersion>, all: Drawn) => boolean) =>
  (all: Drawn): boolean =>
    all.tilstande.some((of) => is(of.row, of, all))

const reported = (version: Ordered): number => danish(version.reportTidspunkt).day

const isUuid = (code: string): boolean => /^[0-9a-f]{8}-/.test(code)

const wasActive = (of: Shown<TilstandRow, ConditionVersion>): boolean =>
  of.versions.some((version) => version.erAktiv)

const standsInstead = (versions: readonly { status: string }[]): boolean =>
  versions.slice(0, -1).some((version) => version.status === 'entered-in-error')

export const tilstandEdges: readonly Edge[] = [
  ['active: open', anyTilstand((row) => row.dimTidSlut === -1)],
  ['once active, ended', anyTilstand((row, of) => row.dimTidSlut > 0 && wasActive(of))],
  ['never active', anyTilstand((row, of) => row.dimTidSlut > 0 && !wasActive(of))],
  [
    'never active, ended when it was recorded, for the report came before',
    anyTilstand(
      (row, of) =>
        row.dimTidSlut === row.dimTid &&
        !wasActive(of) &&
        reported(of.newest) < danish(of.newest.registreret).day,
    ),
  ],
  [
    'once active, but ended by a report before it was recorded',
    anyTilstand(
      (row, of) =>
        wasActive(of) &&
        row.dimTidSlut === row.dimTid &&
        reported(of.newest) < danish(of.newest.registreret).day,
    ),
  ],
  [
    'ended by the first of two reports that say so, on different days',
    anyTilstand((row, of) => {
      const [before, newest] = of.versions.slice(-2)
      return (
        row.dimTidSlut > 0 &&
        before !== undefined &&
        newest !== undefined &&
        !before.erAktiv &&
        reported(before) !== reported(newest) &&
        row.dimTidSlut === dimTid(reported(before))
      )
    }),
  ],
  [
    'ended, active again, ended again',
    anyTilstand(
      (row, of) =>
        row.dimTidSlut > 0 &&
        of.versions.some(
          (version, nth) => version.erAktiv && of.versions.slice(0, nth).some((older) => !older.erAktiv),
        ),
    ),
  ],
  [
    'active again: open',
    anyTilstand(
      (row, of) =>
        row.dimTidSlut === -1 && of.newest.erAktiv && of.versions.some((version) => !version.erAktiv),
    ),
  ],
  [
    'active, but not on the problem list',
    anyTilstand((_, { newest }) => newest.status === 'active' && !newest.erAktiv),
  ],
  ['ended after the run month', anyTilstand((row, of) => row.dimTidSlut === -1 && !of.newest.erAktiv)],
  [
    'ended on another date in Denmark than in UTC',
    anyTilstand((row, of) =>
      of.versions.some(
        (version) =>
          !version.erAktiv &&
          row.dimTidSlut === dimTid(reported(version)) &&
          version.reportTidspunkt.slice(0, 10) !== dateOf(reported(version)) &&
          row.dimTidSlut > row.dimTid,
      ),
    ),
  ],
  [
    'recorded after the run month: no row',
    ({ stands }) => stands.tilstande.some((one) => danish(one.registreret).day > END),
  ],
  [
    'withdrawn',
    ({ basis }) => versionLists(basis.tilstande).some((list) => list.at(-1)?.status === 'entered-in-error'),
  ],
  ['withdrawn and back', anyTilstand((_, of) => standsInstead(of.versions))],
  [
    'a newer version refused for its code: the last good one stands',
    ({ history, tilstande }) =>
      tilstande.some(({ row }) =>
        history.deliveries.some((one) =>
          one.bundles.some((bundle) =>
            bundle.entry.some(
              ({ resource }) =>
                resource.id === row.tilstandId && resource.code?.coding[0]?.code === UKENDT.tilstand,
            ),
          ),
        ),
      ),
  ],
  ...[0, 1, 2, 3, 4, 9, null].map(
    (grad): Edge => [`sværhedsgrad ${grad}`, anyTilstand((row) => row.sværhedsgrad === grad)],
  ),
  ...TILSTAND_KODER.map((kode): Edge => [`code ${kode}`, anyTilstand((row) => row.tilstandKode === kode)]),
  [
    'a UUID that is a legacy code’s twin',
    anyTilstand((row, _, all) => conformed(all.history.koder)(row.tilstandKode) !== row.tilstandKode),
  ],
  [
    'two codes of one path that are apart, side by side',
    ({ tilstande, history }) =>
      history.koder.length === 2 &&
      tilstande.some(({ row }) => row.tilstandKode === 'I12.2') &&
      tilstande.some(({ row }) => isUuid(row.tilstandKode) && row.tilstandKode.startsWith('116f')),
  ],
  [
    'sent in the other scheme than before',
    anyTilstand((row, of) =>
      of.versions.some((version) => isUuid(version.tilstandKode) !== isUuid(row.tilstandKode)),
    ),
  ],
]
