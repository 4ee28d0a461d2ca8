import { type Contract, fail } from '@flis/core'
import type { DeliveredFile } from './delivered-file.js'
import { type CodeSystemContract, isCodeSystem } from './land-code-system.js'
import { type CsvContract, isCsv } from './land-csv.js'
import { type FhirContract, isFhir } from './land-fhir.js'
import { isXml, type XmlContract } from './land-xml.js'

type Files = readonly DeliveredFile[]

/** Which files of a delivery are read for which contracts. */
export interface AssignedFiles {
  readonly csv: readonly (readonly [CsvContract, DeliveredFile])[]
  readonly xml: readonly (readonly [XmlContract, Files])[]
  readonly codes: readonly (readonly [CodeSystemContract, Files])[]
  /** Files of objects, of which each says of which of the contracts it is. */
  readonly objects: readonly [readonly CsvContract[], Files] | undefined
  readonly bundles: readonly [readonly FhirContract[], Files] | undefined
  /** Files that no contract knows. */
  readonly unknown: Files
}

const withExt = (files: Files, ...exts: readonly string[]): Files =>
  files.filter(({ ext }) => exts.includes(ext))

const memberNamed = (files: Files, name: string): DeliveredFile | undefined =>
  files.find((each) => !each.bare && each.name === name)

const csvNames = (contracts: readonly CsvContract[]): string =>
  contracts.map(({ name }) => `${name}.csv`).join(', ')

/** A bare csv says nothing of its contract: it must be the Kilde's only one, or the only one that is required. */
const bareCsv = (contracts: readonly CsvContract[], file: DeliveredFile): AssignedFiles['csv'] => {
  const required = contracts.filter(({ reader }) => !reader.optionalFile)
  const [only, another] = contracts.length === 1 ? contracts : required
  if (only !== undefined && another === undefined) return [[only, file]]
  return fail('L040', {
    file: file.name,
    expected: csvNames(contracts),
    detail: 'a bare file holds one contract only',
  })
}

/** Errors: L040. */
const csvFiles = (
  contracts: readonly CsvContract[],
  files: Files,
  objects: Files,
  delivery: string,
): AssignedFiles['csv'] => {
  if (contracts.length === 0) return []
  const bare = files.find((file) => file.bare && file.ext === 'csv')
  if (bare !== undefined) return bareCsv(contracts, bare)
  const found = contracts.flatMap((contract): AssignedFiles['csv'] => {
    const name = `${contract.name}.csv`
    const file = memberNamed(files, name)
    if (file !== undefined) return [[contract, file]]
    if (contract.reader.optionalFile) return []
    if (contract.reader.objects === true && objects.length > 0) return []
    return fail('L040', { file: delivery, contract: contract.name, expected: name })
  })
  // Where every file is optional, a zip must at least hold one of them: else it speaks for nothing.
  if (found.length > 0 || objects.length > 0) return found
  return fail('L040', { file: delivery, expected: csvNames(contracts) })
}

/** All XML files are the only contract's; of several each has its own, or a bare one in common. Errors: L040. */
const xmlFiles = (contracts: readonly XmlContract[], files: Files, delivery: string): AssignedFiles['xml'] =>
  contracts.map((contract) => {
    const all = withExt(files, 'xml')
    const own = memberNamed(files, `${contract.name}.xml`)
    const read = contracts.length === 1 || all.some(({ bare }) => bare) ? all : own === undefined ? [] : [own]
    if (read.length > 0) return [contract, read]
    return fail('L040', { file: delivery, contract: contract.name, expected: `${contract.name}.xml` })
  })

/** Errors: L040 when there is no file to read the codes from. */
const codeFiles = (
  contracts: readonly CodeSystemContract[],
  files: Files,
  delivery: string,
): AssignedFiles['codes'] => {
  const json = withExt(files, 'json')
  if (contracts.length > 0 && json.length === 0)
    fail('L040', { file: delivery, expected: 'a file with a CodeSystem' })
  return contracts.map((contract) => [contract, json])
}

/**
 * Finds for each contract of a Kilde the files that it is read from. A contract that comes as objects in ndjson is read
 * from these unless its own csv file lies beside them.
 *
 * Errors: L040 for a required file that is missing.
 *
 * @param delivery its file name, for errors
 */
export const assignFiles = (
  contracts: readonly Contract[],
  files: Files,
  delivery: string,
): AssignedFiles => {
  const fhir = contracts.filter(isFhir)
  const asObjects = contracts.filter(isCsv).filter(({ reader }) => reader.objects === true)
  const bundleFiles = fhir.length === 0 ? [] : withExt(files, 'json', 'ndjson')
  const objectFiles = asObjects.length === 0 || fhir.length > 0 ? [] : withExt(files, 'ndjson')
  const csv = csvFiles(contracts.filter(isCsv), files, objectFiles, delivery)
  const xml = xmlFiles(contracts.filter(isXml), files, delivery)
  const codes = codeFiles(contracts.filter(isCodeSystem), files, delivery)
  const left = asObjects.filter((contract) => csv.every(([of]) => of !== contract))
  const read = new Set([
    ...csv.map(([, file]) => file),
    ...[...xml, ...codes].flatMap(([, of]) => of),
    ...objectFiles,
    ...bundleFiles,
  ])
  return {
    ...{ csv, xml, codes },
    objects: objectFiles.length === 0 ? undefined : [left, objectFiles],
    bundles: fhir.length === 0 ? undefined : [fhir, bundleFiles],
    unknown: files.filter((file) => !read.has(file)),
  }
}
