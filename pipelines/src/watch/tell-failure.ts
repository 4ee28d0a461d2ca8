import { spawn } from 'node:child_process'
import { type Config, codeName, errorWords, type FlisError, type Log, logged } from '@flis/core'

/** What is told of a failure: code and facts, never personal data. */
export interface ToldFailure {
  readonly event: 'failure'
  readonly warehouse: string
  readonly work: string
  readonly code: string
  readonly name: string
  readonly en: string
  readonly da: string
  readonly facts: FlisError['facts']
  readonly next: string
  readonly retriable: boolean
  readonly at: string
}

/** A failure as it is told outside. */
export const toldFailure = (warehouse: string, work: string, error: FlisError, at: string): ToldFailure => ({
  event: 'failure',
  warehouse,
  work,
  code: error.code,
  name: codeName(error.code),
  en: errorWords(error, 'en'),
  da: errorWords(error, 'da'),
  facts: error.facts,
  next: error.next,
  retriable: error.retriable,
  at,
})

/** Whoever is told has this long to answer. */
const PATIENCE_MILLISECONDS = 30_000

const toCommand = ([program = '', ...words]: readonly string[], text: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const child = spawn(program, words, {
      stdio: ['pipe', 'ignore', 'ignore'],
      // The warehouse's secret is nobody else's.
      env: { ...process.env, FLIS_KEY: undefined },
      timeout: PATIENCE_MILLISECONDS,
      killSignal: 'SIGKILL',
    })
    child.once('error', () => resolve('not started'))
    child.once('close', (code, signal) => resolve(code === 0 ? undefined : `ended with ${code ?? signal}`))
    // One that does not read is no failure.
    child.stdin.on('error', () => undefined)
    child.stdin.end(text)
  })

const toWebhook = async (address: string, text: string): Promise<string | undefined> => {
  try {
    const { ok, status } = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: text,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    })
    return ok ? undefined : `answered ${status}`
  } catch {
    return 'no answer'
  }
}

/**
 * Tells a failure to the command and the address that the settings name. What goes wrong in that goes into the log, and
 * no further.
 */
export const tellFailure = async (
  { command, webhook }: Config['watch']['onFailure'],
  failure: ToldFailure,
  log: Log,
): Promise<void> => {
  const text = JSON.stringify(failure)
  const answers = await Promise.all([
    command === undefined ? undefined : toCommand(command, text),
    webhook === undefined ? undefined : toWebhook(webhook, text),
  ])
  for (const answer of answers)
    if (answer !== undefined)
      log.warn(logged('a failure could not be told'), { answer: logged(answer), code: logged(failure.code) })
}
