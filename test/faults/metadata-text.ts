/** A metadata file as Serviceplatformen writes it, by hand. */
export const metadataText = (fileName: string, bytes: number, sender: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<ns:FileMetadata xmlns:ns="http://serviceplatformen.dk/xml/wsdl/soap11/SFTP/1/types">
  <FileTransferUUID>0b9c1c52-9d8e-4a0c-8a53-5a0f0f6f7f11</FileTransferUUID>
  <FileDescriptor>
    <FileName>${fileName}</FileName>
    <SizeInBytes>${bytes}</SizeInBytes>
    <Sender>${sender}</Sender>
    <SendersFileId>a2b7c1d0-0000-4000-8000-000000000001</SendersFileId>
    <Recipients>FLIS</Recipients>
  </FileDescriptor>
  <FileContentDescriptor/>
</ns:FileMetadata>
`
