import type { AreaNames } from './area-names.js'

/** A file to write: its path in the folder, and its text. */
export interface AreaFile {
  readonly path: string
  readonly text: string
}

/** `ts` where files are modules anyway, `mts` where they must say so. */
export type ModuleEnding = 'ts' | 'mts'

const imported = (file: string, ending: ModuleEnding): string => `./${file}.${ending === 'ts' ? 'js' : 'mjs'}`

const contractText = ({
  contract,
  kilde,
}: AreaNames): string => `import { contract, field } from '@flis/pipelines'

/** What the source delivers, one row for each case. It comes as ${kilde}_<kommune>_<yyyy-mm>_001_F.csv with a .metadata file. */
export const ${contract} = contract('${contract}', {
  kilde: '${kilde}',
  mode: 'full',
  absence: 'behold',
  persons: ['borgere'],
  fields: {
    SagId: field.key.text(),
    Personnummer: field.cpr(),
    StartDato: field.date(),
    SlutDato: field.date().optional(),
    Beloeb: field.decimal(12, 2, { data: 'økonomi', dm: 'Beløb' }),
  },
  checks: [field.order('StartDato', 'SlutDato')],
})
`

const factText = (
  { contract, fact, file }: AreaNames,
  ending: ModuleEnding,
): string => `import { column, DimKommune, DimTid, fact, rollout, sql } from '@flis/pipelines'
import { ${contract} } from '${imported(`${file}-sag`, ending)}'

/** One row for each case and month that it touches, from its start to its end, or to the run month while it runs. */
export const ${fact} = fact('${fact}', {
  grain: ['DimTid', 'DimKommune', 'SagId'],
  exported: true,
  columns: {
    DimTid: { ...DimTid.key, description: 'Månedens sidste dag.' },
    DimKommune: DimKommune.key,
    SagId: column('VARCHAR', 'Sagens id.'),
    Beløb: column('DECIMAL(12,2)', 'Beløb i måneden.', { data: 'økonomi', total: true }),
  },
  // Only cases that changed are computed anew: _unit says which case a row belongs to.
  recompute: { by: 'unit' },
  sql: ({ month, from }) => sql\`
    select
      \${DimTid.of('m.last_day')} as DimTid,
      \${DimKommune.of('s._kommune')} as DimKommune,
      s.SagId,
      s.Beloeb as Beløb,
      s._unit,
      s._kommune
    from \${rollout(${contract}, { start: 'StartDato', end: 'SlutDato', until: month, from })}\`,
})
`

const areaText = (
  { area, contract, fact, file, value }: AreaNames,
  ending: ModuleEnding,
): string => `import { dataomraade } from '@flis/pipelines'
import { ${contract} } from '${imported(`${file}-sag`, ending)}'
import { ${fact} } from '${imported(`fact-${file}`, ending)}'

export const ${value} = dataomraade('${area}', {
  contracts: [${contract}],
  models: [${fact}],
})
`

const testText = (
  { contract, fact, file, kilde, value }: AreaNames,
  ending: ModuleEnding,
): string => `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testWarehouse } from '@flis/pipelines'
import { ${value} } from '${imported(file, ending)}'
import { ${contract} } from '${imported(`${file}-sag`, ending)}'
import { ${fact} } from '${imported(`fact-${file}`, ending)}'

test('a running case has a row in each month that it touches', async () => {
  const w = await testWarehouse({ areas: [${value}], now: '2022-11-02' })
  await w.deliver(${contract}, '${kilde} 0751 2022-10', [
    { SagId: 'a', Personnummer: '0101410001', StartDato: '2022-09-10', SlutDato: null, Beloeb: '1200.00' },
  ])
  await w.monthRun('2022-10')
  assert.deepEqual(await w.rows(${fact}), [
    { DimTid: 20220930, DimKommune: 751, SagId: 'a', Beløb: '1200.00' },
    { DimTid: 20221031, DimKommune: 751, SagId: 'a', Beløb: '1200.00' },
  ])
  await w.close()
})
`

/** The pieces of a new area: contract, fact, area, test. */
export const areaFiles = (names: AreaNames, ending: ModuleEnding): readonly AreaFile[] => {
  const { file } = names
  return [
    { path: `${file}/${file}-sag.${ending}`, text: contractText(names) },
    { path: `${file}/fact-${file}.${ending}`, text: factText(names, ending) },
    { path: `${file}/${file}.${ending}`, text: areaText(names, ending) },
    { path: `${file}/${file}.test.${ending}`, text: testText(names, ending) },
  ]
}

/** Characters of a line. */
const LINE = 110

/** Settings that list the area beside those that the warehouse has. */
export const configFile = (
  { file, value }: AreaNames,
  ending: ModuleEnding,
  areas: readonly string[],
): AreaFile => {
  const listed = [...areas.map((each) => `'${each}'`), value]
  const inOneLine = `export default { areas: [${listed.join(', ')}] }`
  const inLines = ['export default {', '  areas: [', ...listed.map((each) => `    ${each},`), '  ],', '}']
  return {
    path: `flis.config.${ending}`,
    text: `import { ${value} } from '${imported(`${file}/${file}`, ending)}'

${inOneLine.length > LINE ? inLines.join('\n') : inOneLine}
`,
  }
}
