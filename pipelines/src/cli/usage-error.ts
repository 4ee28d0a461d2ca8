import { FlisFailure, flisError, nearest } from '@flis/core'
import type { CommanderError } from 'commander'
import { COMMANDS, GROUPS } from './command-table.js'
import { QUEUED } from './watched-commands.js'

const GLOBAL_FLAGS = ['-C', '--lang', '--json', '--help', '--version']

const flagsOf = (argv: readonly string[]): readonly string[] => {
  const words = argv.filter((each) => !each.startsWith('-'))
  const entry = COMMANDS.find(({ name }) => {
    const [first, second] = name.split(' ')
    const at = words.indexOf(first ?? '')
    return at !== -1 && (second === undefined || words[at + 1] === second)
  })
  const waits = entry !== undefined && QUEUED.has(entry.name) ? ['--no-wait'] : []
  return [...(entry?.options ?? []).map((each) => each.flags.split(' ')[0] ?? ''), ...waits, ...GLOBAL_FLAGS]
}

const namesOf = (argv: readonly string[]): readonly string[] => {
  const group = argv.find((each) => Object.hasOwn(GROUPS, each))
  return group === undefined
    ? [...new Set(COMMANDS.map((each) => each.name.split(' ')[0] ?? ''))]
    : COMMANDS.filter((each) => each.name.startsWith(`${group} `)).map(
        (each) => each.name.split(' ')[1] ?? '',
      )
}

/** A word of the line that no command and no option has, with what it could have been. */
const wrongWord = (
  error: CommanderError,
  argv: readonly string[],
): { readonly found: string; readonly known: readonly string[] } | undefined => {
  // The parser tells the wrong word in its message only.
  const [, named = ''] = /'([^']*)'/.exec(error.message) ?? []
  if (error.code === 'commander.unknownCommand') return { found: named, known: namesOf(argv) }
  const known = flagsOf(argv)
  if (error.code === 'commander.unknownOption') return { found: named, known }
  // A misspelt option that had to be there is told as missing.
  const unknown = argv.find((each) => /^--./.test(each) && !known.includes(each.split('=')[0] ?? ''))
  return unknown === undefined ? undefined : { found: unknown, known }
}

/** The parser's complaint as a named error (U001): what stood there, and the nearest known word. */
export const usageError = (error: CommanderError, argv: readonly string[]): FlisFailure => {
  const wrong = wrongWord(error, argv)
  if (wrong === undefined)
    return new FlisFailure(flisError('U001', { detail: error.message.replace(/^error: /, '') }))
  const { found, known } = wrong
  const expected = nearest(found, known)
  return new FlisFailure(flisError('U001', { found, ...(expected === undefined ? {} : { expected }) }))
}
