import type { Metadata } from '../src/envelope/metadata.js'
import { readMetadata } from '../src/envelope/read-metadata.js'

export const NAME = 'KY_0751_2022-10_001_F.zip'
export const BOM = Buffer.from([0xef, 0xbb, 0xbf])
export const read = (bytes: Buffer): Metadata => readMetadata(bytes, `${NAME}.metadata`)
export const bytesOf = (...parts: readonly (string | Buffer)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : part)))

export const OPEN =
  '<ns:FileMetadata xmlns:ns="http://serviceplatformen.dk/xml/wsdl/soap11/SFTP/1/types"><FileDescriptor>'
export const SHUT = '</FileDescriptor><FileContentDescriptor/></ns:FileMetadata>'
export const FILE = `<FileName>${NAME}</FileName><SizeInBytes>48213</SizeInBytes>`
export const WHO = '<Sender>NC</Sender><Recipients>FLIS</Recipients>'
export const whole = (descriptor: string): string => OPEN + descriptor + SHUT
export const plain: Metadata = { fileName: NAME, sizeInBytes: 48213, sender: 'NC', recipients: ['FLIS'] }

/** The metadata with what SFTPDynamicRoutingInfo holds. */
export const route = (inner: string): Buffer =>
  bytesOf(
    whole(FILE + WHO).replace(
      '<FileContentDescriptor/>',
      `<FileContentDescriptor><SFTPDynamicRoutingInfo>${inner}</SFTPDynamicRoutingInfo></FileContentDescriptor>`,
    ),
  )
