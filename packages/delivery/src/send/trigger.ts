import { fail } from '@flis/core'
import { metadataXml, readMetadata, readSmallXml } from '@flis/rawdata'
import type { Parcel } from './target.js'

export const TRIGGER_SUFFIX = '.trigger'

export interface Addressed {
  readonly sender: string
  readonly recipients: readonly string[]
}

/** Elements of a trigger in the order of its schema; only Recipients comes more than once. */
const SHAPE = [
  'FileDescriptor/FileName',
  'FileDescriptor/SizeInBytes',
  'FileDescriptor/Sender',
  'FileDescriptor/SendersFileId',
  'FileDescriptor/Recipients',
  'FileDescriptor',
  'FileContentDescriptor',
  '',
]

/**
 * The trigger of a file, checked before it is sent: a trigger that the platform cannot read leaves the file lying there.
 *
 * Errors: P011 when it has not the schema's shape, or does not say of the file what is so.
 */
export const triggerXml = (
  { fileName, bytes, sendersFileId }: Parcel,
  { sender, recipients }: Addressed,
): string => {
  const xml = metadataXml({ fileName, sizeInBytes: bytes, sender, sendersFileId, recipients }, 'Trigger')
  const file = `${fileName}${TRIGGER_SUFFIX}`
  const refuse = (column: string): never => fail('P011', { file, column })
  const { texts } = readSmallXml(Buffer.from(xml), { file, code: 'P011', roots: ['Trigger'] })
  if ([...texts.keys()].join() !== SHAPE.join()) refuse('FileDescriptor')
  const read = readMetadata(Buffer.from(xml), file)
  if (!/^[\w.-]+$/.test(fileName) || read.fileName !== fileName) refuse('FileName')
  if (read.sizeInBytes !== bytes) refuse('SizeInBytes')
  if (sender.trim() === '' || read.sender !== sender) refuse('Sender')
  if (read.recipients.length === 0 || read.recipients.join('\n') !== recipients.join('\n'))
    refuse('Recipients')
  return xml
}
