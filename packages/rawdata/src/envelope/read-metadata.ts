import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { fail } from '@flis/core'
import { SaxesParser } from 'saxes'
import type { Metadata } from './metadata.js'

const MOST_BYTES = 1024 * 1024
const DEEPEST = 16
const ROOTS = ['FileMetadata', 'Trigger']

/** Elements by path of local names below the root, `FileDescriptor/FileName`, each with its trimmed texts. */
type Texts = ReadonlyMap<string, readonly string[]>

/** An element that is open. */
interface OpenElement {
  readonly name: string
  text: string
  /** An element that holds others has no text of its own, whatever stands between them. */
  holdsOthers: boolean
}

/** Prefixes are of no account: older platforms differ in them. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

const decoded = (bytes: Buffer, file: string): string => {
  if (bytes.length > MOST_BYTES) return fail('L020', { file, expected: `at most ${MOST_BYTES} bytes` })
  const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(
    bytes.toString('latin1', 0, 200),
  )?.[1]
  if (declared !== undefined && /^iso-8859-1$/i.test(declared)) return bytes.toString('latin1')
  if (!isUtf8(bytes)) return fail('L020', { file, expected: 'UTF-8' })
  return bytes.toString('utf8').replace(/^\uFEFF/, '')
}

const readTexts = (xml: string, file: string): Texts => {
  const parser = new SaxesParser({ xmlns: false, position: true })
  const texts = new Map<string, string[]>()
  const path: OpenElement[] = []
  const refuse = (detail: string): never => fail('L020', { file, line: parser.line, detail })
  // saxes' message can quote the file, so only the place is told
  parser.on('error', () => refuse('not well-formed'))
  parser.on('doctype', () => refuse('a DOCTYPE is not allowed'))
  parser.on('opentag', ({ name }) => {
    const local = localName(name)
    if (path.length === 0 && !ROOTS.includes(local)) refuse('wrong root element')
    if (path.length >= DEEPEST) refuse('nested too deep')
    const within = path.at(-1)
    if (within !== undefined) within.holdsOthers = true
    path.push({ name: local, text: '', holdsOthers: false })
  })
  const add = (part: string): void => {
    const within = path.at(-1)
    if (within !== undefined) within.text += part
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', () => {
    const at = path
      .slice(1)
      .map(({ name }) => name)
      .join('/')
    const closed = path.pop()
    const found = texts.get(at) ?? []
    if (closed?.holdsOthers === false && closed.text.trim() !== '') found.push(closed.text.trim())
    texts.set(at, found)
  })
  parser.write(xml).close()
  return texts
}

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
  const texts = readTexts(decoded(bytes, file), file)
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
  for await (const chunk of createReadStream(path, { end: MOST_BYTES })) chunks.push(chunk as Buffer)
  return readMetadata(Buffer.concat(chunks), file)
}
