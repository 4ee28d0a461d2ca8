import { describe, expect, it } from 'vitest'
import { readCodeSystem } from '../src/codesystem/read-code-system.js'
import { failureOf } from './failure-of.js'

const file = 'FSIIIKoder_0000_2022-01_001_F.json'
const url = 'urn:oid:1.2.208.176.2.21'
const system = {
  resourceType: 'CodeSystem',
  url,
  version: '20200908',
  concept: [
    {
      code: 'E',
      display: 'Resultat',
      concept: [{ code: 'E3', display: 'Afsluttes', concept: [{ code: 'E3.1', display: 'x' }] }],
    },
    { code: '0FA991EF-adf5-4202-8cfe-a31454ed6e9d', display: 'Indsatser', concept: [] },
    { code: '0fa991ef_adf5_4202_8cfe_a31454ed6e9d', display: 'Indsatser' },
  ],
}
const read = (value: unknown) => readCodeSystem(Buffer.from(JSON.stringify(value)), file)

describe('a code system', () => {
  it('is rows in the document’s order, each with the code that it is nested in', () => {
    expect(read(system)).toEqual([
      { line: 1, Kode: 'E', Tekst: 'Resultat', Foraelder: null, Skema: 'legacy', Version: '20200908' },
      { line: 2, Kode: 'E3', Tekst: 'Afsluttes', Foraelder: 'E', Skema: 'legacy', Version: '20200908' },
      { line: 3, Kode: 'E3.1', Tekst: 'x', Foraelder: 'E3', Skema: 'legacy', Version: '20200908' },
      {
        line: 4,
        Kode: '0FA991EF-adf5-4202-8cfe-a31454ed6e9d',
        Tekst: 'Indsatser',
        Foraelder: null,
        Skema: 'uuid',
        Version: '20200908',
      },
      {
        line: 5,
        Kode: '0fa991ef_adf5_4202_8cfe_a31454ed6e9d',
        Tekst: 'Indsatser',
        Foraelder: null,
        Skema: 'legacy',
        Version: '20200908',
      },
    ])
  })

  it('may have a byte-order mark, and no codes', () => {
    const { concept: _, ...empty } = system
    expect(readCodeSystem(Buffer.from(`\uFEFF${JSON.stringify(empty)}`), file)).toEqual([])
  })

  it('leaves what is missing for verification to tell', () => {
    const { version: _, ...bare } = system
    expect(read({ ...bare, concept: [{ concept: [{ code: ' ', display: 5 }] }] })).toEqual([
      { line: 1, Kode: null, Tekst: null, Foraelder: null, Skema: 'legacy', Version: null },
      { line: 2, Kode: null, Tekst: null, Foraelder: null, Skema: 'legacy', Version: null },
    ])
  })

  it.each<[string, unknown]>([
    ['another url', { ...system, url: 'urn:oid:1.2.208.176.2.22' }],
    ['no url', { ...system, url: undefined }],
    ['another resource', { ...system, resourceType: 'ValueSet' }],
    ['an array', [system]],
    ['null', null],
  ])('with %s is refused L043', async (_, value) => {
    expect(await failureOf(() => read(value))).toMatchObject({ code: 'L043', facts: { file } })
  })

  it.each([
    ['L043', 'not JSON', Buffer.from('{"resourceType":"CodeSystem"')],
    ['L043', 'nothing', Buffer.alloc(0)],
    [
      'L043',
      'nested beyond reason',
      Buffer.from(
        `{"resourceType":"CodeSystem","url":"${url}","concept":${'[{"concept":'.repeat(40)}[]${'}]'.repeat(40)}}`,
      ),
    ],
    ['L042', 'not UTF-8', Buffer.from(JSON.stringify({ ...system, version: 'ø' }), 'latin1')],
    ['L042', 'with a NUL', Buffer.from(`${JSON.stringify(system)}\0`)],
  ])('is refused %s when %s', async (code, _, bytes) => {
    expect((await failureOf(() => readCodeSystem(bytes, file))).code).toBe(code)
  })
})
