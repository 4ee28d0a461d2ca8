import { dream } from '@flis/domains/dream'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { describe, expect, it } from 'vitest'
import { CURRENT, dreamHistory, type WideDelivery } from '../reference/dream.js'

// Expected rows of DSA_HIST, typed by hand from the specification (2.5; 3.2; DREAM, "Weeks"): the pipeline and the plain
// model must both give them, whatever the order of arrival.

const [A, B] = ['0101570001', '0101900001']

/** [periode, columns beside Personnummer and Akasse, lines]: løbenr 001, the extract the month's last day. */
type Sent = readonly [periode: string, columns: string, ...lines: readonly string[]]

interface Example {
  readonly name: string
  readonly sent: readonly Sent[]
  /** `<table> <values> <first extract>–<last>:<line>`, extracts as months; DreamPerson only where it is about it. */
  readonly rows: readonly string[]
  readonly years?: number
}

const EXAMPLES: readonly Example[] = [
  {
    name: 'equal weeks are one stretch, an empty one ends it, another code starts anew',
    sent: [['2022-10', 'y_2201;y_2202;y_2203;y_2204;y_2205', `${A};;112;112;;112;113`]],
    rows: [
      `DreamUge ${A} 202201 202202 112 2022-10–:2`,
      `DreamUge ${A} 202204 202204 112 2022-10–:2`,
      `DreamUge ${A} 202205 202205 113 2022-10–:2`,
    ],
  },
  {
    name: 'weeks follow each other over the new year, after week 52 or 53, whatever the order of columns',
    sent: [['2022-10', 'y_2101;y_2053;y_2052;y_2201;y_2152', `${A};;112;112;112;113;113`]],
    rows: [`DreamUge ${A} 202052 202101 112 2022-10–:2`, `DreamUge ${A} 202152 202201 113 2022-10–:2`],
  },
  {
    name: 'a week that has no column parts a stretch: nobody knows of it',
    sent: [['2022-10', 'y_2052;y_2101;y_2151;y_2201', `${A};;112;112;113;113`]],
    rows: [
      `DreamUge ${A} 202052 202052 112 2022-10–:2`,
      `DreamUge ${A} 202101 202101 112 2022-10–:2`,
      `DreamUge ${A} 202151 202151 113 2022-10–:2`,
      `DreamUge ${A} 202201 202201 113 2022-10–:2`,
    ],
  },
  {
    name: 'each variable has stretches of months of its own; a degree is its value, not its text',
    sent: [
      [
        '2022-10',
        'grad_2021_11;grad_2021_12;grad_2022_01;bopkom_2021_12;bopkom_2022_01;arbkom_2022_01;branche_2022_01;virksomhedsform_2022_01',
        `${A};;0.5;0.50;1;0751;0751;0101;4711;A/S`,
      ],
    ],
    rows: [
      `DreamMaaned ${A} grad 202111 202112 0.50 2022-10–:2`,
      `DreamMaaned ${A} grad 202201 202201 1.00 2022-10–:2`,
      `DreamMaaned ${A} bopkom 202112 202201 0751 2022-10–:2`,
      `DreamMaaned ${A} arbkom 202201 202201 0101 2022-10–:2`,
      `DreamMaaned ${A} branche 202201 202201 4711 2022-10–:2`,
      `DreamMaaned ${A} virksomhedsform 202201 202201 A/S 2022-10–:2`,
    ],
  },
  {
    // Thursday of 2012-W44 is 1 November 2012, that of 2012-W43 25 October.
    name: 'weeks and months before the last ten years are not loaded, told from the periode; 99 is 1999',
    sent: [
      [
        '2022-10',
        'y_9901;y_1243;y_1244;y_1245;bopkom_2012_10;bopkom_2012_11',
        `${A};;112;112;112;112;0751;0751`,
      ],
    ],
    rows: [
      `DreamUge ${A} 201244 201245 112 2022-10–:2`,
      `DreamMaaned ${A} bopkom 201211 201211 0751 2022-10–:2`,
    ],
  },
  {
    name: 'as many years as the settings say',
    years: 1,
    sent: [['2022-10', 'y_2143;y_2144;y_2145', `${A};;112;112;112`]],
    rows: [`DreamUge ${A} 202144 202145 112 2022-10–:2`],
  },
  {
    name: 'a stretch that grows is a new version; one that goes on unchanged is not',
    sent: [
      ['2022-08', 'y_2201;y_2202', `${A};;112;112`, `${B};;;113`],
      ['2022-09', 'y_2201;y_2202;y_2203', `${A};;112;112;112`, `${B};;;113;`],
    ],
    rows: [
      `DreamUge ${A} 202201 202202 112 2022-08–2022-09:2`,
      `DreamUge ${A} 202201 202203 112 2022-09–:2`,
      `DreamUge ${B} 202202 202202 113 2022-08–:3`,
    ],
  },
  {
    name: 'the source corrects what was: old stretches end, others take their place',
    sent: [
      ['2022-08', 'y_2201;y_2202;y_2203', `${A};;112;112;112`],
      ['2022-09', 'y_2201;y_2202;y_2203', `${A};;;113;112`],
    ],
    rows: [
      `DreamUge ${A} 202201 202203 112 2022-08–2022-09:2`,
      `DreamUge ${A} 202202 202202 113 2022-09–:2`,
      `DreamUge ${A} 202203 202203 112 2022-09–:2`,
    ],
  },
  {
    name: 'a citizen that a delivery no longer holds ends in all tables, and may come back',
    sent: [
      ['2022-08', 'y_2201;bopkom_2022_01', `${A};K;112;0751`, `${B};;;`],
      ['2022-09', 'y_2201;bopkom_2022_01', `${B};;;`],
      ['2022-10', 'y_2201;bopkom_2022_01', `${B};;;`, `${A};K;112;0751`],
    ],
    rows: [
      `DreamUge ${A} 202201 202201 112 2022-08–2022-09:2`,
      `DreamUge ${A} 202201 202201 112 2022-10–:3`,
      `DreamMaaned ${A} bopkom 202201 202201 0751 2022-08–2022-09:2`,
      `DreamMaaned ${A} bopkom 202201 202201 0751 2022-10–:3`,
      `DreamPerson ${A} K 2022-08–2022-09:2`,
      `DreamPerson ${A} K 2022-10–:3`,
      `DreamPerson ${B} null 2022-08–:3`,
    ],
  },
  {
    name: 'a citizen whose line is in quarantine stays as before in all tables',
    sent: [
      ['2022-08', 'y_2201;bopkom_2022_01', `${A};K;112;0751`, `${B};;113;`],
      ['2022-09', 'y_2201;bopkom_2022_01', `${A};L;113;0999`, `${B};;113;`],
    ],
    rows: [
      `DreamUge ${A} 202201 202201 112 2022-08–:2`,
      `DreamUge ${B} 202201 202201 113 2022-08–:3`,
      `DreamMaaned ${A} bopkom 202201 202201 0751 2022-08–:2`,
      `DreamPerson ${A} K 2022-08–:2`,
      `DreamPerson ${B} null 2022-08–:3`,
    ],
  },
  {
    name: 'and so one who stands there twice with other content; with a good line beside a broken one the good one counts',
    sent: [
      ['2022-08', 'y_2201;y_2202', `${A};K;112;`, `${B};K;113;113`],
      [
        '2022-09',
        'y_2201;y_2202',
        `${A};K;113;`,
        `${A};K;114;`,
        `${B};K;1;113`,
        `${B};K;;114`,
        `${B};K;;114`,
      ],
    ],
    rows: [
      `DreamUge ${A} 202201 202201 112 2022-08–:2`,
      `DreamUge ${B} 202201 202202 113 2022-08–2022-09:3`,
      `DreamUge ${B} 202202 202202 114 2022-09–:5`,
      `DreamPerson ${A} K 2022-08–:2`,
      `DreamPerson ${B} K 2022-08–:3`,
    ],
  },
]

const HEAD = 'Personnummer;Akasse'
const fileName = (periode: string): string => `DREAM_0000_${periode}_001_F.csv`
const wanted = ({ rows }: Example): readonly string[] => [
  ...new Set(rows.map((row) => row.split(' ')[0] ?? '')),
]
const MONTH_END: Readonly<Record<string, number>> = {
  '2022-08': 20220831001,
  '2022-09': 20220930001,
  '2022-10': 20221031001,
}
const monthOf = (extract: number): string =>
  Object.keys(MONTH_END).find((month) => MONTH_END[month] === extract) ?? ''

/** A version in the words of the examples. Of DreamPerson: Akasse alone. */
const written = (
  table: string,
  values: readonly unknown[],
  fra: number,
  til: number,
  linje: number,
): string =>
  [
    table,
    ...(table === 'DreamPerson' ? values.slice(0, 2) : values).map(String),
    `${monthOf(fra)}–${til === CURRENT ? '' : monthOf(til)}:${linje}`,
  ].join(' ')

const inEngine = async (w: TestWarehouse, tables: readonly string[]): Promise<readonly string[]> => {
  const found: string[] = []
  for (const table of tables)
    for (const row of await w.query(
      `select * exclude (_kommune, _kildesystem, _leverance) from dsa_hist."${table}"`,
    )) {
      const values = Object.values(row)
      const [fra, til, linje] = values.splice(-3).map(Number)
      found.push(written(table, values, fra ?? 0, til ?? 0, linje ?? 0))
    }
  return found.sort()
}

const deliveryOf = ([periode, columns, ...lines]: Sent): WideDelivery => ({
  periode,
  extract: MONTH_END[periode] ?? 0,
  leverance: fileName(periode),
  columns: `${HEAD};${columns}`.split(';'),
  lines: lines.map((line) => line.split(';').map((text) => (text === '' ? null : text))),
})

describe('DREAM in DSA_HIST', () => {
  it.each(EXAMPLES)('$name', async (example) => {
    const tables = wanted(example)
    const w = await testWarehouse({
      areas: [dream],
      now: '2022-11-02',
      config: example.years === undefined ? {} : { dream: { years: example.years } },
    })
    try {
      // The newest first: each of the others comes late, to its place.
      for (const [periode, columns, ...lines] of [...example.sent].reverse()) {
        await w.deliverFile(fileName(periode), [`${HEAD};${columns}`, ...lines, ''].join('\n'), 'STAR')
        await w.intake()
      }
      expect(await inEngine(w, tables)).toEqual([...example.rows].sort())
    } finally {
      await w.close()
    }
  })
})

describe('the plain model of DREAM', () => {
  it.each(EXAMPLES)('$name', (example) => {
    const tables = wanted(example)
    const versions = dreamHistory(example.sent.map(deliveryOf), example.years)
      .filter(({ table }) => tables.includes(table))
      .map(({ table, values, fra, til, linje }) => written(table, values, fra, til, linje))
    expect(versions.sort()).toEqual([...example.rows].sort())
  })
})
