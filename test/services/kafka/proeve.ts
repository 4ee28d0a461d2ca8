import { contract, dataomraade, field, kilde } from '@flis/pipelines'
import { type Bytes, bool, decimal, long, optional, text, texts } from './avro-bytes.js'

/** A field of each kind that is written in its own way. */
export const KPRaekke = contract('KPRaekke', {
  kilde: 'KP',
  mode: 'full',
  fields: {
    RaekkeId: field.key.text(),
    Note: field.text().optional(),
    Stort: field.integer().optional(),
    Beloeb: field.decimal(12, 2, { comma: true }).optional(),
    Dag: field.date({ form: 'dd-mm-yyyy' }).optional(),
    Tid: field.timestamp().optional(),
    Ja: field.boolean().optional(),
    Personnummer: field.cpr().optional(),
    Liste: field.list().optional(),
  },
})
export const proeve = dataomraade('Kafkaprøve', {
  kilder: [kilde('KP', { types: ['F', 'D'] })],
  contracts: [KPRaekke],
  models: [],
})

/** The writer's schema, typed from the types of the contract's fields. */
export const SCHEMA = {
  type: 'record',
  name: 'KPRaekke',
  namespace: 'dk.flis.kp',
  fields: [
    { name: 'RaekkeId', type: 'string' },
    { name: 'Note', type: ['null', 'string'], default: null },
    { name: 'Stort', type: ['null', 'long'], default: null },
    {
      name: 'Beloeb',
      type: ['null', { type: 'bytes', logicalType: 'decimal', precision: 12, scale: 2 }],
      default: null,
    },
    { name: 'Dag', type: ['null', { type: 'int', logicalType: 'date' }], default: null },
    { name: 'Tid', type: ['null', { type: 'long', logicalType: 'timestamp-micros' }], default: null },
    { name: 'Ja', type: ['null', 'boolean'], default: null },
    { name: 'Personnummer', type: ['null', 'string'], default: null },
    { name: 'Liste', type: ['null', { type: 'array', items: 'string' }], default: null },
  ],
}

/** An earlier writer's schema: fewer fields in another order, a field that is gone since, an `int` for the `long`. */
export const OLDER_SCHEMA = {
  type: 'record',
  name: 'KPRaekke',
  namespace: 'dk.flis.kp',
  fields: [
    { name: 'Udgaaet', type: 'string' },
    { name: 'Stort', type: ['null', 'int'], default: null },
    { name: 'RaekkeId', type: 'string' },
  ],
}

/** One that cannot be resolved: a text for the number. */
export const FOREIGN_SCHEMA = {
  type: 'record',
  name: 'KPRaekke',
  namespace: 'dk.flis.kp',
  fields: [
    { name: 'RaekkeId', type: 'string' },
    { name: 'Stort', type: 'string' },
  ],
}

export interface RaekkeValues {
  readonly id: string
  readonly note?: string
  readonly stort?: bigint
  /** Hundredths. */
  readonly beloeb?: bigint
  /** Days since 1970. */
  readonly dag?: number
  /** Microseconds since 1970. */
  readonly tid?: bigint
  readonly ja?: boolean
  readonly cpr?: string
  readonly liste?: readonly string[]
}

/** The Avro body of a row under {@link SCHEMA}. */
export const bodyOf = ({ id, note, stort, beloeb, dag, tid, ja, cpr, liste }: RaekkeValues): Bytes => [
  ...text(id),
  ...optional(note ?? null, text),
  ...optional(stort ?? null, long),
  ...optional(beloeb ?? null, decimal),
  ...optional(dag ?? null, long),
  ...optional(tid ?? null, long),
  ...optional(ja ?? null, bool),
  ...optional(cpr ?? null, text),
  ...optional(liste ?? null, texts),
]

/** A row in its three forms: a line of csv, the values of a record, and the canonical JSON that is hashed. */
export interface Raekke {
  readonly csv: string
  readonly values: RaekkeValues
  readonly canonical: string
}

export const HEADER = 'RaekkeId;Note;Stort;Beloeb;Dag;Tid;Ja;Personnummer;Liste'

const seconds = (iso: string): bigint => BigInt(Date.parse(iso)) * 1000n
const days = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000

const A: Raekke = {
  csv: 'a;;9007199254740993;10,50;30-10-2022;2022-10-30T02:30:00+01:00;1;0101570001;"[""x"",""æ""]"',
  values: {
    ...{ id: 'a', stort: 9_007_199_254_740_993n, beloeb: 1050n, dag: days('2022-10-30') },
    ...{ tid: seconds('2022-10-30T02:30:00+01:00'), ja: true, cpr: '0101570001', liste: ['x', 'æ'] },
  },
  canonical:
    '{"Beloeb":"10,50","Dag":"30-10-2022","Ja":"1","Liste":"[\\"x\\",\\"æ\\"]","Personnummer":"0101570001","RaekkeId":"a","Stort":"9007199254740993","Tid":"2022-10-30T01:30:00Z"}',
}
const B: Raekke = {
  csv: 'b;"";-9007199254740993;3,00;;;0;;[]',
  values: { id: 'b', note: '', stort: -9_007_199_254_740_993n, beloeb: 300n, ja: false, liste: [] },
  canonical: '{"Beloeb":"3,00","Ja":"0","Liste":"[]","Note":"","RaekkeId":"b","Stort":"-9007199254740993"}',
}
const C: Raekke = {
  csv: 'c;Rødgrød på Ærø;0;-0,05;29-02-2024;2022-03-27T03:00:00+02:00;;;',
  values: {
    ...{ id: 'c', note: 'Rødgrød på Ærø', stort: 0n, beloeb: -5n, dag: days('2024-02-29') },
    tid: seconds('2022-03-27T03:00:00+02:00'),
  },
  canonical:
    '{"Beloeb":"-0,05","Dag":"29-02-2024","Note":"Rødgrød på Ærø","RaekkeId":"c","Stort":"0","Tid":"2022-03-27T01:00:00Z"}',
}
const D: Raekke = {
  csv: '0100;"han sagde ""nej""; 1,10";;;31-12-1899;1969-12-31T23:59:59.999999Z;;0101410001;',
  values: {
    ...{ id: '0100', note: 'han sagde "nej"; 1,10', dag: days('1899-12-31'), tid: -1n },
    cpr: '0101410001',
  },
  canonical:
    '{"Dag":"31-12-1899","Note":"han sagde \\"nej\\"; 1,10","Personnummer":"0101410001","RaekkeId":"0100","Tid":"1969-12-31T23:59:59.999999Z"}',
}
/** 31 September. */
const BAD: Raekke = {
  csv: 'e;;;;;;;3109900000;',
  values: { id: 'e', cpr: '3109900000' },
  canonical: '{"Personnummer":"3109900000","RaekkeId":"e"}',
}

/** A delivery with a row of each sort: one stands twice, one is for quarantine. */
export const FIRST: readonly Raekke[] = [A, B, C, D, C, BAD]

/** The next one: `a` as before, `b` with an empty text for none and another scale's amount, `c` and `0100` as before. */
export const SECOND: readonly Raekke[] = [
  A,
  {
    csv: 'b;;-9007199254740994;2,90;;;0;;[]',
    values: { id: 'b', stort: -9_007_199_254_740_994n, beloeb: 290n, ja: false, liste: [] },
    canonical: '{"Beloeb":"2,90","Ja":"0","Liste":"[]","RaekkeId":"b","Stort":"-9007199254740994"}',
  },
  C,
  D,
]

/** Simple rows, so many, for where only the number counts. */
export const plainRow = (id: string): Raekke => ({
  csv: `${id};;;;;;;;`,
  values: { id },
  canonical: `{"RaekkeId":"${id}"}`,
})
