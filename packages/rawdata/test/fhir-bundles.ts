import type { BundleFile, BundleItem, ReadResource, RefusedBundle } from '../src/fhir/bundle-item.js'
import { type BundleOptions, readBundles } from '../src/fhir/read-bundles.js'
import { bytesAsChunks } from './bytes-as-chunks.js'

type Json = Readonly<Record<string, unknown>>

/** A Patient with an identifier (or several), as in KL's guide. */
export const patient = (cpr: string | undefined, sor: string | null = '123456789012345'): Json => ({
  resourceType: 'Patient',
  id: `p-${cpr}`,
  ...(cpr === undefined
    ? {}
    : { identifier: [{ use: 'official', value: cpr, system: 'urn:oid:1.2.208.176.1.2' }] }),
  ...(sor === null ? {} : { managingOrganization: { identifier: { value: sor } } }),
})

export const condition = (id: string): Json => ({ resourceType: 'Condition', id })

/** A Bundle of resources; entries that are Bundles make it an incremental delivery. */
export const bundle = (timestamp: string | undefined, ...resources: readonly Json[]): Json => ({
  resourceType: 'Bundle',
  type: 'collection',
  ...(timestamp === undefined ? {} : { timestamp }),
  entry: resources.map((resource) => ({ fullUrl: `https://test.fhir.dk/${resource.id}`, resource })),
})

type Given = BundleOptions & { readonly bare?: boolean; readonly chunk?: number }

const readAs = async (form: BundleFile['form'], bytes: Buffer | string, given: Given) => {
  const { bare = false, chunk, ...options } = given
  const file = { name: `a.${form}`, form, bare, chunks: () => bytesAsChunks(bytes, chunk) }
  const batches: (readonly BundleItem[])[] = []
  for await (const batch of readBundles(file, options)) batches.push(batch)
  const items = batches.flat()
  return {
    batches: batches.map((batch) => batch.length),
    items,
    resources: items.filter((item): item is ReadResource => item.is === 'resource'),
    refused: items.filter((item): item is RefusedBundle => item.is === 'refused'),
  }
}

export const readJsonText = (bytes: Buffer | string, given: Given = {}) => readAs('json', bytes, given)
export const readNdjsonText = (bytes: Buffer | string, given: Given = {}) => readAs('ndjson', bytes, given)
