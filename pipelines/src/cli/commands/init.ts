import { resolve } from 'node:path'
import { warehousePaths } from '@flis/core'
import { KNOWN_AREAS } from '../../areas.js'
import { initWarehouse } from '../../run/open-env.js'
import type { CommandRun } from '../command.js'
import { jsonText } from '../json-text.js'

/** `flis init [dir]`: a new warehouse folder with every area that comes with flis. */
export const init: CommandRun = async (cli) => {
  const [dir] = cli.args
  const folder = dir === undefined ? cli.folder : resolve(cli.world.cwd, dir)
  const names = Object.keys(KNOWN_AREAS)
  await initWarehouse(folder, names)
  const { root, inbox, key, config } = warehousePaths(folder)
  if (cli.json) {
    await cli.line(jsonText({ warehouse: root, inbox, config, areas: names }))
    return 0
  }
  await cli.line(cli.words(`a warehouse is ready in ${root}`, `et lager er klar i ${root}`))
  await cli.line(`  ${cli.words('settings', 'indstillinger')}: ${config}`)
  await cli.line(`  ${cli.words('key (secret: keep a copy of it)', 'nøgle (hemmelig: gem en kopi)')}: ${key}`)
  await cli.line(`  ${cli.words('deliveries go in', 'leverancer lægges i')}: ${inbox}`)
  await cli.line(`→ flis -C ${folder} month-run <yyyy-mm>`)
  return 0
}
