import { fail, type XmlMapping } from '@flis/core'
import { SaxesParser } from 'saxes'
import type { CsvEncoding } from '../csv/encoding.js'
import { RowElements } from './row-elements.js'
import { XML_LIMITS, type XmlLimits } from './xml-limits.js'
import { declaredEncoding, refuseEncoding, xmlTexts } from './xml-texts.js'

const BATCH_ROWS = 1_000
const BATCH_CHARACTERS = 8 * 1024 ** 2

/** An XML file. */
export interface XmlFile {
  readonly name: string
  readonly chunks: () => AsyncIterable<Buffer>
}

/** Which elements of a document make rows, and how. */
export interface XmlRules {
  /** Local name of the document's root. */
  readonly root: string
  readonly elements: readonly string[]
  readonly row: XmlMapping
}

export interface XmlRow {
  /** Its element's number among all of the document that can make rows, in the order in which they start; 1-based. */
  readonly number: number
  readonly values: Readonly<Record<string, string | null>>
}

/** Prefixes are of no account: what they stand for the sender chooses. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

const sizeOf = ({ values }: XmlRow): number =>
  Object.values(values).reduce((sum, value) => sum + (value?.length ?? 0), 0)

/** Reads one document slice by slice; what it holds is bounded by the limits. */
class XmlReading {
  readonly #parser = new SaxesParser({ xmlns: false, position: true })
  readonly #rows: RowElements
  readonly #limits: XmlLimits
  #found: XmlRow[] = []
  #given = 0
  /** Where the parser told something last: what it holds begins after that. */
  #told = 0
  #toldLine = 1
  #attributes = 0
  /** By which the text was decoded; a declaration must name the same. */
  encoding: CsvEncoding = 'UTF-8'

  constructor(
    private readonly file: string,
    { root, elements, row }: XmlRules,
    limits: XmlLimits,
  ) {
    this.#limits = limits
    this.#rows = new RowElements(
      elements,
      limits,
      (element, number) => {
        const values = row(element)
        if (values !== null) this.#found.push({ number, values })
      },
      (detail) => this.#refuse(detail),
    )
    this.#listen(root)
  }

  get line(): number {
    return this.#parser.line
  }

  read(text: string): readonly XmlRow[] {
    this.#parser.write(text)
    this.#given += text.length
    this.#requireShort(this.#given)
    return this.#taken()
  }

  end(): readonly XmlRow[] {
    this.#parser.close()
    return this.#taken()
  }

  #taken(): readonly XmlRow[] {
    const found = this.#found
    this.#found = []
    return found
  }

  #refuse(detail: string, line = this.#parser.line): never {
    return fail('L043', { file: this.file, line, detail })
  }

  /** The parser's own message can quote the file, so only the place is told. */
  #notWellFormed({ message }: Error): never {
    // of text outside the root it tells where the text ends, or the slice
    const line = message.endsWith('text data outside of root node.') ? this.#toldLine : this.#parser.line
    return this.#refuse('not well-formed', line)
  }

  #requireShort(position: number): void {
    if (position - this.#told > this.#limits.characters) this.#refuse('a text or a tag is too long')
  }

  #tell(): void {
    const { position } = this.#parser
    this.#requireShort(position)
    this.#told = position
    this.#toldLine = this.#parser.line
  }

  #listen(root: string): void {
    const parser = this.#parser
    const rows = this.#rows
    parser.on('error', (error) => this.#notWellFormed(error))
    parser.on('doctype', () => this.#refuse('a DOCTYPE is not allowed'))
    parser.on('xmldecl', ({ encoding }) => {
      this.#tell()
      if (declaredEncoding(encoding) !== this.encoding) refuseEncoding(this.file)
    })
    parser.on('comment', () => this.#tell())
    parser.on('processinginstruction', () => this.#tell())
    parser.on('opentagstart', ({ name }) => {
      this.#tell()
      const local = localName(name)
      if (rows.depth === 0 && local !== root) this.#refuse('wrong root element')
      if (rows.depth >= this.#limits.depth) this.#refuse('nested too deep')
      if (name.length > this.#limits.name) this.#refuse('a name is too long')
      this.#attributes = 0
      rows.opened(local)
    })
    // not told: all attributes of a tag count as one piece with it
    parser.on('attribute', () => {
      this.#attributes++
      if (this.#attributes > this.#limits.attributes) this.#refuse('too many attributes')
    })
    parser.on('opentag', (tag) => {
      this.#tell()
      // the parser keeps the tags that are open
      tag.attributes = {}
    })
    const text = (part: string): void => {
      this.#tell()
      rows.text(part)
    }
    parser.on('text', text)
    parser.on('cdata', text)
    parser.on('closetag', () => {
      this.#tell()
      rows.closed()
    })
  }
}

/**
 * The rows of an XML document, in batches of bounded size, while it streams by. An element makes a row where it ends;
 * its texts are kept by path of local names below it, white space between elements left out; an element that the
 * mapping takes for none (null) makes no row.
 *
 * Errors: L042 for encodings other than UTF-8 and ISO-8859-1, bytes not valid in them, and NUL; L043 for a file that
 * is not well-formed, has a DOCTYPE or another root, or goes beyond the limits. They tell the line, never the text.
 *
 * @example
 * const rules = { root: 'Plan', elements: ['Emne'], row: ({ texts }) => ({ Nr: texts.Nr ?? null }) }
 * for await (const rows of readXml({ name: 'plan.xml', chunks }, rules)) await append(rows)
 */
export const readXml = async function* (
  file: XmlFile,
  rules: XmlRules,
  limits: XmlLimits = XML_LIMITS,
): AsyncGenerator<readonly XmlRow[]> {
  const reading = new XmlReading(file.name, rules, limits)
  let batch: XmlRow[] = []
  let characters = 0
  const take = (rows: readonly XmlRow[]): void => {
    for (const row of rows) {
      batch.push(row)
      characters += sizeOf(row)
    }
  }
  for await (const { text, encoding } of xmlTexts(file.chunks(), file.name, () => reading.line)) {
    reading.encoding = encoding
    take(reading.read(text))
    if (batch.length < BATCH_ROWS && characters < BATCH_CHARACTERS) continue
    yield batch
    batch = []
    characters = 0
  }
  take(reading.end())
  if (batch.length > 0) yield batch
}
