import type { FlisError } from '@flis/core'
import type { Order, OrderResult } from '../../watch/orders.js'
import { nextScheduled } from '../../watch/scheduled-months.js'
import { watch } from '../../watch/watch.js'
import type { WatchEvent } from '../../watch/watch-work.js'
import type { Cli, CommandRun } from '../command.js'
import { jsonText } from '../json-text.js'
import { openedFolder, runOptions } from '../opened.js'
import type { Output } from '../world.js'

const collecting = (texts: string[]): Output => ({
  terminal: false,
  columns: 80,
  closed: false,
  write: async (text) => {
    texts.push(text)
  },
})

/** A queued command line, performed here: what it would have printed is its result. */
const performing =
  (cli: Cli) =>
  async (order: Order, signal: AbortSignal): Promise<OrderResult> => {
    const [out, err]: [string[], string[]] = [[], []]
    let error: FlisError | undefined
    const { USER, LOGNAME, SUDO_USER, ...environment } = cli.world.environment
    const exit = await cli.runCli(order.argv, {
      cwd: order.cwd,
      environment: { ...environment, ...order.operator },
      out: collecting(out),
      err: collecting(err),
      stopping: () => signal,
      isWatch: true,
      failed: (told) => {
        error = told
      },
    })
    return { exit, out: out.join(''), err: err.join(''), ...(error === undefined ? {} : { error }) }
  }

const lineOf = (cli: Cli, event: WatchEvent): string | undefined => {
  switch (event.event) {
    case 'watch-started':
      return cli.words(`watch is up (PID ${event.pid})`, `watch er oppe (PID ${event.pid})`)
    case 'watch-done':
      return event.run === null && event.outcome === 'done'
        ? undefined
        : cli.words(`${event.work}: ${event.outcome}`, `${event.work}: ${event.outcome}`)
    case 'watch-source':
      return event.code === null
        ? cli.words(`${event.source} is back`, `${event.source} er tilbage`)
        : cli.words(
            `nothing from ${event.source}: FLIS-${event.code}`,
            `intet fra ${event.source}: FLIS-${event.code}`,
          )
    case 'watch-sent':
      return cli.words(
        `${event.target}: ${event.sent.length} sent, ${event.receipted.length} receipted, ${event.refused.length} REFUSED`,
        `${event.target}: ${event.sent.length} sendt, ${event.receipted.length} kvitteret, ${event.refused.length} AFVIST`,
      )
    case 'watch-stopped':
      return cli.words('watch has stopped', 'watch er standset')
    default:
      return undefined
  }
}

const telling =
  (cli: Cli) =>
  (event: WatchEvent): void => {
    const line = cli.json ? jsonText(event) : lineOf(cli, event)
    if (line !== undefined) void cli.line(line)
  }

/** `flis watch`: stays up until it is told to stop (SIGTERM, Ctrl-C), then ends with 0. */
export const watchCommand: CommandRun = async (cli) => {
  const folder = await openedFolder(cli)
  const options = runOptions(cli, folder)
  const next = nextScheduled(folder.config.schedule, options.clock())
  if (!cli.json)
    await cli.line(
      next === null
        ? cli.words('no schedule: month-runs by hand', 'ingen tidsplan: månedskørsler i hånden')
        : cli.words(
            `next month-run: ${next.month}, at ${next.at}`,
            `næste månedskørsel: ${next.month}, ${next.at}`,
          ),
    )
  await watch({ ...options, perform: performing(cli), tell: telling(cli) })
  return 0
}
