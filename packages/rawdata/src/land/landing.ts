import {
  type Contract,
  contractsOf,
  type Dataomraade,
  type Env,
  fail,
  KOMMUNE_CODES,
  kilderOf,
  monthOf,
  type Session,
} from '@flis/core'
import type { FileNameRules } from '../envelope/file-name.js'

/** What every part of landing works with. */
export interface Landing {
  readonly env: Env
  readonly session: Session
  /** All areas of the warehouse, those of the stage with them. */
  readonly areas: readonly Dataomraade[]
  /** Names of the Kilder that this stage lands; the others' deliveries are left waiting. */
  readonly own: ReadonlySet<string>
  readonly rules: FileNameRules
}

export const makeLanding = (env: Env, session: Session, stageAreas: readonly Dataomraade[]): Landing => {
  const areas = [...new Set([...env.areas, ...stageAreas])]
  return {
    env,
    session,
    areas,
    own: new Set(kilderOf(stageAreas).keys()),
    rules: {
      kilder: [...kilderOf(areas).values()].map(({ name, ...rest }) => ({ kilde: name, ...rest })),
      kommuner: new Set(KOMMUNE_CODES),
      currentMonth: monthOf(env.clock()),
    },
  }
}

/** The contracts that a delivery of a Kilde can hold, over all areas. */
export const contractsOfKilde = ({ areas }: Landing, kilde: string): readonly Contract[] =>
  contractsOf(areas).filter((each) => each.kilde === kilde)

/** The area that a Kilde belongs to: the first that names it. */
export const areaOfKilde = ({ areas }: Landing, kilde: string): string =>
  areas.find((area) => area.kilder.some((each) => each.name === kilde))?.name ?? ''

/** Stops at the next safe place once the run is to stop (S004). */
export const stopWhenAborted = ({ env }: Landing): void => {
  if (env.signal.aborted) fail('S004')
}
