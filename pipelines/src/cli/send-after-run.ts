import type { SentTo } from '@flis/delivery'
import { send } from '../operator/send.js'
import type { RunReport } from '../run/main.js'
import type { Cli } from './command.js'
import { type OpenedFolder, runOptions } from './opened.js'

/**
 * Sends to the targets that the settings send to after runs; undefined where there is nothing to send, or a watch does it.
 * A target that is not reached is told of: the run itself is done.
 */
export const sendAfterRun = async (
  cli: Cli,
  folder: OpenedFolder,
  { run }: RunReport,
): Promise<readonly SentTo[] | undefined> => {
  const isAsked = folder.config.targets.some((each) => each.send === 'after runs')
  if (run === null || !isAsked || cli.world.isWatch === true) return undefined
  return send({ ...runOptions(cli, folder), afterRuns: true })
}
