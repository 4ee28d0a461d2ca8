import { describe, expect, it } from 'vitest'
import type { Metadata } from '../src/envelope/metadata.js'
import { BOM, bytesOf, FILE, NAME, OPEN, plain, read, route, SHUT, WHO, whole } from './metadata-literals.js'

/** Bytes as a sender wrote them, and what is read of them where it is not the plain thing. */
const taken: readonly (readonly [string, Buffer, Partial<Metadata>?])[] = [
  ['on one line', bytesOf(whole(FILE + WHO))],
  ['a byte-order mark', bytesOf(BOM, whole(FILE + WHO))],
  [
    'a byte-order mark and a declaration',
    bytesOf(BOM, '<?xml version="1.0" encoding="UTF-8"?>', whole(FILE + WHO)),
  ],
  [
    'a declaration with single quotes',
    bytesOf("<?xml version='1.0' encoding='utf-8' standalone='yes'?>", whole(FILE + WHO)),
  ],
  [
    'ISO-8859-1 declared',
    bytesOf(
      '<?xml version="1.0" encoding="iso-8859-1"?>',
      OPEN,
      FILE,
      '<Sender>K',
      Buffer.from([0xf8]),
      'ge</Sender><Recipients>FLIS</Recipients>',
      SHUT,
    ),
    { sender: 'Køge' },
  ],
  [
    'UTF-8 letters',
    bytesOf(
      OPEN,
      FILE,
      '<Sender>K',
      Buffer.from([0xc3, 0xb8]),
      'ge</Sender><Recipients>FLIS</Recipients>',
      SHUT,
    ),
    { sender: 'Køge' },
  ],
  [
    'CR LF, tabs and blanks around texts',
    bytesOf(
      whole(
        `\r\n\t<FileName>\r\n\t${NAME}\r\n</FileName>\r\n<SizeInBytes>\t48213 </SizeInBytes>\r\n<Sender> NC\r\n</Sender><Recipients>\tFLIS </Recipients>`,
      ),
    ),
  ],
  [
    'another default namespace',
    bytesOf(
      whole(FILE + WHO)
        .replaceAll('ns:FileMetadata', 'FileMetadata')
        .replace('xmlns:ns', 'xmlns'),
    ),
  ],
  ['a prefix on every element', bytesOf(whole(FILE + WHO).replaceAll(/<(\/?)(?:ns:)?(\w+)/g, '<$1sp:$2'))],
  ['the root Trigger', bytesOf(whole(FILE + WHO).replaceAll('FileMetadata', 'Trigger'))],
  ['the root Trigger without prefix', bytesOf(whole(FILE + WHO).replaceAll('ns:FileMetadata', 'Trigger'))],
  [
    'attributes',
    bytesOf(
      whole(
        `<FileName lang="da" x='&lt;y>'>${NAME}</FileName><SizeInBytes unit="B">48213</SizeInBytes>${WHO}`,
      ),
    ),
  ],
  [
    'comments within and around',
    bytesOf(
      '<!-- a -->',
      whole(
        `<!-- <FileName>x</FileName> --><FileName>KY_0751_<!-- -->2022-10_001_F.zip</FileName><SizeInBytes>48213</SizeInBytes>${WHO}`,
      ),
      '<!-- b -->',
    ),
  ],
  ['a processing instruction', bytesOf('<?xml-stylesheet href="x"?>', whole(FILE + WHO))],
  [
    'CDATA',
    bytesOf(
      whole(`<FileName><![CDATA[${NAME}]]></FileName><SizeInBytes><![CDATA[48213]]></SizeInBytes>${WHO}`),
    ),
  ],
  [
    'CDATA and text after each other',
    bytesOf(
      whole(
        `<FileName>KY_0751_<![CDATA[2022-10]]>_001_F.zip</FileName><SizeInBytes>48213</SizeInBytes>${WHO}`,
      ),
    ),
  ],
  [
    'CDATA that looks like markup',
    bytesOf(whole(`${FILE}<Sender><![CDATA[<NC>&amp;]]></Sender><Recipients>FLIS</Recipients>`)),
    { sender: '<NC>&amp;' },
  ],
  [
    'the built-in entities',
    bytesOf(whole(`${FILE}<Sender>&lt;&gt;&amp;&apos;&quot;</Sender><Recipients>FLIS</Recipients>`)),
    { sender: '<>&\'"' },
  ],
  [
    'character references',
    bytesOf(whole(`${FILE}<Sender>&#78;&#x43;</Sender><Recipients>FLIS</Recipients>`)),
  ],
  [
    'an entity escaped twice, undone once',
    bytesOf(whole(`${FILE}<Sender>&amp;lt;</Sender><Recipients>FLIS</Recipients>`)),
    { sender: '&lt;' },
  ],
  [
    'several Recipients',
    bytesOf(
      whole(
        `${FILE}<Sender>NC</Sender><Recipients>A</Recipients><Recipients>FLIS</Recipients><Recipients>A</Recipients>`,
      ),
    ),
    { recipients: ['A', 'FLIS', 'A'] },
  ],
  ['an empty Recipients among them', bytesOf(whole(`${FILE}<Recipients/>${WHO}`))],
  ['no Recipients', bytesOf(whole(`${FILE}<Sender>NC</Sender>`)), { recipients: [] }],
  ['no Sender', bytesOf(whole(`${FILE}<Recipients>FLIS</Recipients>`)), { sender: '' }],
  ['an empty Sender', bytesOf(whole(`${FILE}<Sender/><Recipients>FLIS</Recipients>`)), { sender: '' }],
  [
    'a Sender elsewhere',
    bytesOf(
      whole(`${FILE}<Recipients>FLIS</Recipients>`).replace(
        '<FileContentDescriptor/>',
        '<FileContentDescriptor><Sender>X</Sender></FileContentDescriptor>',
      ),
    ),
    { sender: '' },
  ],
  [
    'a leading zero and a blank in SizeInBytes',
    bytesOf(whole(`<FileName>${NAME}</FileName><SizeInBytes>048213 </SizeInBytes>${WHO}`)),
  ],
  [
    'SizeInBytes 0',
    bytesOf(whole(`<FileName>${NAME}</FileName><SizeInBytes>0</SizeInBytes>${WHO}`)),
    { sizeInBytes: 0 },
  ],
  [
    'the largest SizeInBytes that a number holds',
    bytesOf(whole(`<FileName>${NAME}</FileName><SizeInBytes>9007199254740991</SizeInBytes>${WHO}`)),
    { sizeInBytes: Number.MAX_SAFE_INTEGER },
  ],
  [
    'elements that nobody knows',
    bytesOf(whole(`<New>1</New>${FILE}${WHO}<Newer><FileName>x</FileName></Newer>`)),
  ],
  [
    '30,001 Recipients',
    bytesOf(
      whole(
        `${FILE}<Sender>NC</Sender>${'<Recipients>A</Recipients>'.repeat(30_000)}<Recipients>FLIS</Recipients>`,
      ),
    ),
    { recipients: [...new Array<string>(30_000).fill('A'), 'FLIS'] },
  ],
]

const routed: readonly (readonly [string, Buffer, Metadata['routing']])[] = [
  [
    'both',
    route('<InfRef>i</InfRef><SenderAuthority>55133018</SenderAuthority>'),
    { infRef: 'i', senderAuthority: '55133018' },
  ],
  [
    'a CVR element',
    route('<InfRef> i </InfRef><SenderAuthority><Cvr>55133018</Cvr></SenderAuthority>'),
    { infRef: 'i', senderAuthority: '55133018' },
  ],
  [
    'a name and a CVR',
    route(
      '<InfRef>i</InfRef><SenderAuthority><Name>Aarhus 8000</Name><Cvr>DK55133018</Cvr></SenderAuthority>',
    ),
    { infRef: 'i', senderAuthority: '55133018' },
  ],
  [
    'one CVR told twice',
    route(
      '<InfRef>i</InfRef><SenderAuthority><A>55133018</A><B>urn:oio:cvr-nr:55133018</B></SenderAuthority>',
    ),
    { infRef: 'i', senderAuthority: '55133018' },
  ],
  [
    'nine digits',
    route('<InfRef>i</InfRef><SenderAuthority>551330180</SenderAuthority>'),
    { infRef: 'i', senderAuthority: '' },
  ],
  ['no authority', route('<InfRef>i</InfRef>'), { infRef: 'i', senderAuthority: '' }],
  [
    'no InfRef',
    route('<SenderAuthority>55133018</SenderAuthority>'),
    { infRef: '', senderAuthority: '55133018' },
  ],
  ['nothing', route(''), { infRef: '', senderAuthority: '' }],
]

describe('the bytes of a metadata file', () => {
  it.each(taken.map(([name, bytes, change]) => ({ name, bytes, change })))(
    'are read with $name',
    ({ bytes, change }) => {
      expect(read(bytes)).toEqual({ ...plain, ...change })
    },
  )

  it.each(routed)('tell a route with %s', (_, bytes, routing) => {
    expect(read(bytes)).toEqual({ ...plain, routing })
  })
})
