import type { Plan, Step } from '@flis/core'
import type { Cli } from './command.js'
import { jsonText } from './json-text.js'
import { textTable } from './text-table.js'

const WHY_DA: Readonly<Record<Step['why'], string>> = {
  missing: 'mangler',
  'changed input': 'ændret input',
  'changed code': 'ændret kode',
  'asked for': 'ønsket',
}

/** Names that make a line too long to read are cut; `--json` has them all. */
const MOST_NAMES = 3

const becauseOf = (step: Step): string => {
  const more = step.because.length - MOST_NAMES
  return step.because.slice(0, MOST_NAMES).join(', ') + (more > 0 ? ` … +${more}` : '')
}

/** Prints every step that a run would take, and why. */
export const printPlan = async (cli: Cli, { month, steps }: Plan): Promise<void> => {
  if (cli.json) {
    for (const step of steps) await cli.line(jsonText({ event: 'step', ...step }))
    await cli.line(jsonText({ event: 'plan', month, steps: steps.length }))
    return
  }
  if (steps.length === 0) {
    await cli.line(cli.words('nothing to do: everything is up to date', 'intet at gøre: alt er ajour'))
    return
  }
  const lines = textTable(
    [
      { title: cli.words('step', 'trin') },
      { title: cli.words('why', 'hvorfor') },
      { title: cli.words('because of', 'på grund af') },
    ],
    steps.map((step) => [step.id, cli.language === 'da' ? WHY_DA[step.why] : step.why, becauseOf(step)]),
  )
  await cli.line(lines.join('\n'))
  await cli.line(cli.words(`${steps.length} steps for ${month}`, `${steps.length} trin for ${month}`))
}
