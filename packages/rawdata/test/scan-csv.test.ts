import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scanCsv } from '../src/csv/scan-csv.js'
import { bytesAsChunks } from './bytes-as-chunks.js'
import { failureOf } from './failure-of.js'
import { scanOf } from './scan-of.js'
import { temporaryFolder } from './temporary-folder.js'

describe('a CSV file of good lines', () => {
  it.each([
    ['LF', 'a;b\n1;2\n3;4\n', 'a;b\n1;2\n3;4\n'],
    ['CRLF', 'a;b\r\n1;2\r\n3;4\r\n', 'a;b\r\n1;2\r\n3;4\r\n'],
    ['no line end at the end', 'a;b\n1;2\n3;4', 'a;b\n1;2\n3;4\n'],
    ['CRLF, but no line end at the end', 'a;b\r\n1;2\r\n3;4', 'a;b\r\n1;2\r\n3;4\r\n'],
    ['a half line end at the end', 'a;b\r\n1;2\r\n3;4\r', 'a;b\r\n1;2\r\n3;4\r\n'],
    ['LF lines in a CRLF file', 'a;b\r\n1;2\n3;4\r\n', 'a;b\r\n1;2\r\n3;4\r\n'],
    ['CRLF lines in an LF file', 'a;b\n1;2\r\n3;4\n', 'a;b\n1;2\n3;4\n'],
    ['a byte-order mark', '\uFEFFa;b\n1;2\n3;4\n', 'a;b\n1;2\n3;4\n'],
    ['empty fields', 'a;b\n;\n;""\n', 'a;b\n;\n;""\n'],
    ['quoted fields', 'a;b\n"1;1";"2"\n"3""";""\n', 'a;b\n"1;1";"2"\n"3""";""\n'],
    ['a quoted header', '"a";"b"\n1;2\n3;4\n', '"a";"b"\n1;2\n3;4\n'],
    ['Danish letters', 'a;b\næ;ø\nå;€\n', 'a;b\næ;ø\nå;€\n'],
    // engines differ in how they read these, so they are written in the one form that all take alike
    [
      'paired quotes in a bare field',
      'a;b\nHans "Kalle" J;2\n "3";4\n',
      'a;b\n"Hans ""Kalle"" J";2\n" ""3""";4\n',
    ],
    ['a carriage return in a field', 'a;b\n1\r1;2\n"3\r";4\n', 'a;b\n"1\r1";2\n"3\r";4\n'],
  ])('with %s is passed on', async (_, given, written) => {
    const result = await scanOf(given)
    expect(result).toMatchObject({ bad: [], written })
    expect(result.scan).toMatchObject({ lines: 3, dataLines: 2, badLines: 0, trailingBlankLines: 0 })
  })

  it('is accounted in bytes of what was received', async () => {
    const given = '\uFEFFa;b\r\n1;2\r\n\r\n'
    const { scan } = await scanOf(given)
    expect(scan.bytes).toBe(Buffer.byteLength(given))
  })

  it('with a header only has no rows', async () => {
    expect((await scanOf('a;b')).scan).toMatchObject({ lines: 1, dataLines: 0 })
  })

  it('tells whether it holds quotes', async () => {
    expect((await scanOf('a;b\n1;2\n')).scan.hasQuotes).toBe(false)
    expect((await scanOf('a;b\n1;"2"\n')).scan.hasQuotes).toBe(true)
    expect((await scanOf('a;b\n1;"2\n')).scan.hasQuotes).toBe(true)
  })

  it('in ISO-8859-1 is written as UTF-8', async () => {
    const given = Buffer.from('a;b\r\nKøge;"Ærø; Å"\r\n', 'latin1')
    const { written } = await scanOf(given, { encoding: 'ISO-8859-1' })
    expect(written).toBe('a;b\r\nKøge;"Ærø; Å"\r\n')
  })

  it('may have a great many columns', async () => {
    const names = Array.from({ length: 10_000 }, (_, i) => `k${i}`)
    const row = ';'.repeat(9_999)
    const { scan } = await scanOf(`${names.join(';')}\n${row}\n;${row}\n`, {
      columns: { required: ['k0'], optional: names.slice(1) },
    })
    expect(scan).toMatchObject({ dataLines: 2, badLines: 1 })
  })
})

describe('a bad line', () => {
  it.each([
    ['R001', 'an opening quote that is never closed', '"1;2'],
    ['R001', 'a last field that is never closed', '1;"2'],
    ['R001', 'a lone quote', '1;"'],
    ['R001', 'text after a closing quote', '"1"x;2'],
    ['R001', 'a blank after a closing quote', '"1" ;2'],
    ['R001', 'an odd quote in a bare field', '5" rør;2'],
    ['R001', 'a quote that swallows the delimiter', '1;2";3"'],
    ['R002', 'too few fields', '1'],
    ['R002', 'too many fields', '1;2;3'],
    ['R002', 'one delimiter too many', '1;2;'],
    ['R002', 'delimiters that are quoted', '"1;2"'],
    ['R002', 'blanks only', '   '],
    ['R003', 'more bytes than allowed', '1234567890;12345'],
    ['R003', 'more bytes than allowed, and an open quote', '"123456789012345'],
  ])('is %s for %s; the next one is read', async (code, _, line) => {
    const { scan, bad, written } = await scanOf(`a;b\n${line}\n8;9\n`, { maxLineBytes: 15 })
    expect(bad).toEqual([{ line: 2, code, raw: line }])
    expect(written).toBe('a;b\n;\n8;9\n')
    expect(scan).toMatchObject({ lines: 3, dataLines: 2, badLines: 1 })
  })

  it('of exactly the allowed bytes is none', async () => {
    const { bad } = await scanOf('a;b\n123456789012;45\r\n123456789012;45\n', { maxLineBytes: 15 })
    expect(bad).toEqual([])
  })

  it('keeps its place: record number is physical line − 1', async () => {
    const { bad, written } = await scanOf('a;b\r\n1;1\r\n"2\r\n3;3\r\n4\r\n5;5\r\n6;6;6\r\n')
    expect(bad.map(({ line, code }) => [line, code])).toEqual([
      [3, 'R001'],
      [5, 'R002'],
      [7, 'R002'],
    ])
    expect(written).toBe('a;b\r\n1;1\r\n;\r\n3;3\r\n;\r\n5;5\r\n;\r\n')
  })

  it('in a file of one column leaves a line that no engine skips', async () => {
    const { bad, written } = await scanOf('a\n1\n\n2;3\n4\n\n', {
      columns: { required: ['a'], optional: [] },
    })
    expect(bad.map(({ line }) => line)).toEqual([3, 4])
    expect(written).toBe('a\n1\n""\n""\n4\n')
  })

  it('in ISO-8859-1 is told in its own letters', async () => {
    const { bad } = await scanOf(Buffer.from('a;b\nÆrø\n', 'latin1'), { encoding: 'ISO-8859-1' })
    expect(bad).toEqual([{ line: 2, code: 'R002', raw: 'Ærø' }])
  })

  it('that spans many chunks is kept no further than its beginning', async () => {
    const long = 'æ'.repeat(300_000)
    const { scan, bad, written } = await scanOf(`a;b\n1;2\n${long}\n3;4\n${long}`, { maxLineBytes: 100_000 })
    expect(bad.map(({ line, code }) => [line, code])).toEqual([
      [3, 'R003'],
      [5, 'R003'],
    ])
    expect(bad.map(({ raw }) => raw)).toEqual(['æ'.repeat(32_768), 'æ'.repeat(32_768)])
    expect(written).toBe('a;b\n1;2\n;\n3;4\n;\n')
    expect(scan).toMatchObject({ lines: 5, dataLines: 4 })
  })

  it('is told with others in batches of bounded size', async () => {
    const { scan, batches, bad } = await scanOf(`a;b\n${'1\n'.repeat(2_500)}${'\n'.repeat(2_500)}8;9\n`)
    expect(scan).toMatchObject({ lines: 5_002, dataLines: 5_001, badLines: 5_000 })
    expect(batches).toEqual([1_000, 1_000, 1_000, 1_000, 1_000])
    expect(bad.map(({ line }) => line)).toEqual(Array.from({ length: 5_000 }, (_, i) => i + 2))
  })
})

describe('a blank line', () => {
  it.each([
    ['LF', 'a;b\n1;2\n\n\n\n', 'a;b\n1;2\n'],
    ['CRLF', 'a;b\r\n1;2\r\n\r\n\r\n\r\n', 'a;b\r\n1;2\r\n'],
    ['mixed line ends', 'a;b\r\n1;2\r\n\n\r\n\r', 'a;b\r\n1;2\r\n'],
  ])('at the end is no row (%s)', async (_, given, written) => {
    const result = await scanOf(given)
    expect(result).toMatchObject({ bad: [], written })
    expect(result.scan).toMatchObject({ lines: 5, dataLines: 1, trailingBlankLines: 3 })
  })

  it('elsewhere is a record with too few fields', async () => {
    const { scan, bad, written } = await scanOf('a;b\n\n1;2\n\n\n3;4\n\n')
    expect(bad).toEqual([
      { line: 2, code: 'R002', raw: '' },
      { line: 4, code: 'R002', raw: '' },
      { line: 5, code: 'R002', raw: '' },
    ])
    expect(written).toBe('a;b\n;\n1;2\n;\n;\n3;4\n')
    expect(scan).toMatchObject({ lines: 7, dataLines: 5, trailingBlankLines: 1 })
  })

  it('of nothing but delimiters is a record', async () => {
    expect((await scanOf('a;b\n1;2\n;\n')).scan.dataLines).toBe(2)
  })

  it('before an over-long one is a record too', async () => {
    const { bad } = await scanOf(`a;b\n\n${'x'.repeat(100)}`, { maxLineBytes: 10, chunk: 7 })
    expect(bad.map(({ line, code }) => [line, code])).toEqual([
      [2, 'R002'],
      [3, 'R003'],
    ])
  })
})

describe('a header', () => {
  const columns = { required: ['a', 'b'], optional: ['c', 'd'] }

  it('may leave out optional columns, bring unknown ones, and stand in any order', async () => {
    const { scan } = await scanOf('x;b;d;a\n1;2;3;4\n', { columns })
    expect(scan.header).toEqual({ names: ['x', 'b', 'd', 'a'], unknown: ['x'], missing: ['c'] })
  })

  it.each([
    ['a required column is missing', 'a;c\n', { columns: ['b'], detail: 'missing' }],
    ['a name differs in case', 'a;B\n', { columns: ['b'], detail: 'missing' }],
    ['a name has a blank', 'a; b\n', { columns: ['b'], detail: 'missing' }],
    ['a column comes twice', 'a;b;a\n', { column: 'a', detail: 'duplicated' }],
    ['a column comes again in capitals', 'a;b;C;c\n', { column: 'c', detail: 'duplicated' }],
    ['an unknown column comes twice', 'a;b;x;x\n', { column: 'no. 4', detail: 'duplicated' }],
    ['a quote is open', 'a;"b\n', { detail: 'a quote is not closed' }],
    ['it is blank', '\na;b\n', { columns: ['a', 'b'], detail: 'missing' }],
    ['it is too long', `a;b;${'x'.repeat(100)}\n`, { detail: 'the line is too long' }],
    ['its lines end in CR alone', 'a;b\r1;2\r', { detail: 'a carriage return without a line feed' }],
    ['a name holds a CR', 'a;b;"c\r"\n', { detail: 'a carriage return without a line feed' }],
    ['the file is empty', '', { detail: 'the file is empty' }],
  ])('is refused L041 when %s', async (_, given, facts) => {
    const error = await failureOf(() => scanOf(given, { columns, maxLineBytes: 50, chunk: 20 }))
    expect(error.code).toBe('L041')
    expect(error.facts).toMatchObject({ file: 'KYSag.csv', line: 1, ...facts })
  })

  it('of more columns than an engine manages is refused', async () => {
    const names = Array.from({ length: 10_001 }, (_, i) => `k${i}`)
    const error = await failureOf(() => scanOf(`a;b;${names.join(';')}\n`))
    expect(error).toMatchObject({ code: 'L041', facts: { line: 1, expected: 'at most 10000 columns' } })
  })

  it('that is too long is refused however it comes', async () => {
    const error = await failureOf(() => scanOf('a;b;c\n', { columns, maxLineBytes: 4 }))
    expect(error.code).toBe('L041')
  })

  it('that is a row of data is not told', async () => {
    const { facts } = await failureOf(() => scanOf('0101410001;Hans Jensen\n'))
    expect(JSON.stringify(facts)).not.toMatch(/0101410001|Jensen/)
  })
})

describe('bytes that are not valid', () => {
  it.each<[string, Buffer, 'UTF-8' | 'ISO-8859-1', number]>([
    ['ISO-8859-1 in a UTF-8 file', Buffer.from('a;b\n1;2\nKøge;3\n', 'latin1'), 'UTF-8', 3],
    ['a character cut off by the end', Buffer.from('a;b\n1;2\n3;4\n5;æ').subarray(0, -1), 'UTF-8', 4],
    ['a character cut off by a line feed', Buffer.from([0x61, 0x3b, 0x62, 0x0a, 0xc3, 0x0a]), 'UTF-8', 2],
    ['half a surrogate pair', Buffer.from([0x61, 0x3b, 0x62, 0x0a, 0xed, 0xa0, 0x80, 0x0a]), 'UTF-8', 2],
    ['an overlong form', Buffer.from([0x61, 0x3b, 0x62, 0x0a, 0xc0, 0xaf, 0x0a]), 'UTF-8', 2],
    ['UTF-16', Buffer.from('a;b\n1;2\n', 'utf16le'), 'UTF-8', 1],
    ['NUL', Buffer.from('a;b\n1;2\n1;\0\n'), 'UTF-8', 3],
    ['NUL in an ISO-8859-1 file', Buffer.from('a;b\n1;\0\n'), 'ISO-8859-1', 2],
    ['UTF-8 in an ISO-8859-1 file', Buffer.from('a;b\n1;2\nÆ;3\n'), 'ISO-8859-1', 3],
    [
      'Windows-1252 in an ISO-8859-1 file',
      Buffer.from([0x61, 0x3b, 0x62, 0x0a, 0x96, 0x3b, 0x0a]),
      'ISO-8859-1',
      2,
    ],
    ['UTF-8’s mark in an ISO-8859-1 file', Buffer.from('\uFEFFa;b\n1;2\n'), 'ISO-8859-1', 1],
  ])('are refused L042 with their line: %s', async (_, given, encoding, line) => {
    for (const chunk of [1, 2, 3, 5, 1_000]) {
      const error = await failureOf(() => scanOf(given, { encoding, chunk }))
      expect(error).toMatchObject({ code: 'L042', facts: { file: 'KYSag.csv', line } })
    }
  })

  it('leave no output file', async () => {
    const folder = await temporaryFolder()
    const options = {
      file: 'KYSag.csv',
      encoding: 'UTF-8' as const,
      columns: { required: ['a'], optional: [] },
      output: join(folder, 'out.csv'),
      onBadLines: () => undefined,
    }
    await failureOf(() => scanCsv(bytesAsChunks('a\n1\n\0\n', 2), options))
    expect(await readdir(folder)).toEqual([])
  })

  it('are found in an over-long line that nobody holds', async () => {
    const given = Buffer.concat([Buffer.from('a;b\n1;2\n'), Buffer.alloc(200_000, 'x'), Buffer.from([0xff])])
    const error = await failureOf(() => scanOf(given, { maxLineBytes: 1_000, chunk: 10_000 }))
    expect(error).toMatchObject({ code: 'L042', facts: { line: 3 } })
  })
})

describe('a failure of somebody else', () => {
  it('comes through as it is', async () => {
    const broken = async function* () {
      yield Buffer.from('a;b\n')
      throw new RangeError('the disk')
    }
    const options = {
      file: 'x',
      encoding: 'UTF-8' as const,
      columns: { required: ['a'], optional: ['b'] },
      output: join(await temporaryFolder(), 'out.csv'),
      onBadLines: () => undefined,
    }
    await expect(scanCsv(broken(), options)).rejects.toThrow(RangeError)
  })

  it('in the receiver of bad lines stops the scan', async () => {
    const options = {
      file: 'x',
      encoding: 'UTF-8' as const,
      columns: { required: ['a'], optional: ['b'] },
      output: join(await temporaryFolder(), 'out.csv'),
      onBadLines: () => Promise.reject(new RangeError('full')),
    }
    await expect(scanCsv(bytesAsChunks('a;b\n1\n'), options)).rejects.toThrow(RangeError)
  })
})
