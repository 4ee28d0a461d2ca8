/** What stands in a metadata file; what is left out is as the rest of the delivery has it. */
export interface Said {
  readonly root?: 'FileMetadata' | 'Trigger'
  readonly fileName?: string
  readonly size?: number
  readonly sender?: string
  readonly recipients?: readonly string[]
  /** XML within FileContentDescriptor. */
  readonly content?: string
}

/** The metadata file of Serviceplatformen that goes with a data file, written out. */
export const metadata = (fileName: string, bytes: Uint8Array, said: Said = {}): string => {
  const root = said.root ?? 'FileMetadata'
  const recipients = (said.recipients ?? ['FLIS']).map((each) => `    <Recipients>${each}</Recipients>\n`)
  const transfer =
    root === 'Trigger' ? '' : '  <FileTransferUUID>0b9c1c52-9d8e-4a0c-8a53-5a0f0f6f7f11</FileTransferUUID>\n'
  return `<?xml version="1.0" encoding="UTF-8"?>
<ns:${root} xmlns:ns="http://serviceplatformen.dk/xml/wsdl/soap11/SFTP/1/types">
${transfer}  <FileDescriptor>
    <FileName>${said.fileName ?? fileName}</FileName>
    <SizeInBytes>${said.size ?? bytes.length}</SizeInBytes>
    <Sender>${said.sender ?? 'NC'}</Sender>
${recipients.join('')}  </FileDescriptor>
  <FileContentDescriptor>${said.content ?? ''}</FileContentDescriptor>
</ns:${root}>
`
}
