/** What an XML file may hold; beyond it the file is refused, for what is read is held in memory. */
export interface XmlLimits {
  /** Elements inside each other. */
  readonly depth: number
  /** Attributes of one element. */
  readonly attributes: number
  /** Characters of the name of an element. */
  readonly name: number
  /** Characters of one text, comment or tag with its attributes, and of all texts of one row. */
  readonly characters: number
  /** Different paths of texts in one row. */
  readonly paths: number
}

export const XML_LIMITS: XmlLimits = {
  depth: 64,
  attributes: 64,
  name: 256,
  characters: 1024 ** 2,
  paths: 512,
}
