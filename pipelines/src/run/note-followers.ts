import { type Dataomraade, type Stage, stage } from '@flis/core'
import type { Built } from '@flis/dm'
import { setRun } from './set-run.js'

/** Areas that followed were built by this run too: what it published of them is its own. */
export const noteFollowers = (own: readonly Dataomraade[]): Stage<Built, Built> =>
  stage('followers', async (built, env) => {
    const { followers = [] } = built
    if (followers.length === 0) return built
    const areas = [...own.map((each) => each.name), ...followers].join(', ')
    return {
      ...built,
      atPublish: [
        ...built.atPublish,
        async (publishing) => {
          await setRun(publishing, env.run.id, 'area', areas)
        },
      ],
    }
  })
