import {
  type Contract,
  contractsOf,
  type Dataomraade,
  type Env,
  fail,
  kilderOf,
  type Session,
} from '@flis/core'
import { type NameRules, nameRules } from './name-rules.js'

/** What every part of landing works with. */
export interface Landing {
  readonly env: Env
  readonly session: Session
  /** All areas of the warehouse, those of the stage with them. */
  readonly areas: readonly Dataomraade[]
  /** Names of the Kilder that this stage lands; the others' deliveries are left waiting. */
  readonly own: ReadonlySet<string>
  readonly rules: NameRules
  /** Forms of Rådata whose view has been seen to in this landing: looking again at each delivery costs. */
  readonly shown: Set<string>
}

export const makeLanding = (env: Env, session: Session, stageAreas: readonly Dataomraade[]): Landing => {
  const areas = [...new Set([...env.areas, ...stageAreas])]
  return {
    env,
    session,
    areas,
    own: new Set(kilderOf(stageAreas).keys()),
    rules: nameRules(env, areas),
    shown: new Set(),
  }
}

/** The contracts that a delivery of a Kilde can hold, over all areas. */
export const contractsOfKilde = ({ areas }: Landing, kilde: string): readonly Contract[] =>
  contractsOf(areas).filter((each) => each.kilde === kilde && each.stretchedFrom === undefined)

/** The area that a Kilde belongs to: the first that names it, else the first that reads of it. */
export const areaOfKilde = ({ areas }: Landing, kilde: string): string =>
  areas.find((area) => area.kilder.some((each) => each.name === kilde))?.name ??
  areas.find((area) => area.reads.some((each) => each.kilde === kilde))?.name ??
  ''

/** Stops at the next safe place once the run is to stop (S004). */
export const stopWhenAborted = ({ env }: Landing): void => {
  if (env.signal.aborted) fail('S004')
}
