import { resolve } from 'node:path'
import { requireNoWatch, watchOf } from '../watch/holder.js'
import { fetchResult, type Order, ordersFolder, submitOrder, takeBackOrder } from '../watch/orders.js'
import { processTicker } from '../watch/ticker.js'
import type { Cli, ExitCode } from './command.js'
import { jsonText } from './json-text.js'
import { textOption } from './options.js'

/** How long a command waits for its result before it looks whether its watch is still there. */
const LOOK_MILLISECONDS = 2000

const orderOf = (cli: Cli, waits: boolean): Order => {
  const { USER, LOGNAME, SUDO_USER } = cli.world.environment
  const operator = Object.entries({ USER, LOGNAME, SUDO_USER }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return { argv: cli.argv, cwd: cli.world.cwd, operator: Object.fromEntries(operator), waits }
}

/** Waits for an order's result; undefined when its watch is gone and the order has been taken back. */
const resultOf = async (cli: Cli, name: string): Promise<ExitCode | undefined> => {
  const never = new AbortController().signal
  const ticker = processTicker([ordersFolder(cli.folder)])
  try {
    for (;;) {
      const result = await fetchResult(cli.folder, name)
      if (result !== undefined) {
        await cli.world.out.write(result.out)
        await cli.world.err.write(result.err)
        return result.exit
      }
      if ((await watchOf(cli.folder)) === undefined && (await takeBackOrder(cli.folder, name)))
        return undefined
      await ticker.wait(LOOK_MILLISECONDS, never)
    }
  } finally {
    ticker.close()
  }
}

/**
 * Has the watch of the warehouse perform a command line, and prints what came of it; with `--no-wait` only its number.
 * Undefined where nobody watches, or the watch has gone before it was done: then the command does it itself.
 */
export const throughWatch = async (cli: Cli): Promise<ExitCode | undefined> => {
  const watch = await watchOf(cli.folder)
  if (watch === undefined) return undefined
  const waits = cli.options.wait !== false
  const name = await submitOrder(cli.folder, orderOf(cli, waits))
  const order = Number(name)
  if (!waits) {
    await cli.line(
      cli.json
        ? jsonText({ event: 'queued', order })
        : cli.words(`order ${order} is queued`, `ordre ${order} er sat i kø`),
    )
    return 0
  }
  if (!cli.json)
    await cli.world.err.write(
      `${cli.words(`order ${order}: flis watch (${watch}) performs it`, `ordre ${order}: flis watch (${watch}) udfører den`)}\n`,
    )
  return resultOf(cli, name)
}

/** For a command that puts another warehouse, or another flis, in the place of the watched one: S001 while there is a watch. */
export const withoutWatch = (cli: Cli): Promise<void> => {
  const into = textOption(cli, 'into')
  return requireNoWatch(into === undefined ? cli.folder : resolve(cli.world.cwd, into))
}
