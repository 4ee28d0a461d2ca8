import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ObjectItem, readObjects } from '../src/ndjson/read-objects.js'
import { bytesAsChunks } from './bytes-as-chunks.js'
import { failureOf } from './failure-of.js'

const itemsOf = async (content: Buffer | string, chunk?: number): Promise<readonly ObjectItem[]> => {
  const file = { name: 'barn.ndjson', chunks: () => bytesAsChunks(content, chunk) }
  const found: ObjectItem[] = []
  for await (const items of readObjects(file, { contracts: new Set(['Barn']), maxLineBytes: 4_000 }))
    found.push(...items)
  return found
}

describe('an object of ndjson', () => {
  it.each([
    ['a text', '"a b"', 'a b'],
    ['a text with escapes', '"\\u00e6\\n\\"\\\\\\/\\ud83d\\ude00"', 'æ\n"\\/😀'],
    ['the empty text', '""', ''],
    ['null', 'null', null],
    ['a whole number', '3', '3'],
    ['a number beyond 2^53', '9007199254740993', '9007199254740993'],
    ['a number with zeros behind', '1.50', '1.50'],
    ['a number in powers of ten', '1E+2', '1E+2'],
    ['less than nothing', '-0', '-0'],
    ['true', 'true', 'true'],
    ['false', 'false', 'false'],
    ['an array', '[ 1.0 , "a" , [ ] ]', '[1.0,"a",[]]'],
    [
      'an object, its names sorted',
      '{ "b" : 9007199254740993, "a": {"d":null,"c":"x\\u0041"} }',
      '{"a":{"c":"xA","d":null},"b":9007199254740993}',
    ],
    ['brackets in texts', '{"a":"}]","b":"\\"}"}', '{"a":"}]","b":"\\"}"}'],
  ])('holds %s as text', async (_, value, text) => {
    const [item] = await itemsOf(`{"kontrakt":"Barn", "Id" : ${value} ,"Navn":"b"}`)
    expect(item).toEqual({
      is: 'row',
      line: 1,
      contract: 'Barn',
      values: new Map([
        ['Id', text],
        ['Navn', 'b'],
      ]),
    })
  })

  it.each([
    ['that is not JSON', '{"kontrakt":"Barn","Id":"a"', 'R001'],
    ['whose text is not closed', '{"kontrakt":"Barn,"Id":"a"}', 'R001'],
    ['that is an array', '["Barn"]', 'R001'],
    ['that is a text', '"Barn"', 'R001'],
    ['that is null', 'null', 'R001'],
    ['with a comma too many', '{"kontrakt":"Barn",}', 'R001'],
    ['with two objects', '{"kontrakt":"Barn"}{"kontrakt":"Barn"}', 'R001'],
    ['nested beyond reason', `{"kontrakt":"Barn","Id":${'['.repeat(40)}${']'.repeat(40)}}`, 'R001'],
    ['with half a character', '{"kontrakt":"Barn","Id":"\\ud83d"}', 'R001'],
    ['with NUL by number', '{"kontrakt":"Barn","Id":"\\u0000"}', 'R001'],
    ['with NUL in a name', '{"kontrakt":"Barn","I\\u0000":"a"}', 'R001'],
    ['with a member twice', '{"kontrakt":"Barn","Id":"a","Id":"a"}', 'R002'],
    ['with a member in two spellings', '{"kontrakt":"Barn","Id":"a","ID":"a"}', 'R002'],
    ['over the limit', `{"kontrakt":"Barn","Id":"${'x'.repeat(5_000)}"}`, 'R003'],
    ['that names no contract', '{"Id":"a"}', 'R002'],
    ['that names none by null', '{"kontrakt":null,"Id":"a"}', 'R002'],
    ['that names an unknown contract', '{"kontrakt":"Andet","Id":"a"}', 'R002'],
    ['that names its contract in small letters', '{"kontrakt":"barn","Id":"a"}', 'R002'],
    ['that writes kontrakt in capitals', '{"KONTRAKT":"Barn","Id":"a"}', 'R002'],
    ['that is blank', '', 'R001'],
  ])('refuses a line %s and reads on', async (_, line, code) => {
    const items = await itemsOf(`{"kontrakt":"Barn"}\n${line}\n{"kontrakt":"Barn"}`)
    expect(items).toEqual([
      { is: 'row', line: 1, contract: 'Barn', values: new Map() },
      { is: 'refused', line: 2, code, raw: line.slice(0, 65_536) },
      { is: 'row', line: 3, contract: 'Barn', values: new Map() },
    ])
  })

  it.each([
    ['CRLF', '{"kontrakt":"Barn","Id":"a"}\r\n{"kontrakt":"Barn","Id":"b"}\r\n'],
    ['a byte-order mark', '\uFEFF{"kontrakt":"Barn","Id":"a"}\n{"kontrakt":"Barn","Id":"b"}\n'],
    ['no line feed at the end', '{"kontrakt":"Barn","Id":"a"}\n{"kontrakt":"Barn","Id":"b"}'],
    ['blank lines at the end', '{"kontrakt":"Barn","Id":"a"}\n{"kontrakt":"Barn","Id":"b"}\n\n \r\n\n'],
    ['white space around', ' {"kontrakt" : "Barn" , "Id" : "a"} \n\t{ "Id":"b","kontrakt":"Barn" }\n'],
  ])('may have %s', async (_, text) => {
    expect(await itemsOf(text)).toMatchObject([
      { is: 'row', line: 1, values: new Map([['Id', 'a']]) },
      { is: 'row', line: 2, values: new Map([['Id', 'b']]) },
    ])
  })

  it('keeps what JSON says, whatever it says', async () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\0'))
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(name, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 5 }),
        fc.integer({ min: 1, max: 20 }),
        async (object, chunk) => {
          const names = Object.keys(object).map((each) => each.toLowerCase())
          fc.pre(new Set([...names, 'kontrakt']).size === names.length + 1)
          const line = JSON.stringify({ ...object, kontrakt: 'Barn' })
          fc.pre(line.length < 1_000 && !line.includes('\\u0000') && !line.includes('\\ud'))
          const [item] = await itemsOf(line, chunk)
          const values = item?.is === 'row' ? item.values : new Map<string, string | null>()
          expect([...values.keys()].sort()).toEqual(Object.keys(object).sort())
          // as JSON has it: it knows no negative zero
          const sent = JSON.parse(JSON.stringify(object)) as Record<string, unknown>
          for (const [member, value] of Object.entries(sent))
            expect(
              typeof value === 'string' ? values.get(member) : JSON.parse(values.get(member) ?? 'null'),
            ).toEqual(value)
        },
      ),
      { numRuns: 300 },
    )
  })

  it.each([
    ['bytes that are no UTF-8', Buffer.from([0xe6])],
    ['NUL', Buffer.from([0])],
  ])('cannot hold %s (L042)', async (_, bytes) => {
    const content = Buffer.concat([Buffer.from('{"kontrakt":"Barn"}\n\n{'), bytes])
    const { code, facts } = await failureOf(() => itemsOf(content))
    expect({ code, ...facts }).toMatchObject({ code: 'L042', file: 'barn.ndjson', line: 3 })
  })
})
