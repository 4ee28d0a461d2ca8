import { fail, type Month, month } from '@flis/core'
import type { Cli } from './command.js'

/** The text of an option; undefined when it was not given. */
export const textOption = (cli: Cli, name: string): string | undefined => {
  const value = cli.options[name]
  return typeof value === 'string' ? value : undefined
}

export const flagOption = (cli: Cli, name: string): boolean => cli.options[name] === true

/** Every value of an option that may be given again and again. */
export const listOption = (cli: Cli, name: string): readonly string[] => {
  const value = cli.options[name]
  return Array.isArray(value) ? value : []
}

/** A number option; U001 when it is none. */
export const numberOption = (cli: Cli, name: string): number | undefined => {
  const value = textOption(cli, name)
  if (value === undefined) return undefined
  if (!/^\d+(\.\d+)?$/.test(value)) fail('U001', { found: `--${name} ${value}`, expected: 'a number' })
  return Number(value)
}

/** A whole number option; U001 when it is none. */
export const wholeOption = (cli: Cli, name: string): number | undefined => {
  const value = numberOption(cli, name)
  if (value !== undefined && !Number.isSafeInteger(value))
    fail('U001', { found: `--${name} ${value}`, expected: 'a whole number' })
  return value
}

/** `column=value` pairs; the value may hold `=` too. U001 for one without. */
export const pairsOption = (cli: Cli, name: string): readonly (readonly [string, string])[] =>
  listOption(cli, name).map((each) => {
    const at = each.indexOf('=')
    return at < 1
      ? fail('U001', { found: `--${name} ${each}`, expected: 'column=value' })
      : ([each.slice(0, at), each.slice(at + 1)] as const)
  })

/** An argument that the parser has seen to is there. */
export const argument = (cli: Cli, index: number): string => cli.args[index] ?? ''

/** An argument that is a month, where it was given. */
export const monthArgument = (cli: Cli, index: number): Month | undefined => {
  const given = cli.args[index]
  return given === undefined ? undefined : month(given)
}
