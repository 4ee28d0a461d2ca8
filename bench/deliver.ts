import { stat, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'

/** Writes the metadata file that says that a delivery in an inbox is whole. */
export const writeMetadata = async (path: string, sender: string): Promise<void> => {
  const { size } = await stat(path)
  const name = basename(path)
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<ns:FileMetadata xmlns:ns="http://serviceplatformen.dk/xml/wsdl/soap11/SFTP/1/types">
  <FileTransferUUID>00000000-0000-4000-a000-000000000001</FileTransferUUID>
  <FileDescriptor>
    <FileName>${name}</FileName>
    <SizeInBytes>${size}</SizeInBytes>
    <Sender>${sender}</Sender>
    <SendersFileId>00000000-0000-4000-a000-000000000002</SendersFileId>
    <Recipients>FLIS</Recipients>
  </FileDescriptor>
  <FileContentDescriptor/>
</ns:FileMetadata>
`
  await writeFile(`${path}.metadata`, text)
}
