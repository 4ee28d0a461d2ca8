import { stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import {
  type Env,
  type PackageFormat,
  type PackageStep,
  type RunKind,
  type Session,
  sha256File,
  sha256Text,
  syncFile,
} from '@flis/core'
import { basisOf, missingSources, qualityOf } from './basis.js'
import { ddlFiles } from './ddl/ddl-files.js'
import { leftOutColumns } from './leave-out.js'
import { type Manifest, manifestOf } from './manifest.js'
import type { PackageContent } from './package-content.js'
import { inFormat } from './package-format.js'
import { areaInFileName, type PackageIdentity, packageId } from './package-name.js'
import type { NewPackage } from './package-record.js'
import type { PackageTable } from './package-table.js'
import { previousPackage, previousStructure } from './previous-package.js'
import { contentSha256 } from './skema.js'
import { changesSince } from './skema-changes.js'
import { jsonText, structureOf, structureSha256 } from './structure.js'
import type { PackageWindow } from './window.js'
import type { TableFile, TableRows } from './write-files.js'
import { writeZip } from './write-zip.js'

/** What all packages of a run are made with. */
export interface Making {
  readonly env: Env
  readonly session: Session
  readonly runKind: RunKind
  /** Folder in staging; on the file system of the warehouse. */
  readonly staged: string
}

/** A package in staging. */
export interface MadePackage {
  readonly made: NewPackage
  /** Rows of all its tables. */
  readonly rows: number
}

/** What has been written of a package that is not yet in its zip. */
export interface Written {
  readonly step: PackageStep
  readonly format: PackageFormat
  readonly window: PackageWindow
  readonly tables: readonly TableRows[]
  readonly files: readonly TableFile[]
}

const outboxPath = (env: Env, kommune: string, runKind: RunKind, id: string): string =>
  relative(
    env.warehouse.paths.root,
    join(env.warehouse.paths.outbox, kommune, runKind, `${id}.zip`),
  ).replaceAll(sep, '/')

interface Member {
  readonly name: string
  readonly text: string
}

const told = ({ name, text }: Member): { name: string; bytes: number; sha256: string } => ({
  name,
  bytes: Buffer.byteLength(text),
  sha256: sha256Text(text),
})

const ddlOf = (
  { area, kind }: PackageContent,
  { step, format, window, tables }: Written,
  id: string,
): readonly Member[] => {
  // Facts point to dimensions, and DimBorger to others: what is pointed to comes first.
  const place = ({ kind: of, foreignKeys }: PackageTable): number =>
    of === 'dimension' ? Number(foreignKeys.length > 0) : 2
  const ordered = [...tables].map((each) => each.table).sort((a, b) => place(a) - place(b))
  return ddlFiles(
    {
      id,
      area: areaInFileName(area.name),
      kommune: step.kommune,
      kind,
      format,
      window: window.name,
      tables: ordered.map((each) => inFormat(each, 'csv')),
    },
    ordered,
  )
}

/** Puts what has been written into its zip; `undefined` when it is the content of the package before. */
export const zipPackage = async (
  { env, session, runKind, staged }: Making,
  content: PackageContent,
  written: Written,
): Promise<MadePackage | undefined> => {
  const { area, kind } = content
  const { step, format, window, tables, files } = written
  const { kommune, month: periode } = step
  const structure = structureOf(
    area.name,
    kind,
    format,
    files.map((each) => each.table),
  )
  const sum = contentSha256(files, structureSha256(structure))
  const before = await previousPackage(session, { kommune, area: area.name, kind, runKind, periode })
  if (before.contentSha256 === sum) return undefined
  const identity: PackageIdentity = { area: area.name, kommune, periode, kind, nr: before.nr + 1 }
  const id = packageId(identity)
  const since = await previousStructure(session, { kommune, area: area.name, kind })
  const skema = {
    name: 'skema.json',
    text: jsonText({ ...structure, changes: changesSince(since, structure) }),
  }
  const ddl = ddlOf(content, written, id)
  const place = { area: area.name, kommune, periode }
  const manifest: Manifest = manifestOf(env, area, identity, {
    id,
    runKind,
    format,
    window: window.name,
    models: content.models,
    basis: await basisOf(session, content.contracts, kommune),
    quality: await qualityOf(session, place),
    missing: await missingSources(session, content.kilder, place),
    leftOut: content.leftOut,
    minimised: tables.flatMap((each) => leftOutColumns(each.table, content.leaveOut)),
    entitlement: content.entitlement,
    skema: { ...told(skema), structureSha256: structureSha256(structure) },
    ddl: ddl.map(told),
    contentSha256: sum,
    files,
  })
  const path = join(staged, `${id}.zip`)
  await writeZip(path, [
    ...[{ name: 'manifest.json', text: jsonText(manifest) }, skema, ...ddl].map(({ name, text }) => ({
      name,
      from: Buffer.from(text),
    })),
    ...files.map((each) => ({ name: each.name, from: each.path, packed: format !== 'parquet' })),
  ])
  await syncFile(path)
  const { size } = await stat(path)
  return {
    rows: files.reduce((rows, each) => rows + each.rows, 0),
    made: {
      ...identity,
      id,
      run: env.run.id,
      runKind,
      path: outboxPath(env, kommune, runKind, id),
      sha256: await sha256File(path),
      bytes: size,
      contentSha256: sum,
      state: 'produced',
      produced: manifest.produced,
      format,
      window: window.name,
      structure,
    },
  }
}
