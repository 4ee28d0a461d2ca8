import {
  type Config,
  type Dataomraade,
  NATIONAL,
  type PackageKind,
  quoteText,
  type RunKind,
  type Session,
} from '@flis/core'
import { isHomeOfCitizens } from './citizens.js'
import { leaveOutOf } from './leave-out.js'
import { formatOf } from './package-format.js'

/** What a package was last made, or found unchanged, from. */
export interface Packed {
  readonly area: string
  readonly kind: PackageKind
  readonly kommune: string
  readonly periode: string
  readonly runKind: RunKind
  /** Changes up to this number are in. */
  readonly seq: bigint
  /** Of a DSA package: {@link dsaBases}; of Borger's DM package {@link citizensBasis}; else empty. */
  readonly basis: string
  /** {@link formOf}. */
  readonly form: string
}

/** With the run that looked. */
export interface PackedBefore extends Packed {
  readonly run: number
}

/** The settings that a package's form follows from, as one text: another form is another package. */
export const formOf = (config: Config, area: string, kommune: string, kind: PackageKind): string => {
  const format = formatOf(config, area, kommune)
  const { window, windowRows, dimBorgerPerArea } = config.packages
  const leaveOut = leaveOutOf(config, area, kind)
  return [
    kind === 'DM' ? `${format}, ${window} months from ${windowRows} rows` : format,
    ...(leaveOut.length === 0 ? [] : [`without ${leaveOut.join(', ')}`]),
    ...(kind === 'DM' && dimBorgerPerArea ? ['DimBorger per area'] : []),
  ].join('; ')
}

/**
 * The day up to which an area's DM packages tell whom a kommune is entitled to, as one value; empty for an area whose
 * packages do not ask.
 */
export const citizensBasis = (area: Dataomraade, runDate: string): string =>
  isHomeOfCitizens(area) ? runDate : ''

/**
 * What has been loaded of some contracts, as one value for each kommune; `0000` = of the whole country. It changes with
 * every load, also one that brings the history up to date in another order.
 */
export const dsaBases = async (
  session: Session,
  contracts: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (contracts.length === 0) return new Map()
  const rows = await session.rows(
    `select
       kommune,
       sha256(string_agg(
         concat_ws(' ', contract, kildesystem, delivery, extract_time, run), chr(10)
         order by contract, kildesystem, extract_time, delivery, run
       )) as basis
     from ops.loads
     where contract in (${contracts.map(quoteText).join(', ')})
     group by kommune`,
  )
  return new Map(rows.map((row) => [String(row.kommune), String(row.basis)]))
}

/** The basis of a kommune's package: what was loaded of it, and of the whole country. */
export const basisFor = (bases: ReadonlyMap<string, string>, kommune: string): string =>
  `${bases.get(kommune) ?? ''} ${bases.get(NATIONAL) ?? ''}`

/** What the packages of a periode and run kind were last made from. */
export const packedBefore = async (
  session: Session,
  periode: string,
  runKind: RunKind,
): Promise<readonly PackedBefore[]> => {
  const rows = await session.rows(
    `select area, kind, kommune, periode, seq, basis, form, run
     from ops.packed
     where periode = ${quoteText(periode)} and coalesce(run_kind, 'MAANED') = ${quoteText(runKind)}
     order by area, kind, kommune`,
  )
  return rows.map((row) => ({
    area: String(row.area),
    kind: String(row.kind) as PackageKind,
    kommune: String(row.kommune),
    periode: String(row.periode),
    runKind,
    seq: BigInt(String(row.seq)),
    basis: String(row.basis),
    form: String(row.form),
    run: Number(row.run),
  }))
}

/** Writes down what packages were made, or found unchanged, from; in place of what stood there. */
export const recordPacked = async (
  session: Session,
  packed: readonly Packed[],
  run: number,
): Promise<void> => {
  if (packed.length === 0) return
  const values = packed.map(
    ({ area, kind, kommune, periode, runKind, seq, basis, form }) =>
      `(${[area, kind, kommune, periode, runKind].map(quoteText).join(', ')}, ${seq}, ${quoteText(basis)}, ${quoteText(form)}, ${run})`,
  )
  await session.run(
    `create or replace temp table packed_now as
     select area, kind, kommune, periode, run_kind, seq::bigint as seq, basis, form, run::integer as run
     from (values ${values.join(',\n       ')}) as made(area, kind, kommune, periode, run_kind, seq, basis, form, run)`,
  )
  await session.run(
    `delete from ops.packed
     where (area, kind, kommune, periode, coalesce(run_kind, 'MAANED')) in (
       select (area, kind, kommune, periode, run_kind)
       from packed_now
     )`,
  )
  await session.run(
    `insert into ops.packed (area, kind, kommune, periode, run_kind, seq, basis, form, run)
     select area, kind, kommune, periode, run_kind, seq, basis, form, run
     from packed_now`,
  )
  await session.run('drop table packed_now')
}
