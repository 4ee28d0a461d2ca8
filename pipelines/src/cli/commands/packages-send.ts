import type { SentTo } from '@flis/delivery'
import { resend, type SendingOptions, send } from '../../operator/send.js'
import type { Cli, CommandRun, ExitCode } from '../command.js'
import { jsonText } from '../json-text.js'
import { openedFolder, runOptions } from '../opened.js'
import { flagOption, textOption } from '../options.js'
import { needsALookAtSending, printSending } from '../sending-lines.js'

const optionsOf = async (cli: Cli): Promise<SendingOptions> => {
  const to = textOption(cli, 'to')
  return {
    ...runOptions(cli, await openedFolder(cli)),
    now: flagOption(cli, 'now'),
    ...(to === undefined ? {} : { to }),
  }
}

const tell = async (cli: Cli, reports: readonly SentTo[]): Promise<ExitCode> => {
  const exit: ExitCode = needsALookAtSending(reports) ? 3 : 0
  if (cli.json) await cli.line(jsonText({ targets: reports, exit }))
  else if (reports.length === 0)
    await cli.line(cli.words('the settings name no targets', 'indstillingerne nævner ingen modtagere'))
  else await printSending(cli, reports)
  return exit
}

/** `flis packages send [--to name] [--now]`: what is due goes out, receipts are read. Exit 3 where anything needs a look. */
export const packagesSend: CommandRun = async (cli) => tell(cli, await send(await optionsOf(cli)))

/** `flis packages resend <id> [--to name]`: the same bytes again. */
export const packagesResend: CommandRun = async (cli) =>
  tell(cli, await resend(cli.args[0] ?? '', await optionsOf(cli)))
