import {
  type Contract,
  castExpression,
  columnsOfFamily,
  columnType,
  type Field,
  monthOfIsoWeek,
  nextPeriod,
  quoteIdent,
  quoteText,
  type Stretches,
  type WideColumn,
  type WideFamily,
  wideFamilies,
} from '@flis/core'
import type { RaadataFile } from './raadata-rows.js'

/** Gives the lines of the wide file that apply, as a relation with `_linje`; undefined: all of them. */
export type AppliedLines = (wide: Contract, of: RaadataFile) => string | undefined

/** The value of a column that grows as text, equal for equal values (`1.5` and `1.50`); NULL where it is empty. */
export const grownValue = (field: Field, column: string): string =>
  `nullif((${castExpression(field, column)})::varchar, '')`

const isSince = ({ form }: WideFamily, period: number, since: number): boolean =>
  (form === 'YYWW' ? monthOfIsoWeek(period) : period) >= since

/** The columns of a family that DSA_HIST is to hold, in order of time. */
const shownColumns = (family: WideFamily, of: RaadataFile): readonly WideColumn[] =>
  [...columnsOfFamily(family, of.columns)]
    .filter(({ period }) => isSince(family, period, of.since))
    .sort((a, b) => a.period - b.period)

const system = (of: RaadataFile): string => `
      ${quoteText(of.kommune)} as _kommune,
      ${quoteText(of.kildesystem)} as _kildesystem,
      ${of.extractTime} as _fra,
      ${quoteText(of.delivery)} as _leverance,
      ${quoteText(of.file ?? '')} as _fil,
      _linje`

/** The lines of a wide file that apply, with some columns of it. */
const linesOf = (
  { wide }: Stretches,
  of: RaadataFile,
  columns: readonly string[],
  applied: AppliedLines,
): string => {
  const lines = applied(wide, of)
  return `(
      select sent.*
      from (
        select ${columns.join(', ')}, coalesce(_linje, file_row_number + 2) as _linje
        from read_parquet(${quoteText(of.path)}, file_row_number = true)
      ) as sent
      ${lines === undefined ? '' : `semi join ${lines} as applied on applied._linje = sent._linje`}
    )`
}

/**
 * The runs of one family, line by line: a run starts where the value is another than in the period before, and ends where
 * it is another than in the period after. No sort: a line is wide, but it is alone.
 */
const runsOfFamily = (
  contract: Contract,
  stretches: Stretches & { readonly runs: NonNullable<Stretches['runs']> },
  family: WideFamily,
  of: RaadataFile,
  applied: AppliedLines,
): readonly string[] => {
  const { by, runs, wide } = stretches
  const columns = shownColumns(family, of)
  const person = wide.fields[by]
  if (columns.length === 0 || person === undefined) return []
  const values = columns.map(({ name }, nth) => `${grownValue(family.field, quoteIdent(name))} as v${nth}`)
  const isNext = (nth: number): boolean => {
    const [one, next] = [columns[nth]?.period, columns[nth + 1]?.period]
    return one !== undefined && nextPeriod(family.form, one) === next
  }
  const edges = (step: -1 | 1): string =>
    columns
      .map((_, nth) => {
        const neighbour = isNext(step === 1 ? nth : nth - 1)
        const differs = neighbour ? ` and v${nth} is distinct from v${nth + step}` : ''
        return `case when v${nth} is not null${differs} then ${nth + 1} end`
      })
      .join(', ')
  const found = (list: string): string => `unnest(list_filter([${list}], x -> x is not null))`
  const periods = `[${columns.map(({ period }) => period).join(', ')}]`
  const made: Readonly<Record<string, string>> = {
    [by]: quoteIdent(by),
    [runs.from]: `${periods}[first_nr]::bigint`,
    [runs.to]: `${periods}[last_nr]::bigint`,
    [runs.value]: 'grown[first_nr]',
    ...(runs.family === undefined ? {} : { [runs.family]: quoteText(family.prefix) }),
  }
  return [
    `select
      ${Object.keys(contract.fields)
        .map((name) => `${made[name] ?? 'null'} as ${quoteIdent(name)}`)
        .join(',\n      ')},${system(of)}
    from (
      select ${quoteIdent(by)}, _linje,
        [${columns.map((_, nth) => `v${nth}`).join(', ')}] as grown,
        ${found(edges(-1))} as first_nr,
        ${found(edges(1))} as last_nr
      from ${linesOf(stretches, of, [`${castExpression(person, quoteIdent(by))} as ${quoteIdent(by)}`, ...values], applied)} as sent
    ) as run`,
  ]
}

/** The wide contract's own columns, one row a line. */
const ownColumns = (
  contract: Contract,
  stretches: Stretches,
  of: RaadataFile,
  applied: AppliedLines,
): string => {
  const columns = Object.entries(contract.fields).map(([name, field]) =>
    of.columns.includes(name)
      ? `${castExpression(field, quoteIdent(name))} as ${quoteIdent(name)}`
      : `null::${columnType(field)} as ${quoteIdent(name)}`,
  )
  return `select
      ${Object.keys(contract.fields).map(quoteIdent).join(', ')},${system(of)}
    from ${linesOf(stretches, of, columns, applied)} as sent`
}

const noRows = (contract: Contract): string => {
  const columns = [
    ...Object.entries(contract.fields).map(([name, field]) => [name, columnType(field)]),
    ...['_kommune', '_kildesystem'].map((name) => [name, 'VARCHAR']),
    ['_fra', 'BIGINT'],
    ...['_leverance', '_fil'].map((name) => [name, 'VARCHAR']),
    ['_linje', 'BIGINT'],
  ]
  return `select ${columns.map(([name, type]) => `null::${type} as ${quoteIdent(name ?? '')}`).join(', ')} where false`
}

/**
 * The typed rows of a contract that is made from a wide one, as a relation: runs of consecutive ISO weeks or months with
 * one value, each with the line that it comes from.
 */
export const stretchedRows = (
  contract: Contract,
  stretches: Stretches,
  files: readonly RaadataFile[],
  applied: AppliedLines,
): string => {
  const { wide, runs } = stretches
  const parts = files.flatMap((of) =>
    runs === undefined
      ? [ownColumns(contract, stretches, of, applied)]
      : wideFamilies(wide)
          .filter(({ prefix }) => runs.families.includes(prefix))
          .flatMap((family) => runsOfFamily(contract, { ...stretches, runs }, family, of, applied)),
  )
  return `(${(parts.length === 0 ? [noRows(contract)] : parts).join('\n    union all\n    ')})`
}
