import type { Manifest, ManifestFile } from './manifest.js'
import { differs } from './read-zip.js'

type Json = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0
const isSha256 = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
const isTexts = (value: unknown): boolean =>
  isRecord(value) && Object.values(value).every((each) => typeof each === 'string')

const FORMATS: readonly unknown[] = ['parquet', 'csv', 'csv-excel']
const isMember = (value: unknown): boolean =>
  isRecord(value) && typeof value.name === 'string' && isCount(value.bytes) && isSha256(value.sha256)

const isColumn = (value: unknown): boolean =>
  isRecord(value) && typeof value.name === 'string' && typeof value.type === 'string'

const isFile = (value: unknown): value is ManifestFile =>
  isMember(value) &&
  isRecord(value) &&
  value.name !== '' &&
  typeof value.table === 'string' &&
  isCount(value.rows) &&
  Array.isArray(value.columns) &&
  value.columns.every(isColumn) &&
  isTexts(value.totals)

const isManifest = (value: unknown): value is Manifest =>
  isRecord(value) &&
  ['id', 'kommune', 'area', 'kind', 'periode', 'produced', 'runKind', 'purpose', 'window'].every(
    (name) => typeof value[name] === 'string',
  ) &&
  isCount(value.nr) &&
  isCount(value.run) &&
  isSha256(value.contentSha256) &&
  Array.isArray(value.basis) &&
  FORMATS.includes(value.format) &&
  isMember(value.skema) &&
  isRecord(value.skema) &&
  isSha256(value.skema.structureSha256) &&
  Array.isArray(value.ddl) &&
  value.ddl.every(isMember) &&
  Array.isArray(value.files) &&
  value.files.every(isFile)

/** Reads a manifest from outside: what checking relies on must be there and of its type (P001). */
export const parseManifest = (text: string, file: string): Manifest => {
  const wrong = (): never => differs(file, 'manifest.json', { detail: 'not a manifest' })
  try {
    const value: unknown = JSON.parse(text)
    return isManifest(value) ? value : wrong()
  } catch {
    return wrong()
  }
}
