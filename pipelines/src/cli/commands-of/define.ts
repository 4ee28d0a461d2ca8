import type { CommandEntry } from '../command-entry.js'

/** Commands on definitions. */
export const DEFINE_COMMANDS: readonly CommandEntry[] = [
  {
    name: 'contracts list',
    words: ['the contracts', 'kontrakterne'],
    load: async () => (await import('../commands/contracts-list.js')).contractsList,
  },
  {
    name: 'contracts show',
    args: '<name>',
    words: ['fields, types, codes, categories', 'felter, typer, koder, kategorier'],
    load: async () => (await import('../commands/contracts-show.js')).contractsShow,
  },
  {
    name: 'contracts diff',
    args: '<before> [after]',
    words: [
      'exported contracts against today’s: major or minor',
      'eksporterede kontrakter mod dagens: major eller minor',
    ],
    load: async () => (await import('../commands/contracts-diff.js')).contractsDiffCommand,
  },
  {
    name: 'contracts export',
    words: ['write Avro schemas (.avsc)', 'skriv Avro-skemaer (.avsc)'],
    options: [
      {
        flags: '--out <dir>',
        words: ['folder that receives them', 'mappe, der modtager dem'],
        required: true,
      },
    ],
    load: async () => (await import('../commands/contracts-export.js')).contractsExport,
  },
  {
    name: 'models list',
    words: ['the tables', 'tabellerne'],
    load: async () => (await import('../commands/models-list.js')).modelsList,
  },
  {
    name: 'models show',
    args: '<name>',
    words: ['columns, grain, sources, SQL', 'kolonner, granularitet, kilder, SQL'],
    load: async () => (await import('../commands/models-show.js')).modelsShow,
  },
  {
    name: 'areas',
    words: ['the dataområder of this warehouse', 'lagerets dataområder'],
    load: async () => (await import('../commands/areas.js')).areas,
  },
  {
    name: 'new area',
    args: '<name>',
    words: ['contract, fact, area and test of one’s own', 'kontrakt, fact, område og test, som er ens egne'],
    load: async () => (await import('../commands/new-area.js')).newAreaCommand,
  },
]
