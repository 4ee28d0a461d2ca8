import { resolve } from 'node:path'
import { fail, nearest } from '@flis/core'
import { SAMPLE_AREAS, SAMPLE_DEFAULTS, type SampleArea, writeSample } from '@flis/sample'
import type { Cli, CommandRun } from '../command.js'
import { jsonText } from '../json-text.js'
import { flagOption, listOption, numberOption, textOption, wholeOption } from '../options.js'

/** Months that are made when none are asked for; fixed, so that the same command gives the same bytes. */
const FIRST = '2022-08'
const LAST = '2022-10'

const isSampleArea = (name: string): name is SampleArea => SAMPLE_AREAS.some((each) => each === name)

const areasOf = (cli: Cli): readonly SampleArea[] => {
  const wanted = listOption(cli, 'area')
  if (wanted.length === 0) return SAMPLE_DEFAULTS.areas
  return wanted.map((name) => {
    if (isSampleArea(name)) return name
    const expected = nearest(name, SAMPLE_AREAS)
    return fail('U001', { found: `area ${name}`, ...(expected === undefined ? {} : { expected }) })
  })
}

const kommunerOf = (cli: Cli): number | readonly string[] => {
  const given = textOption(cli, 'kommuner')
  if (given === undefined) return SAMPLE_DEFAULTS.kommuner
  return /^\d{1,2}$/.test(given) ? Number(given) : given.split(',').map((each) => each.trim())
}

/** `flis sample --out <dir>`: deterministic made-up deliveries. */
export const sample: CommandRun = async (cli) => {
  const out = resolve(cli.world.cwd, textOption(cli, 'out') ?? '')
  const from = textOption(cli, 'from')
  const to = textOption(cli, 'to')
  const report = await writeSample({
    out,
    kommuner: kommunerOf(cli),
    from: from ?? to ?? FIRST,
    to: to ?? from ?? LAST,
    scale: numberOption(cli, 'scale') ?? SAMPLE_DEFAULTS.scale,
    seed: wholeOption(cli, 'seed') ?? SAMPLE_DEFAULTS.seed,
    faults: numberOption(cli, 'faults') ?? 0,
    areas: areasOf(cli),
    daily: flagOption(cli, 'daily'),
  })
  if (cli.json) {
    await cli.line(jsonText({ out, ...report }))
    return 0
  }
  const bytes = report.files.reduce((sum, each) => sum + each.bytes, 0)
  await cli.line(
    cli.words(
      `${report.files.length} deliveries (${(bytes / 1e6).toFixed(1)} MB) in ${out}`,
      `${report.files.length} leverancer (${(bytes / 1e6).toFixed(1)} MB) i ${out}`,
    ),
  )
  for (const [contract, rows] of Object.entries(report.rows)) await cli.line(`  ${contract}: ${rows}`)
  if (report.faults.length > 0)
    await cli.line(
      cli.words(`  ${report.faults.length} deliberate faults`, `  ${report.faults.length} bevidste fejl`),
    )
  if (report.files.some((each) => each.path.startsWith('again/')))
    await cli.line(
      cli.words(
        'the folder again/ holds second sendings: bring them in after the first',
        'mappen again/ rummer gentagne leverancer: læg dem ind efter de første',
      ),
    )
  return 0
}
