import { createReadStream } from 'node:fs'
import { fail } from '@flis/core'
import type { Metadata } from './metadata.js'
import { MOST_XML_BYTES, readSmallXml, type Texts } from './small-xml.js'

const ROOTS = ['FileMetadata', 'Trigger']

/** The text of an element that must not come twice: with two names nobody could say which file is meant. */
const single = (texts: Texts, path: string, file: string): string | undefined => {
  const [text, another] = texts.get(path) ?? []
  return another === undefined ? text : fail('L020', { file, column: path, detail: 'comes twice' })
}

const needed = (texts: Texts, path: string, file: string): string =>
  single(texts, path, file) ?? fail('L020', { file, column: path, detail: 'missing' })

const sizeIn = (texts: Texts, file: string): number => {
  const text = needed(texts, 'FileDescriptor/SizeInBytes', file)
  const size = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(size) ? size : fail('L020', { file, column: 'FileDescriptor/SizeInBytes' })
}

const ROUTING = 'FileContentDescriptor/SFTPDynamicRoutingInfo'

/**
 * The authority can stand in an element of its own or carry a prefix (`urn:…:12345678`): the CVR number is it. What the
 * routing information lacks is empty: no table holds it.
 */
const routingIn = (texts: Texts, file: string): Metadata['routing'] => {
  if (!texts.has(ROUTING)) return undefined
  const authority = `${ROUTING}/SenderAuthority`
  const numbers = [...texts]
    .filter(([path]) => path === authority || path.startsWith(`${authority}/`))
    .flatMap(([, found]) => found.flatMap((text) => /(?<!\d)\d{8}(?!\d)/.exec(text)?.[0] ?? []))
  const [senderAuthority = '', another] = [...new Set(numbers)]
  if (another !== undefined) return fail('L020', { file, column: authority, detail: 'comes twice' })
  return { infRef: single(texts, `${ROUTING}/InfRef`, file) ?? '', senderAuthority }
}

/**
 * Reads a metadata file: root `FileMetadata` or `Trigger` by local name, white space trimmed.
 *
 * Errors: L020 when it is not well-formed, has a DOCTYPE or another root, is too large or too deep, or lacks
 * FileName or SizeInBytes. The error tells the line, never the text.
 *
 * @example readMetadata(await readFile(`${path}.metadata`), 'KY_0751_2022-10_001_F.zip.metadata').sender // 'NC'
 */
export const readMetadata = (bytes: Buffer, file: string): Metadata => {
  const { texts } = readSmallXml(bytes, { file, code: 'L020', roots: ROOTS })
  const uuid = single(texts, 'FileTransferUUID', file)
  const sendersFileId = single(texts, 'FileDescriptor/SendersFileId', file)
  const routing = routingIn(texts, file)
  return {
    ...(uuid === undefined ? {} : { fileTransferUuid: uuid }),
    fileName: needed(texts, 'FileDescriptor/FileName', file),
    sizeInBytes: sizeIn(texts, file),
    sender: single(texts, 'FileDescriptor/Sender', file) ?? '',
    ...(sendersFileId === undefined ? {} : { sendersFileId }),
    recipients: texts.get('FileDescriptor/Recipients') ?? [],
    ...(routing === undefined ? {} : { routing }),
  }
}

/**
 * Reads the metadata file at a path; of one that is too large no more than shows it.
 *
 * Errors: L020 as {@link readMetadata}; the operating system's when there is no such file.
 *
 * @param file the name that errors tell
 */
export const readMetadataFile = async (path: string, file: string): Promise<Metadata> => {
  const chunks: Buffer[] = []
  for await (const chunk of createReadStream(path, { end: MOST_XML_BYTES })) chunks.push(chunk as Buffer)
  return readMetadata(Buffer.concat(chunks), file)
}
