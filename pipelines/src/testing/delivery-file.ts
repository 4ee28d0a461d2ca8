import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Contract, fail, type Kilde } from '@flis/core'
import { metadataXml } from '@flis/rawdata'
import { ZipFile } from 'yazl'

/** A row by the names of its contract's fields. */
export type TestRow = object

/** What a label says: `<Kilde> <kommune> <periode> [<løbenr>] [F|D] [<sender>]`. */
export interface Label {
  readonly kommune: string
  readonly periode: string
  readonly loebenr: number | undefined
  readonly type: 'F' | 'D' | undefined
  readonly sender: string | undefined
}

/**
 * Reads a label. The first word is for the reader: the contract says of which Kilde the rows are.
 *
 * @example parseLabel('KY 0751 2022-10 002')
 */
export const parseLabel = (label: string): Label => {
  const match =
    /^\S+ (?<kommune>\d{4}) (?<periode>\d{4}-\d{2}(-\d{2})?)( (?<loebenr>\d{1,3}))?( (?<type>[FD]))?( (?<sender>\S+))?$/.exec(
      label.trim(),
    )?.groups
  if (match === undefined)
    return fail('U001', { found: label, expected: 'KY 0751 2022-10 [001] [F] [sender]' })
  return {
    kommune: match.kommune ?? '',
    periode: match.periode ?? '',
    loebenr: match.loebenr === undefined ? undefined : Number(match.loebenr),
    type: match.type as 'F' | 'D' | undefined,
    sender: match.sender,
  }
}

const written = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? '1' : '0'
  const text = Array.isArray(value) ? JSON.stringify(value) : String(value)
  return text === '' || /[;"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Rows as the csv file of a contract. */
export const csvOf = (contract: Contract, rows: readonly TestRow[]): string => {
  const columns = Object.keys(contract.fields)
  const lines = rows.map((row) => columns.map((name) => written(Reflect.get(row, name))).join(';'))
  return `${[columns.join(';'), ...lines].join('\n')}\n`
}

const FIXED = new Date(Date.UTC(2022, 0, 1))

/** Files as a zip. */
export const zipOf = async (files: Readonly<Record<string, string | Uint8Array>>): Promise<Buffer> => {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(files))
    zip.addBuffer(Buffer.from(content), name, { mtime: FIXED })
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

export const senderOf = (kilde: Kilde): string =>
  kilde.senders === 'any' ? 'TEST' : (kilde.senders[0] ?? 'TEST')

/** Puts a delivery with its metadata file into an inbox. */
export const putDelivery = async (
  inbox: string,
  fileName: string,
  content: string | Uint8Array,
  sender: string,
): Promise<void> => {
  await mkdir(inbox, { recursive: true })
  const bytes = Buffer.from(content)
  await writeFile(join(inbox, fileName), bytes)
  await writeFile(
    join(inbox, `${fileName}.metadata`),
    metadataXml({ fileName, sizeInBytes: bytes.length, sender, recipients: ['FLIS'] }),
  )
}
