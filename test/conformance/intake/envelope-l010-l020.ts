import type { Table } from './family.js'
import { oneCase } from './ky-files.js'
import { metadata } from './metadata.js'

const rejected = { bytes: oneCase, state: 'rejected' } as const
const loaded = { bytes: oneCase, state: 'loaded', counts: [1, 1, 0, 0] } as const
const about = (file: string): string => metadata(file, oneCase)
const without = (file: string, line: RegExp): string => about(file).replace(line, '')

export const metadataFiles: Table = {
  title: 'a metadata file',
  cases: [
    {
      name: 'that promises fewer bytes than there are',
      file: 'KY_0101_2022-09_001_F.zip',
      size: oneCase.length - 1,
      code: 'L010',
      ...rejected,
    },
    {
      name: 'that promises no byte at all',
      file: 'KY_0147_2022-09_001_F.zip',
      size: 0,
      code: 'L010',
      ...rejected,
    },
    {
      name: 'for somebody else',
      file: 'KY_0151_2022-09_001_F.zip',
      recipients: ['KOMBIT'],
      code: 'L011',
      ...rejected,
    },
    {
      name: 'for two others',
      file: 'KY_0153_2022-09_001_F.zip',
      recipients: ['KOMBIT', 'STAR'],
      code: 'L011',
      ...rejected,
    },
    {
      name: 'for a name that only holds ours',
      file: 'KY_0155_2022-09_001_F.zip',
      recipients: ['FLISTEST'],
      code: 'L011',
      ...rejected,
    },
    {
      name: 'for our name in small letters',
      file: 'KY_0157_2022-09_001_F.zip',
      recipients: ['flis'],
      code: 'L011',
      ...rejected,
    },
    {
      name: 'for others and for us',
      file: 'KY_0159_2022-09_001_F.zip',
      recipients: ['KOMBIT', 'FLIS'],
      ...loaded,
    },
    {
      name: 'for our routing name',
      file: 'KY_0161_2022-09_001_F.zip',
      recipients: ['ROUTING_V1_0_0'],
      ...loaded,
    },
    {
      name: 'with white space around what it says',
      file: 'KY_0163_2022-09_001_F.zip',
      sender: '\n      NC\n    ',
      recipients: ['  FLIS  '],
      ...loaded,
    },
    {
      name: 'of a sender that has nothing to do with the Kilde',
      file: 'KY_0165_2022-09_001_F.zip',
      sender: 'Trifork',
      code: 'L012',
      ...rejected,
    },
    {
      name: 'of the right sender in small letters',
      file: 'KY_0167_2022-09_001_F.zip',
      sender: 'nc',
      code: 'L012',
      ...rejected,
    },
    {
      name: 'that names another file',
      file: 'KY_0169_2022-09_001_F.zip',
      fileName: 'KY_0169_2022-09_002_F.zip',
      code: 'L013',
      ...rejected,
    },
    {
      name: 'that names the file of another kommune',
      file: 'KY_0173_2022-09_001_F.zip',
      fileName: 'KY_0751_2022-09_001_F.zip',
      code: 'L013',
      ...rejected,
    },
    {
      name: 'that names the file in other letters',
      file: 'KY_0175_2022-09_001_F.zip',
      fileName: 'ky_0175_2022-10_001_f.zip',
      code: 'L013',
      ...rejected,
    },
    {
      name: 'that ends in the middle',
      file: 'KY_0183_2022-09_001_F.zip',
      metadata: about('KY_0183_2022-09_001_F.zip').slice(0, 300),
      code: 'L020',
      ...rejected,
    },
    {
      name: 'whose elements are not closed in order',
      file: 'KY_0185_2022-09_001_F.zip',
      metadata: about('KY_0185_2022-09_001_F.zip').replace('</Sender>', '</FileName>'),
      code: 'L020',
      ...rejected,
    },
    { name: 'that is empty', file: 'KY_0187_2022-09_001_F.zip', metadata: '', code: 'L020', ...rejected },
    {
      name: 'that is no XML',
      file: 'KY_0190_2022-09_001_F.zip',
      metadata: '{"FileName":"KY_0190_2022-09_001_F.zip"}',
      code: 'L020',
      ...rejected,
    },
    {
      name: 'with a DOCTYPE',
      file: 'KY_0201_2022-09_001_F.zip',
      metadata: about('KY_0201_2022-09_001_F.zip').replace('?>', '?>\n<!DOCTYPE FileMetadata>'),
      code: 'L020',
      ...rejected,
    },
    {
      name: 'with a DOCTYPE that would read a file',
      file: 'KY_0210_2022-09_001_F.zip',
      metadata: about('KY_0210_2022-09_001_F.zip')
        .replace('?>', '?>\n<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>')
        .replace('NC', '&e;'),
      code: 'L020',
      ...rejected,
    },
    {
      name: 'with another root',
      file: 'KY_0217_2022-09_001_F.zip',
      metadata: about('KY_0217_2022-09_001_F.zip').replaceAll('ns:FileMetadata', 'ns:TechnicalReceipt'),
      code: 'L020',
      ...rejected,
    },
    {
      name: 'without SizeInBytes',
      file: 'KY_0219_2022-09_001_F.zip',
      metadata: without('KY_0219_2022-09_001_F.zip', /.*SizeInBytes.*\n/),
      code: 'L020',
      ...rejected,
    },
    {
      name: 'without FileName',
      file: 'KY_0223_2022-09_001_F.zip',
      metadata: without('KY_0223_2022-09_001_F.zip', /.*FileName.*\n/),
      code: 'L020',
      ...rejected,
    },
    {
      name: 'without Sender, which is nobody that may deliver',
      file: 'KY_0230_2022-09_001_F.zip',
      metadata: without('KY_0230_2022-09_001_F.zip', /.*Sender.*\n/),
      code: 'L012',
      ...rejected,
    },
    {
      name: 'with a size that is no number',
      file: 'KY_0240_2022-09_001_F.zip',
      metadata: about('KY_0240_2022-09_001_F.zip').replace(/>\d+</, '>1e3<'),
      code: 'L020',
      ...rejected,
    },
    {
      name: 'with the root of older platforms',
      file: 'KY_0250_2022-09_001_F.zip',
      root: 'Trigger',
      ...loaded,
    },
    {
      name: 'whose root has no prefix but the name space',
      file: 'KY_0253_2022-09_001_F.zip',
      metadata: about('KY_0253_2022-09_001_F.zip')
        .replaceAll('ns:FileMetadata', 'FileMetadata')
        .replace('xmlns:ns', 'xmlns'),
      ...loaded,
    },
    {
      name: 'with a byte-order mark',
      file: 'KY_0259_2022-09_001_F.zip',
      metadata: `\uFEFF${about('KY_0259_2022-09_001_F.zip')}`,
      ...loaded,
    },
    {
      name: 'with the optional id of the sender and comments',
      file: 'KY_0260_2022-09_001_F.zip',
      metadata: about('KY_0260_2022-09_001_F.zip').replace(
        '    <Recipients>',
        '    <SendersFileId>a2b7</SendersFileId>\n<!-- til FLIS -->\n<Recipients>',
      ),
      ...loaded,
    },
  ],
}
