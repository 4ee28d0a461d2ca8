import { type Dataomraade, type Env, KOMMUNE_CODES, monthOf } from '@flis/core'
import type { FileNameRules } from '../envelope/file-name.js'
import { knownKilder } from '../envelope/known-kilder.js'
import type { RouteTables } from '../envelope/route-of.js'

/** How names are read here, and the tables by which routes are. */
export interface NameRules extends FileNameRules {
  readonly routes: RouteTables | undefined
}

/** The rules of a warehouse: its Kilder with what its configuration says of them. */
export const nameRules = (env: Pick<Env, 'clock' | 'config'>, areas: readonly Dataomraade[]): NameRules => ({
  kilder: knownKilder(env.config, areas),
  kommuner: new Set(KOMMUNE_CODES),
  currentMonth: monthOf(env.clock()),
  routes: env.config.routes,
})
