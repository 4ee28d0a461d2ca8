import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { codeWords, contractsOf, type FlisError } from '@flis/core'
import { checkKafka, checkSftp } from '@flis/rawdata'
import { type Check, ok, wrong } from './check.js'

const said = (error: FlisError, language: 'en' | 'da'): string =>
  `${error.facts.file ?? ''}: FLIS-${error.code} ${codeWords(error.code, language)}`

/** True when others than its owner can read a key. */
const isOpen = async (file: string): Promise<boolean> => {
  try {
    return ((await stat(file)).mode & 0o077) !== 0
  } catch {
    // that it cannot be read is told when the server is asked
    return false
  }
}

/** Asks each server that the settings name, once; nothing is changed there. */
const servers: Check['look'] = async ({ config, paths, settings }) => {
  const asked = [
    ...config.sources.map((each) => ({
      ...each,
      folders: 'receipts' in each ? [each.path, each.receipts] : [],
    })),
    ...config.targets.map((each) => ({
      ...each,
      folders: 'receipts' in each ? [each.path, each.receipts] : [],
    })),
  ].filter((each) => each.type === 'sftp')
  const clusters = config.sources.filter((each) => each.type === 'kafka')
  const count = asked.length + clusters.length
  if (count === 0) return ok('the settings name no server', 'indstillingerne nævner ingen server')
  for (const each of asked) {
    const file = resolve(paths.root, each.privateKeyFile)
    if (await isOpen(file))
      return wrong(`others can read ${file}`, `andre kan læse ${file}`, `chmod 600 ${file}`)
    const folders = [each.folders].flat().flatMap((folder) => (folder === false ? [] : [folder]))
    const error = await checkSftp(each, folders, paths.root)
    if (error !== undefined) return wrong(said(error, 'en'), said(error, 'da'), error.next)
  }
  const contracts = 'areas' in settings ? contractsOf(settings.areas) : []
  for (const each of clusters) {
    const error = await checkKafka(each, contracts, paths.root)
    if (error !== undefined) return wrong(said(error, 'en'), said(error, 'da'), error.next)
  }
  return ok(
    `${count} servers answer, know us, and have their folders or topics`,
    `${count} servere svarer, kender os og har deres mapper eller emner`,
  )
}

/** What others run for us. */
export const SERVER_CHECKS: readonly Check[] = [{ name: 'servers', look: servers }]
