import type { Contract, FhirMapping } from '@flis/core'
import type { BundleItem, ReadResource, RefusedBundle } from '../fhir/bundle-item.js'
import { readBundles } from '../fhir/read-bundles.js'
import { objectOf, textOf } from '../fhir/resource.js'
import { addBrokenRows, NO_CONTRACT } from './broken-rows.js'
import type { DeliveredFile } from './delivered-file.js'
import type { Landing } from './landing.js'
import type { RaadataPart } from './raadata-part.js'
import { ResourceTable, type TextRow, withTables } from './resource-table.js'

/** A contract that is read from FHIR Bundles. */
export type FhirContract = Contract & {
  readonly reader: { readonly format: 'fhir'; readonly row: FhirMapping }
}

export const isFhir = (contract: Contract): contract is FhirContract => contract.reader.format === 'fhir'

/**
 * Beside the contract's columns: what orders the versions of a resource (`meta.lastUpdated`, the report's timestamp,
 * SHA-256), the resource itself, and its number in the file (in ndjson many resources share a line).
 */
const EXTRA = ['_opdateret', '_rapport', '_sha', '_json', '_nr']

const rowOf = (contract: FhirContract, item: ReadResource): TextRow | undefined => {
  const values = contract.reader.row(item.resource, item.report)
  if (values === null) return undefined
  return {
    line: item.line,
    values: {
      ...values,
      _opdateret: textOf(objectOf(item.resource.meta)?.lastUpdated) ?? null,
      _rapport: item.report.tidspunkt,
      _sha: item.sha256,
      _json: item.json,
      _nr: String(item.number),
    },
  }
}

const isResource = (item: BundleItem): item is ReadResource => item.is === 'resource'
const isRefused = (item: BundleItem): item is RefusedBundle => item.is === 'refused'

/**
 * Lands files of FHIR Bundles: each resource is offered to every contract, and is a row of those that take it.
 * A Bundle that is refused whole goes to quarantine and counts as one row, of no contract.
 *
 * Errors: L042, L043, of a file.
 */
export const landFhir = async (
  landing: Landing,
  delivery: string,
  contracts: readonly FhirContract[],
  files: readonly DeliveredFile[],
): Promise<{ readonly parts: readonly RaadataPart[]; readonly refused: number }> => {
  const { env, session } = landing
  const tables = contracts.map((each) => ({ contract: each, table: new ResourceTable(session, each, EXTRA) }))
  const maxLineBytes = env.config.limits.lineBytes
  let refused = 0
  const take = async (file: DeliveredFile, items: readonly BundleItem[]): Promise<void> => {
    const resources = items.filter(isResource)
    for (const { contract, table } of tables) {
      await table.add(
        file,
        resources.flatMap((item) => rowOf(contract, item) ?? []),
      )
    }
    const bundles = items.filter(isRefused)
    await addBrokenRows(session, file.name, NO_CONTRACT, bundles)
    refused += bundles.length
  }
  return withTables(
    tables.map(({ table }) => table),
    async () => {
      for (const file of files) {
        const form = file.ext === 'ndjson' ? 'ndjson' : 'json'
        const bundles = { name: file.name, form, bare: file.bare, chunks: file.chunks } as const
        for await (const items of readBundles(bundles, { maxLineBytes })) await take(file, items)
      }
      const parts: RaadataPart[] = []
      for (const { table } of tables) parts.push(await table.write(env.warehouse.paths.root, delivery))
      return { parts, refused }
    },
  )
}
