import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Env,
  fail,
  type PackageKind,
  type PackageStep,
  removePath,
  runKindOf,
  type Stage,
  stage,
  stepsOf,
  syncFolder,
} from '@flis/core'
import type { Built } from '@flis/dm'
import { runDateOf } from './citizens.js'
import { type Asked, contentsOf } from './contents-of.js'
import { finishPackages } from './finish-packages.js'
import { insertPackages } from './insert-packages.js'
import { makePackage } from './make-package.js'
import type { PackageContent } from './package-content.js'
import type { NewPackage } from './package-record.js'
import { basisFor, citizensBasis, dsaBases, formOf, type Packed, recordPacked } from './packed.js'
import { stagedPackages } from './staged-packages.js'
import type { Making } from './zip-package.js'

/** Tables and packages as they will stand, not yet visible. */
export interface Packaged extends Built {
  /** In the order of the plan; a step with nothing to do has none. */
  readonly packages: readonly NewPackage[]
}

const makeAll = async (
  making: Making,
  contents: ReadonlyMap<string, PackageContent>,
  steps: readonly PackageStep[],
): Promise<readonly NewPackage[]> => {
  const { reporter } = making.env
  const packages: NewPackage[] = []
  for (const step of steps) {
    const content = contents.get(step.area)
    if (content === undefined) continue
    reporter({ event: 'step-started', step: step.id, why: step.why })
    const one = await makePackage(making, content, step)
    if (one !== undefined) packages.push(one.made)
    reporter({ event: 'step-committing', step: step.id })
    reporter({
      event: 'step-done',
      step: step.id,
      outcome: one === undefined ? 'nothing to do' : 'done',
      rows: one?.rows ?? 0,
    })
  }
  return packages
}

/** What was looked at, also where nothing was made: it need not be looked at again. */
const packedOf = async (
  { env, session, kind, built, steps }: Asked,
  contents: ReadonlyMap<string, PackageContent>,
): Promise<readonly Packed[]> => {
  const packed: Packed[] = []
  const { config, run } = env
  const runDate = await runDateOf(session, { runKind: runKindOf(run), month: run.month })
  for (const [area, { area: of, contracts }] of contents) {
    const bases = kind === 'DSA' ? await dsaBases(session, contracts) : undefined
    const citizens = citizensBasis(of, runDate)
    for (const { kommune, month: periode } of steps.filter((each) => each.area === area))
      packed.push({
        area,
        kind,
        kommune,
        periode,
        runKind: runKindOf(run),
        seq: built.seq,
        basis: bases === undefined ? citizens : basisFor(bases, kommune),
        form: formOf(config, area, kommune, kind),
      })
  }
  return packed
}

/** Moves what the commit has made count; a package that is missing already now is an error of this run. */
const moveAll = async (env: Env): Promise<void> => {
  const session = await env.warehouse.session(env.signal)
  try {
    const { missing } = await finishPackages(env, session)
    const [first] = missing
    if (first !== undefined) fail(first.code, first.facts)
  } finally {
    session.close()
  }
}

/** Packages of this kind that an earlier try of the same run left; those of other kinds wait beside them. */
const clearStaged = async (staged: string, kind: PackageKind): Promise<void> => {
  await mkdir(staged, { recursive: true })
  for (const name of await readdir(staged))
    if (!name.endsWith('.zip') || name.includes(`_${kind}_`)) await removePath(join(staged, name))
}

/**
 * Makes the datapakker of a kind that the plan names: one for each kommune and area, with the kommune's own rows. They
 * are staged; the transaction of {@link publish} enters them in `ops.packages`, and then they move to
 * `outbox/<kommune>/<run kind>/`: `FLEKS` in a borger-run, `MAANED` in any other run. A package whose content is that of
 * the kommune's package before, of that run kind, is not made again.
 *
 * `DM`: facts, bridges and the dimensions that they point to; of Borger the citizens that the kommune is entitled to, and
 * in a month-run those whom its other areas refer to. `DSA`: the area's DSA_HIST tables, all versions.
 *
 * Errors: M004 (an area whose exported tables cannot be cut by kommune, or have no name for files; packages that a flexible
 * run does not make), C001 (a switch of data minimisation that leaves nothing out).
 *
 * @example pipe(build(ky), andThen(packages('DM')), andThen(packages('DSA')), andThen(publish(ky)))
 */
export const packages = (
  kind: PackageKind,
): Stage<Built & { readonly packages?: readonly NewPackage[] }, Packaged> =>
  stage('packages', async (built, env) => {
    const before = (built.packages ?? []).filter((each) => each.kind !== kind)
    const steps = stepsOf(env.run.plan, 'package').filter((step) => step.packageKind === kind)
    if (steps.length === 0) return { ...built, packages: before }
    const staged = stagedPackages(env, env.run.id)
    const session = await env.warehouse.session(env.signal)
    try {
      await clearStaged(staged, kind)
      const asked: Asked = { env, session, kind, built, steps, gathering: join(staged, 'facts') }
      const contents = await contentsOf(asked)
      const made = await makeAll({ env, session, runKind: runKindOf(env.run), staged }, contents, steps)
      const packed = await packedOf(asked, contents)
      await removePath(asked.gathering)
      await syncFolder(staged)
      return {
        ...built,
        packages: [...before, ...made],
        // Without a new version the tables are those of the version that the run began from.
        atPublish: [
          ...built.atPublish,
          async (publishing, version) => {
            await insertPackages(publishing, made, version ?? built.base)
            await recordPacked(publishing, packed, env.run.id)
          },
        ],
        afterPublish: made.length === 0 ? built.afterPublish : [...built.afterPublish, () => moveAll(env)],
      }
    } finally {
      session.close()
    }
  })
