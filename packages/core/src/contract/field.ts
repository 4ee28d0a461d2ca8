import type { FlisCode } from '../errors/codes.js'

/** Categories of personal data; `ingen` says outright that a column holds none. */
export type DataCategory = 'ingen' | 'CPR' | 'kontakt' | 'familie' | 'økonomi' | 'følsomme'

export type FieldKind =
  /** `length` is the greatest; `digits` exactly so many digits and nothing else. */
  | { readonly type: 'text'; readonly length?: number; readonly digits?: number }
  | { readonly type: 'date'; readonly form: 'yyyy-mm-dd' | 'dd-mm-yyyy' }
  /** ISO 8601 with offset, or (unless the contract wants the offset) local Danish time without: an instant. */
  | { readonly type: 'timestamp'; readonly offset?: 'required' }
  /** A Danish date or an instant, kept as sent: whether a time of day was given is part of the value. */
  | { readonly type: 'moment' }
  /** Where whole numbers are codes: those that are known, and what another number is. */
  | {
      readonly type: 'integer'
      readonly codes?: readonly number[]
      readonly error?: 'R103' | 'R204' | 'R310'
    }
  | { readonly type: 'decimal'; readonly precision: number; readonly scale: number; readonly comma: boolean }
  /** One of a few codes; `error` is what another one is, R103 where it does not say. */
  | { readonly type: 'code'; readonly codes: readonly string[]; readonly error?: 'R103' | 'R204' }
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

/** A rule of the contract's own, where neither type, code list, range nor order can say it. */
export interface RuleCheck {
  readonly check: 'rule'
  readonly code: FlisCode
  /** The columns that the quarantine entry names. */
  readonly columns: readonly string[]
  /**
   * SQL over the contract's columns as text, by their names in double quotes: true = the row fails, false or NULL = it
   * does not. It must bear any text, and leave what is empty or of a wrong type to the reasons that say so.
   */
  readonly when: string
}

export type Check = OrderCheck | RuleCheck

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
    text: (
      options: FieldOptions & { readonly length?: number; readonly digits?: number } = {},
    ): Field<string, Key> =>
      of({
        type: 'text',
        ...(options.length === undefined ? {} : { length: options.length }),
        ...(options.digits === undefined ? {} : { digits: options.digits }),
      })(options),
    date: (
      options: FieldOptions & { readonly form?: 'yyyy-mm-dd' | 'dd-mm-yyyy' } = {},
    ): Field<string, Key> => of({ type: 'date', form: options.form ?? 'yyyy-mm-dd' })(options),
    timestamp: (options: FieldOptions & { readonly offset?: 'required' } = {}): Field<string, Key> =>
      of({ type: 'timestamp', ...(options.offset === undefined ? {} : { offset: options.offset }) })(options),
    moment: of({ type: 'moment' }),
    integer: (
      options: FieldOptions & {
        readonly codes?: readonly number[]
        readonly error?: 'R103' | 'R204' | 'R310'
      } = {},
    ): Field<string | number, Key> =>
      of<string | number>({
        type: 'integer',
        ...(options.codes === undefined ? {} : { codes: options.codes, error: options.error ?? 'R103' }),
      })(options),
    decimal: (
      precision: number,
      scale: number,
      options: FieldOptions & { readonly comma?: boolean } = {},
    ): Field<string, Key> =>
      of({ type: 'decimal', precision, scale, comma: options.comma ?? false })(options),
    code: (
      codes: readonly string[],
      options: FieldOptions & { readonly error?: 'R103' | 'R204' } = {},
    ): Field<string, Key> =>
      of({ type: 'code', codes, ...(options.error === undefined ? {} : { error: options.error }) })(options),
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
  /**
   * A row fails with `code` where the condition is true.
   *
   * @example field.rule({ code: 'R104', columns: ['Antal'], when: `try_cast("Antal" as bigint) % 2 = 1` })
   */
  rule: (of: Omit<RuleCheck, 'check'>): RuleCheck => ({ check: 'rule', ...of }),
}
