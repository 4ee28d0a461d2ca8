// What orders versions, and how reports come, as questions to a random history.

import type { Ordered } from '../reference/historise-upsert.js'
import type { Drawn, Edge } from './fsiii-drawn.js'

const sameUpdate = ([a, b]: readonly [Ordered, Ordered]): boolean =>
  a.lastUpdated === b.lastUpdated ||
  (a.lastUpdated !== null &&
    b.lastUpdated !== null &&
    Date.parse(a.lastUpdated) === Date.parse(b.lastUpdated))

const sameReport = ([a, b]: readonly [Ordered, Ordered]): boolean =>
  Date.parse(a.reportTidspunkt) === Date.parse(b.reportTidspunkt)

const anyPair =
  (is: (pair: readonly [Ordered, Ordered]) => boolean) =>
  ({ pairs }: Drawn): boolean =>
    pairs.some(is)

export const orderEdges: readonly Edge[] = [
  [
    'a later lastUpdated decides against the report’s time',
    anyPair(([a, b]) => !sameUpdate([a, b]) && Date.parse(a.reportTidspunkt) > Date.parse(b.reportTidspunkt)),
  ],
  [
    'a missing lastUpdated sorts first',
    anyPair(([a, b]) => a.lastUpdated === null && b.lastUpdated !== null),
  ],
  ['equal lastUpdated: the report decides', anyPair((pair) => sameUpdate(pair) && !sameReport(pair))],
  [
    'one instant in two spellings',
    anyPair((pair) => sameReport(pair) && pair[0].reportTidspunkt !== pair[1].reportTidspunkt),
  ],
  [
    'equal reports: the extract decides',
    anyPair((pair) => sameUpdate(pair) && sameReport(pair) && pair[0].extract < pair[1].extract),
  ],
  [
    'equal extracts: SHA-256 decides',
    anyPair((pair) => sameUpdate(pair) && sameReport(pair) && pair[0].extract === pair[1].extract),
  ],
  ['a later version came in an earlier extract', anyPair(([a, b]) => a.extract > b.extract)],
  [
    'a report in two deliveries',
    ({ history }) => {
      const ids = history.deliveries.flatMap((one) => one.bundles).map((bundle) => bundle.id)
      return new Set(ids).size < ids.length
    },
  ],
  ['three deliveries or more', ({ history }) => history.deliveries.length >= 3],
  ['a second løbenr of a day', ({ history }) => history.deliveries.some((one) => one.loebenr === '002')],
  [
    'two kommuner with one extract time',
    ({ history }) => new Set(history.deliveries.map((one) => one.extract)).size < history.deliveries.length,
  ],
  ...(['json', 'ndjson', 'zip'] as const).map(
    (form): Edge => [
      `several reports as ${form}`,
      ({ history }) => history.deliveries.some((one) => one.form === form && one.bundles.length > 1),
    ],
  ),
  [
    'only the older codes',
    ({ history }) => history.koder.length === 1 && history.koder[0]?.periode === '2022-01',
  ],
  [
    'only the newer codes',
    ({ history }) => history.koder.length === 1 && history.koder[0]?.periode === '2022-04',
  ],
]
