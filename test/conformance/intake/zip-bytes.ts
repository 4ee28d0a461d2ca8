import { crc32, deflateRawSync } from 'node:zlib'

/** A member as it is written: anything that can be said of it can be a lie. */
export interface Member {
  readonly name: string | Buffer
  readonly content: string | Buffer
  /** Method of compression as claimed; 0 = stored. */
  readonly method?: number
  /** The member's bytes as they stand in the zip. */
  readonly packed?: Buffer
  readonly flags?: number
  readonly crc?: number
  /** Unpacked size as claimed. */
  readonly size?: number
  /** UNIX mode, e.g. 0o120777 for a link. */
  readonly mode?: number
  /** Check sum and sizes stand behind the bytes (APPNOTE 4.3.9), as writers do that stream. */
  readonly streamed?: true
}

const UTF8_NAMES = 0x0800
const STREAMED = 0x0008
const DEFLATED = 8

/**
 * A zip, written byte by byte (APPNOTE 4.3.7, 4.3.12, 4.3.16). The writer checks nothing: duplicate and hostile
 * names, wrong check sums and sizes come out as they are given.
 */
export const zip = (members: readonly Member[], comment = ''): Buffer => {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const member of members) {
    const name = Buffer.from(member.name)
    const content = Buffer.from(member.content)
    const method = member.method ?? DEFLATED
    const packed = member.packed ?? (method === DEFLATED ? deflateRawSync(content) : content)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(UTF8_NAMES | (member.flags ?? 0), 2)
    common.writeUInt16LE(method, 4)
    common.writeUInt32LE(0x54_42_00_00, 6)
    common.writeUInt32LE(member.crc ?? crc32(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(member.size ?? content.length, 18)
    common.writeUInt16LE(name.length, 22)
    const before = Buffer.from(common)
    if (member.streamed === true) {
      for (const one of [before, common]) one.writeUInt16LE(UTF8_NAMES | STREAMED, 2)
      before.fill(0, 10, 22)
    }
    const behind = Buffer.concat([Buffer.from('PK\x07\x08', 'latin1'), common.subarray(10, 22)])
    const written = [Buffer.from('PK\x03\x04', 'latin1'), before, name, packed]
    local.push(...written, ...(member.streamed === true ? [behind] : []))
    const more = Buffer.alloc(14)
    more.writeUInt32LE(((member.mode ?? 0o100644) << 16) >>> 0, 6)
    more.writeUInt32LE(offset, 10)
    central.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, more, name)
    offset += 30 + name.length + packed.length + (member.streamed === true ? behind.length : 0)
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  end.writeUInt16LE(Buffer.byteLength(comment), 20)
  return Buffer.concat([...local, directory, end, Buffer.from(comment)])
}

/** A well-made zip of text files. */
export const zipOf = (files: Readonly<Record<string, string | Buffer>>): Buffer =>
  zip(Object.entries(files).map(([name, content]) => ({ name, content })))
