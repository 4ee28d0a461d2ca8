import { errorWords } from '@flis/core'
import { escaped, type Metadata, NAMESPACE } from '../envelope/metadata.js'
import type { Outcome } from '../source.js'

/** What comes after the data file's name. */
export const BUSINESS_RECEIPT_SUFFIX = '.businessreceipt'

/** What a receiver tells the sender of a file. */
export type BusinessReceipt =
  | { readonly status: 'ACCEPTED' }
  | { readonly status: 'REJECTED'; readonly code?: string; readonly reason: string }

/** What the sender is told of an outcome: taken in, or why not. A held delivery has been taken in. */
export const receiptOf = (outcome: Outcome): BusinessReceipt =>
  outcome.state === 'rejected'
    ? { status: 'REJECTED', code: outcome.error.code, reason: errorWords(outcome.error, 'da') }
    : { status: 'ACCEPTED' }

/** Characters that no XML 1.0 document may hold. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

const element = (name: string, text: string | undefined): string =>
  text === undefined ? '' : `<${name}>${escaped(text.replaceAll(NOT_XML, '?'))}</${name}>`

/**
 * Writes a BusinessReceipt: which file (its transfer, name, the sender's own id), ACCEPTED or REJECTED, and of a rejected
 * one the code and the reason in Danish.
 *
 * @param metadata absent where they could not be read
 */
export const businessReceiptXml = (
  fileName: string,
  metadata: Metadata | undefined,
  receipt: BusinessReceipt,
): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<ns:BusinessReceipt xmlns:ns="${NAMESPACE}">`,
    `  ${element('FileTransferUUID', metadata?.fileTransferUuid)}`,
    '  <FileDescriptor>',
    `    ${element('FileName', fileName)}`,
    `    ${element('SendersFileId', metadata?.sendersFileId)}`,
    '  </FileDescriptor>',
    '  <Receipt>',
    `    ${element('Status', receipt.status)}`,
    `    ${element('Code', receipt.status === 'REJECTED' ? receipt.code : undefined)}`,
    `    ${element('Reason', receipt.status === 'REJECTED' ? receipt.reason : undefined)}`,
    '  </Receipt>',
    '</ns:BusinessReceipt>',
    '',
  ]
    .filter((line) => line.trim() !== '' || line === '')
    .join('\n')
