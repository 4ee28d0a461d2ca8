import type { Contract, Fields } from '@flis/core'
import { type CsvContract, csvContract } from '../write/csv-contract.js'

/** A contract whose lines are made for some persons, or houses, at a time. */
export interface SlicedContract extends CsvContract {
  /** The rows of those of whom `chosen` holds: SQL of a condition on the column that it is given. */
  readonly among: (chosen: (key: string) => string) => string
  /** The same rows without what only their text needs: nr, dag. */
  readonly counted: string
}

/** As `csvContract`, with rows that can be made, and counted, slice by slice. */
export const sliced = <F extends Fields>(
  contract: Contract<F>,
  counted: string,
  among: SlicedContract['among'],
  options: Omit<Parameters<typeof csvContract<F>>[1], 'from' | 'known'>,
): SlicedContract => ({
  ...csvContract(contract, { ...options, from: among(() => 'true'), known: 'dag' }),
  among,
  counted,
})
