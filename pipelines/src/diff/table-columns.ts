import { quoteIdent } from '@flis/core'
import type { CatalogueTable } from '@flis/dm'

/** A table in two versions; one of them may lack it. */
export interface TablePair {
  readonly name: string
  readonly before: CatalogueTable | undefined
  readonly after: CatalogueTable | undefined
}

/** The columns by which two versions of a table are compared. */
export interface ComparedColumns {
  /** The grain, hidden columns of it too: what makes two rows the same row. */
  readonly key: readonly string[]
  /** What may have changed in a row. */
  readonly values: readonly string[]
  /** Figures: sums of them say something. */
  readonly totals: readonly string[]
  /** Declared columns that only one of the versions has, or has with another type. */
  readonly cameOrWent: readonly string[]
  readonly hidden: readonly string[]
  readonly byUnit: boolean
  /** Month (`yyyy-mm`) and kommune of a row, as SQL; `''` where a table or a row has none. */
  readonly month: string
  readonly kommune: string
}

const typesOf = (table: CatalogueTable | undefined): ReadonlyMap<string, string> =>
  new Map((table?.columns ?? []).map(({ name, type }) => [name, type]))

const isWhole = (type: string | undefined): boolean => /INT$|^INTEGER$/.test(type ?? '')

const monthOf = (types: ReadonlyMap<string, string>): string =>
  isWhole(types.get('DimTid'))
    ? `case when "DimTid" > 0 then printf('%04d-%02d', "DimTid" // 10000, "DimTid" // 100 % 100) else '' end`
    : `''`

const kommuneOf = (
  column: string | null | undefined,
  types: ReadonlyMap<string, string>,
  hidden: readonly string[],
): string => {
  if (typeof column === 'string' && types.has(column)) {
    const name = quoteIdent(column)
    return isWhole(types.get(column))
      ? `case when ${name} > 0 then printf('%04d', ${name}) else '' end`
      : `coalesce(${name}::varchar, '')`
  }
  return hidden.includes('_kommune') ? `coalesce(_kommune, '')` : `''`
}

/** What two versions of a table have in common, and what not. */
export const comparedColumns = ({ before, after }: TablePair): ComparedColumns => {
  const [was, is] = [typesOf(before ?? after), typesOf(after ?? before)]
  const common = [...is].filter(([name, type]) => was.get(name) === type)
  const names = common.map(([name]) => name)
  const hidden = (after ?? before)?.hidden.filter((name) => (before ?? after)?.hidden.includes(name)) ?? []
  const grain = (after ?? before)?.grain ?? []
  const matches = grain.length > 0 && grain.every((name) => names.includes(name) || hidden.includes(name))
  const key = matches ? grain : names
  const figures = new Set(
    [...(before?.columns ?? []), ...(after?.columns ?? [])]
      .filter((each) => each.total === true)
      .map(({ name }) => name),
  )
  const types = new Map(common)
  return {
    key,
    values: names.filter((name) => !key.includes(name)),
    totals: names.filter((name) => figures.has(name)),
    cameOrWent: [...new Set([...was.keys(), ...is.keys()])].filter((name) => !names.includes(name)).sort(),
    hidden,
    byUnit: hidden.includes('_unit'),
    month: monthOf(types),
    kommune: kommuneOf((after ?? before)?.kommuneColumn, types, hidden),
  }
}
