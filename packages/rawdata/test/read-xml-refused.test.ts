import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emne, failing, outcomeOf, rowsOf } from './xml-rows.js'

describe('a document that is refused (L043)', () => {
  it.each([
    ['0 bytes', '', 1],
    ['blanks only', '\n\n', 3],
    ['no XML', 'SagId;KleNummer\n', 1],
    ['an element that is not closed', '<Plan>\n<Emne>\n', 3],
    ['an element closed by another', '<Plan>\n<Emne></Gruppe></Plan>', 2],
    ['cut inside a tag', '<Plan>\n<Em', 2],
    ['two roots', '<Plan/>\n<Plan/>', 2],
    ['text behind the root', '\n<Plan/>\n\nmere\n', 2],
    ['an entity that nobody defined', '<Plan>\n&hej;</Plan>', 2],
    ['a character by number that none has', '<Plan>\n&#0;</Plan>', 2],
    ['an attribute twice', '<Plan>\n<Emne a="1" a="2"/></Plan>', 2],
    ['an attribute without quotes', '<Plan>\n<Emne a=1/></Plan>', 2],
    ['a declaration that is not the first', '\n<?xml version="1.0"?><Plan/>', 2],
    [']]> in text', '<Plan>\n]]></Plan>', 2],
    ['-- in a comment', '<Plan>\n<!-- a -- b --></Plan>', 2],
  ])('is not well-formed: %s', async (_, text, line) => {
    expect(await failing(text)).toEqual({ code: 'L043', file: 'plan.xml', line, detail: 'not well-formed' })
  })

  it.each([
    ['has a DOCTYPE', '<!DOCTYPE Plan>\n<Plan/>', 'a DOCTYPE is not allowed'],
    [
      'has a DOCTYPE with entities',
      '<!DOCTYPE Plan [<!ENTITY a "b">]>\n<Plan>&a;</Plan>',
      'a DOCTYPE is not allowed',
    ],
    ['has another root', '<FileMetadata><Plan/></FileMetadata>', 'wrong root element'],
    ['has a root that differs in capitals', '<plan/>', 'wrong root element'],
  ])('%s', async (_, text, detail) => {
    expect(await failing(text)).toMatchObject({ code: 'L043', detail })
  })

  const nested = (depth: number): string =>
    `<Plan>${'<a>'.repeat(depth - 1)}${'</a>'.repeat(depth - 1)}</Plan>`
  const attributes = (count: number): string =>
    emne(`<Nr ${Array.from({ length: count }, (_, index) => `a${index}="b"`).join(' ')}/>`)
  const paths = (count: number): string =>
    emne(Array.from({ length: count }, (_, index) => `<a${index}/>`).join(''))

  it.each([
    ['elements in each other', nested, { depth: 5 }, 5, 'nested too deep'],
    ['attributes', attributes, { attributes: 5 }, 5, 'too many attributes'],
    ['different texts in a row', paths, { paths: 5 }, 5, 'too many different elements in one row'],
    ['letters in a name', (n: number) => emne(`<${'a'.repeat(n)}/>`), { name: 20 }, 20, 'a name is too long'],
  ])('has more %s than it may', async (_, make, limits, most, detail) => {
    expect(await rowsOf(make(most), { limits })).toBeDefined()
    expect(await failing(make(most + 1), { limits })).toMatchObject({ code: 'L043', detail })
  })

  const long = 'x'.repeat(5_000)
  it.each([
    ['text', `<Nr>${long}</Nr>`],
    ['text outside the rows', `</Emne><Andet>${long}</Andet><Emne>`],
    ['CDATA', `<Nr><![CDATA[${long}]]></Nr>`],
    ['attribute', `<Nr a="${long}"/>`],
    ['white space in a tag', `<Nr ${' '.repeat(5_000)}/>`],
    ['comment', `<!--${long}-->`],
    ['instruction', `<?a ${long}?>`],
    ['tag name', `<${long}/>`],
    ['closing tag', `<Nr></Nr ${' '.repeat(5_000)}>`],
    ['entity', `&${long};`],
    ['row of many short texts', `<Nr>${'<a>bbbb</a>'.repeat(2_000)}</Nr>`.replaceAll('<a>', '<a></a>x')],
  ])('has a too long %s, however it comes', async (_, inner) => {
    for (const chunk of [1, 100, 1_000, 1 << 20])
      expect(await failing(emne(inner), { chunk, limits: { characters: 4_000 } })).toMatchObject({
        code: 'L043',
      })
  })

  it('tells the place and never the text', async () => {
    const { file, line, detail, code } = await failing('<Plan>\n<Navn>0101410001</Navne></Plan>')
    expect({ file, line, detail, code }).toEqual({
      file: 'plan.xml',
      line: 2,
      detail: 'not well-formed',
      code: 'L043',
    })
  })

  it('and any text at all is read or refused by name', async () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      '!',
      '?',
      '-',
      '[',
      ']',
      '&',
      ';',
      '"',
      '=',
      'a',
      ' ',
      '\n',
      '\r',
      'é',
      '😀',
      '<Plan>',
      '</Plan>',
      '<Emne>',
      '</Emne>',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<!DOCTYPE',
      '<?xml ',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 30 }),
        fc.integer({ min: 1, max: 9 }),
        async (pieces, chunk) => {
          const text = `<Plan>${pieces.join('')}`
          const whole = await outcomeOf(text)
          expect(await outcomeOf(text, { chunk })).toEqual(whole)
          if (!Array.isArray(whole)) expect(whole).toMatchObject({ code: 'L043' })
        },
      ),
      { numRuns: 500 },
    )
  })
})
