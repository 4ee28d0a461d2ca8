import type { Env } from '../env.js'
import { asFlisError, type FlisError, flisError } from '../errors/flis-error.js'
import type { Stage } from './stage.js'

/**
 * Where units of work come from. A unit carries its own acknowledgement, given by its source.
 *
 * Law of acknowledgement: a unit is acknowledged after what it brought has been committed, at least once; a source
 * must bear it twice. A unit that was never acknowledged comes again.
 */
export interface UnitSource<U> {
  readonly name: string
  units(env: Env): AsyncIterable<U>
  /** What stands there and is not ready yet: it stays, and is told of. */
  unready?(env: Env): Promise<readonly Unready[]>
}

/** Something in a source that is not ready. */
export interface Unready {
  readonly fileName: string
  readonly why: string
}

export interface StreamOptions {
  /** Units taken together into one run of the stage; default: all that wait. */
  readonly batch?: number
}

export interface Streamed<O> {
  readonly batches: number
  readonly outputs: readonly O[]
}

/** A source run through a stage: what `main` performs. */
export interface Streaming<U, O> {
  readonly source: UnitSource<U>
  readonly stage: Stage<readonly U[], O>
  readonly run: (
    env: Env,
  ) => Promise<
    | { readonly _tag: 'Left'; readonly left: FlisError }
    | { readonly _tag: 'Right'; readonly right: Streamed<O> }
  >
}

async function* batches<U>(units: AsyncIterable<U>, size: number): AsyncIterable<readonly U[]> {
  let batch: U[] = []
  let given = false
  for await (const unit of units) {
    batch.push(unit)
    if (batch.length < size) continue
    yield batch
    given = true
    batch = []
  }
  if (batch.length > 0 || !given) yield batch
}

/**
 * Runs a stage over units of work in batches. A batch is asked for only when the one before it is done
 * (back-pressure), and none is begun after an abort. With nothing waiting the stage runs once on the empty batch:
 * what earlier runs have left over is also work.
 *
 * @example stream(folder('inbox'), pipe(land(ky), andThen(historise(ky)), andThen(build(ky))))
 */
export const stream = <U, O>(
  source: UnitSource<U>,
  stage: Stage<readonly U[], O>,
  options: StreamOptions = {},
): Streaming<U, O> => ({
  source,
  stage,
  run: async (env) => {
    const outputs: O[] = []
    try {
      for await (const batch of batches(source.units(env), options.batch ?? Number.POSITIVE_INFINITY)) {
        if (env.signal.aborted) return { _tag: 'Left', left: flisError('S004') }
        const result = await stage(batch)(env)()
        if (result._tag === 'Left') return result
        outputs.push(result.right)
      }
    } catch (thrown) {
      return { _tag: 'Left', left: asFlisError(thrown) }
    }
    return { _tag: 'Right', right: { batches: outputs.length, outputs } }
  },
})
