import type { CommandRun, Words } from './command.js'

/** An option of a command; `many` may be given again and again. */
export interface OptionEntry {
  readonly flags: string
  readonly words: Words
  readonly many?: true
  readonly required?: true
}

/** A command as the help shows it. What it does is loaded only when it is asked for. */
export interface CommandEntry {
  /** `month-run`, or group and name: `quarantine list`. */
  readonly name: string
  readonly args?: string
  readonly words: Words
  readonly options?: readonly OptionEntry[]
  readonly load: () => Promise<CommandRun>
}

const AREA: OptionEntry = {
  flags: '--area <name>',
  words: ['only this area (may be repeated)', 'kun dette dataområde (kan gentages)'],
  many: true,
}
const LENIENT: OptionEntry = {
  flags: '--lenient',
  words: ['exit 0 although something needs a look', 'afslut med 0, selv om noget bør ses efter'],
}

export const GROUPS: Readonly<Record<string, Words>> = {
  quarantine: ['rows that broke their contract', 'rækker, der brød deres kontrakt'],
  packages: ['datapakker', 'datapakker'],
  contracts: ['what sources deliver', 'hvad kilderne leverer'],
  models: ['the tables of DM', 'tabellerne i DM'],
}

/** Every command of flis, in the order of the help. Nothing here loads anything. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'demo',
    args: '[dir]',
    words: [
      'a complete tour on synthetic data in a new folder',
      'en hel rundtur på syntetiske data i en ny mappe',
    ],
    load: async () => (await import('./commands/demo.js')).demo,
  },
  {
    name: 'init',
    args: '[dir]',
    words: ['a new warehouse folder', 'en ny lagermappe'],
    load: async () => (await import('./commands/init.js')).init,
  },
  {
    name: 'sample',
    words: ['deterministic synthetic deliveries', 'deterministiske syntetiske leverancer'],
    options: [
      {
        flags: '--out <dir>',
        words: ['folder that receives them', 'mappe, der modtager dem'],
        required: true,
      },
      {
        flags: '--kommuner <n|list>',
        words: ['the n largest, or codes with commas (3)', 'de n største, eller koder med komma (3)'],
      },
      { flags: '--from <yyyy-mm>', words: ['first month (2022-08)', 'første måned (2022-08)'] },
      { flags: '--to <yyyy-mm>', words: ['last month (2022-10)', 'sidste måned (2022-10)'] },
      { flags: '--scale <x>', words: ['1 = the country (0.001)', '1 = hele landet (0.001)'] },
      { flags: '--seed <n>', words: ['another seed, another world (1)', 'andet frø, anden verden (1)'] },
      { flags: '--faults <p>', words: ['share of faults 0..1 (0)', 'andel af fejl 0..1 (0)'] },
      AREA,
    ],
    load: async () => (await import('./commands/sample.js')).sample,
  },
  {
    name: 'plan',
    args: '[yyyy-mm]',
    words: ['what a month-run would do, and why', 'hvad en månedskørsel ville gøre, og hvorfor'],
    options: [AREA],
    load: async () => (await import('./commands/plan.js')).plan,
  },
  {
    name: 'intake',
    words: ['land and historise only', 'kun modtagelse og historik'],
    options: [LENIENT],
    load: async () => (await import('./commands/intake.js')).intake,
  },
  {
    name: 'month-run',
    args: '<yyyy-mm>',
    words: [
      'land, verify, historise, build, package, publish',
      'modtag, verificér, historisér, byg, pak, udgiv',
    ],
    options: [
      AREA,
      { flags: '--dry-run', words: ['only say what it would do', 'sig kun, hvad den ville gøre'] },
      LENIENT,
    ],
    load: async () => (await import('./commands/month-run.js')).monthRunCommand,
  },
  {
    name: 'rebuild',
    words: [
      'everything again from Rådata, compared with the present',
      'alt igen fra Rådata, sammenlignet med det nuværende',
    ],
    options: [
      { flags: '--swap', words: ['use the rebuilt one from now on', 'brug det genopbyggede fra nu af'] },
    ],
    load: async () => (await import('./commands/rebuild.js')).rebuildCommand,
  },
  {
    name: 'status',
    words: ['what is there', 'hvad der er'],
    load: async () => (await import('./commands/status.js')).status,
  },
  {
    name: 'runs',
    args: '[id]',
    words: ['runs, or one with its steps', 'kørsler, eller én med dens trin'],
    load: async () => (await import('./commands/runs.js')).runs,
  },
  {
    name: 'deliveries',
    args: '[id]',
    words: ['deliveries, or one with what to do', 'leverancer, eller én med hvad der skal gøres'],
    load: async () => (await import('./commands/deliveries.js')).deliveries,
  },
  {
    name: 'quarantine list',
    words: ['entries without their rows', 'poster uden deres rækker'],
    load: async () => (await import('./commands/quarantine-list.js')).quarantineList,
  },
  {
    name: 'quarantine show',
    args: '<delivery> [line]',
    words: ['rows as received, CPR masked', 'rækker som modtaget, CPR maskeret'],
    load: async () => (await import('./commands/quarantine-show.js')).quarantineShow,
  },
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
    load: async () => (await import('./commands/table.js')).table,
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
    load: async () => (await import('./commands/lineage.js')).lineageCommand,
  },
  {
    name: 'packages list',
    words: ['packages made', 'dannede datapakker'],
    load: async () => (await import('./commands/packages-list.js')).packagesList,
  },
  {
    name: 'packages show',
    args: '<id>',
    words: ['what a package holds', 'hvad en datapakke indeholder'],
    load: async () => (await import('./commands/packages-show.js')).packagesShow,
  },
  {
    name: 'packages verify',
    args: '[id-or-file]',
    words: ['compare packages with their manifests', 'sammenlign datapakker med deres manifester'],
    load: async () => (await import('./commands/packages-verify.js')).packagesVerify,
  },
  {
    name: 'contracts list',
    words: ['the contracts', 'kontrakterne'],
    load: async () => (await import('./commands/contracts-list.js')).contractsList,
  },
  {
    name: 'contracts show',
    args: '<name>',
    words: ['fields, types, codes, categories', 'felter, typer, koder, kategorier'],
    load: async () => (await import('./commands/contracts-show.js')).contractsShow,
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
    load: async () => (await import('./commands/contracts-export.js')).contractsExport,
  },
  {
    name: 'models list',
    words: ['the tables', 'tabellerne'],
    load: async () => (await import('./commands/models-list.js')).modelsList,
  },
  {
    name: 'models show',
    args: '<name>',
    words: ['columns, grain, sources, SQL', 'kolonner, granularitet, kilder, SQL'],
    load: async () => (await import('./commands/models-show.js')).modelsShow,
  },
  {
    name: 'areas',
    words: ['the dataområder of this warehouse', 'lagerets dataområder'],
    load: async () => (await import('./commands/areas.js')).areas,
  },
]
