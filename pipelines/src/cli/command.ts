import { resolve } from 'node:path'
import type { World } from './world.js'

/** 0 done · 1 failed · 2 wrong usage · 3 done, but something needs a look. */
export type ExitCode = 0 | 1 | 2 | 3

/** A text in the two languages of the command line. */
export type Words = readonly [en: string, da: string]

export type OptionValue = string | boolean | readonly string[] | undefined
export type Options = Readonly<Record<string, OptionValue>>

/** What a command is given: its own words of the line, and the world. */
export interface Cli {
  /** The warehouse folder, absolute. */
  readonly folder: string
  readonly language: 'en' | 'da'
  readonly json: boolean
  readonly args: readonly (string | undefined)[]
  readonly options: Options
  readonly world: World
  /** The line as it was given, without `flis`. */
  readonly argv: readonly string[]
  /** Runs another command line in another world. */
  runCli(argv: readonly string[], world: World): Promise<ExitCode>
  words(en: string, da: string): string
  /** A line on standard output. */
  line(text?: string): Promise<void>
}

export type CommandRun = (cli: Cli) => Promise<ExitCode>

export const makeCli = (
  world: World,
  globals: Pick<Cli, 'folder' | 'language' | 'json' | 'argv' | 'runCli'>,
  args: readonly (string | undefined)[],
  options: Options,
): Cli => ({
  ...globals,
  folder: resolve(world.cwd, globals.folder),
  args,
  options,
  world,
  words: (en, da) => (globals.language === 'da' ? da : en),
  line: (text = '') => world.out.write(`${text}\n`),
})
