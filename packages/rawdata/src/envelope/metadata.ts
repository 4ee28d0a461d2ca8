/** The metadata file of a delivery, `<file name>.metadata`. */
export interface Metadata {
  readonly fileTransferUuid?: string
  readonly fileName: string
  readonly sizeInBytes: number
  /** Empty when the file names none. */
  readonly sender: string
  readonly sendersFileId?: string
  readonly recipients: readonly string[]
  /** SFTPDynamicRoutingInfo, where Serviceplatformen routed the file. */
  readonly routing?: { readonly infRef: string; readonly senderAuthority: string }
}

export const METADATA_SUFFIX = '.metadata'

/** Of metadata, triggers and receipts alike. */
export const NAMESPACE = 'http://serviceplatformen.dk/xml/wsdl/soap11/SFTP/1/types'

/** A text as it stands in an element. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const element = (name: string, text: string | undefined, indent: string): readonly string[] =>
  text === undefined ? [] : [`${indent}<${name}>${escaped(text)}</${name}>`]

/**
 * Writes a metadata file in the shape of Serviceplatformen.
 *
 * @param root `Trigger` is what a sender uploads, and what older platforms hand on (without FileTransferUUID)
 *
 * @example
 * metadataXml({ fileName: 'KY_0751_2022-10_001_F.zip', sizeInBytes: 48213, sender: 'NC', recipients: ['FLIS'] })
 */
export const metadataXml = (metadata: Metadata, root: 'FileMetadata' | 'Trigger' = 'FileMetadata'): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<ns:${root} xmlns:ns="${NAMESPACE}">`,
    ...(root === 'Trigger' ? [] : element('FileTransferUUID', metadata.fileTransferUuid, '  ')),
    '  <FileDescriptor>',
    ...element('FileName', metadata.fileName, '    '),
    ...element('SizeInBytes', String(metadata.sizeInBytes), '    '),
    ...element('Sender', metadata.sender, '    '),
    ...element('SendersFileId', metadata.sendersFileId, '    '),
    ...metadata.recipients.flatMap((recipient) => element('Recipients', recipient, '    ')),
    '  </FileDescriptor>',
    ...(metadata.routing === undefined
      ? ['  <FileContentDescriptor/>']
      : [
          '  <FileContentDescriptor>',
          '    <SFTPDynamicRoutingInfo>',
          ...element('InfRef', metadata.routing.infRef, '      '),
          ...element('SenderAuthority', metadata.routing.senderAuthority, '      '),
          '    </SFTPDynamicRoutingInfo>',
          '  </FileContentDescriptor>',
        ]),
    `</ns:${root}>`,
    '',
  ].join('\n')
