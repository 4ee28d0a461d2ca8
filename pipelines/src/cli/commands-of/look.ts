import type { CommandEntry } from '../command-entry.js'
import { LENIENT } from './options.js'

/** Commands on what was published and delivered. */
export const LOOK_COMMANDS: readonly CommandEntry[] = [
  {
    name: 'table',
    args: '<name>',
    words: ['look at a published table, CPR masked', 'se i en udgivet tabel, CPR maskeret'],
    options: [
      {
        flags: '--where <col=value>',
        words: ['rows with this value (may be repeated)', 'rækker med denne værdi (kan gentages)'],
        many: true,
      },
      { flags: '--limit <n>', words: ['at most n rows', 'højst n rækker'] },
      { flags: '--csv', words: ['semicolon-separated, RFC 4180', 'semikolonsepareret, RFC 4180'] },
    ],
    load: async () => (await import('../commands/table.js')).table,
  },
  {
    name: 'lineage',
    args: '[table]',
    words: ['from a DM row to DSA_HIST to file and line', 'fra en række i DM til DSA_HIST til fil og linje'],
    options: [
      {
        flags: '--key <col=value>',
        words: ['the row (may be repeated)', 'rækken (kan gentages)'],
        many: true,
      },
      { flags: '--models', words: ['the graph of tables', 'grafen af tabeller'] },
      { flags: '--mermaid', words: ['the graph as Mermaid', 'grafen som Mermaid'] },
    ],
    load: async () => (await import('../commands/lineage.js')).lineageCommand,
  },
  {
    name: 'diff',
    args: '<run> <run>',
    words: [
      'which published figures moved between two runs, and why',
      'hvilke udgivne tal der flyttede sig mellem to kørsler, og hvorfor',
    ],
    options: [
      { flags: '--table <name>', words: ['only this table', 'kun denne tabel'] },
      { flags: '--kommune <kode>', words: ['only this kommune', 'kun denne kommune'] },
      { flags: '--month <yyyy-mm>', words: ['only this month of the figures', 'kun denne måned i tallene'] },
      {
        flags: '--rows <n>',
        words: ['also the keys of n rows of each table', 'også nøglerne på n rækker i hver tabel'],
      },
    ],
    load: async () => (await import('../commands/diff.js')).diffCommand,
  },
  {
    name: 'packages list',
    words: ['packages made', 'dannede datapakker'],
    load: async () => (await import('../commands/packages-list.js')).packagesList,
  },
  {
    name: 'packages show',
    args: '<id>',
    words: [
      'what a package holds, and where it was sent',
      'hvad en datapakke indeholder, og hvor den er sendt hen',
    ],
    options: [
      {
        flags: '--counts',
        words: [
          'instead a counts file to fill in: csv with the columns table, rows and one for each sum',
          'i stedet en tællefil til udfyldning: csv med kolonnerne table, rows og én for hver sum',
        ],
      },
    ],
    load: async () => (await import('../commands/packages-show.js')).packagesShow,
  },
  {
    name: 'packages why',
    args: '<id>',
    words: ['why a citizen is in a package, or is not', 'hvorfor en borger er i en datapakke eller ikke er'],
    options: [
      {
        flags: '--borger-key <key>',
        words: ['the citizen’s DimBorgerID', 'borgerens DimBorgerID'],
        required: true,
      },
    ],
    load: async () => (await import('../commands/packages-why.js')).packagesWhy,
  },
  {
    name: 'packages verify',
    args: '[id-or-file]',
    words: ['compare packages with their manifests', 'sammenlign datapakker med deres manifester'],
    options: [
      {
        flags: '--loaded <counts file>',
        words: [
          'also what the receiver has loaded (K09): csv with the columns table, rows and any sums, or the same as JSON',
          'også det, modtageren har indlæst (K09): csv med kolonnerne table, rows og eventuelle summer, eller det samme som JSON',
        ],
      },
      LENIENT,
    ],
    load: async () => (await import('../commands/packages-verify.js')).packagesVerify,
  },
]
