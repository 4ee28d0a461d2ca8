import { type Contract, columnsOfFamily, quoteIdent, quoteText, wideFamilies } from '@flis/core'

/** The columns of a family, taken together as a list; no field is called so. */
export const familyColumn = (prefix: string): string => quoteIdent(`${prefix}_*`)
/** The names of these columns in the file, as a list. */
export const familyNames = (prefix: string): string => quoteIdent(`${prefix}_*.navn`)
/** All columns that grow, in the file's order. */
export const GROWN = quoteIdent('*')

const listed = (items: readonly string[], name: string): string =>
  `[${items.join(', ')}]::varchar[] as ${name}`

/**
 * The columns of a wide file that grow with time, as lists, so that thousands of them are a few: each family's, its names,
 * and all in the file's order. Nothing for other contracts.
 */
export const wideLists = (contract: Contract, columns: readonly string[]): readonly string[] => {
  const families = wideFamilies(contract).map((family) => ({
    prefix: family.prefix,
    names: columnsOfFamily(family, columns).map(({ name }) => name),
  }))
  if (families.length === 0) return []
  const grown = new Set(families.flatMap(({ names }) => names))
  return [
    ...families.flatMap(({ prefix, names }) => [
      listed(names.map(quoteIdent), familyColumn(prefix)),
      listed(names.map(quoteText), familyNames(prefix)),
    ]),
    listed(columns.filter((name) => grown.has(name)).map(quoteIdent), GROWN),
  ]
}

/** The names of {@link wideLists}. */
export const wideListNames = (contract: Contract): readonly string[] => {
  const families = wideFamilies(contract)
  return families.length === 0
    ? []
    : [...families.flatMap(({ prefix }) => [familyColumn(prefix), familyNames(prefix)]), GROWN]
}
