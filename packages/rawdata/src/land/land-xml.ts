import type { Contract, XmlMapping } from '@flis/core'
import { readXml } from '../xml/read-xml.js'
import { XML_LIMITS } from '../xml/xml-limits.js'
import type { DeliveredFile } from './delivered-file.js'
import type { Landing } from './landing.js'
import type { RaadataPart } from './raadata-part.js'
import { ResourceTable, withTables } from './resource-table.js'

/** A contract that is read from XML. */
export type XmlContract = Contract & {
  readonly reader: {
    readonly format: 'xml'
    readonly root: string
    readonly elements: readonly string[]
    readonly row: XmlMapping
  }
}

export const isXml = (contract: Contract): contract is XmlContract => contract.reader.format === 'xml'

/**
 * Lands XML files of a contract: a row for each element that its mapping takes, `_linje` = the element's number in the
 * file among those that can make rows. A text may be as long as a line of csv.
 *
 * Errors: L042, L043, of a file.
 */
export const landXml = async (
  landing: Landing,
  delivery: string,
  contract: XmlContract,
  files: readonly DeliveredFile[],
): Promise<RaadataPart> => {
  const { env, session } = landing
  const table = new ResourceTable(session, contract, [])
  const limits = { ...XML_LIMITS, characters: env.config.limits.lineBytes }
  return withTables([table], async () => {
    for (const file of files)
      for await (const rows of readXml(file, contract.reader, limits))
        await table.add(
          file,
          rows.map(({ number, values }) => ({ line: number, values })),
        )
    return table.write(env.warehouse.paths.root, delivery)
  })
}
