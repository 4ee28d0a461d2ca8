import { contract, dataomraade, field, KOMMUNE_CODES, kilde } from '@flis/core'

/** Eight fields of the sorts that records have: ids, a code, a number, an instant, a day, a decimal, a text. */
export const Record = contract('Record', {
  kilde: 'BENCH',
  mode: 'append',
  fields: {
    RecordId: field.key.text(),
    BarnUuid: field.text(),
    Institution: field.text({ digits: 6 }),
    Status: field.integer(),
    Tidspunkt: field.timestamp(),
    Dato: field.date(),
    Timer: field.decimal(7, 2).optional(),
    Note: field.text().optional(),
  },
})

export const kafkaArea = dataomraade('Bench', {
  kilder: [kilde('BENCH', { types: ['D'] })],
  contracts: [Record],
  models: [],
})

export const PERIODE = '2022-10'
export const PARTITIONS = 8

/** What a benchmark's processes are told of the services. */
export interface KafkaPlace {
  readonly broker: string
  readonly registry: string
  readonly rows: string
  readonly arrivals: string
}

const OLDER_FIELDS = [
  { name: 'RecordId', type: 'string' },
  { name: 'BarnUuid', type: 'string' },
  { name: 'Institution', type: 'string' },
  { name: 'Status', type: 'int' },
  { name: 'Tidspunkt', type: { type: 'long', logicalType: 'timestamp-micros' } },
  { name: 'Dato', type: { type: 'int', logicalType: 'date' } },
]
/** Of a writer that has not heard of `Timer` and `Note`. */
export const OLDER = { type: 'record', name: 'Record', namespace: 'dk.flis.bench', fields: OLDER_FIELDS }
export const NEWER = {
  ...OLDER,
  fields: [
    ...OLDER_FIELDS.map((each) => (each.name === 'Status' ? { ...each, type: 'long' } : each)),
    {
      name: 'Timer',
      type: ['null', { type: 'bytes', logicalType: 'decimal', precision: 7, scale: 2 }],
      default: null,
    },
    { name: 'Note', type: ['null', 'string'], default: null },
  ],
}

const DAY = 86_400_000
/** 2022-10-01. */
const FIRST_DAY = 19_266

/** The values of a record as Avro has them. Every tenth is the older writer's. */
export const recordOf = (kommune: string, nr: number) => {
  const older = nr % 10 === 0
  const timer = Buffer.alloc(2)
  timer.writeInt16BE(nr % 3000)
  return {
    older,
    RecordId: `${kommune}-${nr}`,
    BarnUuid: `0b9c1c52-9d8e-4a0c-8a53-${String(nr % 50_021).padStart(12, '0')}`,
    Institution: String(100_000 + (nr % 800)),
    Status: nr % 12,
    Tidspunkt: ((FIRST_DAY + (nr % 31)) * DAY + ((nr * 61) % 86_400) * 1000) * 1000,
    Dato: FIRST_DAY + (nr % 31),
    Timer: older || nr % 4 === 0 ? null : timer,
    Note: older || nr % 3 !== 0 ? null : `æøå ${nr % 89}`,
  }
}

/** The canonical row of a record, as the specification writes it. */
export const canonicalOf = (kommune: string, nr: number): string => {
  const { BarnUuid, Dato, Institution, Note, RecordId, Status, Tidspunkt, Timer } = recordOf(kommune, nr)
  const day = new Date(Dato * DAY).toISOString().slice(0, 10)
  const instant = `${new Date(Tidspunkt / 1000).toISOString().slice(0, 19)}Z`
  const hours = Timer === null ? '' : `,"Timer":"${(Timer.readInt16BE() / 100).toFixed(2)}"`
  const note = Note === null ? '' : `"Note":"${Note}",`
  return `{"BarnUuid":"${BarnUuid}","Dato":"${day}","Institution":"${Institution}",${note}"RecordId":"${RecordId}","Status":"${Status}","Tidspunkt":"${instant}"${hours}}`
}

/** How many of `records` each kommune sends, by the order of the codes. */
export const shareOf = (records: number, nth: number): number =>
  Math.floor(records / KOMMUNE_CODES.length) + (nth < records % KOMMUNE_CODES.length ? 1 : 0)
