import type { Causes, DeliveryCause, RuleChange } from '../diff/causes.js'
import type { Diff, DiffSide, TableDiff } from '../diff/diff.js'
import type { Slice } from '../diff/figures.js'
import type { MovedRow } from '../diff/moved-rows.js'
import { textTable } from './text-table.js'

/** The words of the two languages, one of which is chosen. */
type Choose = (en: string, da: string) => string

/** Months and kommuner of a table that a person is shown. */
const MOST_SLICES = 20
/** Letters of a fingerprint that a person is shown. */
const MOST_LETTERS = 12

/** How far a slice's figures moved, to show the largest first. */
const farness = ({ rows, totals }: Slice): number =>
  Math.max(
    Math.abs(rows.after - rows.before),
    rows.added + rows.removed + rows.changed,
    ...totals.map((each) => Math.abs(Number(each.difference))),
  )

const isZero = (difference: string): boolean => /^-?0(\.0*)?$/.test(difference)

const sliceRows = (
  words: Choose,
  { month, kommune, rows, totals }: Slice,
): readonly (readonly unknown[])[] => [
  [month, kommune, words('rows', 'rækker'), rows.before, rows.after, rows.after - rows.before],
  ...totals
    .filter((each) => !isZero(each.difference))
    .map((each) => [month, kommune, each.column, each.before, each.after, each.difference]),
]

const sliceLines = (words: Choose, slices: readonly Slice[]): readonly string[] => {
  if (slices.length === 0) return []
  const right = true as const
  const largest = new Set([...slices].sort((a, b) => farness(b) - farness(a)).slice(0, MOST_SLICES))
  const more = slices.length - MOST_SLICES
  return [
    ...textTable(
      [
        { title: words('month', 'måned') },
        { title: 'kommune' },
        { title: words('figure', 'tal') },
        { title: words('before', 'før'), right },
        { title: words('after', 'efter'), right },
        { title: words('difference', 'forskel'), right },
      ],
      slices.filter((each) => largest.has(each)).flatMap((each) => sliceRows(words, each)),
    ),
    ...(more > 0
      ? [
          words(
            `and ${more} months and kommuner more: --kommune, --month, --json`,
            `og ${more} måneder og kommuner mere: --kommune, --month, --json`,
          ),
        ]
      : []),
  ]
}

const ruleWords = (words: Choose, { rule, before, after }: RuleChange): string => {
  const version = (fingerprint: string | null): string =>
    fingerprint === null ? words('own', 'egen') : fingerprint.slice(0, MOST_LETTERS)
  return `${words('rule', 'regel')} ${rule}: ${version(before)} → ${version(after)}`
}

const causeLines = (words: Choose, causes: Causes): readonly string[] => {
  const { deliveries, withdrawn, newMonths, code, through, months, untold } = causes
  const counted = (rows: number | null): string =>
    rows === null ? '' : words(`${rows} rows`, `${rows} rækker`)
  const ofDelivery =
    (why: string) =>
    ({ delivery, contracts, rows }: DeliveryCause): readonly string[] => [
      why,
      contracts.length === 0 ? delivery : `${delivery} (${contracts.join(', ')})`,
      counted(rows),
    ]
  const told: readonly (readonly string[])[] = [
    ...deliveries.map(ofDelivery(words('delivery', 'leverance'))),
    ...withdrawn.map(ofDelivery(words('withdrawn', 'tilbagekaldt'))),
    ...(newMonths === null
      ? []
      : [[words('new months', 'nye måneder'), `> ${newMonths.from}`, counted(newMonths.rows)]]),
    ...(code === null
      ? []
      : [
          [
            words('other code', 'anden kode'),
            code.rules.map((each) => ruleWords(words, each)).join('; '),
            counted(code.rows),
          ],
        ]),
    ...(through === null
      ? []
      : [
          [
            words('by way of', 'ad omveje'),
            through.deliveries.map((each) => each.delivery).join(', '),
            counted(through.rows),
          ],
        ]),
    ...(months === null ? [] : [[words('months pass', 'måneder går'), '', counted(months.rows)]]),
    ...(untold === null || untold === 0 ? [] : [[words('not told', 'uforklaret'), '', counted(untold)]]),
  ]
  if (told.length === 0) return []
  return textTable([{ title: words('because of', 'på grund af') }, { title: '' }, { title: '' }], told)
}

const rowLine = (words: Choose, { change, key, columns }: MovedRow): string => {
  const what = {
    added: words('added', 'kom til'),
    removed: words('removed', 'faldt bort'),
    changed: words('changed', 'ændret'),
  }[change]
  const keys = Object.entries(key).map(([name, value]) => `${name}=${value ?? ''}`)
  return `${what}  ${keys.join('; ')}${columns.length === 0 ? '' : `  (${columns.join(', ')})`}`
}

const tableLines = (words: Choose, table: TableDiff): readonly string[] => {
  const { added, removed, changed } = table.rows
  const inColumns = table.columns.map((each) => `${each.column} (${each.rows})`).join(', ')
  return [
    '',
    `${table.table}: ${words(
      `${added} rows added, ${removed} removed, ${changed} changed`,
      `${added} rækker kom til, ${removed} faldt bort, ${changed} ændret`,
    )}`,
    ...[
      ...(table.cameOrWent.length === 0
        ? []
        : [
            `${words('columns that only one has', 'kolonner, som kun den ene har')}: ${table.cameOrWent.join(', ')}`,
          ]),
      ...sliceLines(words, table.slices),
      ...(inColumns === '' ? [] : [`${words('changed in', 'ændret i')} ${inColumns}`]),
      ...causeLines(words, table.causes),
      ...table.moved.map((each) => rowLine(words, each)),
    ].map((line) => `  ${line}`),
  ]
}

/**
 * A comparison of two runs as lines for a person.
 *
 * @example diffLines((en) => en, found)[0] // run 3 (version 2, 2022-09) → run 5 (version 4, 2022-10)
 */
export const diffLines = (words: Choose, found: Diff): readonly string[] => {
  const side = ({ run, version, month }: DiffSide): string =>
    `${words('run', 'kørsel')} ${run} (version ${version}, ${month})`
  return [
    `${side(found.before)} → ${side(found.after)}`,
    ...found.tables.flatMap((each) => tableLines(words, each)),
    ...(found.rekeyed === true
      ? [
          '',
          words(
            'the secret key was changed in between: members are compared by their natural keys',
            'den hemmelige nøgle er ændret imellem: medlemmer sammenlignes på deres naturlige nøgler',
          ),
        ]
      : []),
    ...(found.traced
      ? []
      : [
          '',
          words(
            'another process holds the working file: rows are not followed to deliveries',
            'en anden proces holder arbejdsfilen: rækker følges ikke til leverancer',
          ),
        ]),
    ...(found.unmoved.length === 0
      ? []
      : ['', `${words('nothing moved in', 'intet flyttede sig i')}: ${found.unmoved.join(', ')}`]),
  ]
}
