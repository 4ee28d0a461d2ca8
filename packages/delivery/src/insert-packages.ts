import { quoteText, type Session } from '@flis/core'
import type { NewPackage } from './package-record.js'
import { structureSha256 } from './structure.js'

const insertStructures = async (session: Session, packages: readonly NewPackage[]): Promise<void> => {
  const structures = new Map(packages.map(({ structure }) => [structureSha256(structure), structure]))
  for (const [sha256, structure] of structures)
    await session.run(
      `insert into ops.structures
       select $1, $2
       where not exists (select 1 from ops.structures where sha256 = $1)`,
      [sha256, JSON.stringify(structure)],
    )
}

const COLUMNS = `id, kommune, area, kind, periode, nr, run, run_kind, version, path, sha256, bytes, content_sha256,
  state, produced, format, "window", structure`

/** Enters new packages in the ledger; one that stands there already is left as it is. */
export const insertPackages = async (
  session: Session,
  packages: readonly NewPackage[],
  version: number,
): Promise<void> => {
  if (packages.length === 0) return
  await insertStructures(session, packages)
  const values = packages.map((each) =>
    [
      ...[each.id, each.kommune, each.area, each.kind, each.periode].map(quoteText),
      each.nr,
      each.run,
      quoteText(each.runKind),
      version,
      quoteText(each.path),
      quoteText(each.sha256),
      each.bytes,
      ...[each.contentSha256, each.state, each.produced, each.format, each.window].map(quoteText),
      quoteText(structureSha256(each.structure)),
    ].join(', '),
  )
  await session.run(
    `insert into ops.packages (${COLUMNS})
     select ${COLUMNS}
     from (values ${values.map((each) => `(${each})`).join(',\n       ')}) as made(${COLUMNS})
     where id not in (select id from ops.packages)`,
  )
}
