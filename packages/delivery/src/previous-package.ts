import { type PackageKind, quoteText, type RunKind, type Session } from '@flis/core'
import type { Structure } from './structure.js'

/** What went before: the last number used, and the content that receivers have. */
export interface Previous {
  readonly nr: number
  readonly contentSha256: string | null
}

/** A kommune's former packages of an area, kind, run kind and periode; one that was lost has reached nobody. */
export const previousPackage = async (
  session: Session,
  of: {
    readonly kommune: string
    readonly area: string
    readonly kind: PackageKind
    readonly runKind: RunKind
    readonly periode: string
  },
): Promise<Previous> => {
  const [row] = await session.rows(
    `select
       max(nr) as nr,
       arg_max(content_sha256, nr) filter (where state <> 'lost' and run_kind = ${quoteText(of.runKind)}) as content
     from ops.packages
     where kommune = ${quoteText(of.kommune)}
       and area = ${quoteText(of.area)}
       and kind = ${quoteText(of.kind)}
       and periode = ${quoteText(of.periode)}`,
  )
  return {
    nr: Number(row?.nr ?? 0),
    contentSha256: row?.content === null || row?.content === undefined ? null : String(row.content),
  }
}

/** The structure of the kommune's package before, of whatever periode; undefined where none is known. */
export const previousStructure = async (
  session: Session,
  of: { readonly kommune: string; readonly area: string; readonly kind: PackageKind },
): Promise<{ readonly id: string; readonly structure: Structure } | undefined> => {
  const [row] = await session.rows(
    `select packages.id, structures.structure
     from ops.packages as packages
     join ops.structures as structures on structures.sha256 = packages.structure
     where packages.kommune = ${quoteText(of.kommune)}
       and packages.area = ${quoteText(of.area)}
       and packages.kind = ${quoteText(of.kind)}
       and packages.state <> 'lost'
     order by packages.run desc, packages.nr desc, packages.id desc
     limit 1`,
  )
  return row === undefined
    ? undefined
    : { id: String(row.id), structure: JSON.parse(String(row.structure)) as Structure }
}
