import type { RunEvent } from '@flis/core'
import { describe, expect, it } from 'vitest'
import { barChart } from '../src/cli/bar-chart.js'
import { csvLine } from '../src/cli/csv-line.js'
import { jsonText } from '../src/cli/json-text.js'
import { plainLines } from '../src/cli/plain-lines.js'
import { progressLine } from '../src/cli/progress.js'
import { textTable } from '../src/cli/text-table.js'
import type { Output } from '../src/cli/world.js'
import { maskCpr } from '../src/mask-cpr.js'

describe('what could be a CPR number is masked', () => {
  it.each([
    ['0101410001', '******-****'],
    ['010141-0001', '******-****'],
    ['010141 0001', '******-****'],
    ['a;0101410001;b', 'a;******-****;b'],
    ['"cpr":"0101570001"', '"cpr":"******-****"'],
    ['101410001', '******-****'],
    ['01014100011', '******-****'],
    ['010141-001', '******-****'],
    ['0101410001,0101570001', '******-****,******-****'],
  ])('%s → %s', (text, masked) => {
    expect(maskCpr(text)).toBe(masked)
  })

  it.each([
    ['2022-10-01'],
    ['20221031'],
    ['0751-S0000012'],
    ['2022-10-01T08:00:00+02:00'],
    ['1200.00'],
    [''],
  ])('%s stays as it is', (text) => {
    expect(maskCpr(text)).toBe(text)
  })
})

describe('text', () => {
  it('stands in columns; control characters do not reach the terminal', () => {
    expect(
      textTable(
        [{ title: 'navn' }, { title: 'n', right: true }],
        [
          ['blåbær', 1],
          ['\u001b[31mx', 22],
          [['a', 'b'], null],
        ],
      ),
    ).toEqual(['navn     n', 'blåbær   1', ' [31mx  22', 'a, b'])
  })

  it('a csv line is quoted where it must be, and only there', () => {
    expect(csvLine(['a', 'a;b', 'say "x"', '', null, 1n, 'two\nlines', ['x', 'y']])).toBe(
      'a;"a;b";"say ""x""";"";;1;"two\nlines";"[""x"",""y""]"\r\n',
    )
  })

  it('JSON holds 64-bit numbers as text, and maps as objects', () => {
    expect(jsonText({ n: 9007199254740993n, m: new Map([['a', 1]]) })).toBe(
      '{"n":"9007199254740993","m":{"a":1}}',
    )
  })

  it('a bar is as long as its share', () => {
    expect(
      barChart(
        [
          ['2022-09', 5],
          ['2022-10', 10],
          ['2022-11', 0],
        ],
        4,
      ),
    ).toEqual(['2022-09   5.0  ██', '2022-10  10.0  ████', '2022-11   0.0  '])
  })
})

const EVENTS: readonly RunEvent[] = [
  { event: 'run-started', run: 7, kind: 'month-run', steps: 4 },
  { event: 'step-started', step: 'build A 0751', why: 'missing' },
  { event: 'step-progress', step: 'build A 0751', done: 5, of: 10, unit: 'rows' },
  { event: 'step-done', step: 'build A 0751', outcome: 'done', rows: 10 },
  { event: 'step-done', step: 'build B 0751', outcome: 'nothing to do', rows: 0 },
  { event: 'finding', name: 'ukendt kolonne', subject: 'KYSag', count: 3 },
  { event: 'step-done', step: 'build C 0751', outcome: 'done', rows: 0 },
  { event: 'run-done', run: 7, outcome: 'done' },
]

const collected = (): Output & { readonly text: string[] } => {
  const text: string[] = []
  return { terminal: true, columns: 60, closed: false, text, write: async (more) => void text.push(more) }
}

describe('progress', () => {
  it('is a line for each step where there is no terminal', () => {
    const output = collected()
    const reporter = plainLines(output)
    for (const event of EVENTS) reporter(event)
    expect(output.text.join('')).toBe(
      [
        'run 7 (month-run): 4 steps',
        '1/4 build A 0751: done, 10 rows',
        '2/4 build B 0751: nothing to do',
        'finding ukendt kolonne: KYSag (3)',
        '3/4 build C 0751: done',
        'run 7: done',
        '',
      ].join('\n'),
    )
  })

  it('is one line on a terminal: steps, percent, time left, step; gone at the end', () => {
    const output = collected()
    let now = 0n
    const reporter = progressLine(output, 'left', () => {
      now += 1_000_000_000n
      return now
    })
    for (const event of EVENTS) reporter(event)
    const shown = output.text.map((each) => each.replace('\r\u001b[2K', ''))
    expect(shown).toContain('0/4 ·   0 % · build A 0751 (50 %)')
    expect(shown.at(-2)).toMatch(/^3\/4 · {2}75 % · 0:0\d left · build A 0751/)
    expect(shown.at(-1)).toBe('')
  })
})
