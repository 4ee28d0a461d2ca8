import { asFlisError, type Contract, fail } from '@flis/core'
import { type DeliveredFile, type OnBytes, withDeliveredFiles } from './delivered-file.js'
import { type CodeSystemContract, isCodeSystem, landCodeSystem } from './land-code-system.js'
import { type CsvContract, isCsv, landCsv } from './land-csv.js'
import { isFhir, landFhir } from './land-fhir.js'
import { contractsOfKilde, type Landing } from './landing.js'
import { type RaadataPart, removePart } from './raadata-part.js'

/** A delivery that lies in Rådata, not yet counted by the ledger. */
export interface ParsedDelivery {
  readonly parts: readonly RaadataPart[]
  /** Bundles refused whole: rows of no contract. */
  readonly refused: number
  /** Member files that no contract knows; the archive keeps them. */
  readonly unknownFiles: readonly string[]
}

/** The delivery to parse, by the bytes that are kept in the archive. */
export interface KeptDelivery {
  readonly id: string
  readonly kilde: string
  readonly fileName: string
  readonly ext: string
  readonly path: string
  readonly bytes: number
}

/** A contract with the file that it is read from. */
type Assigned = readonly [CsvContract, DeliveredFile]

/** A bare csv says nothing of its contract: it must be the Kilde's only one, or the only one that is required. */
const bareCsv = (contracts: readonly CsvContract[], file: DeliveredFile): readonly Assigned[] => {
  const required = contracts.filter(({ reader }) => !reader.optionalFile)
  const [only, another] = contracts.length === 1 ? contracts : required
  if (only !== undefined && another === undefined) return [[only, file]]
  return fail('L040', {
    file: file.name,
    expected: contracts.map(({ name }) => `${name}.csv`).join(', '),
    detail: 'a bare file holds one contract only',
  })
}

/** Errors: L040. */
const csvFiles = (
  contracts: readonly CsvContract[],
  files: readonly DeliveredFile[],
  delivery: KeptDelivery,
): readonly Assigned[] => {
  if (contracts.length === 0) return []
  const bare = files.find((file) => file.bare && file.ext === 'csv')
  if (bare !== undefined) return bareCsv(contracts, bare)
  return contracts.flatMap((contract): readonly Assigned[] => {
    const name = `${contract.name}.csv`
    const file = files.find((each) => !each.bare && each.name === name)
    if (file !== undefined) return [[contract, file]]
    if (contract.reader.optionalFile) return []
    return fail('L040', { file: delivery.fileName, contract: contract.name, expected: name })
  })
}

/** Errors: L040 when there is no file to read the codes from. */
const codeFiles = (
  contracts: readonly CodeSystemContract[],
  json: readonly DeliveredFile[],
  delivery: KeptDelivery,
): readonly DeliveredFile[] => {
  if (contracts.length === 0) return []
  if (json.length > 0) return json
  return fail('L040', { file: delivery.fileName, expected: 'a file with a CodeSystem' })
}

const parseFiles = async (
  landing: Landing,
  delivery: KeptDelivery,
  contracts: readonly Contract[],
  files: readonly DeliveredFile[],
): Promise<ParsedDelivery> => {
  const [fhir, codes] = [contracts.filter(isFhir), contracts.filter(isCodeSystem)]
  const csv = csvFiles(contracts.filter(isCsv), files, delivery)
  const ofCodes = codeFiles(
    codes,
    files.filter(({ ext }) => ext === 'json'),
    delivery,
  )
  const ofBundles = fhir.length === 0 ? [] : files.filter(({ ext }) => ext === 'json' || ext === 'ndjson')
  const parts: RaadataPart[] = []
  for (const [contract, file] of csv) parts.push(await landCsv(landing, delivery.id, contract, file))
  for (const contract of codes) parts.push(await landCodeSystem(landing, delivery.id, contract, ofCodes))
  const bundles =
    fhir.length === 0 ? { parts: [], refused: 0 } : await landFhir(landing, delivery.id, fhir, ofBundles)
  const read = new Set([...csv.map(([, file]) => file), ...ofCodes, ...ofBundles])
  return {
    parts: [...parts, ...bundles.parts],
    refused: bundles.refused,
    unknownFiles: files.filter((file) => !read.has(file)).map(({ name }) => name),
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
    await readThrough(members.filter(({ name }) => parsed.unknownFiles.includes(name)))
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
    for (const each of contracts) await removePart(root, each.name, delivery.id)
    throw thrown
  }
}
