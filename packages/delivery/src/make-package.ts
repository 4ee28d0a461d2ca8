import { stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import {
  type Dataomraade,
  type Env,
  type PackageStep,
  removePath,
  type Session,
  sha256File,
  sha256Text,
  syncFile,
} from '@flis/core'
import type { Table } from '@flis/dm'
import { basisOf, contractsBehind, kilderBehind, missingSources, qualityOf } from './basis.js'
import { type Gathered, kommuneNumber } from './gather-facts.js'
import { manifestOf } from './manifest.js'
import { areaInFileName, type PackageKind, packageId, type RunKind } from './package-name.js'
import { type NewPackage, previousPackage } from './package-record.js'
import { type PackageTables, tablesByName } from './package-tables.js'
import { contentSha256, jsonText, skemaOf } from './skema.js'
import { type TableFile, writeTables } from './write-tables.js'
import { writeZip } from './write-zip.js'

/** What all packages of a run are made from. */
export interface Making {
  readonly env: Env
  readonly session: Session
  readonly kind: PackageKind
  readonly runKind: RunKind
  /** Folder in staging; on the file system of the warehouse. */
  readonly staged: string
  readonly standing: ReadonlyMap<string, Table>
  readonly gathered: ReadonlyMap<string, Gathered>
}

/** An area with the tables of its packages. */
export interface PackageArea {
  readonly area: Dataomraade
  readonly tables: PackageTables
}

/** A package in staging. */
export interface MadePackage extends NewPackage {
  /** Rows of all its tables. */
  readonly rows: number
}

/** Packages are for kommuner with rows in the area, or for exactly those that the configuration names. */
const isWanted = ({ env, gathered }: Making, { tables }: PackageArea, kommune: string): boolean => {
  const named = env.config.packages.kommuner
  if (tables.facts.length === 0) return false
  if (named !== undefined) return named.includes(kommune)
  return tables.facts.some(({ model }) => gathered.get(model.name)?.rowsOf.has(kommuneNumber(kommune)))
}

const outboxPath = (env: Env, kommune: string, runKind: RunKind, id: string): string =>
  relative(
    env.warehouse.paths.root,
    join(env.warehouse.paths.outbox, kommune, runKind, `${id}.zip`),
  ).replaceAll(sep, '/')

const zipPackage = async (
  { env, session, kind, runKind, staged }: Making,
  { area, tables }: PackageArea,
  step: PackageStep,
  files: readonly TableFile[],
): Promise<MadePackage | undefined> => {
  const { kommune, month: periode } = step
  const skema = Buffer.from(jsonText(skemaOf(area, kind, tables)))
  const skemaSha256 = sha256Text(skema.toString('utf8'))
  const content = contentSha256(files, skemaSha256)
  const before = await previousPackage(session, { kommune, area: area.name, kind, runKind, periode })
  if (before.contentSha256 === content) return undefined
  const identity = { area: area.name, kommune, periode, kind, nr: before.nr + 1 }
  const id = packageId(identity)
  const manifest = manifestOf(env, area, identity, {
    id,
    runKind,
    basis: await basisOf(session, contractsBehind(area, tablesByName(tables), periode), kommune),
    quality: await qualityOf(session, { area: area.name, kommune, periode }),
    missing: await missingSources(session, kilderBehind(area, tablesByName(tables), periode), {
      area: area.name,
      kommune,
      periode,
    }),
    skema,
    skemaSha256,
    contentSha256: content,
    files,
  })
  const path = join(staged, `${id}.zip`)
  await writeZip(path, [
    { name: 'manifest.json', from: Buffer.from(jsonText(manifest)) },
    { name: 'skema.json', from: skema },
    ...files.map((each) => ({ name: each.name, from: each.path })),
  ])
  await syncFile(path)
  const { size } = await stat(path)
  return {
    ...identity,
    id,
    run: env.run.id,
    runKind,
    path: outboxPath(env, kommune, runKind, id),
    sha256: await sha256File(path),
    bytes: size,
    contentSha256: content,
    state: 'produced',
    produced: manifest.produced,
    rows: files.reduce((sum, each) => sum + each.rows, 0),
  }
}

/**
 * Makes a kommune's package of an area in staging; `undefined` when there is nothing to make: no rows of the kommune,
 * or the same content as its package before.
 */
export const makePackage = async (
  making: Making,
  of: PackageArea,
  step: PackageStep,
): Promise<MadePackage | undefined> => {
  if (!isWanted(making, of, step.kommune)) return undefined
  const folder = join(making.staged, `${areaInFileName(of.area.name)}-${step.kommune}`)
  const files = await writeTables({
    session: making.session,
    folder,
    kommune: step.kommune,
    tables: of.tables,
    gathered: making.gathered,
    standing: making.standing,
  })
  const made = await zipPackage(making, of, step, files)
  await removePath(folder)
  return made
}
