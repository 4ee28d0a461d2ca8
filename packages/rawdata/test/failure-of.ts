import { type FlisError, FlisFailure } from '@flis/core'
import { expect } from 'vitest'

/** The named error that something fails with; not failing, or otherwise, fails the test. */
export const failureOf = async (attempt: () => unknown): Promise<FlisError> => {
  const thrown: unknown = await Promise.resolve()
    .then(attempt)
    .then(
      () => undefined,
      (failure: unknown) => failure,
    )
  expect(thrown).toBeInstanceOf(FlisFailure)
  return (thrown as FlisFailure).error
}
