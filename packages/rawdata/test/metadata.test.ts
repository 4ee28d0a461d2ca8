import { describe, expect, it } from 'vitest'
import { metadataXml } from '../src/envelope/metadata.js'
import { readMetadata } from '../src/envelope/read-metadata.js'
import { failureOf } from './failure-of.js'

const read = (xml: string | Buffer) => readMetadata(Buffer.from(xml as string), 'a.zip.metadata')

const received = `<ns:FileMetadata xmlns:ns="http://serviceplatformen.dk/xml/wsdl/soap11/SFTP/1/types">
  <FileTransferUUID>0b9c1c52-9d8e-4a0c-8a53-5a0f0f6f7f11</FileTransferUUID>
  <FileDescriptor>
    <FileName>
      KY_0751_2022-10_001_F.zip
    </FileName>
    <SizeInBytes> 48213 </SizeInBytes>
    <Sender>NC</Sender>
    <SendersFileId>a2b7</SendersFileId>
    <Recipients>FLIS</Recipients>
    <Recipients>KLIS &amp; co</Recipients>
  </FileDescriptor>
  <FileContentDescriptor/>
</ns:FileMetadata>`

describe('a metadata file', () => {
  it('is read with white space trimmed', () => {
    expect(read(received)).toEqual({
      fileTransferUuid: '0b9c1c52-9d8e-4a0c-8a53-5a0f0f6f7f11',
      fileName: 'KY_0751_2022-10_001_F.zip',
      sizeInBytes: 48213,
      sender: 'NC',
      sendersFileId: 'a2b7',
      recipients: ['FLIS', 'KLIS & co'],
    })
  })

  it.each([
    ['the root Trigger without namespace', received.replaceAll('ns:FileMetadata', 'Trigger')],
    ['any prefix', received.replaceAll('ns:FileMetadata', 'sp:FileMetadata').replace('xmlns:ns', 'xmlns:sp')],
    ['a byte-order mark', `\uFEFF${received}`],
    ['an XML declaration', `<?xml version="1.0" encoding="utf-8"?>\n${received}`],
    ['CDATA', received.replace('<Sender>NC<', '<Sender><![CDATA[NC]]><')],
    ['a comment', received.replace('<Sender>', '<!-- who --><Sender>')],
  ])('may have %s', (_, xml) => {
    expect(read(xml)).toMatchObject({
      fileName: 'KY_0751_2022-10_001_F.zip',
      sizeInBytes: 48213,
      sender: 'NC',
    })
  })

  it('may be ISO-8859-1 when it says so', () => {
    const xml = `<?xml version="1.0" encoding="ISO-8859-1"?>${received.replace('>NC<', '>Køge<')}`
    expect(read(Buffer.from(xml, 'latin1')).sender).toBe('Køge')
  })

  it('tells the route', () => {
    const routed = received.replace(
      '<FileContentDescriptor/>',
      `<FileContentDescriptor><SFTPDynamicRoutingInfo><InfRef>http://sp/FLISSkole</InfRef>
       <SenderAuthority><Cvr>urn:oio:cvr-nr:12345678</Cvr></SenderAuthority></SFTPDynamicRoutingInfo></FileContentDescriptor>`,
    )
    expect(read(routed).routing).toEqual({ infRef: 'http://sp/FLISSkole', senderAuthority: '12345678' })
  })

  it('without Sender and Recipients is read, for the checks to refuse', () => {
    const bare = received.replace('<Sender>NC</Sender>', '').replace(/<Recipients>.*<\/Recipients>/g, '')
    expect(read(bare)).toMatchObject({ sender: '', recipients: [] })
  })

  it.each([
    ['nothing', ''],
    ['an unclosed element', received.replace('</FileDescriptor>', '')],
    ['an end too early', received.slice(0, 300)],
    ['text after the root', `${received} more`],
    ['two roots', received + received],
    ['another root', received.replaceAll('FileMetadata', 'FileMetaData')],
    ['a DOCTYPE', `<!DOCTYPE x [<!ENTITY e "NC">]>${received.replace('>NC<', '>&e;<')}`],
    ['an unknown entity', received.replace('>NC<', '>&who;<')],
    ['a NUL', received.replace('NC', 'N\0C')],
    ['no FileName', received.replace(/<FileName>[\s\S]*<\/FileName>/, '')],
    ['an empty FileName', received.replace(/<FileName>[\s\S]*<\/FileName>/, '<FileName> </FileName>')],
    ['two FileNames', received.replace('<SizeInBytes>', '<FileName>other.zip</FileName><SizeInBytes>')],
    ['no SizeInBytes', received.replace(/<SizeInBytes>.*<\/SizeInBytes>/, '')],
    ['a negative size', received.replace('48213', '-1')],
    ['a size with a point', received.replace('48213', '48.213')],
    ['a size that no number holds', received.replace('48213', '9'.repeat(16))],
    ['nesting beyond reason', received.replace('>NC<', `>${'<a>'.repeat(20)}${'</a>'.repeat(20)}<`)],
    ['a megabyte of blanks', received + ' '.repeat(1024 * 1024)],
    ['JSON', '{"FileName":"KY_0751_2022-10_001_F.zip"}'],
  ])('with %s is refused L020', async (_, xml) => {
    expect((await failureOf(() => read(xml))).code).toBe('L020')
  })

  it('that is not UTF-8 is refused L020', async () => {
    const latin = Buffer.from(received.replace('>NC<', '>Køge<'), 'latin1')
    expect((await failureOf(() => read(latin))).code).toBe('L020')
  })

  it('tells the line of the fault and nothing of the text', async () => {
    const { facts } = await failureOf(() => read(received.replace('</Sender>', '</Sendr>')))
    expect(facts).toEqual({ file: 'a.zip.metadata', line: 8, detail: 'not well-formed' })
  })
})

describe('metadataXml', () => {
  const metadata = {
    fileTransferUuid: '0b9c1c52-9d8e-4a0c-8a53-5a0f0f6f7f11',
    fileName: 'Aula_0751_2022-10_001_D.ndjson',
    sizeInBytes: 0,
    sender: 'A<b>&"c"',
    sendersFileId: '1',
    recipients: ['FLIS', 'X'],
    routing: { infRef: 'http://sp/x', senderAuthority: '12345678' },
  }

  it('writes what readMetadata reads', () => {
    expect(read(metadataXml(metadata))).toEqual(metadata)
  })

  it('as Trigger has no FileTransferUUID', () => {
    const { fileTransferUuid: _, ...rest } = metadata
    expect(read(metadataXml(metadata, 'Trigger'))).toEqual(rest)
  })
})
