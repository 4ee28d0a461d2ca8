import type { Contract } from '@flis/core'
import { type CodeRow, MOST_CODE_SYSTEM_BYTES, readCodeSystem } from '../codesystem/read-code-system.js'
import type { DeliveredFile } from './delivered-file.js'
import type { Landing } from './landing.js'
import type { RaadataPart } from './raadata-part.js'
import { ResourceTable, type TextRow, withTables } from './resource-table.js'

/** A contract that is read from a FHIR CodeSystem. */
export type CodeSystemContract = Contract & {
  readonly reader: { readonly format: 'codesystem'; readonly system: string }
}

export const isCodeSystem = (contract: Contract): contract is CodeSystemContract =>
  contract.reader.format === 'codesystem'

const textRow = ({ line, ...values }: CodeRow): TextRow => ({ line, values })

/** The reader refuses what is larger than it may hold; no more than tells it so is read here. */
const ENOUGH_BYTES = MOST_CODE_SYSTEM_BYTES + 1

const wholeFile = async (file: DeliveredFile): Promise<Buffer> => {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of file.chunks()) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes >= ENOUGH_BYTES) break
  }
  return Buffer.concat(chunks)
}

/**
 * Lands a CodeSystem: a row for each code, `_linje` = its number in the file.
 *
 * Errors: L042, L043, of the file.
 */
export const landCodeSystem = async (
  landing: Landing,
  delivery: string,
  contract: CodeSystemContract,
  files: readonly DeliveredFile[],
): Promise<RaadataPart> => {
  const table = new ResourceTable(landing.session, contract, [])
  return withTables([table], async () => {
    for (const file of files) {
      const codes = readCodeSystem(await wholeFile(file), file.name, contract.reader.system)
      await table.add(file, codes.map(textRow))
    }
    return table.write(landing.env.warehouse.paths.root, delivery)
  })
}
