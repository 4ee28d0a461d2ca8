import type { CommandRun } from '../command.js'
import { plainRow } from '../json-text.js'
import { withLedger } from '../opened.js'
import { printList } from '../text-table.js'

/** `flis quarantine list`: entries without their rows. */
export const quarantineList: CommandRun = (cli) =>
  withLedger(cli, async (ledger) => {
    const rows = await ledger.rows(
      `select delivery, file, line, contract, codes, columns, state, first_seen
       from quarantine
       order by delivery, file, line, contract, state`,
    )
    await printList(
      cli,
      [
        { name: 'delivery', title: ['delivery', 'leverance'] },
        { name: 'file', title: ['file', 'fil'] },
        { name: 'line', title: ['line', 'linje'], right: true },
        { name: 'contract', title: ['contract', 'kontrakt'] },
        { name: 'codes', title: ['codes', 'koder'] },
        { name: 'columns', title: ['columns', 'kolonner'] },
        { name: 'state', title: ['state', 'tilstand'] },
      ],
      rows.map(plainRow),
      cli.words('quarantine is empty', 'karantænen er tom'),
    )
  })
