import { resolve } from 'node:path'
import { verifyBackup } from '../../operations/backup/verify-backup.js'
import { grouped } from '../../operations/room.js'
import type { CommandRun } from '../command.js'
import { jsonText } from '../json-text.js'
import { argument } from '../options.js'

/** `flis backup verify <backup>`: every file by its SHA-256; of a folder of backups the newest. No warehouse is needed. */
export const backupVerify: CommandRun = async (cli) => {
  const { backup, manifest, bytes } = await verifyBackup(resolve(cli.world.cwd, argument(cli, 0)))
  const { files, made, run, version, month, ledgerFormat, withKey, withOutbox } = manifest
  if (cli.json)
    await cli.line(
      jsonText({
        event: 'summary',
        ...{
          backup,
          made,
          files: files.length,
          bytes,
          run,
          version,
          month,
          ledgerFormat,
          withKey,
          withOutbox,
        },
        exit: 0,
      }),
    )
  else
    await cli.line(
      cli.words(
        `${backup} is whole: ${files.length} files, ${grouped(bytes)}, made ${made}`,
        `${backup} er hel: ${files.length} filer, ${grouped(bytes)}, lavet ${made}`,
      ),
    )
  return 0
}
