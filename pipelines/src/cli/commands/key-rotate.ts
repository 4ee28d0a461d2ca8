import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { rotateKey } from '../../operations/keys/rotate-key.js'
import type { CommandRun } from '../command.js'
import { jsonText } from '../json-text.js'
import { openedFolder, runOptions } from '../opened.js'
import { textOption } from '../options.js'

/** `flis key rotate [--key-file file]`: another secret; every surrogate changes, the month's packages are made anew. */
export const keyRotate: CommandRun = async (cli) => {
  const folder = await openedFolder(cli)
  const file = textOption(cli, 'keyFile')
  const rotation = await rotateKey({
    ...runOptions(cli, folder),
    environment: cli.world.environment,
    chance: randomBytes,
    ...(file === undefined ? {} : { keyFile: resolve(cli.world.cwd, file) }),
  })
  if (cli.json) {
    await cli.line(jsonText({ event: 'summary', ...rotation, exit: 0 }))
    return 0
  }
  const { nr, before, after, run, version, month, kept } = rotation
  await cli.line(
    cli.words(
      `key ${nr} is in use (fingerprint ${after}); the one before (${before}) has been destroyed`,
      `nøgle ${nr} er i brug (fingeraftryk ${after}); den forrige (${before}) er tilintetgjort`,
    ),
  )
  if (version !== null)
    await cli.line(
      cli.words(
        `run ${run} published version ${version} of ${month} with new surrogate keys, and its packages`,
        `kørsel ${run} udgav version ${version} af ${month} med nye surrogatnøgler og dens datapakker`,
      ),
    )
  await cli.line(
    kept === 'FLIS_KEY'
      ? cli.words(
          'FLIS_KEY must be the new key from now on; the file that held it is yours to keep',
          'FLIS_KEY skal være den nye nøgle fra nu af; filen med den gemmer du selv',
        )
      : cli.words('keep a copy of the file key elsewhere', 'gem en kopi af filen key et andet sted'),
  )
  return 0
}
