export type DeliveryType = 'F' | 'D'
export type FileFormat = 'zip' | 'csv' | 'ndjson' | 'json' | 'xml'

/** A source of deliveries: who sends, for whom, in which form. */
export interface Kilde {
  readonly name: string
  /** Senders allowed in the metadata; `any` = whoever. */
  readonly senders: readonly string[] | 'any'
  readonly scope: 'kommune' | 'national' | 'both'
  readonly types: readonly DeliveryType[]
  readonly formats: readonly FileFormat[]
  /** A contract that must have rows before deliveries of this Kilde load (L051). */
  readonly awaits?: string
  /**
   * What a delta must follow (L050). `calendar`: the delta of the periode before, each calendar day or month, and the
   * løbenr before; `løbenr`: only the løbenr before within its periode. A deliverer's own rhythm goes before this.
   */
  readonly chain: 'calendar' | 'løbenr'
}

/**
 * Defines a Kilde. What is left out: any sender, per kommune, full deliveries, csv bare or in a zip.
 *
 * @example kilde('KY', { senders: ['NC'] })
 */
export const kilde = (name: string, options: Partial<Omit<Kilde, 'name'>> = {}): Kilde => ({
  name,
  senders: options.senders ?? 'any',
  scope: options.scope ?? 'kommune',
  types: options.types ?? ['F'],
  formats: options.formats ?? ['zip', 'csv'],
  chain: options.chain ?? 'løbenr',
  ...(options.awaits === undefined ? {} : { awaits: options.awaits }),
})
