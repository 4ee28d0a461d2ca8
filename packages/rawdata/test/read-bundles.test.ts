import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../src/fhir/canonical-json.js'
import { failureOf } from './failure-of.js'
import { bundle, condition, patient, readJsonText, readNdjsonText } from './fhir-bundles.js'

const hans = patient('0101410001')
const peter = patient('0101570001', '98765')
const hansReport = bundle('2021-02-10T11:14:09Z', hans, condition('c1'), condition('c2'))
const peterReport = bundle('2021-02-11T08:00:00+01:00', condition('c3'), peter)
const ids = (found: { readonly resources: readonly { readonly resource: object }[] }) =>
  found.resources.map(({ resource }) => ('id' in resource ? resource.id : undefined))

describe('a report', () => {
  it('gives each resource with what the Bundle says of it', async () => {
    const { resources, refused } = await readJsonText(JSON.stringify(hansReport))
    expect(refused).toEqual([])
    expect(resources.map(({ line, number, resource }) => [line, number, resource.resourceType])).toEqual([
      [1, 1, 'Patient'],
      [2, 2, 'Condition'],
      [3, 3, 'Condition'],
    ])
    expect(resources[1]).toMatchObject({
      file: 'a.json',
      report: {
        personnummer: '0101410001',
        afsenderSor: '123456789012345',
        tidspunkt: '2021-02-10T11:14:09Z',
      },
      json: '{"id":"c1","resourceType":"Condition"}',
      sha256: 'abf107919822fb33cfac41316fb85e50bbd1763a4b54999a782201b290ce1d4c',
    })
  })

  it('may have its Patient last, and say neither sender nor time', async () => {
    const report = bundle(undefined, condition('c1'), patient('0101410001', null))
    const { resources } = await readJsonText(JSON.stringify(report))
    expect(resources[0]?.report).toEqual({ personnummer: '0101410001', afsenderSor: null, tidspunkt: null })
  })

  it('may tell one citizen twice', async () => {
    expect(
      (await readJsonText(JSON.stringify(bundle('t', hans, hans, condition('c'))))).resources,
    ).toHaveLength(3)
  })

  it('leaves out entries without a resource, and types that no contract takes, but counts these', async () => {
    const report = { ...hansReport, entry: [{}, null, { resource: 'x' }, ...(hansReport.entry as unknown[])] }
    const { resources } = await readJsonText(JSON.stringify(report), {
      takes: (type) => type === 'Condition',
    })
    expect(resources.map(({ line }) => line)).toEqual([2, 3])
  })
})

describe('a Bundle of Bundles', () => {
  it('holds reports in any order, each about its own citizen', async () => {
    const { resources } = await readJsonText(JSON.stringify(bundle('2021-03-01', peterReport, hansReport)))
    expect(resources.map(({ number, report }) => [number, report.personnummer, report.tidspunkt])).toEqual([
      [1, '0101570001', '2021-02-11T08:00:00+01:00'],
      [2, '0101570001', '2021-02-11T08:00:00+01:00'],
      [3, '0101410001', '2021-02-10T11:14:09Z'],
      [4, '0101410001', '2021-02-10T11:14:09Z'],
      [5, '0101410001', '2021-02-10T11:14:09Z'],
    ])
  })

  it('keeps its good reports when one of them is refused', async () => {
    const nobody = bundle('2021-02-12', condition('c9'), condition('c10'))
    const found = await readJsonText(JSON.stringify(bundle('t', hansReport, nobody, peterReport)))
    expect(found.refused).toEqual([
      {
        is: 'refused',
        file: 'a.json',
        line: 4,
        number: 4,
        code: 'R203',
        raw: expect.stringContaining('"id":"c9"'),
      },
    ])
    expect(ids(found)).toEqual(['p-0101410001', 'c1', 'c2', 'c3', 'p-0101570001'])
    expect(found.resources.map(({ number }) => number)).toEqual([1, 2, 3, 6, 7])
  })

  it('may be nested once more, and may have resources of its own', async () => {
    const own = bundle('t', bundle('t', peterReport), hans, condition('c1'))
    const found = await readJsonText(JSON.stringify(own))
    expect(found.resources.map(({ report }) => report.personnummer)).toEqual([
      '0101570001',
      '0101570001',
      '0101410001',
      '0101410001',
    ])
  })
})

describe('what is no report is refused whole', () => {
  it.each<[string, string, unknown]>([
    ['R202', 'another resource', condition('c1')],
    ['R202', 'an array', [hansReport]],
    ['R202', 'a text', 'Bundle'],
    ['R202', 'null', null],
    ['R202', 'an entry that is no array', { ...hansReport, entry: { resource: hans } }],
    ['R202', 'a list with Bundles in it', { resourceType: 'List', entry: [{ resource: hansReport }] }],
    ['R203', 'a Bundle of nothing', { resourceType: 'Bundle' }],
    ['R203', 'a Bundle of no entries', bundle('t')],
    ['R203', 'no Patient', bundle('t', condition('c1'))],
    ['R203', 'a Patient without identifier', bundle('t', patient(undefined), condition('c1'))],
    [
      'R203',
      'a Patient with another system',
      bundle('t', { ...hans, identifier: [{ system: 'x', value: '1' }] }),
    ],
    ['R203', 'a Patient with an empty number', bundle('t', patient(' '), condition('c1'))],
    [
      'R203',
      'two citizens, for nobody could say whose data these are',
      bundle('t', hans, peter, condition('c1')),
    ],
  ])('%s: %s', async (code, _, value) => {
    for (const read of [readJsonText, readNdjsonText]) {
      const { items } = await read(JSON.stringify(value), { bare: true })
      expect(items).toMatchObject([{ is: 'refused', code, line: 1, number: 1 }])
    }
  })

  it.each([
    ['nothing', ''],
    ['half a document', JSON.stringify(hansReport).slice(0, -1)],
    ['half an entry', '{"resourceType":"Bundle","entry":[{"resource":{]}'],
    ['a comma too many', '{"resourceType":"Bundle","entry":[{},]}'],
    ['a comma too early', '{"resourceType":"Bundle","entry":[,{}]}'],
    ['nothing but a comma', '{"resourceType":"Bundle","entry":[,]}'],
    ['two values between commas', '{"resourceType":"Bundle","entry":[{} {}]}'],
    ['the wrong bracket', '{"resourceType":"Bundle","entry":[{}}}'],
    ['more after the end', `${JSON.stringify(hansReport)}{}`],
    ['XML', '<Bundle/>'],
    ['single quotes', "{'resourceType':'Bundle'}"],
  ])('R201 in a zip, L043 when it is the delivery itself: %s', async (_, text) => {
    const { items } = await readJsonText(text)
    expect(items).toEqual([{ is: 'refused', file: 'a.json', line: 1, number: 1, code: 'R201', raw: text }])
    const error = await failureOf(() => readJsonText(text, { bare: true }))
    expect(error).toMatchObject({ code: 'L043', facts: { file: 'a.json' } })
  })

  it('with the line of the fault but none of the text', async () => {
    const text = '{\n"resourceType":"Bundle",\n"entry":[\n{},\n{"cpr":"0101410001",}]}'
    const { facts } = await failureOf(() => readJsonText(text, { bare: true }))
    expect(facts).toEqual({ file: 'a.json', line: 4, detail: 'not well-formed' })
  })

  it('R202 when it nests beyond reason', async () => {
    const deep = { ...condition('c1'), note: JSON.parse('['.repeat(1_000) + ']'.repeat(1_000)) as unknown }
    const found = await readNdjsonText(
      `${JSON.stringify(bundle('t', hans, deep))}\n${JSON.stringify(hansReport)}`,
    )
    expect(found.refused).toMatchObject([{ code: 'R202', line: 1, raw: '' }])
    expect(ids(found)).toEqual(['p-0101410001', 'c1', 'c2'])
  })
})

describe('NDJSON', () => {
  it('is a Bundle on each line; resources bear the line of theirs', async () => {
    const text = `\uFEFF${JSON.stringify(hansReport)}\r\n${JSON.stringify(peterReport)}\r\n\r\n`
    const { resources, refused } = await readNdjsonText(text)
    expect(refused).toEqual([])
    expect(resources.map(({ line, number }) => [line, number])).toEqual([
      [1, 1],
      [1, 2],
      [1, 3],
      [2, 4],
      [2, 5],
    ])
  })

  it('of nothing has nothing', async () => {
    expect((await readNdjsonText('')).items).toEqual([])
    expect((await readNdjsonText('\n\n')).items).toEqual([])
  })

  it.each([
    ['R201', 'a line that is not JSON', '{"resourceType":"Bundle"'],
    ['R201', 'a blank line before another', ''],
    ['R202', 'a line that is no Bundle', '{"resourceType":"Patient"}'],
    ['R203', 'a line about nobody', '{"resourceType":"Bundle"}'],
    ['R003', 'an over-long line', `"${'x'.repeat(2_000)}"`],
  ])('loses with %s only %s', async (code, _, line) => {
    const text = [hansReport, line, peterReport].map((each) =>
      typeof each === 'string' ? each : JSON.stringify(each),
    )
    for (const chunk of [7, 10_000]) {
      const found = await readNdjsonText(text.join('\n'), { maxLineBytes: 1_500, chunk })
      expect(found.refused).toMatchObject([{ code, line: 2, number: 4 }])
      expect(found.resources.map(({ line }) => line)).toEqual([1, 1, 1, 3, 3])
    }
  })

  it('keeps of a refused line its text', async () => {
    expect((await readNdjsonText('no json\n')).refused[0]?.raw).toBe('no json')
    expect((await readNdjsonText('x'.repeat(2 * 1024 * 1024))).refused[0]?.raw).toHaveLength(1024 * 1024)
  })
})

describe('bytes that are not valid', () => {
  it.each([
    ['ISO-8859-1', Buffer.from(`${JSON.stringify(hansReport)}\n{"a":"Køge"}`, 'latin1')],
    ['NUL', Buffer.from(`${JSON.stringify(hansReport)}\n\0`)],
    ['a cut character', Buffer.from(`${JSON.stringify(hansReport)}\n{"a":"æ`).subarray(0, -1)],
  ])('are refused L042 with their line: %s', async (_, bytes) => {
    for (const read of [readJsonText, readNdjsonText]) {
      const error = await failureOf(() => read(bytes))
      expect(error).toMatchObject({ code: 'L042', facts: { line: 2 } })
    }
  })
})

describe('a large file', () => {
  const limits = { pieceBytes: 2_000, reportBytes: 3_000, keptBytes: 100 }
  const many = Array.from({ length: 700 }, (_, i) => bundle('2021-02-10', condition(`c${i}`), hans))

  it('is read in pieces, and gives the same as a small one', async () => {
    const text = JSON.stringify(bundle('t', ...many), undefined, 1)
    const inPieces = await readJsonText(text, { limits, chunk: 333 })
    const whole = await readJsonText(text)
    expect(inPieces.items).toEqual(whole.items)
    expect(whole.batches).toEqual([1_000, 400])
  })

  it('of which the last byte is missing counts for nothing', async () => {
    const text = JSON.stringify(bundle('t', ...many)).slice(0, -1)
    expect((await readJsonText(text, { limits })).items).toMatchObject([{ code: 'R201', line: 1, number: 1 }])
  })

  it.each([
    ['an entry', bundle('t', { ...hans, x: 'y'.repeat(2_000) })],
    ['what stands around the entries', { ...bundle('t', hans), x: 'y'.repeat(2_000) }],
    ['a report', bundle('t', hans, ...Array.from({ length: 4 }, () => ({ ...hans, x: 'y'.repeat(1_000) })))],
  ])('may not hold %s that memory cannot', async (_, value) => {
    const error = await failureOf(() => readJsonText(JSON.stringify(value), { limits, bare: true }))
    expect(error).toMatchObject({ code: 'L043', facts: { detail: 'more than one report may hold' } })
  })

  it('may name its entries with escapes', async () => {
    const text = JSON.stringify(hansReport).replace('"entry"', '"\\u0065ntry"')
    expect((await readJsonText(text)).resources).toHaveLength(3)
  })

  it('is not misled by texts that look like structure', async () => {
    const tricky = { ...condition('c1'), text: '"entry":[{},]}\\', entry: [1, [2]], note: '\\"' }
    const text = JSON.stringify({ title: 'entry', x: ['entry'], ...bundle('t', hans, tricky) })
    expect((await readJsonText(text, { chunk: 1 })).resources[1]?.resource).toEqual(tricky)
  })
})

describe('canonical JSON', () => {
  it.each<[unknown, string]>([
    [{ b: 1, a: [true, null, 'x"'] }, '{"a":[true,null,"x\\""],"b":1}'],
    [{ å: 1, z: { d: {}, c: [] } }, '{"z":{"c":[],"d":{}},"å":1}'],
    [1.5e300, '1.5e+300'],
    ['\u2028', '"\u2028"'],
  ])('of %j is %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text)
  })
})
