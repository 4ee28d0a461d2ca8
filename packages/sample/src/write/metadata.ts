import { createHash } from 'node:crypto'

/** The facts of a metadata file. */
export interface MetadataFacts {
  readonly seed: number
  /** Path under `out`: a second sending of a file is another transfer. */
  readonly path: string
  readonly fileName: string
  readonly bytes: number
  readonly sender: string
}

const uuidOf = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

/** The metadata file of a delivery, in the shape in which Serviceplatformen hands it to its receiver. */
export const metadataOf = (facts: MetadataFacts): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<ns:FileMetadata xmlns:ns="http://serviceplatformen.dk/xml/wsdl/soap11/SFTP/1/types">',
    `  <FileTransferUUID>${uuidOf(`${facts.seed}|${facts.path}`)}</FileTransferUUID>`,
    '  <FileDescriptor>',
    `    <FileName>${facts.fileName}</FileName>`,
    `    <SizeInBytes>${facts.bytes}</SizeInBytes>`,
    `    <Sender>${facts.sender}</Sender>`,
    `    <SendersFileId>${uuidOf(`${facts.seed}|${facts.sender}|${facts.fileName}`)}</SendersFileId>`,
    '    <Recipients>FLIS</Recipients>',
    '  </FileDescriptor>',
    '  <FileContentDescriptor/>',
    '</ns:FileMetadata>',
    '',
  ].join('\n')
