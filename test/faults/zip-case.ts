import { KOMMUNE_CODES } from '@flis/core'
import { Chance } from './chance.js'
import { mutated, type Place } from './csv-case.js'
import type { FaultCase } from './fault-case.js'
import { metadataText } from './metadata-text.js'
import { writeTinyZip, type ZipPart } from './tiny-zip.js'

const SAGER = [
  'SagId;KleNummer;YdelsesmodtagerCpr;BevillingsmodtagerCpr;SagsbehandlerId;OrganisationId;OprettetDato',
  's1;32.24.04;0101410001;;SB1;ORG1;2022-01-03',
  's2;32.18.04;0101570001;0101900002;;;2022-02-01',
  's3;32.03.04;0202020002;;;"Plantet; Enhed";2022-03-15',
]
const TILSTANDE = [
  'SagId;Sekvens;Tilstand;FraDato',
  's1;1;Bevilget;2022-01-10',
  's2;1;Under Oplysning;2022-02-02',
  's3;1;Afslag;2022-04-01',
]
const YDELSER = [
  'YdelseId;SagId;Ydelsesart;Ydelsestype;StartDato;SlutDato',
  'y1;s1;Kontanthjælp;Grundsats;2022-02-01;',
  'y2;s2;Særlig støtte;Tillæg;2022-02-01;2022-05-31',
]
const OPGAVER = [
  'OpgaveId;SagId;Opgavetype;BorgerCpr;SagsbehandlerId;OrganisationId;Tilstand;OprettetDato;AfsluttetDato',
  'o1;s1;Opfølgning;0101410001;SB1;;Åben;2022-01-04;',
]
const AFGOERELSER = [
  'AfgoerelseId;RaekkeNr;SagId;Afgoerelsestype;AfgoerelseTidspunkt',
  'a1;1;s1;Bevilling;2022-01-10T09:30:00',
]

const part = (name: string, lines: readonly string[]): ZipPart => ({
  name,
  bytes: Buffer.from(lines.map((line) => `${line}\n`).join('')),
})

const valid = (): ZipPart[] => [
  part('KYSag.csv', SAGER),
  part('KYSagTilstand.csv', TILSTANDE),
  part('KYYdelse.csv', YDELSER),
  part('KYOpgave.csv', OPGAVER),
  part('KYAfgoerelse.csv', AFGOERELSER),
]

interface ZipMutation {
  readonly name: string
  readonly code?: string
  readonly apply: (parts: ZipPart[], chance: Chance) => Buffer
}

const changed = (parts: readonly ZipPart[], chance: Chance, change: Partial<ZipPart>): Buffer => {
  const at = chance.below(parts.length)
  return writeTinyZip(parts.map((each, nth) => (nth === at ? { ...each, ...change } : each)))
}

const added = (parts: readonly ZipPart[], extra: ZipPart, chance: Chance): Buffer =>
  writeTinyZip(parts.toSpliced(chance.below(parts.length + 1), 0, extra))

const flipped = (bytes: Buffer, from: number, to: number, chance: Chance): Buffer => {
  const at = Math.min(bytes.length - 1, from + chance.below(Math.max(1, to - from)))
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ (1 << chance.below(8))
  return copy
}

const FORBIDDEN = [
  '../KYSag.csv',
  'a/../../b.csv',
  '/etc/flis.csv',
  'C:\\flis.csv',
  'a\\b.csv',
  'KYSag.csv\0.txt',
  '..',
  '',
]
const EXTRA = Buffer.from('Plantet notat\n')

const MUTATIONS: readonly ZipMutation[] = [
  {
    name: 'stored, not packed',
    apply: (parts) => writeTinyZip(parts.map((each) => ({ ...each, method: 0 }))),
  },
  { name: 'encrypted', code: 'L031', apply: (parts, chance) => changed(parts, chance, { flags: 0x0801 }) },
  {
    name: 'strongly encrypted',
    code: 'L031',
    apply: (parts, chance) => changed(parts, chance, { flags: 0x0841 }),
  },
  {
    name: 'a name that leads out',
    code: 'L032',
    apply: (parts, chance) => added(parts, { name: chance.pick(FORBIDDEN), bytes: EXTRA }, chance),
  },
  {
    name: 'a link',
    code: 'L032',
    apply: (parts, chance) =>
      added(parts, { name: 'link', bytes: EXTRA, attributes: 0o120777 * 0x10000 }, chance),
  },
  { name: 'a name twice', code: 'L032', apply: (parts, chance) => added(parts, chance.pick(parts), chance) },
  {
    name: 'a name twice, written in two ways',
    code: 'L032',
    apply: (parts, chance) => added(parts, { name: './KYSag.csv', bytes: EXTRA }, chance),
  },
  {
    name: 'an unknown packing method',
    code: 'L030',
    apply: (parts, chance) => changed(parts, chance, { method: chance.pick([1, 9, 12, 14, 93, 99]) }),
  },
  {
    name: 'a wrong CRC',
    code: 'L030',
    apply: (parts, chance) => changed(parts, chance, { crc: 0x12345678 }),
  },
  {
    name: 'a size that is not true',
    code: 'L030',
    apply: (parts, chance) => changed(parts, chance, { size: chance.pick([0, 1, 9_999]) }),
  },
  {
    name: 'a packed size that is not true',
    apply: (parts, chance) => changed(parts, chance, { packedSize: chance.pick([0, 1, 10, 999_999]) }),
  },
  {
    name: 'another name in the member’s own header',
    apply: (parts, chance) => changed(parts, chance, { localName: 'KYSagX.csv' }),
  },
  {
    name: 'a bomb',
    code: 'L033',
    apply: (parts, chance) =>
      added(parts, { name: 'bombe.bin', bytes: Buffer.alloc(chance.between(1, 3) * 1024 * 1024) }, chance),
  },
  {
    name: 'a bomb in a contract’s file',
    code: 'L033',
    apply: (parts) =>
      writeTinyZip(
        parts.map((each) =>
          each.name === 'KYYdelse.csv'
            ? { ...each, bytes: Buffer.concat([each.bytes, Buffer.from('\n'.repeat(2_000_000))]) }
            : each,
        ),
      ),
  },
  {
    name: 'a bomb that claims to be small',
    code: 'L033',
    apply: (parts, chance) =>
      added(parts, { name: 'bombe.bin', bytes: Buffer.alloc(3 * 1024 * 1024), size: 10 }, chance),
  },
  {
    name: 'a required file left out',
    code: 'L040',
    apply: (parts, chance) => writeTinyZip(parts.toSpliced(chance.below(3), 1)),
  },
  {
    name: 'a file’s name in lower case',
    code: 'L040',
    apply: (parts) =>
      writeTinyZip(parts.map((each, nth) => (nth === 0 ? { ...each, name: 'kysag.csv' } : each))),
  },
  {
    name: 'all files in a folder',
    code: 'L040',
    apply: (parts) => writeTinyZip(parts.map((each) => ({ ...each, name: `KY/${each.name}` }))),
  },
  {
    name: 'a file that nobody knows',
    apply: (parts, chance) => added(parts, { name: 'læs mig [1].txt', bytes: EXTRA }, chance),
  },
  {
    name: 'a folder',
    apply: (parts, chance) => added(parts, { name: 'mappe/', bytes: Buffer.alloc(0), method: 0 }, chance),
  },
  { name: 'an empty zip', code: 'L040', apply: () => writeTinyZip([]) },
  {
    name: 'no zip at all',
    code: 'L030',
    apply: (_, chance) => Buffer.from(chance.pick(['', 'PK', SAGER.join('\n'), '\u001f\u008b\b'])),
  },
  {
    name: 'cut off',
    code: 'L030',
    apply: (parts, chance) => {
      const zip = writeTinyZip(parts)
      return zip.subarray(0, chance.below(zip.length - 22))
    },
  },
  {
    name: 'bytes before',
    apply: (parts) => Buffer.concat([Buffer.from('MZ'.repeat(20)), writeTinyZip(parts)]),
  },
  {
    name: 'bytes behind',
    apply: (parts, chance) => Buffer.concat([writeTinyZip(parts), Buffer.alloc(chance.between(1, 99), 65)]),
  },
  {
    name: 'a byte of the first header flipped',
    apply: (parts, chance) => flipped(writeTinyZip(parts), 0, 39, chance),
  },
  {
    name: 'a byte of the content flipped',
    apply: (parts, chance) => {
      const zip = writeTinyZip(parts)
      return flipped(zip, 39, zip.length - 22 - 62 * parts.length, chance)
    },
  },
  {
    name: 'a byte of the directory flipped',
    apply: (parts, chance) => {
      const zip = writeTinyZip(parts)
      return flipped(zip, zip.length - 22 - 57 * parts.length, zip.length - 22, chance)
    },
  },
  {
    name: 'a byte of the end flipped',
    apply: (parts, chance) => {
      const zip = writeTinyZip(parts)
      return flipped(zip, zip.length - 22, zip.length, chance)
    },
  },
  ...Array.from(
    { length: 12 },
    (): ZipMutation => ({
      name: 'a fault within a file',
      apply: (parts, chance) => {
        const at = chance.below(3)
        const lines = [SAGER, TILSTANDE, YDELSER][at] ?? SAGER
        return writeTinyZip(
          parts.map((each, nth) =>
            nth === at ? { ...each, bytes: mutated(lines, 'utf8', chance).data } : each,
          ),
        )
      },
    }),
  ),
]

/** A zip of KY with a fault in it. */
export const zipCase = ({ nr, nth, seed }: Place): FaultCase => {
  const chance = new Chance(seed * 5_003 + nr)
  const suffix = `Z${Math.floor(nth / KOMMUNE_CODES.length)}`
  const fileName = `KY_${KOMMUNE_CODES[nth % KOMMUNE_CODES.length] ?? ''}_2022-10_001_F_${suffix}.zip`
  const fault = chance.pick(MUTATIONS)
  const data = fault.apply(valid(), chance)
  return {
    nr,
    fileName,
    data,
    metadata: Buffer.from(metadataText(fileName, data.length, suffix)),
    form: 'zip',
    faults: [`zip: ${fault.name}`],
    ...(fault.code === undefined ? {} : { expects: fault.code }),
  }
}
