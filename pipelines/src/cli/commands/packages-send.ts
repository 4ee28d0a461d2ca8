import { codeWords } from '@flis/core'
import type { SentTo } from '@flis/delivery'
import { resend, type SendingOptions, send } from '../../operator/send.js'
import type { Cli, CommandRun, ExitCode } from '../command.js'
import { jsonText } from '../json-text.js'
import { openedFolder, runOptions } from '../opened.js'
import { flagOption, textOption } from '../options.js'
import { textTable } from '../text-table.js'

const optionsOf = async (cli: Cli): Promise<SendingOptions> => {
  const to = textOption(cli, 'to')
  return {
    ...runOptions(cli, await openedFolder(cli)),
    now: flagOption(cli, 'now'),
    ...(to === undefined ? {} : { to }),
  }
}

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

const tell = async (cli: Cli, reports: readonly SentTo[]): Promise<ExitCode> => {
  const bad = reports.some(
    ({ refused, failed, unreadable, error }) =>
      refused.length + failed.length + unreadable.length > 0 || error !== null,
  )
  const exit: ExitCode = bad ? 3 : 0
  if (cli.json) {
    await cli.line(jsonText({ targets: reports, exit }))
    return exit
  }
  if (reports.length === 0) {
    await cli.line(cli.words('the settings name no targets', 'indstillingerne nævner ingen modtagere'))
    return exit
  }
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
  return exit
}

/** `flis packages send [--to name] [--now]`: what is due goes out, receipts are read. Exit 3 where anything needs a look. */
export const packagesSend: CommandRun = async (cli) => tell(cli, await send(await optionsOf(cli)))

/** `flis packages resend <id> [--to name]`: the same bytes again. */
export const packagesResend: CommandRun = async (cli) =>
  tell(cli, await resend(cli.args[0] ?? '', await optionsOf(cli)))
