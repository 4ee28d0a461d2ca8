import type { PackageFormat, PackageKind } from '@flis/core'
import type { PackageTable } from '../package-table.js'

/** What the scripts beside a package's data are written from. */
export interface DdlPackage {
  readonly id: string
  /** The area as it stands in file names. */
  readonly area: string
  readonly kommune: string
  readonly kind: PackageKind
  readonly format: PackageFormat
  readonly window: 'full' | 'window'
  /** As they lie in csv files, dimensions first: facts point to them. */
  readonly tables: readonly PackageTable[]
}

/** The schema that the scripts load into unless they are told another. */
export const schemaOf = ({ area, kommune, kind, window }: DdlPackage): string =>
  [
    'flis',
    area.toLowerCase().replaceAll('-', '_'),
    kommune,
    kind.toLowerCase(),
    // Beside the last full package, never in its place.
    ...(window === 'window' ? ['window'] : []),
  ].join('_')

/** One line, whatever the text: a script's line must not end in the middle of it. */
export const oneLine = (text: string): string =>
  [...text]
    .map((each) => (each < ' ' || each === '\u007f' ? ' ' : each))
    .join('')
    .trim()

/** What a column is, with its category of personal data where it has one. */
export const describedColumn = ({
  description,
  data,
}: {
  readonly description: string
  readonly data: string
}): string => oneLine(data === 'ingen' ? description : `${description} [${data}]`)

/** The columns that the counts file has beside table and rows: every declared sum, by name. */
export const sumColumns = ({ tables }: DdlPackage): readonly string[] =>
  [...new Set(tables.flatMap((each) => each.totals))].sort()

/** Name of a table's csv file. */
export const csvFile = (table: PackageTable): string => `${table.name}.csv`
