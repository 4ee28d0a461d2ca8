import { type FlisError, FlisFailure } from '@flis/core'

/** The named error that work ends with; fails the test when it ends with none. */
export const rejectionOf = async (work: () => unknown): Promise<FlisError> => {
  try {
    await work()
  } catch (thrown) {
    if (thrown instanceof FlisFailure) return thrown.error
    throw thrown
  }
  throw new Error('no failure')
}
