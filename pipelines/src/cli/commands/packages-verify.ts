import { mkdir } from 'node:fs/promises'
import { basename } from 'node:path'
import { asFlisError, errorWords } from '@flis/core'
import { verifyPackage } from '@flis/delivery'
import type { Cli, CommandRun, ExitCode } from '../command.js'
import { jsonText } from '../json-text.js'
import { withLedger } from '../opened.js'
import { type PackageFile, packageFile, packageFiles, removedWords } from '../package-file.js'

const verifyOne = async (
  cli: Cli,
  { path, sha256, removed }: PackageFile,
  work: string,
): Promise<boolean> => {
  if (removed !== undefined) {
    await cli.line(
      cli.json
        ? jsonText({ package: removed.id, path, ok: true, removed: removed.at })
        : `${removed.id}  ${removedWords(cli, removed.at)}`,
    )
    return true
  }
  try {
    const { manifest } = await verifyPackage(path, sha256, work)
    const rows = manifest.files.reduce((sum, each) => sum + each.rows, 0)
    await cli.line(
      cli.json
        ? jsonText({ package: manifest.id, path, ok: true, files: manifest.files.length, rows })
        : `${manifest.id}  ok  ${manifest.files.length} ${cli.words('files', 'filer')}, ${rows} ${cli.words('rows', 'rækker')}`,
    )
    return true
  } catch (thrown) {
    const error = asFlisError(thrown)
    if (error.code !== 'P001' && error.code !== 'U004') throw thrown
    if (cli.json)
      await cli.line(
        jsonText({ package: basename(path, '.zip'), path, ok: false, code: error.code, facts: error.facts }),
      )
    else await cli.world.err.write(`${errorWords(error, cli.language)}\n`)
    return false
  }
}

/** `flis packages verify [id-or-file]`: one package, or all in the outbox, against manifest and ledger. */
export const packagesVerify: CommandRun = async (cli) => {
  let exit: ExitCode = 0
  await withLedger(cli, async (ledger, { paths }) => {
    const rows = await ledger.rows('select * from packages')
    const [wanted] = cli.args
    const files =
      wanted === undefined
        ? packageFiles(rows, paths.root)
        : [await packageFile(rows, paths.root, cli.world.cwd, wanted)]
    // What is unpacked meanwhile stays in the warehouse folder.
    await mkdir(paths.staging, { recursive: true })
    for (const file of files) if (!(await verifyOne(cli, file, paths.staging))) exit = 1
    if (files.length === 0 && !cli.json)
      await cli.line(cli.words('no packages yet', 'ingen datapakker endnu'))
  })
  return exit
}
