import type { FlisError } from '@flis/core'

/** Where lines go. A reader that has gone away (`| head`) is no error: what follows is dropped. */
export interface Output {
  readonly terminal: boolean
  /** Characters in a line of the terminal. */
  readonly columns: number
  /** True once nobody reads any more. */
  readonly closed: boolean
  /** Ends when there is room for more. */
  write(text: string): Promise<void>
}

/** What a command may use of the process; a test makes its own. */
export interface World {
  /** Folder from which relative paths count. */
  readonly cwd: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly out: Output
  readonly err: Output
  /**
   * The signal that aborts when the process is told to stop (SIGINT, SIGTERM). Listening begins with the first
   * call: a command that only reads never calls it, and ends at once as any other program.
   */
  stopping(): AbortSignal
  /** Inside `flis watch`: what others queue there is done here. */
  readonly isWatch?: true
  /** Told of the error that a command ends with, before it is put into words. */
  failed?(error: FlisError): void
}
