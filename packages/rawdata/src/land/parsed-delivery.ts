import type { RaadataPart } from './raadata-part.js'

/** A delivery that lies in Rådata, not yet counted by the ledger. */
export interface ParsedDelivery {
  readonly parts: readonly RaadataPart[]
  /** Bundles refused whole, lines that are no object: rows of no contract. */
  readonly refused: number
  /** Member files that no contract knows; the archive keeps them. */
  readonly unknownFiles: readonly string[]
}

/** The delivery to parse, by the bytes that are kept in the archive. */
export interface KeptDelivery {
  readonly id: string
  readonly kilde: string
  readonly fileName: string
  readonly ext: string
  readonly path: string
  readonly bytes: number
}
