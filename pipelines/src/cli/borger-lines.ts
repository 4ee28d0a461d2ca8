import type { RunReport } from '../run/main.js'
import type { Cli } from './command.js'

const packagesLine = (cli: Cli, { borger, run }: RunReport): string | undefined => {
  const of = borger?.packages
  if (of === undefined) return undefined
  const { periode, waitsFor } = of
  if (of.run !== null && of.run === run)
    return cli.words(`FLEKS ${periode}: made by this run`, `FLEKS ${periode}: lavet af denne kørsel`)
  if (of.run !== null)
    return cli.words(
      `FLEKS ${periode}: sent before, by run ${of.run}`,
      `FLEKS ${periode}: sendt før, af kørsel ${of.run}`,
    )
  return cli.words(
    `FLEKS ${periode}: waits for ${waitsFor.join(', ')}`,
    `FLEKS ${periode}: venter på ${waitsFor.join(', ')}`,
  )
}

/** What a Borger run says beside what every run says: as of when it is, its packages, what it has left alone. */
export const borgerLines = (cli: Cli, report: RunReport): readonly string[] => {
  const { borger, others = [] } = report
  if (borger === undefined) return []
  const asOf =
    borger.date === undefined
      ? cli.words(
          'no delivery of CPR has come yet: Borger is built when one does',
          'der er endnu ikke kommet en CPR-leverance: Borger bygges, når den kommer',
        )
      : cli.words(
          `Borger as of ${borger.date.day}, through ${borger.date.month}`,
          `Borger pr. ${borger.date.day}, til og med ${borger.date.month}`,
        )
  const packages = packagesLine(cli, report)
  const left =
    others.length === 0
      ? undefined
      : cli.words(
          `${others.length} of other areas wait for the month-run`,
          `${others.length} fra andre områder venter på månedskørslen`,
        )
  return [asOf, packages, left].flatMap((each) => (each === undefined ? [] : [`  ${each}`]))
}
