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
