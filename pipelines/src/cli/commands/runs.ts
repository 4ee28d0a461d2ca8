import { fail, type LedgerReader, nearest } from '@flis/core'
import { reproducible } from '../../operations/reproducible.js'
import type { Cli, CommandRun } from '../command.js'
import { jsonText, plainRow } from '../json-text.js'
import { withLedger } from '../opened.js'
import { type ListColumn, printFacts, printList } from '../text-table.js'

const LIST: readonly ListColumn[] = [
  { name: 'id', title: ['run', 'kørsel'], right: true },
  { name: 'kind', title: ['kind', 'slags'] },
  { name: 'month', title: ['month', 'måned'] },
  { name: 'day', title: ['as of', 'pr.'] },
  { name: 'area', title: ['areas', 'områder'] },
  { name: 'state', title: ['state', 'tilstand'] },
  { name: 'steps', title: ['steps', 'trin'], right: true },
  { name: 'version', title: ['version', 'version'], right: true },
  { name: 'error', title: ['error', 'fejl'] },
  { name: 'started', title: ['started', 'begyndt'] },
  { name: 'finished', title: ['finished', 'afsluttet'] },
]

const STEPS: readonly ListColumn[] = [
  { name: 'nr', title: ['nr', 'nr'], right: true },
  { name: 'step', title: ['step', 'trin'] },
  { name: 'why', title: ['why', 'hvorfor'] },
  { name: 'outcome', title: ['outcome', 'resultat'] },
  { name: 'rows', title: ['rows', 'rækker'], right: true },
]

const showOne = async (cli: Cli, ledger: LedgerReader, id: string): Promise<void> => {
  const all = (await ledger.rows('select * from runs order by id')).map(plainRow)
  const run = all.find((each) => String(each.id) === id)
  if (run === undefined) {
    const expected = nearest(
      id,
      all.map((each) => String(each.id)),
    )
    return fail('U004', { found: `run ${id}`, ...(expected === undefined ? {} : { expected }) })
  }
  const steps = (
    await ledger.rows(
      `select nr, step, kind, kommune, why, because, outcome, "rows" from steps where run = ${String(run.id)} order by nr`,
    )
  ).map(plainRow)
  const again = await reproducible(ledger, Number(run.id))
  if (cli.json) return cli.line(jsonText({ ...run, ...again, steps }))
  const basis = Array.isArray(run.basis) ? run.basis : []
  await printFacts(
    cli,
    [
      ...LIST.filter((each) => each.name !== 'steps').map(({ name, title }) => [title, run[name]] as const),
      [['flis', 'flis'], run.flis],
      [['basis', 'grundlag'], cli.words(`${basis.length} deliveries`, `${basis.length} leverancer`)],
      [
        ['reproducible', 'kan gentages'],
        again.reproducible
          ? ''
          : cli.words(
              `cannot be reproduced: retention has deleted the Rådata of ${again.cut} of them`,
              `kan ikke gentages: Rådata fra ${again.cut} af dem er slettet efter opbevaringsfristen`,
            ),
      ],
    ],
    {},
  )
  await cli.line()
  return printList(cli, STEPS, steps, cli.words('no steps', 'ingen trin'))
}

/** `flis runs [id]`: runs, newest last; or one with its steps. */
export const runs: CommandRun = (cli) =>
  withLedger(cli, async (ledger) => {
    const [id] = cli.args
    if (id !== undefined) return showOne(cli, ledger, id)
    const rows = await ledger.rows(
      `select id, kind, month, day, area, state, steps, version, error, started, finished from runs order by id`,
    )
    await printList(cli, LIST, rows.map(plainRow), cli.words('no runs yet', 'ingen kørsler endnu'))
  })
