import type { XmlElement } from '@flis/core'
import type { XmlLimits } from './xml-limits.js'

/** An open element that makes a row. */
interface OpenRow extends XmlElement {
  readonly name: string
  readonly texts: Record<string, string>
  readonly parent?: OpenRow
  /** Number of open elements when it was the last one. */
  readonly depth: number
  /** Its number among all row elements of the document, by where they start. */
  readonly number: number
  characters: number
  paths: number
}

interface OpenElement {
  readonly name: string
  /** The element around which makes a row; itself, where it does. */
  readonly row: OpenRow | undefined
  readonly isRow: boolean
  text: string
  hasChildren: boolean
}

const isBlank = (text: string): boolean => text.trim() === ''

/** The same text on its own: the parser's is a view of the whole slice, which it would keep in memory. */
const ownText = (text: string): string => Buffer.from(text).toString()

/** What follows the elements of a document and tells each that makes a row, when it closes. */
export class RowElements {
  readonly #open: OpenElement[] = []
  readonly #elements: ReadonlySet<string>
  #rows = 0

  constructor(
    elements: readonly string[],
    private readonly limits: XmlLimits,
    private readonly onRow: (row: XmlElement, number: number) => void,
    private readonly refuse: (detail: string) => never,
  ) {
    this.#elements = new Set(elements)
  }

  get depth(): number {
    return this.#open.length
  }

  opened(name: string): void {
    const around = this.#open.at(-1)
    if (around !== undefined) this.#hasChild(around)
    const isRow = this.#elements.has(name)
    const row = isRow ? this.#newRow(name, around?.row) : around?.row
    this.#open.push({ name, row, isRow, text: '', hasChildren: false })
  }

  /** Text, as it stands in the file; between elements white space is layout. */
  text(part: string): void {
    const element = this.#open.at(-1)
    if (element?.row === undefined || (element.hasChildren && isBlank(part))) return
    element.text += ownText(part)
    this.#count(element.row, part.length)
  }

  closed(): void {
    const element = this.#open.pop()
    const row = element?.row
    if (element === undefined || row === undefined) return
    if (!element.hasChildren || element.text !== '') this.#keep(row, element)
    if (element.isRow) this.onRow(row, row.number)
  }

  #newRow(name: string, parent: OpenRow | undefined): OpenRow {
    this.#rows++
    return {
      name,
      // a path is the sender's text, and may be the name of what every other object has
      texts: Object.create(null) as Record<string, string>,
      ...(parent === undefined ? {} : { parent }),
      depth: this.#open.length + 1,
      number: this.#rows,
      characters: 0,
      paths: 0,
    }
  }

  #hasChild(element: OpenElement): void {
    if (!element.hasChildren && isBlank(element.text)) {
      if (element.row !== undefined) element.row.characters -= element.text.length
      element.text = ''
    }
    element.hasChildren = true
  }

  #count(row: OpenRow, characters: number): void {
    row.characters += characters
    if (row.characters > this.limits.characters) this.refuse('the texts of one row are too long')
  }

  /** Of a path that comes twice the first text stays. */
  #keep(row: OpenRow, element: OpenElement): void {
    const inside = this.#open.slice(row.depth).map(({ name }) => name)
    const path = element.isRow ? '' : [...inside, element.name].join('/')
    if (row.texts[path] !== undefined) {
      row.characters -= element.text.length
      return
    }
    row.texts[path] = element.text
    row.paths++
    this.#count(row, path.length)
    if (row.paths > this.limits.paths) this.refuse('too many different elements in one row')
  }
}
