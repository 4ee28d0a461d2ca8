import { CODES, codeWords, type FlisCode, fail, nearest, quoteText } from '@flis/core'
import { maskCpr } from '../../mask-cpr.js'
import type { Cli, CommandRun } from '../command.js'
import { jsonText, plainRow } from '../json-text.js'
import { withLedger } from '../opened.js'
import { argument } from '../options.js'

type Entry = Readonly<Record<string, unknown>>

const isCode = (code: string): code is FlisCode => Object.hasOwn(CODES, code)

const print = async (cli: Cli, entry: Entry): Promise<void> => {
  const codes = Array.isArray(entry.codes) ? entry.codes.map(String) : []
  const columns = Array.isArray(entry.columns) ? entry.columns.join(', ') : ''
  await cli.line(
    `${String(entry.file)}:${String(entry.line)}  ${String(entry.contract ?? '')}  [${String(entry.state)}]`,
  )
  for (const code of codes)
    await cli.line(`  FLIS-${code} ${isCode(code) ? codeWords(code, cli.language) : ''}`)
  if (columns !== '') await cli.line(`  ${cli.words('columns', 'kolonner')}: ${columns}`)
  await cli.line(
    `  ${entry.row === null ? cli.words('(its text has been deleted by retention)', '(dens tekst er slettet efter opbevaringsfristen)') : String(entry.row)}`,
  )
}

/** `flis quarantine show <delivery> [line]`: the rows as received, every CPR number masked. */
export const quarantineShow: CommandRun = (cli) =>
  withLedger(cli, async (ledger) => {
    const delivery = argument(cli, 0)
    const line = cli.args[1]
    if (line !== undefined && !/^\d+$/.test(line)) fail('U001', { found: line, expected: 'a line number' })
    const rows = await ledger.rows(
      `select q.*
       from quarantine q
       left join deliveries d on d.id = q.delivery
       where (q.delivery = ${quoteText(delivery)} or d.file_name = ${quoteText(delivery)})
         ${line === undefined ? '' : `and q.line = ${line}`}
       order by q.file, q.line, q.contract, q.state`,
    )
    if (rows.length === 0) {
      const known = await ledger.rows('select distinct delivery from quarantine order by all')
      const expected = nearest(
        delivery,
        known.map((row) => String(row.delivery)),
      )
      fail('U004', {
        delivery,
        ...(line === undefined ? {} : { line: Number(line) }),
        ...(expected === undefined ? {} : { expected }),
      })
    }
    const entries = rows.map((row): Entry => {
      const entry = plainRow(row)
      return { ...entry, row: typeof entry.row === 'string' ? maskCpr(entry.row) : entry.row }
    })
    if (cli.json) await cli.line(jsonText(entries))
    else for (const entry of entries) await print(cli, entry)
  })
