import { describe, expect, it } from 'vitest'
import { emne, failing, rowsOf } from './xml-rows.js'

describe('the rows of an XML document', () => {
  it('are its row elements with their texts by path, each numbered by where it starts', async () => {
    const text = `<?xml version="1.0"?>
      <Plan><Dato>2022-10-01</Dato>
        <Gruppe><Nr>1</Nr><Navn>En</Navn>
          <Emne><Nr>1.1</Nr><Info><Fra>2020-01-01</Fra></Info></Emne>
          <Emne><Nr>1.2</Nr></Emne>
        </Gruppe>
        <Gruppe><Nr>2</Nr></Gruppe>
      </Plan>`
    expect(await rowsOf(text)).toEqual([
      { number: 2, values: { navn: 'Emne', under: '1', Nr: '1.1', 'Info/Fra': '2020-01-01' } },
      { number: 3, values: { navn: 'Emne', under: '1', Nr: '1.2' } },
      { number: 1, values: { navn: 'Gruppe', under: null, Nr: '1', Navn: 'En' } },
      { number: 4, values: { navn: 'Gruppe', under: null, Nr: '2' } },
    ])
  })

  it.each([
    ['as it is written, spaces too', '<Nr> a  b\n c </Nr>', { Nr: ' a  b\n c ' }],
    [
      'with the five entities and characters by number',
      '<Nr>&lt;&amp;&gt;&quot;&apos;&#230;&#xF8;</Nr>',
      { Nr: '<&>"\'æø' },
    ],
    ['of CDATA', '<Nr>a<![CDATA[<b>&amp;]]>c</Nr>', { Nr: 'a<b>&amp;c' }],
    ['around comments and instructions', '<Nr>a<!-- b -->c<?d e?>f</Nr>', { Nr: 'acf' }],
    ['empty where the element is', '<Nr/><Navn></Navn>', { Nr: '', Navn: '' }],
    ['blank where an element without others holds blanks', '<Nr>  </Nr>', { Nr: '  ' }],
    ['around other elements', '<Nr>a<b>c</b>d</Nr>', { Nr: 'ad', 'Nr/b': 'c' }],
    ['not of the layout between elements', '<A>\n <B>b</B>\n <C>c</C>\n</A>', { 'A/B': 'b', 'A/C': 'c' }],
    ['by local names', '<x:Nr xmlns:x="urn:x">a</x:Nr>', { Nr: 'a' }],
    ['of a path that comes twice the first', '<Nr>a</Nr><Nr>b</Nr>', { Nr: 'a' }],
    ['under any name', '<constructor>a</constructor><__proto__>b</__proto__>', { constructor: 'a' }],
    ['with CRLF and CR as line feeds', '<Nr>a\r\nb\rc</Nr>', { Nr: 'a\nb\nc' }],
  ])('hold text %s', async (_, inner, texts) => {
    const [row] = await rowsOf(emne(inner))
    expect(row?.values).toMatchObject(texts)
  })

  it('are none for an element that the mapping does not take, though it is numbered', async () => {
    const text = '<Plan><Emne><Spring/></Emne><Emne><Nr>2</Nr></Emne></Plan>'
    expect((await rowsOf(text)).map(({ number }) => number)).toEqual([2])
  })

  it('are none in a document without row elements', async () => {
    expect(await rowsOf('<Plan/>')).toEqual([])
  })

  it('see of the element around only what stood before them', async () => {
    const text = '<Plan><Gruppe><Emne><Nr>1.1</Nr></Emne><Nr>1</Nr></Gruppe></Plan>'
    expect((await rowsOf(text))[0]?.values).toMatchObject({ Nr: '1.1', under: null })
  })

  it('can be the text of the element itself', async () => {
    expect((await rowsOf('<Plan><Emne>a</Emne></Plan>'))[0]?.values).toMatchObject({ '': 'a' })
  })

  it.each([1, 2, 3, 7, 1000])('are the same whatever the chunks (of %i bytes)', async (chunk) => {
    const text = `\uFEFF<?xml version="1.0" encoding="UTF-8"?>\r\n${emne('<Nr a="&lt;ø">æ&amp;😀\r\n</Nr>')}\n`
    expect(await rowsOf(text, { chunk })).toEqual([
      { number: 1, values: { navn: 'Emne', under: null, Nr: 'æ&😀\n' } },
    ])
  })
})

describe('the encoding of an XML document', () => {
  const withDeclaration = (declaration: string, text: string): string =>
    `${declaration}${emne(`<Nr>${text}</Nr>`)}`

  it.each([
    ['UTF-8 without a declaration', Buffer.from(withDeclaration('', 'ÆØÅ'))],
    ['UTF-8 with a byte-order mark', Buffer.from(withDeclaration('\uFEFF<?xml version="1.0"?>', 'ÆØÅ'))],
    ['declared utf-8', Buffer.from(withDeclaration('<?xml version="1.0" encoding="utf-8"?>', 'ÆØÅ'))],
    [
      'declared ISO-8859-1',
      Buffer.from(withDeclaration('<?xml version="1.0" encoding="ISO-8859-1"?>', 'ÆØÅ'), 'latin1'),
    ],
    [
      'declared with other quotes and more behind',
      Buffer.from(
        withDeclaration("<?xml version='1.0' encoding='iso-8859-1' standalone='yes'?>", 'ÆØÅ'),
        'latin1',
      ),
    ],
  ])('can be %s', async (_, content) => {
    expect((await rowsOf(content))[0]?.values.Nr).toBe('ÆØÅ')
  })

  it.each([
    ['windows-1252', Buffer.from(withDeclaration('<?xml version="1.0" encoding="windows-1252"?>', 'a'))],
    [
      'UTF-16 by its declaration',
      Buffer.from(withDeclaration('<?xml version="1.0" encoding="UTF-16"?>', 'a')),
    ],
    ['UTF-16 by its bytes', Buffer.from(`\uFEFF${emne('<Nr>a</Nr>')}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(emne('<Nr>a</Nr>'), 'utf16le')],
    [
      'ASCII, which is another name',
      Buffer.from(withDeclaration('<?xml version="1.0" encoding="US-ASCII"?>', 'a')),
    ],
    ['none by an empty name', Buffer.from(withDeclaration('<?xml version="1.0" encoding=""?>', 'a'))],
    [
      'ISO-8859-1 under UTF-8’s mark',
      Buffer.from(withDeclaration('\uFEFF<?xml version="1.0" encoding="ISO-8859-1"?>', 'a')),
    ],
    ['ISO-8859-1 under no name', Buffer.from(withDeclaration('', 'ÆØÅ'), 'latin1')],
    [
      'declared too far behind',
      Buffer.from(withDeclaration(`<?xml version="1.0"${' '.repeat(2000)} encoding="ISO-8859-1"?>`, 'a')),
    ],
  ])('cannot be %s (L042)', async (_, content) => {
    expect(await failing(content)).toMatchObject({ code: 'L042', file: 'plan.xml', line: 1 })
  })

  it.each([
    ['a byte that is no UTF-8', Buffer.from([0xe6])],
    ['NUL', Buffer.from([0])],
    ['the first half of a character', Buffer.from([0xc3])],
  ])('is broken by %s, told with its line (L042)', async (_, bytes) => {
    const content = Buffer.concat([Buffer.from('<Plan>\n\n<Emne>'), bytes, Buffer.from('</Emne></Plan>')])
    expect(await failing(content)).toMatchObject({ code: 'L042', line: 3 })
    expect(await failing(content, { chunk: 4 })).toMatchObject({ code: 'L042', line: 3 })
  })

  it('is broken by a file that ends inside a character', async () => {
    expect(await failing(Buffer.concat([Buffer.from('<Plan/>'), Buffer.from([0xc3])]))).toMatchObject({
      code: 'L042',
    })
  })

  it('is broken by control characters under the name ISO-8859-1', async () => {
    const content = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?>\n<Plan>'),
      Buffer.from([0x80]),
      Buffer.from('</Plan>'),
    ])
    expect(await failing(content)).toMatchObject({ code: 'L042', line: 2 })
  })
})
