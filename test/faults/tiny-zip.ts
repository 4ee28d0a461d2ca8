// A zip as its specification (APPNOTE 6.3) has it, by hand: what yazl would never write is needed here.
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'

export interface ZipPart {
  readonly name: string
  readonly bytes: Buffer
  /** Written in place of what is true. */
  readonly flags?: number
  readonly method?: number
  readonly crc?: number
  readonly size?: number
  readonly packedSize?: number
  readonly attributes?: number
  /** Name in the member's own header, where it is another. */
  readonly localName?: string
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const UTF8_NAME = 0x0800

interface Placed {
  readonly local: Buffer
  readonly central: Buffer
}

const placed = (part: ZipPart, offset: number): Placed => {
  const stored = part.method === 0
  const packed = stored ? part.bytes : deflateRawSync(part.bytes)
  const name = Buffer.from(part.name)
  const localName = Buffer.from(part.localName ?? part.name)
  const common = (into: Buffer, at: number): void => {
    into.writeUInt16LE(part.flags ?? UTF8_NAME, at)
    into.writeUInt16LE(part.method ?? 8, at + 2)
    into.writeUInt32LE(0x21 << 16, at + 4)
    into.writeUInt32LE(part.crc ?? crc32(part.bytes), at + 8)
    into.writeUInt32LE(part.packedSize ?? packed.length, at + 12)
    into.writeUInt32LE(part.size ?? part.bytes.length, at + 16)
  }
  const local = Buffer.alloc(30)
  local.writeUInt32LE(LOCAL, 0)
  local.writeUInt16LE(20, 4)
  common(local, 6)
  local.writeUInt16LE(localName.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(CENTRAL, 0)
  central.writeUInt16LE(0x0314, 4)
  central.writeUInt16LE(20, 6)
  common(central, 8)
  central.writeUInt16LE(name.length, 28)
  central.writeUInt32LE(part.attributes ?? 0o100644 * 0x10000, 38)
  central.writeUInt32LE(offset, 42)
  return {
    local: Buffer.concat([local, localName, packed]),
    central: Buffer.concat([central, name]),
  }
}

export const writeTinyZip = (parts: readonly ZipPart[]): Buffer => {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const { local, central } = placed(part, offset)
    locals.push(local)
    centrals.push(central)
    offset += local.length
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

/** Members by the directory at the end; throws on what it cannot follow, or when a sum is not right. */
export const readTinyZip = (bytes: Buffer): readonly { readonly name: string; readonly bytes: Buffer }[] => {
  let end = bytes.length - 22
  while (end >= 0 && bytes.readUInt32LE(end) !== END) end--
  if (end < 0) throw new Error('no end of directory')
  const members: { name: string; bytes: Buffer }[] = []
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (bytes.readUInt32LE(at) !== CENTRAL) throw new Error('no directory entry')
    const method = bytes.readUInt16LE(at + 10)
    const sum = bytes.readUInt32LE(at + 16)
    const packedSize = bytes.readUInt32LE(at + 20)
    const nameLength = bytes.readUInt16LE(at + 28)
    const rest = bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    const local = bytes.readUInt32LE(at + 42)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(start, start + packedSize)
    const unpacked = method === 0 ? packed : inflateRawSync(packed)
    if (crc32(unpacked) !== sum) throw new Error(`${name} is damaged`)
    members.push({ name, bytes: unpacked })
    at += 46 + nameLength + rest
  }
  return members
}
