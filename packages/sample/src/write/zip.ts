import { createWriteStream } from 'node:fs'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

/**
 * Zips files under their own names. The zip's clock is noon of `day` (`yyyy-mm-dd`) in the old DOS form, which
 * knows no zone: the same bytes on every machine.
 */
export const zipFiles = async (members: readonly string[], day: string, path: string): Promise<void> => {
  const [year, month, date] = day.split('-').map(Number)
  const mtime = new Date(year ?? 0, (month ?? 1) - 1, date, 12)
  const zip = new ZipFile()
  for (const member of members)
    zip.addFile(member, basename(member), {
      mtime,
      mode: 0o100644,
      forceDosTimestamp: true,
      compressionLevel: 1,
    })
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
}
