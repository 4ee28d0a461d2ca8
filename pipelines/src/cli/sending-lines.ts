import { codeWords } from '@flis/core'
import type { SentTo } from '@flis/delivery'
import type { Cli } from './command.js'
import { textTable } from './text-table.js'

const linesOf = (cli: Cli, { target, ...of }: SentTo): readonly (readonly string[])[] => {
  const line = (id: string, state: string, why = ''): readonly string[] => [target, id, state, why]
  const told = (code: string | null, reason: string | null): string =>
    [code, reason].filter((each) => each !== null && each !== '').join(': ')
  const sent = new Set(of.sent)
  return [
    ...of.sent.map((id) => line(id, cli.words('sent', 'sendt'))),
    ...of.awaiting
      .filter((id) => !sent.has(id))
      .map((id) => line(id, cli.words('no receipt yet', 'endnu ingen kvittering'))),
    ...of.refused.map(({ id, code, reason }) => line(id, cli.words('REFUSED', 'AFVIST'), told(code, reason))),
    ...of.failed.map(({ id, error }) =>
      line(
        id,
        cli.words('NOT SENT', 'IKKE SENDT'),
        `FLIS-${error.code} ${codeWords(error.code, cli.language)}`,
      ),
    ),
    ...of.later.map((id) => line(id, cli.words('later', 'senere'), cli.words('it waits', 'den venter'))),
    ...of.unreadable.map((file) => line(file, cli.words('not readable', 'ulæselig'))),
    ...(of.error === null
      ? []
      : [line('', cli.words('no receipts', 'ingen kvitteringer'), `FLIS-${of.error.code}`)]),
  ]
}

/** True when somebody should look at what came of sending. */
export const needsALookAtSending = (reports: readonly SentTo[]): boolean =>
  reports.some(
    ({ refused, failed, unreadable, error }) =>
      refused.length + failed.length + unreadable.length > 0 || error !== null,
  )

/** Tells what came of sending, target by target. */
export const printSending = async (cli: Cli, reports: readonly SentTo[]): Promise<void> => {
  const lines = reports.flatMap((each) => linesOf(cli, each))
  const titles = [
    ['target', 'modtager'],
    ['package', 'datapakke'],
    ['state', 'tilstand'],
    ['', ''],
  ] as const
  if (lines.length > 0)
    for (const each of textTable(
      titles.map(([en, da]) => ({ title: cli.words(en, da) })),
      lines,
    ))
      await cli.line(each)
  const receipted = reports.reduce((sum, each) => sum + each.receipted.length, 0)
  await cli.line(cli.words(`${receipted} receipted in all`, `${receipted} kvitteret i alt`))
}
