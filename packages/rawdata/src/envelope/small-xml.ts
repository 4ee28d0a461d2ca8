import { isUtf8 } from 'node:buffer'
import { type FlisCode, fail } from '@flis/core'
import { SaxesParser } from 'saxes'

/** More than this no envelope and no receipt has. */
export const MOST_XML_BYTES = 1024 * 1024
const DEEPEST = 16

/** Elements by path of local names below the root, `FileDescriptor/FileName`, each with its trimmed texts. */
export type Texts = ReadonlyMap<string, readonly string[]>

export interface SmallXml {
  /** Local name of the root. */
  readonly root: string
  readonly texts: Texts
}

export interface SmallXmlOptions {
  /** The name that errors tell. */
  readonly file: string
  /** What the document is when it cannot be read. */
  readonly code: FlisCode
  /** Local names that the root may have; absent: any. */
  readonly roots?: readonly string[]
}

/** An element that is open. */
interface OpenElement {
  readonly name: string
  text: string
  /** An element that holds others has no text of its own, whatever stands between them. */
  holdsOthers: boolean
}

/** Prefixes are of no account: older platforms differ in them. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

const decoded = (bytes: Buffer, { file, code }: SmallXmlOptions): string => {
  if (bytes.length > MOST_XML_BYTES) return fail(code, { file, expected: `at most ${MOST_XML_BYTES} bytes` })
  const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(
    bytes.toString('latin1', 0, 200),
  )?.[1]
  if (declared !== undefined && /^iso-8859-1$/i.test(declared)) return bytes.toString('latin1')
  if (!isUtf8(bytes)) return fail(code, { file, expected: 'UTF-8' })
  return bytes.toString('utf8').replace(/^\uFEFF/, '')
}

/**
 * Reads a small XML document without attributes of interest: metadata, triggers, receipts. Namespaces are of no account,
 * white space is trimmed.
 *
 * Errors: `code` when it is not well-formed, has a DOCTYPE or another root, is too large or too deep. The error tells the
 * line, never the text.
 */
export const readSmallXml = (bytes: Buffer, options: SmallXmlOptions): SmallXml => {
  const { file, code, roots } = options
  const parser = new SaxesParser({ xmlns: false, position: true })
  const texts = new Map<string, string[]>()
  const path: OpenElement[] = []
  let root = ''
  const refuse = (detail: string): never => fail(code, { file, line: parser.line, detail })
  // saxes' message can quote the file, so only the place is told
  parser.on('error', () => refuse('not well-formed'))
  parser.on('doctype', () => refuse('a DOCTYPE is not allowed'))
  parser.on('opentag', ({ name }) => {
    const local = localName(name)
    if (path.length === 0 && roots?.includes(local) === false) refuse('wrong root element')
    if (path.length === 0) root = local
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
  parser.write(decoded(bytes, options)).close()
  return { root, texts }
}
