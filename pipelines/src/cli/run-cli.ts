import { readFileSync } from 'node:fs'
import { Command, CommanderError, Option } from 'commander'
import { type Cli, type ExitCode, makeCli, type Options, type Words } from './command.js'
import type { CommandEntry, OptionEntry } from './command-entry.js'
import { COMMANDS, GROUPS } from './command-table.js'
import { ALONE, QUEUED } from './watched-commands.js'
import type { World } from './world.js'

type Language = 'en' | 'da'

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': 'Brug:',
  'Arguments:': 'Argumenter:',
  'Options:': 'Tilvalg:',
  'Global Options:': 'Fælles tilvalg:',
  'Commands:': 'Kommandoer:',
}

const version = (): string =>
  (
    JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      readonly version: string
    }
  ).version

/** Before anything is parsed: the help is also in Danish. */
const languageOf = (argv: readonly string[]): Language =>
  argv.some((each, index) => each === '--lang=da' || (each === '--lang' && argv[index + 1] === 'da'))
    ? 'da'
    : 'en'

const optionOf = (entry: OptionEntry, language: Language): Option => {
  const option = new Option(entry.flags, entry.words[language === 'da' ? 1 : 0])
  if (entry.required === true) option.makeOptionMandatory()
  if (entry.many === true)
    option.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value])
  return option
}

const NO_WAIT: OptionEntry = {
  flags: '--no-wait',
  words: [
    'where flis watch does it: do not wait for the result',
    'hvor flis watch gør det: vent ikke på resultatet',
  ],
}

const optionsOf = ({ name, options = [] }: CommandEntry): readonly OptionEntry[] =>
  QUEUED.has(name) ? [...options, NO_WAIT] : options

interface Parsed {
  readonly entry: CommandEntry
  readonly args: readonly (string | undefined)[]
  readonly options: Options
}

interface Parser {
  readonly program: Command
  parsed(): Parsed | undefined
}

const makeParser = (language: Language, help: (text: string) => void): Parser => {
  const said = (words: Words): string => words[language === 'da' ? 1 : 0]
  let found: Parsed | undefined
  const program = new Command('flis')
    .description(
      said([
        'The joint data warehouse of the Danish municipalities',
        'De danske kommuners fælles datavarehus til ledelsesinformation',
      ]),
    )
    .exitOverride()
    .configureOutput({ writeOut: help, writeErr: help, outputError: () => undefined })
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (title) => (language === 'da' ? (TITLES[title] ?? title) : title),
    })
    .showSuggestionAfterError(false)
    .helpCommand(false)
    .helpOption('-h, --help', said(['show help', 'vis hjælp']))
    .version(version(), '-V, --version', said(['show the version', 'vis versionen']))
    .option('-C <dir>', said(['the warehouse folder', 'lagermappen']), '.')
    .addOption(
      new Option('--lang <language>', said(['language of messages', 'beskedernes sprog']))
        .choices(['da', 'en'])
        .default('en'),
    )
    .option('--json', said(['JSON on standard output', 'JSON på standard output']))
  const groups = new Map(
    Object.entries(GROUPS).map(([name, words]) => [name, new Command(name).description(said(words))]),
  )
  for (const entry of COMMANDS) {
    const [first = '', second] = entry.name.split(' ')
    const group = groups.get(first)
    if (group !== undefined && !program.commands.includes(group))
      program.addCommand(group.copyInheritedSettings(program).helpCommand(false))
    // `deliveries` is a command and has further ones below it.
    const parent = group ?? program.commands.find((each) => each.name() === first) ?? program
    const command = (second === undefined ? program : parent).command(second ?? first)
    command.description(said(entry.words)).allowExcessArguments(false)
    if (entry.args !== undefined) command.arguments(entry.args)
    for (const option of optionsOf(entry)) command.addOption(optionOf(option, language))
    command.action(() => {
      found = { entry, args: command.processedArgs, options: command.optsWithGlobals<Options>() }
    })
  }
  return { program, parsed: () => found }
}

const parse = async (
  argv: readonly string[],
  world: World,
  language: Language,
): Promise<Parsed | ExitCode> => {
  const help: string[] = []
  const { program, parsed } = makeParser(language, (text) => help.push(text))
  try {
    program.parse(argv, { from: 'user' })
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown
    if (thrown.exitCode === 0) {
      await world.out.write(help.join(''))
      return 0
    }
    if (help.length > 0) {
      await world.err.write(help.join(''))
      return 2
    }
    const { usageError } = await import('./usage-error.js')
    const { tellError } = await import('./tell-error.js')
    await tellError(world, language, usageError(thrown, argv))
    return 2
  }
  return parsed() ?? 2
}

/** What a watch of the warehouse has to say: it performs the command, or is in its way (S001). */
const watched = async ({ name }: CommandEntry, cli: Cli): Promise<ExitCode | undefined> => {
  if (cli.world.isWatch === true || !(QUEUED.has(name) || ALONE.has(name))) return undefined
  // It waits by itself, in the way of nobody, and then comes again without that word.
  if (name === 'month-run' && cli.options.wait === true) return undefined
  const { throughWatch, withoutWatch } = await import('./through-watch.js')
  if (QUEUED.has(name)) return throughWatch(cli)
  await withoutWatch(cli)
  return undefined
}

/**
 * Runs one command line: `argv` without node and script. Gives the exit code; never throws. Only what the command
 * needs is loaded, so that help comes at once.
 *
 * @example process.exitCode = await runCli(['status', '-C', './lager'], processWorld())
 */
export const runCli = async (argv: readonly string[], world: World): Promise<ExitCode> => {
  const language = languageOf(argv)
  const parsed = await parse(argv, world, language)
  if (typeof parsed === 'number') return parsed
  const { entry, args, options } = parsed
  try {
    const globals = {
      folder: String(options.C ?? '.'),
      language,
      json: options.json === true,
      argv,
      runCli,
    }
    const cli = makeCli(world, globals, args, options)
    const done = await watched(entry, cli)
    if (done !== undefined) return done
    const run = await entry.load()
    return await run(cli)
  } catch (thrown) {
    const { tellError } = await import('./tell-error.js')
    return tellError(world, language, thrown, options.json === true)
  }
}
