import type { Words } from './command.js'
import type { CommandEntry } from './command-entry.js'
import { DEFINE_COMMANDS } from './commands-of/define.js'
import { LEDGER_COMMANDS } from './commands-of/ledger.js'
import { LOOK_COMMANDS } from './commands-of/look.js'
import { OPERATE_COMMANDS } from './commands-of/operate.js'
import { RUN_COMMANDS } from './commands-of/run.js'

export const GROUPS: Readonly<Record<string, Words>> = {
  quarantine: ['rows that broke their contract', 'rækker, der brød deres kontrakt'],
  packages: ['datapakker', 'datapakker'],
  sources: ['where deliveries come from', 'hvor leverancer kommer fra'],
  contracts: ['what sources deliver', 'hvad kilderne leverer'],
  models: ['the tables of DM', 'tabellerne i DM'],
  key: ['the secret that surrogate keys are made with', 'hemmeligheden bag surrogatnøglerne'],
  new: ['begin something of one’s own', 'begynd på noget eget'],
}

/** Every command of flis, in the order of the help. Nothing here loads what a command does. */
export const COMMANDS: readonly CommandEntry[] = [
  ...RUN_COMMANDS,
  ...LEDGER_COMMANDS,
  ...LOOK_COMMANDS,
  ...DEFINE_COMMANDS,
  ...OPERATE_COMMANDS,
]
