import { listPackages } from '@flis/delivery'
import type { CommandRun } from '../command.js'
import { withLedger } from '../opened.js'
import { printList } from '../text-table.js'

/** `flis packages list`. */
export const packagesList: CommandRun = (cli) =>
  withLedger(cli, async (ledger) => {
    const made = listPackages(await ledger.rows('select * from packages'))
    await printList(
      cli,
      [
        { name: 'id', title: ['package', 'datapakke'] },
        { name: 'runKind', title: ['run kind', 'kørselstype'] },
        { name: 'format', title: ['format', 'format'] },
        { name: 'window', title: ['months', 'måneder'] },
        { name: 'run', title: ['run', 'kørsel'], right: true },
        { name: 'version', title: ['version', 'version'], right: true },
        { name: 'bytes', title: ['bytes', 'bytes'], right: true },
        { name: 'state', title: ['state', 'tilstand'] },
        { name: 'removed', title: ['removed', 'fjernet'] },
        { name: 'path', title: ['file', 'fil'] },
      ],
      made.map((each) => ({ ...each })),
      cli.words('no packages yet', 'ingen datapakker endnu'),
    )
  })
