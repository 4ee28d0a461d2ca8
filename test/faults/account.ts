import { rowsOfBundles } from './account-bundles.js'
import { dataLines } from './account-csv.js'
import { rowsOfXml } from './account-xml.js'
import type { FaultCase } from './fault-case.js'
import { readTinyZip } from './tiny-zip.js'

/** Longest line that the warehouses of these tests take; small, so that over-long lines are cheap. */
export const LONGEST_LINE = 4_096

/**
 * Rows in, by specification 2.3, of a delivery's bytes.
 *
 * @param contracts whose files count in a zip; what else lies in it makes no rows
 */
export const countedRows = ({ form, data }: FaultCase, contracts: readonly string[]): number => {
  switch (form) {
    case 'utf-8':
    case 'latin1':
      return dataLines(data).length
    case 'zip':
      return readTinyZip(data)
        .filter(({ name }) => contracts.some((each) => name === `${each}.csv`))
        .reduce((sum, { bytes }) => sum + dataLines(bytes).length, 0)
    case 'xml':
      return rowsOfXml(data)
    case 'bundles':
      return rowsOfBundles(data, LONGEST_LINE)
  }
}
