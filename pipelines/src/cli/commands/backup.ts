import { resolve } from 'node:path'
import { makeBackup } from '../../operations/backup/backup.js'
import { grouped } from '../../operations/room.js'
import type { CommandRun } from '../command.js'
import { jsonText } from '../json-text.js'
import { openedFolder, runOptions } from '../opened.js'
import { argument, flagOption } from '../options.js'

/** `flis backup <target> [--with-key] [--with-outbox]`: a copy of the warehouse, whole or not at all. */
export const backupCommand: CommandRun = async (cli) => {
  const folder = await openedFolder(cli)
  const report = await makeBackup({
    ...runOptions(cli, folder),
    environment: cli.world.environment,
    target: resolve(cli.world.cwd, argument(cli, 0)),
    withKey: flagOption(cli, 'withKey'),
    withOutbox: flagOption(cli, 'withOutbox'),
  })
  if (cli.json) {
    await cli.line(jsonText({ event: 'summary', ...report, exit: 0 }))
    return 0
  }
  const { backup, files, bytes, written, withKey } = report
  await cli.line(
    cli.words(
      `backup made: ${backup} (${files} files, ${grouped(bytes)}, of them ${grouped(written)} written)`,
      `sikkerhedskopi lavet: ${backup} (${files} filer, ${grouped(bytes)}, heraf ${grouped(written)} skrevet)`,
    ),
  )
  await cli.line(
    withKey
      ? cli.words(
          'the secret key is in it: whoever has it can turn pseudonyms back',
          'den hemmelige nøgle er med: den, der har kopien, kan føre pseudonymer tilbage',
        )
      : cli.words(
          'the secret key is not in it: keep a copy of it elsewhere',
          'den hemmelige nøgle er ikke med: gem en kopi af den et andet sted',
        ),
  )
  return 0
}
