import type { Kilde } from '../kilde.js'
import type { Relation, Sql } from '../sql/sql.js'
import type { Check, Field } from './field.js'
import { requireValidDefinition } from './valid-definition.js'
import type { WideFamily } from './wide-family.js'

export type Fields = Readonly<Record<string, Field>>
/**
 * `full`: a delivery holds everything that is valid (a delta of such a contract: see `replaces`). `upsert`: versions of
 * a resource by id, ordered by what the source says of them. `append`: events by id, the later extract's content counts.
 */
export type LoadMode = 'full' | 'upsert' | 'append'
/** What it means that a full delivery no longer holds a key. */
export type Absence = 'behold' | 'slut'
export type Persons =
  | 'medarbejdere'
  | 'borgere'
  | 'studenter'
  | 'patienter'
  | 'pårørende'
  | 'leverandører'
  | 'børn og unge under 18'

/** How a source's objects become rows of text: the mapping belongs to the domain, the reading to rawdata. */
export type ContractReader =
  | {
      readonly format: 'csv'
      readonly encoding: 'UTF-8' | 'ISO-8859-1'
      /** A delivery without the file speaks not for the contract; else L040. */
      readonly optionalFile: boolean
      /** The same rows also come as JSON objects, one a line, of which the member `kontrakt` names the contract. */
      readonly objects?: boolean
      /** Columns beside the fields that grow with time. Such a contract has no table of its own: see `stretchedFrom`. */
      readonly wide?: readonly WideFamily[]
    }
  | { readonly format: 'fhir'; readonly row: FhirMapping }
  | { readonly format: 'codesystem'; readonly system: string }
  /** XML: each element of one of the names makes a row. */
  | {
      readonly format: 'xml'
      /** Local name of the document's root. */
      readonly root: string
      readonly elements: readonly string[]
      readonly row: XmlMapping
    }

/** An element that makes a row, with its own texts by path of local names (`EmneAdministrativInfo/OprettetDato`). */
export interface XmlElement {
  readonly name: string
  readonly texts: Readonly<Record<string, string>>
  /** The nearest element around it that makes a row too; its texts as far as they stood before this one. */
  readonly parent?: XmlElement
}

/** An element → the contract's columns as text, or null when it is not the contract's. */
export type XmlMapping = (element: XmlElement) => Readonly<Record<string, string | null>> | null

/** What a Bundle says of the resource that is being read. */
export interface FhirReport {
  readonly personnummer: string
  readonly afsenderSor: string | null
  readonly tidspunkt: string | null
}

/** A resource → the contract's columns as text (lists as JSON arrays), or null when it is not the contract's. */
export type FhirMapping = (
  resource: Readonly<Record<string, unknown>>,
  report: FhirReport,
) => Readonly<Record<string, string | null>> | null

export interface Contract<F extends Fields = Fields> extends Relation {
  readonly name: string
  readonly kilde: string
  /** That Kilde itself, where the contract names it by value: whoever reads the contract knows how it arrives. */
  readonly deliveredBy?: Kilde
  readonly mode: LoadMode
  readonly absence: Absence
  readonly persons: readonly Persons[]
  readonly fields: F
  readonly key: readonly string[]
  /** Ids are unique within (kommune, kildesystem), or everywhere (persons, codes, FHIR ids). */
  readonly keyScope: 'kildesystem' | 'global'
  /** The columns by which dependent tables are recomputed: all rows of a unit are computed together. */
  readonly unit: readonly string[]
  /** A column of days or instants: the unit is then what `unit` names on one Danish date. */
  readonly unitDay?: string
  readonly checks: readonly Check[]
  readonly reader: ContractReader
  /** The value that withdraws a row of an upsert contract. */
  readonly withdrawn?: { readonly column: string; readonly value: string }
  /**
   * Fields that the source does not send: the text of each as SQL over the row's other columns (as text, by their names
   * in double quotes) and the versions of other contracts. A row that gives none must fail for a reason of its own.
   */
  readonly derived: Readonly<Record<string, Sql>>
  /** What a delta replaces whole: see {@link Replacement}. */
  readonly replaces?: Replacement
  /** The column with the day or instant of what a row tells of: from there lateness is counted (K04). */
  readonly haendelse?: string
  /** Not delivered, but made from a wide file: see {@link Stretches}. */
  readonly stretchedFrom?: Stretches
  /** Whose the rows of a national delivery are: see {@link Owner}. */
  readonly owner?: Owner
  readonly description: string
}

/**
 * Whose the rows of a national delivery are in datapakker of DSA_HIST; those of a kommune's own delivery are that
 * kommune's. `everyone`: codes of the whole country, without personal data. Otherwise the kommune whose code stands in
 * `column`; or, `through` a reference table, the one that its newest row with that `key` names. A contract that does not
 * say keeps the rows of national deliveries to the warehouse.
 */
export type Owner =
  | 'everyone'
  | {
      readonly column: string
      readonly through?: { readonly contract: Contract; readonly key: string; readonly kommune: string }
    }

/**
 * In a delta, every value of `by` that is present in the contract `presentIn` replaces all rows of that value; rows of
 * other values are untouched. Rows replaced so are gone: they are neither kept nor ended. (CPR: by Personnummer,
 * present in BorgerPerson.)
 */
export interface Replacement {
  readonly by: string
  readonly presentIn: string
}

/** How a contract without a file of its own is made from a wide one. */
export interface Stretches {
  readonly wide: Contract
  /** The column of the wide file that tells whose a line is; part of the key. */
  readonly by: string
  /** Runs of equal values; absent: the wide contract's own columns, by their names. */
  readonly runs?: {
    readonly families: readonly string[]
    /** Fields: first and last period, value, and (of several families) the family's prefix. */
    readonly from: string
    readonly to: string
    readonly value: string
    readonly family?: string
    /** The contract that tells who is there: a run that is gone is kept (`behold`) only while its person is gone too. */
    readonly presentIn: Contract
  }
}

/** The row of a contract as text values; optional fields may be null. */
export type RowOf<C extends Contract> = {
  readonly [K in keyof C['fields']]: C['fields'][K] extends Field<infer Value> ? Value : never
}

export interface ContractOptions<F extends Fields> {
  /** The Kilde, or only its name where the area defines it. */
  readonly kilde: string | Kilde
  readonly mode: LoadMode
  readonly absence?: Absence
  readonly persons?: readonly Persons[]
  readonly fields: F
  readonly checks?: readonly Check[]
  readonly unit?: readonly (keyof F & string)[]
  readonly unitDay?: keyof F & string
  readonly keyScope?: 'kildesystem' | 'global'
  readonly reader?: ContractReader
  readonly withdrawn?: { readonly column: keyof F & string; readonly value: string }
  readonly derived?: { readonly [Name in keyof F & string]?: Sql }
  readonly replaces?: { readonly by: keyof F & string; readonly presentIn: string }
  readonly haendelse?: keyof F & string
  readonly stretchedFrom?: Stretches
  readonly owner?: Owner
  readonly description?: string
}

/**
 * Defines a source entity once. The row's type, Avro schema, strict casts, DSA_HIST table, quarantine reasons,
 * catalogue and documentation all come from it.
 *
 * Errors: M004 for names that are not ASCII or twice there, a missing or optional key, a code list without codes, a
 * range on what is no number, a check on an unknown field or on fields without a common order, an event (`haendelse`) in
 * a column (or units by a column: `unitDay`) that holds neither days nor instants.
 *
 * @example
 * const BSSag = contract('BSSag', {
 *   kilde: 'BS', mode: 'full', absence: 'behold', persons: ['borgere'],
 *   fields: { SagId: field.key.text(), Personnummer: field.cpr(), StartDato: field.date() },
 * })
 */
export const contract = <const F extends Fields>(name: string, options: ContractOptions<F>): Contract<F> => {
  requireValidDefinition(name, options)
  const key = Object.keys(options.fields).filter((each) => options.fields[each]?.key === true)
  const made: Contract<F> = {
    name,
    ...(typeof options.kilde === 'string'
      ? { kilde: options.kilde }
      : { kilde: options.kilde.name, deliveredBy: options.kilde }),
    mode: options.mode,
    absence: options.absence ?? 'behold',
    persons: options.persons ?? [],
    fields: options.fields,
    key,
    keyScope: options.keyScope ?? 'kildesystem',
    unit: options.unit ?? key,
    checks: options.checks ?? [],
    reader: options.reader ?? { format: 'csv', encoding: 'UTF-8', optionalFile: false },
    derived: Object.fromEntries(
      Object.entries(options.derived ?? {}).filter((each): each is [string, Sql] => each[1] !== undefined),
    ),
    ...(options.unitDay === undefined ? {} : { unitDay: options.unitDay }),
    ...(options.withdrawn === undefined ? {} : { withdrawn: options.withdrawn }),
    ...(options.replaces === undefined ? {} : { replaces: options.replaces }),
    ...(options.haendelse === undefined ? {} : { haendelse: options.haendelse }),
    ...(options.stretchedFrom === undefined ? {} : { stretchedFrom: options.stretchedFrom }),
    ...(options.owner === undefined ? {} : { owner: options.owner }),
    description: options.description ?? '',
    get relation() {
      return { of: 'contract' as const, name, definition: made }
    },
  }
  return made
}

/** All versions of a contract's rows, not only the newest of each key. */
export const versionsOf = (of: Contract): Relation => ({
  relation: { of: 'versions', name: of.name, definition: of },
})

/**
 * A contract's rows of every unit, or all their versions, where a model is computed for some units only: what a unit
 * looks up in others. Which units that concerns is said by the model's `neighbours`.
 *
 * @example sql`left join ${everyUnit(BorgerPerson)} as mor on mor.Personnummer = person.MorPersonnummer`
 */
export const everyUnit = (of: Contract | Relation): Relation => {
  const { of: kind, name, definition } = of.relation
  return { relation: { of: kind === 'versions' ? 'everyVersion' : 'every', name, definition } }
}
