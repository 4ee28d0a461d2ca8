import { METADATA_SUFFIX } from '../envelope/metadata.js'
import { byExtract, NOT_YET } from '../folder/list-inbox.js'
import { BUSINESS_RECEIPT_SUFFIX } from './business-receipt.js'
import type { RemoteFile } from './connect-sftp.js'

/** What of a name stands in a folder: data file, metadata, or both. */
export interface RemotePair {
  readonly fileName: string
  readonly data?: RemoteFile
  readonly metadata?: RemoteFile
}

/** Receipts of what we sent come into the same folder as deliveries; they are no deliveries. */
const RECEIPTS = ['.sftpreceipt', BUSINESS_RECEIPT_SUFFIX]

/** A server says what its files are called: no name may lead elsewhere. */
const isName = (name: string): boolean =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a name with one is no name of a delivery
  !/[/\\\u0000-\u001f]/.test(name) && !NOT_YET.test(name) && !RECEIPTS.some((each) => name.endsWith(each))

/** Tells which bytes stood under a name, as far as SFTP can tell: their number, and when they were changed. */
export const seenOf = ({ bytes, changedAt }: RemoteFile): string => `${bytes}:${changedAt}`

/** The pairs of a remote folder by periode, løbenr and name; uploads under way and receipts left out. */
export const remotePairs = (files: readonly RemoteFile[]): readonly RemotePair[] => {
  const byName = new Map(files.filter(({ name }) => isName(name)).map((each) => [each.name, each]))
  const dataNames = [...byName.keys()].map((name) =>
    name.endsWith(METADATA_SUFFIX) ? name.slice(0, -METADATA_SUFFIX.length) : name,
  )
  return [...new Set(dataNames)].sort(byExtract).map((fileName) => {
    const [data, metadata] = [byName.get(fileName), byName.get(`${fileName}${METADATA_SUFFIX}`)]
    return {
      fileName,
      ...(data === undefined ? {} : { data }),
      ...(metadata === undefined ? {} : { metadata }),
    }
  })
}
