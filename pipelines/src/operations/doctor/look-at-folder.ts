import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import {
  ENGINE_VERSION,
  errorWords,
  exists,
  keyFingerprint,
  LEDGER_FORMAT,
  stamp,
  warehouseKey,
} from '@flis/core'
import { nextKeyFile } from '../keys/given-keys.js'
import { ledgerKeys } from '../keys/ledger-keys.js'
import { BEFORE_UPGRADE } from '../upgrade/before-upgrade.js'
import { ANY_RUN, type Check, type Finding, ok, type Patient, warning, wrong } from './check.js'

const settings: Check['look'] = async ({ settings }) => {
  if ('_tag' in settings) return wrong(errorWords(settings, 'en'), errorWords(settings, 'da'), settings.next)
  const names = settings.areas.map((each) => each.name).join(', ')
  return ok(`settings are valid: ${names}`, `indstillingerne er gyldige: ${names}`)
}

/** What tells a key from others; undefined of what is none. */
const fingerprintOf = (text: string): string | undefined => {
  try {
    return keyFingerprint(warehouseKey(text))
  } catch {
    return undefined
  }
}

/** The key that the ledger says is in use; undefined where it cannot be asked, or does not know yet. */
const keyInUse = async ({ database }: Patient): Promise<string | undefined> =>
  database.state === 'open' ? (await ledgerKeys(database.session))[0]?.fingerprint : undefined

const another = (from: string): Finding =>
  wrong(
    `the key in ${from} is not the one that this warehouse was made with`,
    `nøglen i ${from} er ikke den, som lageret er lavet med`,
    'restore the file key, or set FLIS_KEY',
  )

const key: Check['look'] = async (patient) => {
  const { paths, environment } = patient
  const given = environment.FLIS_KEY
  const inFile = (await exists(paths.key)) ? await readFile(paths.key, 'utf8') : undefined
  const inUse = await keyInUse(patient)
  const isOther = (found: string): boolean => inUse !== undefined && found !== inUse
  if (given !== undefined && given !== '') {
    const found = fingerprintOf(given)
    if (found === undefined) return wrong('FLIS_KEY is no key', 'FLIS_KEY er ingen nøgle', 'set FLIS_KEY')
    if (isOther(found)) return another('FLIS_KEY')
    if (inFile !== undefined && inFile.trim().toLowerCase() !== given.trim().toLowerCase())
      return warning(
        'FLIS_KEY and the file key differ: FLIS_KEY counts',
        'FLIS_KEY og filen key er forskellige: FLIS_KEY gælder',
        'unset FLIS_KEY, or remove the file',
      )
    return ok('the key comes from FLIS_KEY', 'nøglen kommer fra FLIS_KEY')
  }
  if (await exists(nextKeyFile(paths)))
    return warning(
      'a rotation of the key was stopped; the next command undoes or finishes it',
      'et skift af nøglen blev afbrudt; næste kommando fortryder eller fuldfører det',
      ANY_RUN,
    )
  if (inFile === undefined)
    return wrong(
      'the secret key is missing',
      'den hemmelige nøgle mangler',
      'restore the file key, or set FLIS_KEY',
    )
  const found = fingerprintOf(inFile)
  if (found === undefined)
    return wrong('the file key is damaged', 'filen key er beskadiget', 'restore the file key')
  if (isOther(found)) return another('key')
  const { mode } = await stat(paths.key)
  return (mode & 0o077) === 0
    ? ok('the key is there, for its owner only', 'nøglen er der, kun for sin ejer')
    : wrong('others can read the key', 'andre kan læse nøglen', `chmod 600 ${paths.key}`)
}

const lock: Check['look'] = async ({ database }) =>
  database.state === 'held'
    ? warning(
        `${database.holder} is writing: the ledger was not looked at`,
        `${database.holder} skriver: ledgeren er ikke undersøgt`,
        'wait for it, then flis doctor',
      )
    : ok('nobody is writing', 'ingen skriver')

const databaseOpens: Check['look'] = async ({ database }) => {
  if (database.state === 'broken')
    return wrong(
      `the working file cannot be opened: ${errorWords(database.error, 'en')}`,
      `arbejdsfilen kan ikke åbnes: ${errorWords(database.error, 'da')}`,
      'restore flis.duckdb from a copy',
    )
  return database.state === 'none'
    ? ok('there is none yet', 'der er endnu ingen')
    : ok('the working file is readable', 'arbejdsfilen kan læses')
}

const ledgerFormat: Check['look'] = async ({ database }) => {
  if (database.state !== 'other format')
    return ok(`this flis has ledger format ${LEDGER_FORMAT}`, `denne flis har ledgerformat ${LEDGER_FORMAT}`)
  const { format } = database
  return format > LEDGER_FORMAT
    ? wrong(
        `a later flis made this ledger (format ${format})`,
        `en senere flis har lavet denne ledger (format ${format})`,
        'open it with the version of flis that made it',
      )
    : warning(
        `the ledger has format ${format}; the next command that writes brings it to ${LEDGER_FORMAT}`,
        `ledgeren har format ${format}; næste kommando, der skriver, bringer den til ${LEDGER_FORMAT}`,
        'flis upgrade --dry-run',
      )
}

const walLeft: Check['look'] = async ({ paths, database }) => {
  const wal = `${paths.database}.wal`
  const left = (await exists(wal)) && (await stat(wal)).size > 0
  return left && database.state !== 'held'
    ? warning(
        'a process ended without closing the working file; nothing is lost, the next command reads its log',
        'en proces sluttede uden at lukke arbejdsfilen; intet er tabt, næste kommando læser dens log',
        ANY_RUN,
      )
    : ok('no log of the engine is left', 'ingen log fra motoren er efterladt')
}

const OLDEST_NODE: readonly [number, number] = [20, 19]

const engine: Check['look'] = async ({ madeBy: made }) => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]))
    return wrong(
      `Node ${process.versions.node} is too old`,
      `Node ${process.versions.node} er for gammel`,
      `install Node ${OLDEST_NODE.join('.')} or later`,
    )
  return made === undefined || made === ENGINE_VERSION
    ? ok(
        `DuckDB ${ENGINE_VERSION}, Node ${process.versions.node}`,
        `DuckDB ${ENGINE_VERSION}, Node ${process.versions.node}`,
      )
    : warning(
        `DuckDB ${made} made the working file, this is ${ENGINE_VERSION}: the next month-run builds all tables anew`,
        `DuckDB ${made} har lavet arbejdsfilen, dette er ${ENGINE_VERSION}: næste månedskørsel bygger alle tabeller igen`,
        'flis plan',
      )
}

const clock: Check['look'] = async ({ environment, clock, database }) => {
  const given = environment.FLIS_NOW
  if (given !== undefined && given !== '')
    return warning(
      `FLIS_NOW is set: every run takes ${given} as now`,
      `FLIS_NOW er sat: enhver kørsel tager ${given} som nu`,
      'unset FLIS_NOW',
    )
  if (database.state !== 'open') return ok('the machine tells the time', 'maskinen siger tiden')
  const last = await database.session.value('select max(coalesce(finished, started)) from ops.runs')
  return last !== null && String(last) > stamp(clock)
    ? wrong(
        `the clock is behind the last run, which ended ${String(last)}`,
        `uret er bagud for den seneste kørsel, som sluttede ${String(last)}`,
        'set the clock of the machine',
      )
    : ok('the clock is after the last run', 'uret er efter den seneste kørsel')
}

const namesIn = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => [])

/** Names that only a process which did not end leaves behind, folder by folder. */
const LEFT: readonly (readonly [folder: string, names: RegExp])[] = [
  ['', /^\.rebuild$|^flis\.duckdb\.before-rebuild$|^\.restoring$|\.tmp$/],
  ['staging', /^run-|^land$/],
  ['archive', /^\..+\.part$/],
  ['archive/sha256', /^\..+\.part$/],
  ['archive/.leaving-inbox', /\.json$/],
  ['archive/.leaving-sftp', /\.json$/],
  ['rejected', /^\..+\.part$/],
  ['published', /\.tmp$/],
  ['published/ledger', /\.tmp$/],
  ['checkpoints', /\.tmp$/],
]

const leftovers: Check['look'] = async ({ paths, database }) => {
  if (database.state === 'held') return ok('a command is at work', 'en kommando er i gang')
  const found: string[] = []
  for (const [folder, names] of LEFT)
    for (const name of await namesIn(join(paths.root, folder)))
      if (names.test(name)) found.push(folder === '' ? name : `${folder}/${name}`)
  for (const kommune of await namesIn(paths.outbox))
    for (const kind of await namesIn(join(paths.outbox, kommune)))
      for (const name of await namesIn(join(paths.outbox, kommune, kind)))
        if (/^\..+\.tmp$/.test(name)) found.push(`outbox/${kommune}/${kind}/${name}`)
  return found.length === 0
    ? ok('no command has left anything half done', 'ingen kommando har efterladt noget halvt')
    : warning(
        `a command that did not end has left ${found.join(', ')}`,
        `en kommando, der ikke sluttede, har efterladt ${found.join(', ')}`,
        found.includes('.rebuild') || found.includes('flis.duckdb.before-rebuild') ? 'flis rebuild' : ANY_RUN,
      )
}

/** What a restore or an upgrade has put aside: whole copies of persons' data, which nothing but the operator removes. */
const putAside: Check['look'] = async ({ paths }) => {
  const found = (await namesIn(paths.root)).filter(
    (name) => /^before-restore-/.test(name) || (name.startsWith(BEFORE_UPGRADE) && !name.endsWith('.tmp')),
  )
  return found.length === 0
    ? ok(
        'nothing lies here from before a restore or an upgrade',
        'her ligger intet fra før en gendannelse eller opgradering',
      )
    : warning(
        `put aside by a restore or an upgrade: ${found.join(', ')}`,
        `lagt til side ved en gendannelse eller opgradering: ${found.join(', ')}`,
        'remove it when you no longer want to go back',
      )
}

/** What shows in the folder itself. */
export const FOLDER_CHECKS: readonly Check[] = [
  { name: 'settings', look: settings },
  { name: 'key', look: key },
  { name: 'clock', look: clock },
  { name: 'engine', look: engine },
  { name: 'lock', look: lock },
  { name: 'database', look: databaseOpens },
  { name: 'ledger', look: ledgerFormat },
  { name: 'log of the engine', look: walLeft },
  { name: 'leftovers', look: leftovers },
  { name: 'put aside', look: putAside },
]
