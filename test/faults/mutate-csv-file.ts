import type { Chance } from './chance.js'
import { anyLine, columnOf, type Mutation, setField } from './mutate-csv.js'

/** The file as a whole. */
export const FILE_MUTATIONS: readonly Mutation[] = [
  {
    name: 'a line twice',
    apply: (csv, chance) => {
      const line = anyLine(csv, chance)
      csv.lines.splice(chance.between(1, csv.lines.length), 0, csv.lines[line] ?? '')
    },
  },
  {
    name: 'a line deleted',
    apply: (csv, chance) => {
      csv.lines.splice(anyLine(csv, chance), 1)
    },
  },
  {
    name: 'two lines in each other’s place',
    apply: (csv, chance) => {
      const [a, b] = [chance.below(csv.lines.length), chance.below(csv.lines.length)]
      const held = csv.lines[a] ?? ''
      csv.lines[a] = csv.lines[b] ?? ''
      csv.lines[b] = held
    },
  },
  {
    name: 'two columns in each other’s place',
    apply: (csv, chance) => {
      const names = (csv.lines[0] ?? '').split(';')
      const [a, b] = [chance.below(names.length), chance.below(names.length)]
      const withHeader = chance.happens(0.5)
      csv.lines = csv.lines.map((line, nth) => {
        if (line.includes('"') || (nth === 0 && !withHeader)) return line
        const fields = line.split(';')
        const held = fields[a] ?? ''
        fields[a] = fields[b] ?? ''
        fields[b] = held
        return fields.join(';')
      })
    },
  },
  {
    name: 'a required column left out',
    code: 'L041',
    apply: (csv) => {
      csv.lines[0] = (csv.lines[0] ?? '').replace(/^Id;/, '')
    },
  },
  {
    name: 'a name in the header edited',
    apply: (csv, chance) => {
      const names = (csv.lines[0] ?? '').split(';')
      const at = chance.below(names.length)
      const name = names[at] ?? ''
      names[at] = chance.pick([name.toUpperCase(), ` ${name}`, `"${name}"`, `${name}x`, '', names[0] ?? ''])
      csv.lines[0] = names.join(';')
    },
  },
  {
    name: 'an optional column left out',
    apply: (csv) => {
      const at = columnOf(csv, 'Bopael')
      if (at >= 0 && !csv.lines.slice(1).some((line) => line.slice(0, 60).includes('"')))
        csv.lines = csv.lines.map((line) => line.split(';').toSpliced(at, 1).join(';'))
    },
  },
  {
    name: 'a column more',
    apply: (csv) => {
      csv.lines = csv.lines.map((line, nth) => (nth === 0 ? `${line};Ny[kolonne]*` : `${line};x`))
    },
  },
  {
    name: 'CRLF',
    apply: (csv) => {
      csv.end = '\r\n'
    },
  },
  {
    name: 'mixed line ends',
    apply: (csv, chance) => {
      csv.lines = csv.lines.map((line) => (chance.happens(0.4) ? `${line}\r` : line))
    },
  },
  {
    name: 'blank lines at the end',
    apply: (csv, chance) => {
      csv.lines.push(...Array.from({ length: chance.between(1, 5) }, () => ''))
    },
  },
  {
    name: 'every field quoted',
    apply: (csv) => {
      csv.lines = csv.lines.map((line) =>
        line.includes('"')
          ? line
          : line
              .split(';')
              .map((text) => (text === '' ? '' : `"${text}"`))
              .join(';'),
      )
    },
  },
  {
    name: 'thirty rows with a wrong code',
    apply: (csv) => {
      const at = columnOf(csv, 'Kode')
      for (let line = 1; at >= 0 && line < Math.min(46, csv.lines.length); line++)
        if (!(csv.lines[line] ?? '').includes('"')) setField(csv, line, at, 'Q')
    },
  },
]

const inserted = (piece: Buffer) => (bytes: Buffer, chance: Chance) => {
  const at = chance.below(bytes.length + 1)
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)])
}

/** What lines and fields know nothing of. */
export const BYTE_MUTATIONS: readonly Mutation[] = [
  {
    name: 'bytes flipped',
    apply: (csv, chance) => {
      const count = chance.between(1, 4)
      csv.bytes.push((bytes, own) => {
        const copy = Buffer.from(bytes)
        for (let i = 0; i < count; i++) {
          const at = own.below(copy.length)
          copy[at] = (copy[at] ?? 0) ^ (1 << own.below(8))
        }
        return copy
      })
    },
  },
  {
    name: 'a NUL',
    code: 'L042',
    apply: (csv) => {
      csv.bytes.push((bytes, chance) => {
        const at = chance.between(Math.min(120, bytes.length), bytes.length)
        return Buffer.concat([bytes.subarray(0, at), Buffer.from([0]), bytes.subarray(at)])
      })
    },
  },
  {
    name: 'bytes that are no UTF-8',
    apply: (csv, chance) => {
      csv.bytes.push(
        inserted(Buffer.from(chance.pick([[0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf5, 0x80], [0x85]]))),
      )
    },
  },
  {
    name: 'a byte-order mark',
    apply: (csv) => {
      csv.bytes.push((bytes) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]))
    },
  },
  {
    name: 'cut off',
    apply: (csv) => {
      csv.bytes.push((bytes, chance) => bytes.subarray(0, chance.below(bytes.length)))
    },
  },
  {
    name: 'a stretch of bytes twice',
    apply: (csv) => {
      csv.bytes.push((bytes, chance) => {
        const from = chance.below(bytes.length)
        const to = Math.min(bytes.length, from + chance.between(1, 60))
        return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)])
      })
    },
  },
]
