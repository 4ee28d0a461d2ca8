import { withoutCpr } from '../cpr-like.js'
import { CODES, type FlisCode } from './codes.js'

/** What an error may carry: facts to act on. Never a row, a name or a CPR number. */
export interface ErrorFacts {
  readonly file?: string
  readonly line?: number
  readonly column?: string
  readonly columns?: readonly string[]
  readonly kilde?: string
  readonly kommune?: string
  readonly kildesystem?: string
  readonly delivery?: string
  readonly contract?: string
  readonly model?: string
  readonly table?: string
  readonly expected?: string
  readonly found?: string
  readonly holder?: string
  /** Bytes that the work needs, and bytes that are free, in groups of three digits: ten in a row could be a CPR number. */
  readonly needed?: string
  readonly free?: string
  /** A technical remark without data of persons. */
  readonly detail?: string
  /** The state left behind, in one clause. */
  readonly left?: string
}

/** A named error as a plain value: `code` discriminates; words are made late (`errorWords`). */
export type FlisError = {
  readonly [C in FlisCode]: {
    readonly _tag: 'FlisError'
    readonly code: C
    readonly retriable: boolean
    readonly next: string
    readonly facts: ErrorFacts
  }
}[FlisCode]

/** Facts can quote what a sender wrote in metadata or a file name's parts. */
const restrained = (facts: ErrorFacts): ErrorFacts => ({
  ...facts,
  ...(facts.found === undefined ? {} : { found: withoutCpr(facts.found) }),
  ...(facts.expected === undefined ? {} : { expected: withoutCpr(facts.expected) }),
  ...(facts.detail === undefined ? {} : { detail: withoutCpr(facts.detail) }),
})

/**
 * Makes a named error. What looks like a CPR number is cut out of what was found and expected.
 *
 * @example flisError('L002', { file: 'XX_0751_2022-10_001_F.zip', kilde: 'XX' })
 */
export const flisError = (code: FlisCode, facts: ErrorFacts = {}): FlisError => {
  const { retriable, next } = CODES[code]
  return {
    _tag: 'FlisError',
    code,
    retriable,
    next: next.replace('{delivery}', () => facts.delivery ?? '<id>'),
    facts: restrained(facts),
  } as FlisError
}

/** The thrown form, for plain async code inside a stage; the stage's edge turns it into the value again. */
export class FlisFailure extends Error {
  override readonly name = 'FlisFailure'
  constructor(readonly error: FlisError) {
    super(`FLIS-${error.code} ${CODES[error.code].name}`)
  }
}

/** Throws a named error. */
export const fail = (code: FlisCode, facts: ErrorFacts = {}): never => {
  throw new FlisFailure(flisError(code, facts))
}

const isDiskFull = (text: string): boolean => /ENOSPC|No space left on device/i.test(text)
const lockHolder = (text: string): string | undefined =>
  /^IO Error: Could not set lock on file/.test(text)
    ? (/\(PID (\d+)\)/.exec(text)?.[1] ?? 'unknown')
    : undefined

/** How the engine's texts begin. A closed list: what else stands before a colon may be data. */
const ENGINE_KIND = new RegExp(
  `^((?:${[
    'Binder|Catalog|Connection|Constraint|Conversion|Decimal|Dependency|Divide by Zero|Executor|Expression|FATAL',
    'HTTP|INTERNAL|INTERRUPT|IO|Index|Invalid Configuration|Invalid Input|Invalid type|Mismatch Type',
    'Missing Extension|Not implemented|Object Size|Optimizer|Out of Memory|Out of Range|Parameter Not Allowed',
    'Parameter Not Resolved|Parser|Permission|Planner|Scheduler|Sequence|Serialization|Settings|Syntax',
    'TransactionContext|Unknown Type',
  ].join('|')}) Error):`,
)

/** The kind of an unknown failure: never its text, and a name or code only in the form that programs give them. */
const kindOf = (thrown: Error): string => {
  const engine = ENGINE_KIND.exec(thrown.message)?.[1]
  if (engine !== undefined) return engine
  const code = 'code' in thrown ? thrown.code : undefined
  if (typeof code === 'string' && /^E[A-Z_]{2,40}$/.test(code)) return code
  return /^[A-Z][A-Za-z]{0,40}Error$/.test(thrown.name) ? thrown.name : 'Error'
}

/**
 * Turns whatever was thrown into a FlisError. The engine's own texts can hold rows, so of an unknown
 * failure only its kind is kept. (The engine gives neither code nor class for lock and disk: for these two
 * its text is all there is.)
 */
export const asFlisError = (thrown: unknown): FlisError => {
  if (thrown instanceof FlisFailure) return thrown.error
  const text = thrown instanceof Error ? thrown.message : String(thrown)
  const holder = lockHolder(text)
  if (holder !== undefined) return flisError('S001', { holder: `PID ${holder}` })
  const kind = thrown instanceof Error ? kindOf(thrown) : 'unknown'
  if (kind === 'ENOSPC' || isDiskFull(text)) return flisError('S002')
  if (kind === 'Out of Memory Error') return flisError('S009')
  // The engine is interrupted, and an AbortSignal throws, for one reason only: the run was stopped.
  if (kind === 'INTERRUPT Error' || kind === 'AbortError') return flisError('S004')
  return flisError('S999', { detail: kind })
}
