import { resolve } from 'node:path'
import { restoreBackup } from '../../operations/backup/restore.js'
import { grouped } from '../../operations/room.js'
import type { CommandRun } from '../command.js'
import { jsonText } from '../json-text.js'
import { argument, flagOption, textOption } from '../options.js'

/** `flis restore <backup> [--into dir] [--overwrite] [--key-file file]`: a warehouse, as it was when the backup was made. */
export const restoreCommand: CommandRun = async (cli) => {
  const path = (given: string): string => resolve(cli.world.cwd, given)
  const [into, keyFile] = [textOption(cli, 'into'), textOption(cli, 'keyFile')]
  const report = await restoreBackup({
    backup: path(argument(cli, 0)),
    into: into === undefined ? cli.folder : path(into),
    overwrite: flagOption(cli, 'overwrite'),
    ...(keyFile === undefined ? {} : { keyFile: path(keyFile) }),
    environment: cli.world.environment,
    signal: cli.world.stopping(),
  })
  if (cli.json) {
    await cli.line(jsonText({ event: 'summary', ...report, exit: 0 }))
    return 0
  }
  const { backup, warehouse, files, bytes, version, aside, key } = report
  const nr = version ?? 0
  await cli.line(
    cli.words(
      `restored ${warehouse} from ${backup}: ${files} files, ${grouped(bytes)}, version ${nr}`,
      `${warehouse} gendannet fra ${backup}: ${files} filer, ${grouped(bytes)}, version ${nr}`,
    ),
  )
  if (aside !== null)
    await cli.line(
      cli.words(
        `what stood there lies in ${aside}: remove it when it is no longer wanted`,
        `hvad der stod der, ligger i ${aside}: slet det, når det ikke skal bruges`,
      ),
    )
  if (key === 'missing')
    await cli.line(
      cli.words(
        'the secret key was not in the backup → put it in the file key (mode 0600), or set FLIS_KEY',
        'den hemmelige nøgle var ikke med → læg den i filen key (0600), eller sæt FLIS_KEY',
      ),
    )
  await cli.line('→ flis doctor')
  return 0
}
