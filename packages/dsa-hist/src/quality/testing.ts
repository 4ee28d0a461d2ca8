import {
  avroSchema,
  type Contract,
  contractsOf,
  type Dataomraade,
  type Env,
  type Session,
  sha256Text,
} from '@flis/core'

/** A contract under test: the area that its results are told under, and the version of the interface. */
export interface TestedContract {
  readonly contract: Contract
  readonly area: string
  /** A short fingerprint of the contract's fields: another after each change of the interface. */
  readonly version: string
}

/** What every quality test works with. */
export interface Testing {
  readonly env: Env
  readonly session: Session
  readonly contracts: readonly TestedContract[]
}

const VERSION_LENGTH = 8

/**
 * The version of a contract that rows were judged by: told from its fields, so nobody must remember to count it up.
 *
 * @example contractVersion(KYSag) // '5f2c11d0'
 */
const contractVersion = (contract: Contract): string =>
  sha256Text(JSON.stringify(avroSchema(contract))).slice(0, VERSION_LENGTH)

/** The first area that has a contract; of its own before those that only read it. */
const areaOf = (areas: readonly Dataomraade[], contract: Contract): string =>
  areas.find((area) => area.contracts.includes(contract))?.name ?? areas[0]?.name ?? ''

/** Gathers what the tests of some areas work with. */
export const makeTesting = (env: Env, session: Session, areas: readonly Dataomraade[]): Testing => {
  const all = [...new Set([...env.areas, ...areas])]
  return {
    env,
    session,
    contracts: contractsOf(areas).map((contract) => ({
      contract,
      area: areaOf(all, contract),
      version: contractVersion(contract),
    })),
  }
}
