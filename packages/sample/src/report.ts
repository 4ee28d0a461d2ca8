/** A Kilde whose deliveries the sample makes month by month, or day by day. */
export type SampleKilde = 'KY' | 'FSIII' | 'CPR' | 'LIFA' | 'FLISDagtilbud' | 'Aula'

/** A kind of fault that a planted row has. */
export type RowFaultKind =
  | 'bad-date'
  | 'missing-field'
  | 'invalid-cpr'
  | 'unclosed-quote'
  | 'too-many-fields'
  | 'code-outside-list'
  | 'value-outside-range'
  | 'end-before-start'
  | 'unknown-code'
  | 'not-json'
  | 'bundle-without-cpr'

/** A kind of fault that a whole delivery has. */
export type DeliveryFaultKind = 'duplicate' | 'corrected' | 'wrong-sender'

/** One data file that was written; its metadata lie beside it under `<path>.metadata`. */
export interface SampleFile {
  /** Path under `out`, with `/`. A second sending of the same name lies in the folder `again/`. */
  readonly path: string
  readonly fileName: string
  readonly kilde: SampleKilde | 'FSIIIKoder'
  /** `0000` for the whole country. */
  readonly kommune: string
  readonly periode: string
  readonly loebenr: number
  readonly type: 'F' | 'D'
  readonly sender: string
  readonly bytes: number
  /** Lines after the header, summed over the zip; ndjson lines; codes of FSIIIKoder. Faulty ones included. */
  readonly rows: number
}

/** A row that will be refused: exactly this line of exactly this file, for exactly this code. */
export interface PlantedRow {
  readonly level: 'row'
  readonly kind: RowFaultKind
  readonly code: string
  readonly path: string
  readonly fileName: string
  /** The file inside the zip (`KYSag.csv`); for a bare file its own name. */
  readonly member: string
  /** Absent when the whole Bundle is refused and no contract can be told. */
  readonly contract?: string
  /** Physical line, 1-based; the header is line 1. */
  readonly line: number
}

/** A delivery that is not an ordinary one. */
export interface PlantedDelivery {
  readonly level: 'delivery'
  readonly kind: DeliveryFaultKind
  /** The state it ends in. `corrected`: it loads, and so does the early one that it corrects. */
  readonly state: 'duplicate' | 'loaded' | 'rejected'
  readonly code?: 'L012'
  readonly path: string
  readonly fileName: string
}

export type PlantedFault = PlantedRow | PlantedDelivery

/** What was written, in the order of arrival, and what was planted in it. */
export interface SampleReport {
  readonly files: readonly SampleFile[]
  readonly faults: readonly PlantedFault[]
  /** Lines per contract (FSIII: of the Kilde) over the files that will load; planted ones included. */
  readonly rows: Readonly<Record<string, number>>
}
