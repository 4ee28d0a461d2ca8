import type { Chance } from './chance.js'

interface XmlMutation {
  readonly name: string
  readonly code?: string
  readonly apply: (text: string, chance: Chance) => string | Buffer
}

const ENTITIES: readonly string[] = ['&bomb;', '&#0;', '&#x110000;', '&amp', '&;', '&#xD800;', '&nbsp;']

const splice = (text: string, at: number, removed: number, piece: string): string =>
  text.slice(0, at) + piece + text.slice(at + removed)

/** One of the places where a text stands, changed. */
const oneOf = (text: string, pattern: RegExp, chance: Chance, change: (found: string) => string): string => {
  const found = [...text.matchAll(pattern)]
  const chosen = chance.pick(found)
  return splice(text, chosen.index, chosen[0].length, change(chosen[0]))
}

const NUMBER = /<EmneNr>[^<]*<\/EmneNr>/g

/** Faults in a data file of XML. What is not told a code may load, wholly or in part, or be refused by name. */
export const MUTATIONS: readonly XmlMutation[] = [
  {
    name: 'an element without number',
    code: 'R101',
    apply: (text, chance) => oneOf(text, NUMBER, chance, () => ''),
  },
  {
    name: 'an empty title',
    code: 'R101',
    apply: (text, chance) => oneOf(text, /Plantet emne &amp; andet/g, chance, () => ''),
  },
  {
    name: 'a date that is none',
    code: 'R102',
    apply: (text, chance) =>
      oneOf(text, /2007-01-01/g, chance, () => chance.pick(['2007-02-30', '1. januar', '2007-1-1'])),
  },
  {
    name: 'a number twice',
    code: 'R110',
    apply: (text) => text.replace(/32\.24\.04(<\/EmneNr>\s+<EmneTitel>)/, '32.24.00$1Et andet '),
  },
  {
    name: 'an element twice',
    apply: (text) => text.replace(/( {6}<Emne>[\s\S]*?<\/Emne>\n)/, '$1$1'),
  },
  { name: 'an element more', apply: (text) => text.replace('<UUID>', '<Ny a="1">x</Ny><UUID>') },
  {
    name: 'an element in another’s place',
    apply: (text) => text.replace('<Emne>', '<Emne><Emne>').replace('</Emne>', '</Emne></Emne>'),
  },
  {
    name: 'a prefix',
    apply: (text) => text.replaceAll('<Emne>', '<k:Emne>').replaceAll('</Emne>', '</k:Emne>'),
  },
  { name: 'CDATA', apply: (text) => text.replace('Plantet hovedgruppe', '<![CDATA[<Emne> & co]]>') },
  { name: 'a comment', apply: (text) => text.replace('<UUID>', '<!-- <Emne></Emne> --><UUID>') },
  {
    name: 'a DOCTYPE',
    code: 'L043',
    apply: (text) => text.replace('?>\n', '?>\n<!DOCTYPE x [<!ENTITY bomb "bombebombebombe">]>\n'),
  },
  {
    name: 'an entity that is none',
    code: 'L043',
    apply: (text, chance) => text.replace('&amp;', chance.pick(ENTITIES)),
  },
  {
    name: 'a tag not closed',
    code: 'L043',
    apply: (text, chance) => oneOf(text, /<\/\w+>/g, chance, () => ''),
  },
  { name: 'tags closed crosswise', code: 'L043', apply: (text) => text.replace('</UUID>', '</EmneNr>') },
  { name: 'another root', code: 'L043', apply: (text) => text.replaceAll('KLE-Emneplan', 'Emneplan') },
  {
    name: 'nested beyond reason',
    code: 'L043',
    apply: (text, chance) => {
      const deep = chance.pick([70, 20_000])
      return text.replace('<UUID>', `${'<a>'.repeat(deep)}${'</a>'.repeat(deep)}<UUID>`)
    },
  },
  {
    name: 'very many attributes',
    code: 'L043',
    apply: (text, chance) => {
      const many = Array.from({ length: chance.pick([65, 5_000]) }, (_, nth) => `a${nth}="${nth}"`)
      return text.replace('<Emne>', `<Emne ${many.join(' ')}>`)
    },
  },
  {
    name: 'a text blown up',
    code: 'L043',
    apply: (text) => text.replace('Plantet hovedgruppe', 'x'.repeat(1_500_000)),
  },
  { name: 'UTF-16', code: 'L042', apply: (text) => Buffer.from(`\uFEFF${text}`, 'utf16le') },
  { name: 'another encoding', code: 'L042', apply: (text) => text.replace('UTF-8', 'windows-1252') },
  {
    name: 'ISO-8859-1, as it says',
    apply: (text) => Buffer.from(text.replace('UTF-8', 'ISO-8859-1'), 'latin1'),
  },
  { name: 'ISO-8859-1, though it says UTF-8', code: 'L042', apply: (text) => Buffer.from(text, 'latin1') },
  { name: 'a byte-order mark', apply: (text) => `\uFEFF${text}` },
  {
    name: 'a NUL',
    code: 'L042',
    apply: (text, chance) => splice(text, chance.between(60, text.length), 0, '\0'),
  },
  { name: 'cut off', apply: (text, chance) => text.slice(0, chance.below(text.length - 20)) },
  { name: 'a second document behind', code: 'L043', apply: (text) => text + text },
  {
    name: 'a character changed',
    apply: (text, chance) =>
      splice(text, chance.below(text.length), 1, String.fromCharCode(chance.between(32, 126))),
  },
  { name: 'a character gone', apply: (text, chance) => splice(text, chance.below(text.length), 1, '') },
  {
    name: 'a stretch twice',
    apply: (text, chance) => {
      const at = chance.below(text.length)
      return splice(text, at, 0, text.slice(at, at + chance.between(1, 200)))
    },
  },
]
