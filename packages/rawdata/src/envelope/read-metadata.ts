import { isUtf8 } from 'node:buffer'
import { fail } from '@flis/core'
import { SaxesParser } from 'saxes'
import type { Metadata } from './metadata.js'

const MOST_BYTES = 1024 * 1024
const DEEPEST = 16
const ROOTS = ['FileMetadata', 'Trigger']

/** Trimmed texts by path of local names below the root, `FileDescriptor/FileName`. */
type Texts = ReadonlyMap<string, readonly string[]>

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
  const path: string[] = []
  let text = ''
  const refuse = (detail: string): never => fail('L020', { file, line: parser.line, detail })
  // saxes' message can quote the file, so only the place is told
  parser.on('error', () => refuse('not well-formed'))
  parser.on('doctype', () => refuse('a DOCTYPE is not allowed'))
  parser.on('opentag', ({ name }) => {
    const local = localName(name)
    if (path.length === 0 && !ROOTS.includes(local)) refuse('wrong root element')
    if (path.length >= DEEPEST) refuse('nested too deep')
    path.push(local)
    text = ''
  })
  const add = (part: string): void => {
    text += part
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', () => {
    const at = path.slice(1).join('/')
    if (text.trim() !== '') texts.set(at, [...(texts.get(at) ?? []), text.trim()])
    path.pop()
    text = ''
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

/** The authority can stand in an element of its own or carry a prefix (`urn:…:12345678`): the CVR number is it. */
const routingIn = (texts: Texts): Metadata['routing'] => {
  const under = 'FileContentDescriptor/SFTPDynamicRoutingInfo/'
  const infRef = texts.get(`${under}InfRef`)?.[0]
  const authority = [...texts]
    .filter(([path]) => `${path}/`.startsWith(`${under}SenderAuthority/`))
    .map(([, [text]]) => /(?<!\d)\d{8}(?!\d)/.exec(text ?? '')?.[0])
    .find((cvr) => cvr !== undefined)
  return infRef === undefined || authority === undefined ? undefined : { infRef, senderAuthority: authority }
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
  const routing = routingIn(texts)
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
