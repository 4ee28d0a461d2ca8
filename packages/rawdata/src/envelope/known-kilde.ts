export type DeliveryType = 'F' | 'D'

/** What the envelope checks know of a Kilde; the registry of dataområder and the configuration give it. */
export interface KnownKilde {
  readonly kilde: string
  /** Per kommune, for the whole country (`0000`), or either. */
  readonly scope: 'kommune' | 'national' | 'both'
  /** Values of the metadata's Sender that may deliver it. */
  readonly senders: readonly string[] | 'any'
  /** File extensions without the dot. */
  readonly formats: readonly string[]
  readonly types: readonly DeliveryType[]
  /**
   * Another pattern in place of the default one, for the whole name, with the named groups `periode`
   * (`yyyy-mm`, `yyyy-mm-dd`, or either without hyphens) and, where the name tells them, `kommune`, `loebenr`,
   * `type`, `system`. What is left out is the only possible value: kommune of the route or `0000`, løbenr 1,
   * the Kilde's one type.
   */
  readonly pattern?: RegExp
}

/** Kilde and kommune as the route of Serviceplatformen tells them. */
export interface Route {
  readonly kilde: string
  readonly kommune: string
}
