import { quoteText, readLedger } from '@flis/core'
import { accept, acceptRows, type Decided, replay, reread, withdraw } from '../../operator/decide.js'
import { afterRun } from '../after-run.js'
import type { Cli, CommandRun, ExitCode } from '../command.js'
import { plainRow } from '../json-text.js'
import { type OpenedFolder, openedFolder, runOptions } from '../opened.js'
import { argument, flagOption, textOption, wholeOption } from '../options.js'

/** How a delivery stands now. */
const standing = async ({ paths }: OpenedFolder, id: string): Promise<Readonly<Record<string, unknown>>> => {
  const ledger = await readLedger(paths.published)
  try {
    const [row] =
      (await ledger?.rows(`select id, state, code from deliveries where id = ${quoteText(id)}`)) ?? []
    return row === undefined ? { id } : plainRow(row)
  } finally {
    ledger?.close()
  }
}

/** The answer of a decision on a delivery: how it stands, then what the run did that followed. */
const toldOfDelivery = async (
  cli: Cli,
  folder: OpenedFolder,
  { result, report }: Decided<string>,
): Promise<ExitCode> => {
  const { state, code } = await standing(folder, result)
  const coded = code === null || code === undefined ? '' : ` FLIS-${String(code)}`
  if (!cli.json) await cli.line(`${result}: ${String(state)}${coded}`)
  const exit = await afterRun(cli, folder, report)
  // It may have been rejected when it was read, or be held for another reason.
  const needsALook = (state === 'rejected' || state === 'held') && !flagOption(cli, 'lenient')
  return exit === 0 && needsALook ? 3 : exit
}

/** The answer of a decision on rows in quarantine. */
const toldOfRows = async (
  cli: Cli,
  folder: OpenedFolder,
  { report }: Decided<number>,
  said: string,
): Promise<ExitCode> => {
  if (!cli.json) await cli.line(said)
  return afterRun(cli, folder, report)
}

const reasonOf = (cli: Cli): { readonly reason?: string } => {
  const reason = textOption(cli, 'reason')
  return reason === undefined ? {} : { reason }
}

/** `flis deliveries accept <id> [--as n]`: a held one loads, a withdrawn one comes back, a refused one is taken in. */
export const deliveriesAccept: CommandRun = async (cli) => {
  const folder = await openedFolder(cli)
  const as = wholeOption(cli, 'as')
  const decided = await accept(runOptions(cli, folder), argument(cli, 0), {
    ...(as === undefined ? {} : { as }),
    ...reasonOf(cli),
  })
  return toldOfDelivery(cli, folder, decided)
}

/** `flis deliveries withdraw <id> --reason <text>`: as if it had never come. */
export const deliveriesWithdraw: CommandRun = async (cli) => {
  const folder = await openedFolder(cli)
  const reason = textOption(cli, 'reason') ?? ''
  const decided = await withdraw(runOptions(cli, folder), argument(cli, 0), reason)
  return toldOfDelivery(cli, folder, decided)
}

/** `flis deliveries reread <id>`: read its kept bytes again. */
export const deliveriesReread: CommandRun = async (cli) => {
  const folder = await openedFolder(cli)
  const decided = await reread(runOptions(cli, folder), argument(cli, 0))
  return toldOfDelivery(cli, folder, decided)
}

/** `flis quarantine replay [--delivery id] [--contract name]`: judge rows anew. */
export const quarantineReplay: CommandRun = async (cli) => {
  const folder = await openedFolder(cli)
  const [delivery, contract] = [textOption(cli, 'delivery'), textOption(cli, 'contract')]
  const decided = await replay(runOptions(cli, folder), {
    ...(delivery === undefined ? {} : { delivery }),
    ...(contract === undefined ? {} : { contract }),
  })
  const rows = decided.result
  return toldOfRows(
    cli,
    folder,
    decided,
    cli.words(`${rows} entries judged anew`, `${rows} poster bedømt på ny`),
  )
}

/** `flis quarantine accept <delivery> [line] [--file f] [--contract c] [--undo]`: the loss is accepted. */
export const quarantineAccept: CommandRun = async (cli) => {
  const folder = await openedFolder(cli)
  const line = wholeOption(cli, 'line')
  const [file, contract] = [textOption(cli, 'file'), textOption(cli, 'contract')]
  const undo = flagOption(cli, 'undo')
  const decided = await acceptRows(
    runOptions(cli, folder),
    {
      delivery: argument(cli, 0),
      ...(line === undefined ? {} : { line }),
      ...(file === undefined ? {} : { file }),
      ...(contract === undefined ? {} : { contract }),
    },
    { undo, ...reasonOf(cli) },
  )
  const rows = decided.result
  return toldOfRows(
    cli,
    folder,
    decided,
    undo
      ? cli.words(`${rows} entries are open again`, `${rows} poster er åbne igen`)
      : cli.words(`${rows} entries: the loss is accepted`, `${rows} poster: tabet er godtaget`),
  )
}
