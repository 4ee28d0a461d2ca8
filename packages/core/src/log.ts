import { type DestinationStream, type Logger, pino } from 'pino'
import { withoutCpr } from './cpr-like.js'

/** Values that a log line may hold. There is no free text from data: a log cannot carry a row. */
export type LogFacts = Readonly<Record<string, number | boolean | bigint | LogName>>

declare const logName: unique symbol
/** A name that the program itself gives: a step, a table, a code, a delivery's id. */
export type LogName = string & { readonly [logName]: true }

/** A whole number loses a CPR number's leading zero. */
const CPR_AS_NUMBER = /(?<!\d)(0?[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])(0[1-9]|1[0-2])\d{6}(?!\d)/

/** Lets a name into the log; what looks like a CPR number is cut out whatever the name. */
export const logged = (name: string): LogName => withoutCpr(name).slice(0, 200) as LogName

export interface Log {
  info(message: LogName, facts?: LogFacts): void
  warn(message: LogName, facts?: LogFacts): void
  error(message: LogName, facts?: LogFacts): void
}

/** A count as it is; one that could be read as a CPR number only in its magnitude (`3.1e+9`). */
const counted = (value: number | bigint): number | string => {
  if (CPR_AS_NUMBER.test(String(value))) return Number(value).toExponential(1)
  return typeof value === 'bigint' ? value.toString() : value
}

const plain = (facts: LogFacts): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      logged(name),
      typeof value === 'boolean' ? value : typeof value === 'string' ? logged(value) : counted(value),
    ]),
  )

/**
 * A log of JSON lines (pino) whose types and filter keep personal data out.
 *
 * @example makeLog(destination).info(logged('step done'), { step: logged('build FactKYYdelser'), rows: 12n })
 */
export const makeLog = (destination: DestinationStream, now: () => string): Log => {
  const logger: Logger = pino(
    {
      base: null,
      timestamp: () => `,"time":"${now()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  )
  return {
    info: (message, facts = {}) => logger.info(plain(facts), logged(message)),
    warn: (message, facts = {}) => logger.warn(plain(facts), logged(message)),
    error: (message, facts = {}) => logger.error(plain(facts), logged(message)),
  }
}

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }
