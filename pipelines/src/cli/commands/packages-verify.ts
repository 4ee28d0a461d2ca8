import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename } from 'node:path'
import { asFlisError, errorWords, fail } from '@flis/core'
import { type LoadedTable, type Manifest, verifyPackage } from '@flis/delivery'
import type { Cli, CommandRun, ExitCode } from '../command.js'
import { jsonText } from '../json-text.js'
import { loadedCounts, loadedReport, printLoaded } from '../loaded-counts.js'
import { withLedger } from '../opened.js'
import { flagOption, textOption } from '../options.js'
import { looseFile, type PackageFile, packageFile, packageFiles, removedWords } from '../package-file.js'

interface Asked {
  readonly cli: Cli
  /** Folder for unpacking. */
  readonly work: string
  /** What the receiver has loaded, where that is to be compared too. */
  readonly loaded: readonly LoadedTable[] | undefined
}

const tellVerified = async ({ cli, loaded }: Asked, path: string, manifest: Manifest): Promise<ExitCode> => {
  const { id, files } = manifest
  const rows = files.reduce((sum, each) => sum + each.rows, 0)
  const report = loaded === undefined ? undefined : loadedReport(manifest, loaded)
  if (cli.json)
    await cli.line(
      jsonText({
        package: id,
        path,
        ok: true,
        files: files.length,
        rows,
        ...(report === undefined ? {} : { loaded: report }),
      }),
    )
  else {
    const counted = `${files.length} ${cli.words('files', 'filer')}, ${rows} ${cli.words('rows', 'rækker')}`
    await cli.line(`${id}  ok  ${counted}`)
    if (report !== undefined) await printLoaded(cli, manifest, report)
  }
  return (report?.differences ?? []).length === 0 || flagOption(cli, 'lenient') ? 0 : 3
}

const verifyOne = async (asked: Asked, { path, sha256, removed }: PackageFile): Promise<ExitCode> => {
  const { cli, work, loaded } = asked
  if (removed !== undefined) {
    if (loaded !== undefined)
      return fail('U004', { file: path, detail: 'removed from the outbox by retention' })
    await cli.line(
      cli.json
        ? jsonText({ package: removed.id, path, ok: true, removed: removed.at })
        : `${removed.id}  ${removedWords(cli, removed.at)}`,
    )
    return 0
  }
  try {
    const { manifest } = await verifyPackage(path, sha256, work)
    return await tellVerified(asked, path, manifest)
  } catch (thrown) {
    const error = asFlisError(thrown)
    if (error.code !== 'P001' && error.code !== 'U004') throw thrown
    if (cli.json)
      await cli.line(
        jsonText({ package: basename(path, '.zip'), path, ok: false, code: error.code, facts: error.facts }),
      )
    else await cli.world.err.write(`${errorWords(error, cli.language)}\n`)
    return 1
  }
}

const countsOf = async (cli: Cli): Promise<readonly LoadedTable[] | undefined> => {
  const given = textOption(cli, 'loaded')
  if (given === undefined) return undefined
  if (cli.args[0] === undefined)
    fail('U001', {
      found: '--loaded without a package',
      expected: 'flis packages verify <id-or-file> --loaded <file>',
    })
  return loadedCounts(cli, given)
}

/**
 * `flis packages verify [id-or-file]`: one package, or all in the outbox, against manifest and ledger; with `--loaded`
 * also what a receiver has loaded of it. A package's file can be verified outside a warehouse.
 */
export const packagesVerify: CommandRun = async (cli) => {
  const loaded = await countsOf(cli)
  const [wanted] = cli.args
  const loose = await looseFile(cli, wanted)
  if (loose !== undefined) return verifyOne({ cli, work: tmpdir(), loaded }, loose)
  let exit: ExitCode = 0
  await withLedger(cli, async (ledger, { paths }) => {
    const rows = await ledger.rows('select * from packages')
    const files =
      wanted === undefined
        ? packageFiles(rows, paths.root)
        : [await packageFile(rows, paths.root, cli.world.cwd, wanted)]
    // What is unpacked meanwhile stays in the warehouse folder.
    await mkdir(paths.staging, { recursive: true })
    for (const file of files) {
      const found = await verifyOne({ cli, work: paths.staging, loaded }, file)
      if (exit !== 1 && found !== 0) exit = found
    }
    if (files.length === 0 && !cli.json)
      await cli.line(cli.words('no packages yet', 'ingen datapakker endnu'))
  })
  return exit
}
