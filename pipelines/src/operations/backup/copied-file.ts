import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'

/** What a file came to on its way. */
export interface Copied {
  readonly bytes: number
  readonly sha256: string
}

const CHUNK = 1 << 20

/** Copies what a handle reads into a new file, safe on disk, and tells its SHA-256: one pass over the bytes. */
export const copyHandle = async (source: FileHandle, to: string, mode = 0o600): Promise<Copied> => {
  await mkdir(dirname(to), { recursive: true })
  const target = await open(to, 'wx', mode)
  try {
    const hash = createHash('sha256')
    const buffer = Buffer.alloc(CHUNK)
    let bytes = 0
    for (;;) {
      const { bytesRead } = await source.read(buffer, 0, CHUNK, bytes)
      if (bytesRead === 0) break
      const part = buffer.subarray(0, bytesRead)
      hash.update(part)
      for (let written = 0; written < bytesRead; )
        written += (await target.write(part, written, bytesRead - written, bytes + written)).bytesWritten
      bytes += bytesRead
    }
    await target.sync()
    return { bytes, sha256: hash.digest('hex') }
  } finally {
    await target.close()
  }
}

/** Copies a file into a new one, as {@link copyHandle}. */
export const copyFileHashed = async (from: string, to: string, mode?: number): Promise<Copied> => {
  const source = await open(from, 'r')
  try {
    return await copyHandle(source, to, mode)
  } finally {
    await source.close()
  }
}
