import { KOMMUNE_CODES } from '@flis/core'
import { Chance } from './chance.js'
import type { Place } from './csv-case.js'
import type { FaultCase } from './fault-case.js'
import { metadataText } from './metadata-text.js'
import { HEADER, validLines } from './valid-csv.js'

interface XmlMutation {
  readonly name: string
  readonly code?: string
  readonly apply: (text: string, chance: Chance) => string | Buffer
}

const ELEMENTS = [
  'FileName',
  'SizeInBytes',
  'Sender',
  'Recipients',
  'FileDescriptor',
  'FileTransferUUID',
] as const
const NEEDED = ['FileName', 'SizeInBytes'] as const

const splice = (text: string, at: number, removed: number, piece: string): string =>
  text.slice(0, at) + piece + text.slice(at + removed)

const anywhere = (text: string, chance: Chance): number => chance.below(text.length + 1)

const ENTITIES: readonly string[] = ['&bomb;', '&#0;', '&#x110000;', '&amp', '&;', '&#xD800;', '&nbsp;']

/** Faults in a metadata file. What is not told a code may load or be refused, by name. */
const MUTATIONS: readonly XmlMutation[] = [
  {
    name: 'a DOCTYPE',
    code: 'L020',
    apply: (text, chance) =>
      text.replace(
        '?>\n',
        `?>\n${chance.pick([
          '<!DOCTYPE x [<!ENTITY bomb "bombebombebombe">]>',
          '<!DOCTYPE FileMetadata SYSTEM "file:///etc/passwd">',
          '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>',
        ])}\n`,
      ),
  },
  {
    name: 'an entity that is none',
    code: 'L020',
    apply: (text, chance) => text.replace('>FLIS<', `>FLIS${chance.pick(ENTITIES)}<`),
  },
  {
    name: 'a tag not closed',
    code: 'L020',
    apply: (text, chance) => text.replace(`</${chance.pick(ELEMENTS)}>`, ''),
  },
  {
    name: 'tags closed crosswise',
    code: 'L020',
    apply: (text) => text.replace('</SizeInBytes>', '</Sender>'),
  },
  {
    name: 'a needed element left out',
    code: 'L020',
    apply: (text, chance) => {
      const name = chance.pick(NEEDED)
      return text.replace(new RegExp(` *<${name}>.*</${name}>\n`), '')
    },
  },
  {
    name: 'a needed element twice',
    code: 'L020',
    apply: (text, chance) => {
      const name = chance.pick(NEEDED)
      return text.replace(new RegExp(`( *<${name}>.*</${name}>\n)`), '$1$1')
    },
  },
  {
    name: 'another root',
    code: 'L020',
    apply: (text, chance) =>
      text.replaceAll('FileMetadata', chance.pick(['Fil', 'filemetadata', 'Receipt', 'html'])),
  },
  { name: 'the older root', apply: (text) => text.replaceAll('FileMetadata', 'Trigger') },
  { name: 'no prefix', apply: (text) => text.replaceAll('ns:', '').replace('xmlns:ns', 'xmlns') },
  {
    name: 'nested beyond reason',
    apply: (text, chance) => {
      const deep = chance.pick([10, 20, 5_000])
      return text.replace('<FileContentDescriptor/>', `${'<a>'.repeat(deep)}${'</a>'.repeat(deep)}`)
    },
  },
  {
    name: 'very many attributes',
    apply: (text, chance) =>
      text.replace(
        '<FileDescriptor>',
        `<FileDescriptor ${Array.from({ length: chance.pick([3, 500, 5_000]) }, (_, nth) => `a${nth}="${nth}"`).join(' ')}>`,
      ),
  },
  {
    name: 'a size that is no number',
    code: 'L020',
    apply: (text, chance) =>
      text.replace(
        /Bytes>\d+</,
        `Bytes>${chance.pick(['-1', '1e3', '0x10', 'mange', '1 000', '99999999999999999999', ''])}<`,
      ),
  },
  {
    name: 'another size',
    code: 'L010',
    apply: (text, chance) => text.replace(/Bytes>\d+</, `Bytes>${chance.between(0, 99)}<`),
  },
  { name: 'addressed to another', code: 'L011', apply: (text) => text.replace('>FLIS<', '>KOMBIT<') },
  { name: 'another FileName', code: 'L013', apply: (text) => text.replace('_001_F', '_003_F') },
  { name: 'no sender', code: 'L012', apply: (text) => text.replace(/Sender>\w+</, 'Sender> <') },
  {
    name: 'white space about',
    apply: (text) => text.replace('>FLIS<', '>\n\t FLIS \r\n<').replace(/Bytes>(\d+)</, 'Bytes> $1\n<'),
  },
  { name: 'CDATA', apply: (text) => text.replace('>FLIS<', '><![CDATA[FLIS]]><') },
  { name: 'a comment within', apply: (text) => text.replace('>FLIS<', '>FL<!-- x -->IS<') },
  {
    name: 'several recipients',
    apply: (text) => text.replace('<Recipients>', '<Recipients>STAR</Recipients><Recipients>'),
  },
  {
    name: 'UTF-16',
    code: 'L020',
    apply: (text, chance) =>
      chance.happens(0.5)
        ? Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
        : Buffer.from(text.replace('UTF-8', 'UTF-16'), 'utf16le'),
  },
  {
    name: 'ISO-8859-1, as it says',
    apply: (text) => Buffer.from(text.replace('UTF-8', 'ISO-8859-1').replace('>a2b7', '>æøå-a2b7'), 'latin1'),
  },
  {
    name: 'ISO-8859-1, though it says UTF-8',
    code: 'L020',
    apply: (text) => Buffer.from(text.replace('>a2b7', '>æøå-a2b7'), 'latin1'),
  },
  { name: 'a byte-order mark', apply: (text) => `\uFEFF${text}` },
  {
    name: 'a NUL',
    code: 'L020',
    apply: (text, chance) => splice(text, text.indexOf('>FLIS') + 1 + chance.below(4), 0, '\0'),
  },
  { name: 'cut off', apply: (text, chance) => text.slice(0, chance.below(text.length - 24)), code: 'L020' },
  { name: 'empty', code: 'L020', apply: () => '' },
  { name: 'blown up', code: 'L020', apply: (text) => text.replace('>FLIS<', `>${'x'.repeat(2_000_000)}<`) },
  { name: 'a second document behind', code: 'L020', apply: (text) => text + text },
  {
    name: 'a character changed',
    apply: (text, chance) =>
      splice(text, anywhere(text, chance), 1, String.fromCharCode(chance.between(32, 126))),
  },
  { name: 'a character gone', apply: (text, chance) => splice(text, anywhere(text, chance), 1, '') },
  {
    name: 'a stretch twice',
    apply: (text, chance) => {
      const at = anywhere(text, chance)
      return splice(text, at, 0, text.slice(at, at + chance.between(1, 80)))
    },
  },
  {
    name: 'bytes flipped',
    apply: (text, chance) => {
      const bytes = Buffer.from(text)
      const at = chance.below(bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.below(8))
      return bytes
    },
  },
]

/** A whole delivery with a fault in its metadata file. */
export const metadataCase = ({ nr, nth, seed }: Place): FaultCase => {
  const chance = new Chance(seed * 6_101 + nr)
  const sender = `M${Math.floor(nth / KOMMUNE_CODES.length)}`
  const fileName = `PRV_${KOMMUNE_CODES[nth % KOMMUNE_CODES.length] ?? ''}_2022-10_001_F_${sender}.csv`
  const data = Buffer.from(`${[HEADER, ...validLines(chance.between(1, 4))].join('\n')}\n`)
  const fault = chance.pick(MUTATIONS)
  const metadata = Buffer.from(fault.apply(metadataText(fileName, data.length, sender), chance))
  return {
    nr,
    fileName,
    data,
    metadata,
    form: 'utf-8',
    faults: [`metadata: ${fault.name}`],
    ...(fault.code === undefined ? {} : { expects: fault.code }),
  }
}
