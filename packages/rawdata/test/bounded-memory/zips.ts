import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'

const local = (name: Buffer, data: Buffer, unpacked: number): Buffer => {
  const packed = data.length
  const header = Buffer.alloc(30)
  header.write('PK\x03\x04', 'latin1')
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(0x800, 6)
  header.writeUInt16LE(packed === unpacked ? 0 : 8, 8)
  if (packed === unpacked) header.writeUInt32LE(crc32(data), 14)
  header.writeUInt32LE(packed, 18)
  header.writeUInt32LE(unpacked, 22)
  header.writeUInt16LE(name.length, 26)
  return header
}

const central = (header: Buffer, offset: number, comment: number): Buffer => {
  const entry = Buffer.alloc(46)
  entry.write('PK\x01\x02', 'latin1')
  entry.writeUInt16LE(3 << 8, 4)
  header.copy(entry, 6, 4, 30)
  entry.writeUInt16LE(comment, 32)
  entry.writeUInt32LE(offset, 42)
  return entry
}

/** The end of a directory; with 64-bit counts where there are many members. */
const endOfDirectory = (members: number, said: number, bytes: number, offset: number): Buffer => {
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt32LE(bytes, 12)
  end.writeUInt32LE(offset, 16)
  const short = Math.min(said, 0xffff)
  end.writeUInt16LE(short, 8)
  end.writeUInt16LE(short, 10)
  if (said < 0xffff) return end
  const long = Buffer.alloc(56)
  long.write('PK\x06\x06', 'latin1')
  long.writeBigUInt64LE(44n, 4)
  long.writeBigUInt64LE(BigInt(members), 24)
  long.writeBigUInt64LE(BigInt(members), 32)
  long.writeBigUInt64LE(BigInt(bytes), 40)
  long.writeBigUInt64LE(BigInt(offset), 48)
  const locator = Buffer.alloc(20)
  locator.write('PK\x06\x07', 'latin1')
  locator.writeBigUInt64LE(BigInt(offset + bytes), 8)
  locator.writeUInt32LE(1, 16)
  return Buffer.concat([long, locator, end])
}

interface Made {
  readonly members: number
  /** Members that the end of the directory tells of. */
  readonly said?: number
  /** Packed bytes of each member, and the size that it claims. */
  readonly packed?: Buffer
  readonly claimed?: number
  /** Bytes of each member's comment. */
  readonly comment?: number
}

const make = async (path: string, { members, said, packed, claimed, comment = 0 }: Made): Promise<void> => {
  const data = packed ?? Buffer.alloc(0)
  const file = await open(path, 'w')
  try {
    const directory: Buffer[] = []
    const pieces: Buffer[] = []
    let offset = 0
    for (let n = 0; n < members; n++) {
      const name = Buffer.from(`${n}.json`)
      const header = local(name, data, claimed ?? data.length)
      directory.push(central(header, offset, comment), name, Buffer.alloc(comment, 'x'))
      pieces.push(header, name, data)
      offset += header.length + name.length + data.length
      if (pieces.length > 10_000) await file.write(Buffer.concat(pieces.splice(0)))
    }
    const bytes = directory.reduce((sum, { length }) => sum + length, 0)
    await file.write(
      Buffer.concat([...pieces, ...directory, endOfDirectory(members, said ?? members, bytes, offset)]),
    )
  } finally {
    await file.close()
  }
}

/** Writes the zip files that cases read. */
export const makeZips = async (folder: string, unpacked: number, many: number): Promise<void> => {
  const packed = deflateRawSync(Buffer.alloc(unpacked), { level: 9 })
  const bomb = join(folder, 'bomb.zip')
  await make(bomb, { members: 1, packed, claimed: unpacked })
  await make(join(folder, 'lying-bomb.zip'), { members: 1, packed, claimed: packed.length * 2 })
  await make(join(folder, 'nested.zip'), { members: 1, packed: await readFile(bomb) })
  await make(join(folder, 'many.zip'), { members: many })
  await make(join(folder, 'lying-many.zip'), { members: many, said: 2_000 })
  await make(join(folder, 'comments.zip'), { members: 2_000, comment: 60_000 })
}
