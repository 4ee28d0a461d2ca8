import { copyFile, mkdir, readFile } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { exists, FlisFailure, fail, removePath, settleFile, sha256File } from '@flis/core'
import { BUSINESS_RECEIPT_SUFFIX } from '@flis/rawdata'
import { readBusinessReceipt } from './read-receipts.js'
import type { Receipt, Target } from './target.js'

export interface FolderTargetOptions {
  readonly name: string
  /** Relative to the warehouse folder, or absolute. */
  readonly path: string
}

/**
 * A folder that a receiver fetches from. A file stands there whole or not at all; what was copied is read back, which is
 * its receipt. A receiver that wants to can put `<file>.businessreceipt` beside it.
 *
 * Errors: P010 other bytes have the package's name; S003 the copy is not what was copied.
 */
export const folderTarget = (
  { name, path }: FolderTargetOptions,
  { root }: { readonly root: string },
): Target => {
  const folder = isAbsolute(path) ? path : join(root, path)
  return {
    name,
    upload: async (parcel) => {
      const { fileName, sha256 } = parcel
      const final = join(folder, fileName)
      if (await exists(final)) {
        if ((await sha256File(final)) !== sha256) fail('P010', { file: fileName, found: 'other bytes' })
        return
      }
      const part = join(folder, `.${fileName}.part`)
      await mkdir(folder, { recursive: true })
      await removePath(part)
      await copyFile(parcel.path, part)
      if ((await sha256File(part)) !== sha256) fail('S003', { file: fileName, detail: 'the copy differs' })
      await settleFile(part, final)
    },
    announce: async () => true,
    receipts: async (fileNames) => {
      const receipts: Receipt[] = []
      const unreadable: string[] = []
      for (const fileName of fileNames) {
        const file = `${fileName}${BUSINESS_RECEIPT_SUFFIX}`
        // asked for what was sent: it has been read back, and may have been fetched since
        receipts.push({ fileName, verdict: 'taken' })
        if (!(await exists(join(folder, file)))) continue
        try {
          const said = readBusinessReceipt(await readFile(join(folder, file)), file)
          if (said === undefined) unreadable.push(file)
          else receipts.push({ ...said, fileName, file })
        } catch (thrown) {
          if (!(thrown instanceof FlisFailure)) throw thrown
          unreadable.push(file)
        }
      }
      return { receipts, unreadable }
    },
    forget: async (receipts) => {
      for (const { file } of receipts) if (file !== undefined) await removePath(join(folder, file))
    },
  }
}
