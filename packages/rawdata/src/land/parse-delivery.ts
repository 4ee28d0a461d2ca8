import { asFlisError, type Contract } from '@flis/core'
import { RECORDS_EXT } from '../kafka/arrival-event.js'
import { assignFiles } from './assign-files.js'
import { type DeliveredFile, type OnBytes, withDeliveredFiles } from './delivered-file.js'
import { landCodeSystem } from './land-code-system.js'
import { landCsv } from './land-csv.js'
import { landFhir } from './land-fhir.js'
import { landObjects } from './land-objects.js'
import { landRecords } from './land-records.js'
import { landXml } from './land-xml.js'
import { contractsOfKilde, type Landing } from './landing.js'
import type { KeptDelivery, ParsedDelivery } from './parsed-delivery.js'
import { type RaadataPart, removeParts } from './raadata-part.js'

const parseFiles = async (
  landing: Landing,
  delivery: KeptDelivery,
  contracts: readonly Contract[],
  files: readonly DeliveredFile[],
): Promise<ParsedDelivery> => {
  const { id } = delivery
  if (delivery.ext === RECORDS_EXT) return landRecords(landing, delivery, contracts)
  const { csv, objects, xml, codes, bundles, unknown } = assignFiles(contracts, files, delivery.fileName)
  const parts: RaadataPart[] = []
  for (const [contract, file] of csv) parts.push(await landCsv(landing, id, contract, file))
  for (const [contract, of] of xml) parts.push(await landXml(landing, id, contract, of))
  for (const [contract, of] of codes) parts.push(await landCodeSystem(landing, id, contract, of))
  const mixed = [
    ...(objects === undefined ? [] : [await landObjects(landing, id, ...objects)]),
    ...(bundles === undefined ? [] : [await landFhir(landing, id, ...bundles)]),
  ]
  return {
    parts: [...parts, ...mixed.flatMap((each) => each.parts)],
    refused: mixed.reduce((sum, each) => sum + each.refused, 0),
    unknownFiles: unknown.map(({ name }) => name),
  }
}

/** Reads members to their end, where damage (L030) and excess (L033) show at the latest. */
const readThrough = async (files: readonly DeliveredFile[]): Promise<number> => {
  let bytes = 0
  for (const file of files) for await (const chunk of file.chunks()) bytes += chunk.length
  return bytes
}

const CONTENT_CODES: readonly string[] = ['L041', 'L042', 'L043']

/** What a damaged zip gives out can look like a fault of the sender's content, so that is asked first. */
const parseSound = async (
  files: readonly DeliveredFile[],
  parse: () => Promise<ParsedDelivery>,
): Promise<ParsedDelivery> => {
  const members = files.filter(({ bare }) => !bare)
  try {
    const parsed = await parse()
    const unknown = new Set(parsed.unknownFiles)
    await readThrough(members.filter(({ name }) => unknown.has(name)))
    return parsed
  } catch (thrown) {
    if (CONTENT_CODES.includes(asFlisError(thrown).code)) await readThrough(members)
    throw thrown
  }
}

/**
 * Parses a delivery into Parquet files of Rådata, one per contract that it speaks for. Nothing counts before the
 * ledger names it; when it fails, nothing stays.
 *
 * Errors that reject the delivery: L030–L033, L040–L043.
 */
export const parseDelivery = async (
  landing: Landing,
  delivery: KeptDelivery,
  onBytes: OnBytes,
): Promise<ParsedDelivery> => {
  const contracts = contractsOfKilde(landing, delivery.kilde)
  try {
    return await withDeliveredFiles(landing, delivery, onBytes, (files) =>
      parseSound(files, () => parseFiles(landing, delivery, contracts, files)),
    )
  } catch (thrown) {
    const { root } = landing.env.warehouse.paths
    for (const each of contracts) await removeParts(landing.session, root, each.name, delivery.id)
    throw thrown
  }
}
