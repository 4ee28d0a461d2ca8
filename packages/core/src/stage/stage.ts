import { pipe } from 'fp-ts/lib/function.js'
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Dataomraade } from '../dataomraade.js'
import type { Env } from '../env.js'
import { asFlisError, type FlisError } from '../errors/flis-error.js'

/**
 * A stage: a Kleisli arrow `input → ReaderTaskEither<Env, FlisError, output>` with a name.
 *
 * Laws, each held by a property test: composition is associative and has {@link identity}; running a stage again
 * on the same input changes nothing; its effects become visible all or not at all; of the rows that go in, each is
 * accepted, quarantined or an exact duplicate.
 */
export interface Stage<I, O> {
  (input: I): RTE.ReaderTaskEither<Env, FlisError, O>
  /** The names of what it is composed of, in order. */
  readonly stages: readonly string[]
  /** The dataområder that it works on, each once: a run plans for these. */
  readonly areas: readonly Dataomraade[]
}

interface Parts {
  readonly stages: readonly string[]
  readonly areas: readonly Dataomraade[]
}

const together = (of: readonly Parts[]): Parts => ({
  stages: of.flatMap((each) => each.stages),
  areas: [...new Set(of.flatMap((each) => each.areas))],
})

const composed = <I, O>(
  parts: Parts,
  arrow: (input: I) => RTE.ReaderTaskEither<Env, FlisError, O>,
): Stage<I, O> => Object.assign((input: I) => arrow(input), parts)

/**
 * A stage from plain async code. What it throws becomes the named error.
 *
 * @param areas the dataområder that it works on
 * @example const count = stage('count', async (files: readonly string[]) => files.length)
 */
export const stage = <I, O>(
  name: string,
  work: (input: I, env: Env) => Promise<O>,
  areas: readonly Dataomraade[] = [],
): Stage<I, O> =>
  composed({ stages: [name], areas }, (input) => (env) => TE.tryCatch(() => work(input, env), asFlisError))

/** The stage that does nothing: the unit of {@link andThen}. */
export const identity = <A>(): Stage<A, A> => composed(together([]), (input) => RTE.right(input))

/**
 * One stage after another. An error ends the chain.
 *
 * @example pipe(land(ky), andThen(historise(ky)), andThen(build(ky)))
 */
export const andThen =
  <B, C>(next: Stage<B, C>) =>
  <A>(first: Stage<A, B>): Stage<A, C> =>
    composed(together([first, next]), (input) => RTE.chain(next)(first(input)))

/**
 * Several stages on the same input, one after another; the outputs in order. The first error ends it.
 *
 * @example all(packages('DM'), tap('count', countRows))
 */
export const all = <I, O>(...stages: readonly Stage<I, O>[]): Stage<I, readonly O[]> =>
  composed(together(stages), (input) => (env) => async () => {
    const outputs: O[] = []
    for (const each of stages) {
      const result = await each(input)(env)()
      if (result._tag === 'Left') return result
      outputs.push(result.right)
    }
    return { _tag: 'Right', right: outputs }
  })

/**
 * A look at what flows by; the value goes on unchanged. What `look` throws stops the chain.
 *
 * @example tap('rows?', assertRows(FactKYYdelser, n => n > 0))
 */
export const tap = <A>(name: string, look: (value: A, env: Env) => Promise<void> | void): Stage<A, A> =>
  stage(name, async (value, env) => {
    await look(value, env)
    return value
  })

/**
 * The stage once for each kommune of the input, in order of code; the outputs in that order.
 *
 * @example perKommune(stage('count', async ({ kommune }: { kommune: KommuneKode }) => kommune))
 */
export const perKommune = <I extends { readonly kommuner: readonly K[] }, K extends string, O>(
  each: Stage<{ readonly kommune: K; readonly input: I }, O>,
): Stage<I, readonly O[]> =>
  composed(together([each]), (input) =>
    all(
      ...[...input.kommuner]
        .sort()
        .map((kommune) => composed<I, O>(together([each]), (given) => each({ kommune, input: given }))),
    )(input),
  )

/**
 * Only when `changed` says so; otherwise the input goes on as it is.
 *
 * @example whenChanged((built: Built) => built.parts.length > 0, packages('DM'))
 */
export const whenChanged = <I, O>(
  changed: (input: I, env: Env) => boolean,
  then: Stage<I, O>,
): Stage<I, I | O> =>
  composed<I, I | O>(
    together([then]),
    (input): RTE.ReaderTaskEither<Env, FlisError, I | O> =>
      (env) =>
        pipe(
          TE.tryCatch(async () => changed(input, env), asFlisError),
          TE.chain((so) => (so ? then(input)(env) : TE.right<FlisError, I | O>(input))),
        ),
  )

/**
 * Again, up to `times` tries in all, while the error says that trying again can help. `wait` is told the try
 * that failed (1, 2, …) and ends when it is time for the next: the waiting is the caller's, never hidden here.
 * After an abort there is no further try.
 *
 * @example retry({ times: 3, wait: backOff }, deliver)
 */
export const retry = <I, O>(
  options: { readonly times: number; readonly wait: (failedTry: number) => Promise<void> },
  of: Stage<I, O>,
): Stage<I, O> =>
  composed(together([of]), (input) => (env) => async () => {
    for (let attempt = 1; ; attempt++) {
      const result = await of(input)(env)()
      const again = result._tag === 'Left' && result.left.retriable && attempt < options.times
      if (!again || env.signal.aborted) return result
      const waited = await TE.tryCatch(() => options.wait(attempt), asFlisError)()
      if (waited._tag === 'Left') return waited
      if (env.signal.aborted) return result
    }
  })
