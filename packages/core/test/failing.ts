import { type FlisError, FlisFailure } from '@flis/core'

const named = (thrown: unknown): FlisError => {
  if (thrown instanceof FlisFailure) return thrown.error
  throw thrown
}

/** The named error that plain code throws; fails the test when it throws none. */
export const failureOf = (work: () => unknown): FlisError => {
  try {
    work()
  } catch (thrown) {
    return named(thrown)
  }
  throw new Error('no failure')
}

/** The named error that async code ends with. */
export const rejectionOf = async (work: () => Promise<unknown>): Promise<FlisError> => {
  try {
    await work()
  } catch (thrown) {
    return named(thrown)
  }
  throw new Error('no failure')
}
