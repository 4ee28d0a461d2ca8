import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { contractsOf, writeFileAtomically } from '@flis/core'
import { contractSchema } from '../../contracts/contract-schema.js'
import type { CommandRun } from '../command.js'
import { jsonText } from '../json-text.js'
import { areasHere } from '../opened.js'
import { textOption } from '../options.js'

/** `flis contracts export --out <dir>`: one Avro schema (.avsc) for each contract. */
export const contractsExport: CommandRun = async (cli) => {
  const out = resolve(cli.world.cwd, textOption(cli, 'out') ?? '.')
  await mkdir(out, { recursive: true })
  const files: string[] = []
  for (const contract of contractsOf(await areasHere(cli))) {
    const file = join(out, `${contract.name}.avsc`)
    await writeFileAtomically(file, `${JSON.stringify(contractSchema(contract), null, 2)}\n`)
    files.push(file)
  }
  await cli.line(cli.json ? jsonText(files) : files.join('\n'))
  return 0
}
