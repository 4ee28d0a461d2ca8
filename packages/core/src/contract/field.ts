/** Categories of personal data; `ingen` says outright that a column holds none. */
export type DataCategory = 'ingen' | 'CPR' | 'kontakt' | 'familie' | 'økonomi' | 'følsomme'

export type FieldKind =
  | { readonly type: 'text'; readonly length?: number }
  | { readonly type: 'date'; readonly form: 'yyyy-mm-dd' | 'dd-mm-yyyy' }
  /** ISO 8601 with offset, or local Danish time without: an instant. */
  | { readonly type: 'timestamp' }
  /** A Danish date or an instant, kept as sent: whether a time of day was given is part of the value. */
  | { readonly type: 'moment' }
  | { readonly type: 'integer' }
  | { readonly type: 'decimal'; readonly precision: number; readonly scale: number; readonly comma: boolean }
  | { readonly type: 'code'; readonly codes: readonly string[] }
  /** A code that must be a key of another contract, whatever its version. */
  | {
      readonly type: 'reference'
      readonly contract: string
      readonly column: string
      readonly error: 'R103' | 'R204'
    }
  | { readonly type: 'cpr' }
  | { readonly type: 'kommune' }
  | { readonly type: 'boolean' }
  /** A JSON array of texts. */
  | { readonly type: 'list' }

export interface FieldOptions {
  /** Category of personal data, where the type does not tell. */
  readonly data?: DataCategory
  /** Name in DM where it differs. Declared, never guessed. */
  readonly dm?: string
  readonly description?: string
}

export interface Field<Value = unknown, Key extends boolean = boolean> {
  readonly kind: FieldKind
  readonly required: boolean
  readonly key: Key
  readonly range?: { readonly min: number; readonly max: number }
  readonly data: DataCategory
  readonly dm?: string
  readonly description?: string
  /** Only in the types: what a row holds in this field. */
  readonly _value?: Value
  /** The field may be empty. */
  optional(): Field<Value | null, Key>
  /** Whole numbers and decimals: both ends included, else R104. */
  between(min: number, max: number): Field<Value, Key>
}

/** A rule between two fields of a row. */
export interface OrderCheck {
  readonly check: 'order'
  readonly start: string
  readonly end: string
}

interface Parts {
  readonly kind: FieldKind
  readonly required: boolean
  readonly key: boolean
  readonly options: FieldOptions
  readonly range?: { readonly min: number; readonly max: number }
}

const fallbackCategory = (kind: FieldKind): DataCategory => (kind.type === 'cpr' ? 'CPR' : 'ingen')

const make = <Value, Key extends boolean>(parts: Parts): Field<Value, Key> => ({
  kind: parts.kind,
  required: parts.required,
  key: parts.key as Key,
  data: parts.options.data ?? fallbackCategory(parts.kind),
  ...(parts.range === undefined ? {} : { range: parts.range }),
  ...(parts.options.dm === undefined ? {} : { dm: parts.options.dm }),
  ...(parts.options.description === undefined ? {} : { description: parts.options.description }),
  optional: () => make<Value | null, Key>({ ...parts, required: false }),
  between: (min, max) => make<Value, Key>({ ...parts, range: { min, max } }),
})

const makers = <Key extends boolean>(key: Key) => {
  const of =
    <Value = string>(kind: FieldKind) =>
    (options: FieldOptions = {}): Field<Value, Key> =>
      make<Value, Key>({ kind, required: true, key, options })
  return {
    text: (options: FieldOptions & { readonly length?: number } = {}): Field<string, Key> =>
      of({ type: 'text', ...(options.length === undefined ? {} : { length: options.length }) })(options),
    date: (
      options: FieldOptions & { readonly form?: 'yyyy-mm-dd' | 'dd-mm-yyyy' } = {},
    ): Field<string, Key> => of({ type: 'date', form: options.form ?? 'yyyy-mm-dd' })(options),
    timestamp: of({ type: 'timestamp' }),
    moment: of({ type: 'moment' }),
    integer: of<string | number>({ type: 'integer' }),
    decimal: (
      precision: number,
      scale: number,
      options: FieldOptions & { readonly comma?: boolean } = {},
    ): Field<string, Key> =>
      of({ type: 'decimal', precision, scale, comma: options.comma ?? false })(options),
    code: (codes: readonly string[], options: FieldOptions = {}): Field<string, Key> =>
      of({ type: 'code', codes })(options),
    codeOf: (
      contract: { readonly name: string },
      column: string,
      options: FieldOptions & { readonly error?: 'R103' | 'R204' } = {},
    ): Field<string, Key> =>
      of({ type: 'reference', contract: contract.name, column, error: options.error ?? 'R103' })(options),
    cpr: of({ type: 'cpr' }),
    kommune: of({ type: 'kommune' }),
    boolean: of({ type: 'boolean' }),
    list: of<readonly string[] | string>({ type: 'list' }),
  }
}

/**
 * The fields of a contract. A field is required until `.optional()`; `field.key.…` are the parts of the key.
 *
 * @example
 * const fields = {
 *   SagId: field.key.text(),
 *   Personnummer: field.cpr(),
 *   Beloeb: field.decimal(12, 2, { data: 'økonomi', dm: 'Beløb' }),
 *   SlutDato: field.date().optional(),
 * }
 */
export const field = {
  ...makers(false),
  key: makers(true),
  /** The end must not be before the start (R120). */
  order: (start: string, end: string): OrderCheck => ({ check: 'order', start, end }),
}
