import { KOMMUNE_CODES } from '@flis/core'
import { Chance } from './chance.js'
import { LATIN_SENDERS } from './fault-areas.js'
import type { FaultCase } from './fault-case.js'
import { metadataText } from './metadata-text.js'
import { type Csv, FIELD_MUTATIONS, LINE_MUTATIONS, type Mutation } from './mutate-csv.js'
import { BYTE_MUTATIONS, FILE_MUTATIONS } from './mutate-csv-file.js'
import { CODES, HEADER, LATIN_HEADER, LATIN_LINES, validLines } from './valid-csv.js'

export interface Place {
  readonly nr: number
  /** Number in its warehouse: no two share a kommune and a sender. */
  readonly nth: number
  readonly seed: number
}

const kommuneOf = (nth: number): string => KOMMUNE_CODES[nth % KOMMUNE_CODES.length] ?? '0751'
const bytesOf = ({ lines, end }: Csv, encoding: 'utf8' | 'latin1'): Buffer =>
  Buffer.from(lines.map((line) => `${line}${end}`).join(''), encoding)

/** Mostly what leaves the rest of the rows to load. */
const drawMutation = (chance: Chance): Mutation => {
  const at = chance.next()
  if (at < 0.5) return chance.pick(FIELD_MUTATIONS)
  if (at < 0.72) return chance.pick(LINE_MUTATIONS)
  if (at < 0.87) return chance.pick(FILE_MUTATIONS)
  return chance.pick(BYTE_MUTATIONS)
}

interface Mutated {
  readonly data: Buffer
  readonly faults: readonly string[]
  readonly expects?: string
}

/** A valid file with one to five faults. */
export const mutated = (lines: readonly string[], encoding: 'utf8' | 'latin1', chance: Chance): Mutated => {
  const csv: Csv = { lines: [...lines], end: '\n', bytes: [] }
  const before = bytesOf(csv, encoding)
  const count = chance.happens(0.55) ? 1 : chance.between(2, 5)
  const drawn = Array.from({ length: count }, () => drawMutation(chance))
  for (const each of drawn) each.apply(csv, chance)
  const data = csv.bytes.reduce((bytes, change) => change(bytes, chance), bytesOf(csv, encoding))
  const [only] = drawn
  const isSure = encoding === 'utf8' || only?.onlyUtf8 !== true
  return {
    data,
    faults: drawn.map((each) => each.name),
    ...(count === 1 && only?.code !== undefined && isSure && !data.equals(before)
      ? { expects: only.code }
      : {}),
  }
}

const rowsOf = (chance: Chance): number => (chance.happens(0.75) ? 9 : chance.pick([3, 30, 60]))

const contentCase = ({ nr, nth }: Place, chance: Chance): FaultCase => {
  const latin = nth < LATIN_SENDERS.length * KOMMUNE_CODES.length && chance.happens(0.15)
  const which = Math.floor(nth / KOMMUNE_CODES.length)
  const sender = latin ? (LATIN_SENDERS[which] ?? '') : `S${which}`
  const fileName = `${latin ? 'PRL' : 'PRV'}_${kommuneOf(nth)}_2022-10_001_F_${sender}.csv`
  const lines = latin ? [LATIN_HEADER, ...LATIN_LINES] : [HEADER, ...validLines(rowsOf(chance))]
  const { data, ...told } = mutated(lines, latin ? 'latin1' : 'utf8', chance)
  const metadata = Buffer.from(metadataText(fileName, data.length, sender))
  return { nr, fileName, data, metadata, form: latin ? 'latin1' : 'utf-8', ...told }
}

/** File names and metadata that do not fit, one fault each. */
const ENVELOPES: readonly {
  readonly name: string
  readonly code: string
  readonly fileName?: (kommune: string, nr: number) => string
  readonly metadata?: (text: string) => string
  readonly kilde?: string
}[] = [
  { name: 'løbenr of two digits', code: 'L001', fileName: (k, nr) => `PRV_${k}_2022-10_01_F_N${nr}.csv` },
  {
    name: 'a type that the Kilde has not',
    code: 'L001',
    fileName: (k, nr) => `PRV_${k}_2022-10_001_D_N${nr}.csv`,
  },
  { name: 'a name of no pattern', code: 'L001', fileName: (_, nr) => `udtræk nr ${nr} [kopi].csv` },
  { name: 'an unknown Kilde', code: 'L002', fileName: (k, nr) => `PRQ_${k}_2022-10_001_F_N${nr}.csv` },
  {
    name: 'a Kilde in small letters',
    code: 'L002',
    fileName: (k, nr) => `prv_${k}_2022-10_001_F_N${nr}.csv`,
  },
  { name: 'a kommune that is none', code: 'L003', fileName: (_, nr) => `PRV_0999_2022-10_001_F_N${nr}.csv` },
  {
    name: 'the whole country for a Kilde per kommune',
    code: 'L003',
    fileName: (_, nr) => `PRV_0000_2022-10_001_F_N${nr}.csv`,
  },
  {
    name: 'a kommune for a national Kilde',
    code: 'L003',
    fileName: (k, nr) => `PRK_${k}_2022-10_001_F_N${nr}.csv`,
  },
  { name: 'Christiansø', code: 'L003', fileName: (_, nr) => `PRV_0411_2022-10_001_F_N${nr}.csv` },
  { name: 'month 13', code: 'L004', fileName: (k, nr) => `PRV_${k}_2022-13_001_F_N${nr}.csv` },
  { name: 'the month after next', code: 'L004', fileName: (k, nr) => `PRV_${k}_2023-01_001_F_N${nr}.csv` },
  { name: '30 February', code: 'L004', fileName: (k, nr) => `PRV_${k}_2022-02-30_001_F_N${nr}.csv` },
  { name: 'SizeInBytes too small', code: 'L010', metadata: (text) => text.replace(/Bytes>\d+</, 'Bytes>1<') },
  {
    name: 'SizeInBytes too large',
    code: 'L010',
    metadata: (text) => text.replace(/Bytes>\d+</, 'Bytes>999999<'),
  },
  { name: 'addressed to another', code: 'L011', metadata: (text) => text.replace('>FLIS<', '>STAR<') },
  { name: 'addressed to nobody', code: 'L011', metadata: (text) => text.replace(/ *<Recipients>.*\n/, '') },
  {
    name: 'a sender of another Kilde',
    code: 'L012',
    kilde: 'PRL',
    metadata: (text) => text.replace(/Sender>\w+<\/Sender/, 'Sender>KMD</Sender'),
  },
  {
    name: 'no sender',
    code: 'L012',
    metadata: (text) => text.replace(/Sender>\w+<\/Sender/, 'Sender></Sender'),
  },
  { name: 'another FileName', code: 'L013', metadata: (text) => text.replace('_001_F', '_002_F') },
]

const envelopeCase = ({ nr, nth }: Place, chance: Chance): FaultCase => {
  const fault = chance.pick(ENVELOPES)
  const kommune = kommuneOf(nth)
  const fileName =
    fault.fileName?.(kommune, nr) ?? `${fault.kilde ?? 'PRV'}_${kommune}_2022-10_001_F_N${nr}.csv`
  const lines = fault.kilde === 'PRL' ? [LATIN_HEADER, ...LATIN_LINES] : [HEADER, ...validLines(9)]
  const data = Buffer.from(`${lines.join('\n')}\n`, fault.kilde === 'PRL' ? 'latin1' : 'utf8')
  const text = metadataText(fileName, data.length, fault.kilde === 'PRL' ? 'L0' : `N${nr}`)
  const metadata = Buffer.from(fault.metadata?.(text) ?? text)
  return { nr, fileName, data, metadata, form: 'utf-8', faults: [fault.name], expects: fault.code }
}

const plainCsv = (rows: number): Buffer => Buffer.from(`${[HEADER, ...validLines(rows)].join('\n')}\n`)

/** About a delivery that came before under the same name. */
const laterCase = ({ nr, nth }: Place, chance: Chance): FaultCase => {
  const fileName = `PRV_${kommuneOf(nth)}_2022-10_001_F_E${nr}.csv`
  const first = plainCsv(9)
  const same = chance.happens(0.3)
  const data = same ? first : plainCsv(chance.between(1, 8))
  const metadataOf = (bytes: Buffer): Buffer => Buffer.from(metadataText(fileName, bytes.length, `E${nr}`))
  return {
    nr,
    fileName,
    data,
    metadata: metadataOf(data),
    form: 'utf-8',
    faults: [same ? 'the same again' : 'other bytes under a name that was taken in'],
    ...(same ? {} : { expects: 'L005' }),
    first: { data: first, metadata: metadataOf(first) },
  }
}

/** Under this sender a whole delivery of sixty rows stands before any other. */
const WHOLE = { kommune: '0101', sender: 'HEL' } as const

const vanishingCase = ({ nr, nth }: Place, chance: Chance): FaultCase => {
  const fileName = `PRV_${WHOLE.kommune}_2022-10_${String(nth + 1).padStart(3, '0')}_F_${WHOLE.sender}.csv`
  const data = plainCsv(chance.between(0, 39))
  const metadata = Buffer.from(metadataText(fileName, data.length, WHOLE.sender))
  return { nr, fileName, data, metadata, form: 'utf-8', faults: ['too many rows gone'], expects: 'L060' }
}

const failingCase = ({ nr, nth }: Place, chance: Chance): FaultCase => {
  const sender = `F${nr}`
  const fileName = `PRV_${kommuneOf(nth)}_2022-10_001_F_${sender}.csv`
  const first = chance.between(5, 30)
  const lines = validLines(60).map((line, at) =>
    at < first + 29 && at >= first ? line.replace(/;K[\d.]+$/, ';K9') : line,
  )
  const data = Buffer.from(`${[HEADER, ...lines].join('\n')}\n`)
  const metadata = Buffer.from(metadataText(fileName, data.length, sender))
  return { nr, fileName, data, metadata, form: 'utf-8', faults: ['too many rows fail'], expects: 'L061' }
}

/** The case of a number: always the same for one seed. */
export const csvCase = (place: Place): FaultCase => {
  const chance = new Chance(place.seed * 7_919 + place.nr)
  const at = chance.next()
  if (at < 0.05) return envelopeCase(place, chance)
  if (at < 0.065) return laterCase(place, chance)
  if (at < 0.078) return vanishingCase(place, chance)
  if (at < 0.09) return failingCase(place, chance)
  return contentCase(place, chance)
}

/** Deliveries without faults that each warehouse begins with. */
export const csvBeginnings = (): readonly FaultCase[] => {
  const codes = Buffer.from(CODES)
  const whole = plainCsv(60)
  const codesName = 'PRK_0000_2020-01_001_F.csv'
  const wholeName = `PRV_${WHOLE.kommune}_2020-01_001_F_${WHOLE.sender}.csv`
  return [
    {
      nr: -1,
      fileName: codesName,
      data: codes,
      metadata: Buffer.from(metadataText(codesName, codes.length, 'KODER')),
      form: 'utf-8',
      faults: [],
    },
    {
      nr: -2,
      fileName: wholeName,
      data: whole,
      metadata: Buffer.from(metadataText(wholeName, whole.length, WHOLE.sender)),
      form: 'utf-8',
      faults: [],
    },
  ]
}
