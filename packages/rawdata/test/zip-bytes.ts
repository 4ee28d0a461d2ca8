import { crc32, deflateRawSync } from 'node:zlib'

/** A member as it is to stand in the zip; what is left out is honest. */
export interface ZipPart {
  readonly name: string | Buffer
  readonly data: string | Buffer
  readonly stored?: boolean
  readonly flags?: number
  readonly method?: number
  /** Unix mode, for the upper half of the external attributes. */
  readonly mode?: number
  /** Claims that differ from the data. */
  readonly claimedBytes?: number
  readonly claimedCrc?: number
  /** Packed bytes in place of the right ones. */
  readonly packed?: Buffer
}

const UNIX = 3 << 8

/** The bytes of a zip file, written by hand so that they can lie. */
export const zipBytes = (parts: readonly ZipPart[]): Buffer => {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const data = Buffer.from(part.data as string)
    const name = Buffer.from(part.name as string)
    const packed = part.packed ?? (part.stored ? data : deflateRawSync(data))
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(part.flags ?? 0x800, 2)
    common.writeUInt16LE(part.method ?? (part.stored ? 0 : 8), 4)
    common.writeUInt32LE(part.claimedCrc ?? crc32(data), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(part.claimedBytes ?? data.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, packed])
    const central = Buffer.alloc(46)
    central.write('PK\x01\x02', 'latin1')
    central.writeUInt16LE(UNIX, 4)
    common.copy(central, 6)
    central.writeUInt32LE(((part.mode ?? 0) << 16) >>> 0, 38)
    central.writeUInt32LE(offset, 42)
    directory.push(central, name)
    locals.push(local)
    offset += local.length
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, entries, end])
}
