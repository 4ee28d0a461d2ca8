import { readdir } from 'node:fs/promises'
import { exists, type LedgerReader, lastDay, type Month, quoteText } from '@flis/core'
import { BorgerPerson } from '@flis/dm'
import { watchOf } from '../../watch/holder.js'
import { type Health, readHealth } from '../../watch/watch-files.js'
import type { Cli, CommandRun, Words } from '../command.js'
import { jsonText, plainRow } from '../json-text.js'
import { type OpenedFolder, withLedger } from '../opened.js'
import { printFacts } from '../text-table.js'

const waitingIn = async (inbox: string): Promise<number> =>
  (await exists(inbox))
    ? (await readdir(inbox)).filter((name) => name.endsWith('.metadata') && !name.startsWith('.')).length
    : 0

const counted = async (ledger: LedgerReader, query: string): Promise<Readonly<Record<string, number>>> =>
  Object.fromEntries((await ledger.rows(query)).map((row) => [String(row.name), Number(row.n)]))

/** As of which day citizens stand, and the newest flexible packages; null before any run of theirs. */
const citizensIn = async (ledger: LedgerReader, area: string | undefined) => {
  if (area === undefined) return null
  const [stand] = await ledger.rows(
    `select runs.month, runs.day, runs.id
     from versions
     join runs on runs.id = versions.run
     where not versions.beside and list_contains(string_split(runs.area, ', '), ${quoteText(area)})
     order by versions.nr desc
     limit 1`,
  )
  if (stand === undefined) return null
  const [sent = null] = (
    await ledger.rows(
      `select periode, max(run) as run, count(*) as packages
       from packages
       where run_kind = 'FLEKS'
       group by periode
       order by periode desc
       limit 1`,
    )
  ).map(plainRow)
  return { day: stand.day === null ? lastDay(stand.month as Month) : String(stand.day), fleks: sent }
}

/** How the watch of the warehouse is; null where none is up. */
const watchIn = async (root: string): Promise<Health | null> =>
  (await watchOf(root)) === undefined ? null : ((await readHealth(root)) ?? null)

const read = async (ledger: LedgerReader, { paths, areas }: OpenedFolder) => {
  const [version = null] = (
    await ledger.rows(
      'select nr, month, published, run from versions where not beside order by nr desc limit 1',
    )
  ).map(plainRow)
  const [run = null] = (
    await ledger.rows('select id, kind, month, state, error, finished from runs order by id desc limit 1')
  ).map(plainRow)
  return {
    warehouse: paths.root,
    areas: areas.map((each) => each.name),
    waiting: await waitingIn(paths.inbox),
    watch: await watchIn(paths.root),
    version,
    borger: await citizensIn(
      ledger,
      areas.find((each) => each.contracts.some(({ name }) => name === BorgerPerson.name))?.name,
    ),
    run,
    deliveries: await counted(
      ledger,
      'select state as name, count(*) as n from deliveries group by all order by all',
    ),
    quarantine: await counted(
      ledger,
      'select state as name, count(*) as n from quarantine group by all order by all',
    ),
    findings: await counted(
      ledger,
      'select severity as name, count(*) as n from quality group by all order by all',
    ),
    packages: await counted(
      ledger,
      'select state as name, count(*) as n from packages group by all order by all',
    ),
  }
}

type Status = Awaited<ReturnType<typeof read>>

const list = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, n]) => `${n} ${name}`)
    .join(', ')

/** Only where citizens are: as of when, and what has been sent of them. */
const borgerFact = (cli: Cli, { borger }: Status): readonly (readonly [Words, unknown])[] => {
  if (borger === null) return []
  const { day, fleks } = borger
  const run = cli.words('run', 'kørsel')
  const sent = fleks === null ? '' : `, FLEKS ${String(fleks.periode)} (${run} ${String(fleks.run)})`
  return [[['Borger', 'Borger'], `${day}${sent}`]]
}

/** Only where a watch is up: what it does, and what it will. */
const watchFact = (cli: Cli, { watch }: Status): readonly (readonly [Words, unknown])[] => {
  if (watch === null) return []
  const { state, work, nextScheduled, due, lastError, troubles = [] } = watch
  const waits = due.map(({ month, missing, until }) =>
    cli.words(
      `${month} waits for ${missing} deliveries${until === null ? '' : `, until ${until}`}`,
      `${month} venter på ${missing} leverancer${until === null ? '' : `, til ${until}`}`,
    ),
  )
  const next =
    nextScheduled === null
      ? []
      : [
          cli.words(
            `next ${nextScheduled.month}, ${nextScheduled.at}`,
            `næste ${nextScheduled.month}, ${nextScheduled.at}`,
          ),
        ]
  const failed = lastError === null ? [] : [`${lastError.work}: FLIS-${lastError.code}`]
  const away = troubles.map(({ source, code, since }) =>
    cli.words(
      `nothing from ${source} since ${since}: FLIS-${code}`,
      `intet fra ${source} siden ${since}: FLIS-${code}`,
    ),
  )
  return [[['watch', 'watch'], [work ?? state, ...waits, ...next, ...failed, ...away].join('; ')]]
}

const print = (cli: Cli, status: Status): Promise<void> => {
  const { version, run } = status
  return printFacts(
    cli,
    [
      [['warehouse', 'lager'], status.warehouse],
      [['areas', 'områder'], status.areas],
      [['waiting in the inbox', 'venter i inbox'], status.waiting],
      [
        ['published', 'udgivet'],
        version === null
          ? cli.words('nothing yet', 'intet endnu')
          : `version ${String(version.nr)}, ${String(version.month)} (${String(version.published)})`,
      ],
      ...borgerFact(cli, status),
      ...watchFact(cli, status),
      [
        ['last run', 'seneste kørsel'],
        run === null
          ? ''
          : `${String(run.id)} ${String(run.kind)} ${String(run.month)}: ${String(run.state)}${run.error === null ? '' : ` FLIS-${String(run.error)}`}`,
      ],
      [['deliveries', 'leverancer'], list(status.deliveries)],
      [['quarantine', 'karantæne'], list(status.quarantine)],
      [['findings', 'fund'], list(status.findings)],
      [['packages', 'datapakker'], list(status.packages)],
    ],
    {},
  )
}

/** `flis status`: what is there, from the exported ledger; a run that works meanwhile does not disturb it. */
export const status: CommandRun = (cli) =>
  withLedger(
    cli,
    async (ledger, folder) => {
      const found = await read(ledger, folder)
      if (cli.json) await cli.line(jsonText(found))
      else await print(cli, found)
    },
    { run: null, version: null },
  )
