import { truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readMetadataFile } from '../src/envelope/read-metadata.js'
import { failureOf } from './failure-of.js'
import { landingWarehouse } from './landing-warehouse.js'
import { BOM, bytesOf, FILE, NAME, OPEN, plain, read, route, SHUT, WHO, whole } from './metadata-literals.js'
import { temporaryFolder } from './temporary-folder.js'

const LAUGHS = `<!DOCTYPE lolz [<!ENTITY a "lol">${'bcdefghij'
  .split('')
  .map((name, nr) => `<!ENTITY ${name} "${`&${'abcdefghij'[nr]};`.repeat(10)}">`)
  .join('')}]>`

const refused: readonly (readonly [string, Buffer])[] = [
  ['a DOCTYPE of nothing', bytesOf('<!DOCTYPE FileMetadata>', whole(FILE + WHO))],
  ['a billion laughs', bytesOf(LAUGHS, whole(`${FILE}<Sender>&j;</Sender><Recipients>FLIS</Recipients>`))],
  [
    'an outside entity',
    bytesOf('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', whole(`${FILE}<Sender>&e;</Sender>`)),
  ],
  ['a DOCTYPE after the root', bytesOf(whole(FILE + WHO), '<!DOCTYPE x>')],
  ['an entity that nobody declared', bytesOf(whole(`${FILE}<Sender>&nbsp;</Sender>`))],
  ['an ampersand alone', bytesOf(whole(`${FILE}<Sender>N & C</Sender>`))],
  ['a reference to NUL', bytesOf(whole(`${FILE}<Sender>&#0;</Sender>`))],
  ['half a surrogate', bytesOf(whole(`${FILE}<Sender>&#xD800;</Sender>`))],
  ['UTF-16', Buffer.from(`\uFEFF${whole(FILE + WHO)}`, 'utf16le')],
  [
    'ISO-8859-1 that nobody declared',
    bytesOf(OPEN, FILE, '<Sender>K', Buffer.from([0xf8]), 'ge</Sender>', SHUT),
  ],
  [
    'ISO-8859-1 declared behind a byte-order mark',
    bytesOf(
      BOM,
      '<?xml version="1.0" encoding="ISO-8859-1"?>',
      OPEN,
      FILE,
      '<Sender>',
      Buffer.from([0xf8]),
      '</Sender>',
      SHUT,
    ),
  ],
  ['a byte-order mark within', bytesOf(OPEN, Buffer.from([0xff]), FILE, WHO, SHUT)],
  [
    '200,000 elements within each other',
    bytesOf(whole(FILE + WHO).replace('<Sender>NC', `<Sender>${'<a>'.repeat(200_000)}${'</a>'.repeat(10)}`)),
  ],
  ['200,000 elements that never end', bytesOf(OPEN, '<a>'.repeat(200_000))],
  ['an attribute twice', bytesOf(whole(FILE + WHO).replace('<Sender>', '<Sender a="1" a="2">'))],
  ['an attribute without quotes', bytesOf(whole(FILE + WHO).replace('<Sender>', '<Sender a=1>'))],
  ['an empty FileName', bytesOf(whole(`<FileName/><SizeInBytes>48213</SizeInBytes>${WHO}`))],
  [
    'a FileName of blanks',
    bytesOf(whole(`<FileName> \r\n </FileName><SizeInBytes>48213</SizeInBytes>${WHO}`)),
  ],
  [
    'a FileName that holds an element',
    bytesOf(whole(`<FileName>KY<b/>${NAME}</FileName><SizeInBytes>48213</SizeInBytes>${WHO}`)),
  ],
  [
    'a FileName outside the FileDescriptor',
    bytesOf(
      whole(`<SizeInBytes>48213</SizeInBytes>${WHO}`).replace(
        '<FileDescriptor>',
        `<FileName>${NAME}</FileName><FileDescriptor>`,
      ),
    ),
  ],
  ['two FileDescriptors', bytesOf(whole(`${FILE}${WHO}</FileDescriptor><FileDescriptor>${FILE}${WHO}`))],
  ['two Senders', bytesOf(whole(`${FILE}<Sender>NC</Sender><Sender>KMD</Sender>`))],
  [
    'two authorities',
    route(
      '<InfRef>i</InfRef><SenderAuthority>55133018</SenderAuthority><SenderAuthority>64942212</SenderAuthority>',
    ),
  ],
  ['two InfRefs', route('<InfRef>i</InfRef><InfRef>j</InfRef><SenderAuthority>55133018</SenderAuthority>')],
  ['the root in small letters', bytesOf(whole(FILE + WHO).replaceAll('FileMetadata', 'filemetadata'))],
  ['the metadata within an envelope', bytesOf('<Envelope>', whole(FILE + WHO), '</Envelope>')],
  [
    'a first byte that is blank, before the declaration',
    bytesOf(' <?xml version="1.0"?>', whole(FILE + WHO)),
  ],
  ['only a declaration', bytesOf('<?xml version="1.0"?>')],
  ['NUL bytes', Buffer.alloc(64)],
  ...[
    '-48213',
    '1e3',
    '48.213',
    '48,213',
    '+48213',
    '0x10',
    '48 213',
    '4８213',
    '',
    'NaN',
    '9007199254740992',
    '00000000000048213',
  ].map(
    (size) =>
      [
        `SizeInBytes '${size}'`,
        bytesOf(whole(`<FileName>${NAME}</FileName><SizeInBytes>${size}</SizeInBytes>${WHO}`)),
      ] as const,
  ),
]

describe('the bytes of a metadata file', () => {
  it.each(refused)('are refused L020 with %s', async (_, bytes) => {
    const error = await failureOf(() => read(bytes))
    expect(error.code).toBe('L020')
    expect(JSON.stringify(error.facts)).not.toMatch(/lol|passwd|KMD/)
  })
})

describe('a metadata file that is too large', () => {
  it('is not read whole: of three gigabytes no more than a megabyte', async () => {
    const path = join(await temporaryFolder(), `${NAME}.metadata`)
    await writeFile(path, whole(FILE + WHO))
    await truncate(path, 3 * 1024 ** 3)
    const error = await failureOf(() => readMetadataFile(path, `${NAME}.metadata`))
    expect(error).toMatchObject({ code: 'L020', facts: { expected: 'at most 1048576 bytes' } })
  })

  it('of exactly a megabyte is read, of one byte more refused', async () => {
    const path = join(await temporaryFolder(), `${NAME}.metadata`)
    await writeFile(path, whole(FILE + WHO).padEnd(1024 * 1024))
    expect(await readMetadataFile(path, path)).toEqual(plain)
    await writeFile(path, whole(FILE + WHO).padEnd(1024 * 1024 + 1))
    expect((await failureOf(() => readMetadataFile(path, path))).code).toBe('L020')
  })

  it('rejects its delivery', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(NAME, 'x', { metadata: whole(FILE + WHO).padEnd(10_000_000) })
    expect(await warehouse.land()).toEqual([{ id: `?:${NAME}`, state: 'rejected', code: 'L020' }])
    expect(await warehouse.filesIn('inbox')).toEqual([])
  })
})
