import { isIsoWeek, nextIsoWeek } from '../iso-week.js'
import type { Contract } from './contract.js'
import type { WideFamily } from './wide-family.js'

/** A column of a family: its week (isoyear × 100 + week) or month (year × 100 + month). */
export interface WideColumn {
  readonly name: string
  readonly period: number
}

/** The families of a contract; none where its columns are fixed. */
export const wideFamilies = ({ reader }: Pick<Contract, 'reader'>): readonly WideFamily[] =>
  reader.format === 'csv' ? (reader.wide ?? []) : []

/** The contract that deliveries hold: itself, or the wide one that it is made from. */
export const deliveredAs = (contract: Contract): Contract => contract.stretchedFrom?.wide ?? contract

/** The contracts without which some could not be made, or read: those come along. */
export const contractsBehind = (contracts: readonly Contract[]): readonly Contract[] =>
  contracts.flatMap(({ stretchedFrom }) =>
    stretchedFrom === undefined
      ? []
      : [stretchedFrom.wide, ...(stretchedFrom.runs === undefined ? [] : [stretchedFrom.runs.presentIn])],
  )

/** Whether DSA_HIST has a table of the contract: of a wide one the contracts that are made from it have. */
export const isHistorised = (contract: Contract): boolean => wideFamilies(contract).length === 0

const FORM = { YYWW: /^(\d{2})(\d{2})$/, YYYY_MM: /^(\d{4})_(\d{2})$/ } as const
const FIRST_OF_19 = 90

const exists = (form: WideFamily['form'], period: number): boolean =>
  form === 'YYWW' ? isIsoWeek(period) : period % 100 >= 1 && period % 100 <= 12

/**
 * The week or month of a column, by its name; `impossible` where there is none such; undefined where the name is not of
 * the family.
 *
 * @example periodOf({ prefix: 'y', form: 'YYWW', field }, 'y_2053') // 202053
 */
export const periodOf = ({ prefix, form }: WideFamily, name: string): number | 'impossible' | undefined => {
  const [, first, second] =
    (name.startsWith(`${prefix}_`) ? FORM[form].exec(name.slice(prefix.length + 1)) : null) ?? []
  if (first === undefined) return undefined
  const century = form === 'YYYY_MM' ? 0 : Number(first) < FIRST_OF_19 ? 2000 : 1900
  const period = (century + Number(first)) * 100 + Number(second)
  return exists(form, period) ? period : 'impossible'
}

/** The columns of a file that belong to a family, in the file's order. */
export const columnsOfFamily = (family: WideFamily, names: readonly string[]): readonly WideColumn[] =>
  names.flatMap((name): WideColumn[] => {
    const period = periodOf(family, name)
    return typeof period === 'number' ? [{ name, period }] : []
  })

/** The period that follows on a period. */
export const nextPeriod = (form: WideFamily['form'], period: number): number => {
  if (form === 'YYWW') return nextIsoWeek(period)
  return period % 100 === 12 ? period + 89 : period + 1
}
