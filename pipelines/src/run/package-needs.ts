import {
  type BuildStep,
  type Config,
  type Dataomraade,
  KOMMUNE_CODES,
  type Model,
  type Month,
  NATIONAL,
  type PackageKind,
  quoteText,
  type RunKind,
  type Session,
  type Why,
} from '@flis/core'
import {
  basisFor,
  citizensBasis,
  dsaBases,
  dsaContracts,
  formOf,
  holdsReferredTo,
  isHomeOfCitizens,
  modelsReferringToCitizens,
  type PackedBefore,
  packageTables,
  runDateOf,
} from '@flis/delivery'
import { contractsBehind, type Expected, modelsRead } from '@flis/dm'
import { changedElsewhere } from './changed-elsewhere.js'

/** What a plan of packages is made from. */
export interface PackagesAsked {
  readonly areas: readonly Dataomraade[]
  readonly month: Month
  readonly config: Config
  /** Steps that the plan has already: what they change comes into the packages. */
  readonly builds: readonly BuildStep[]
  readonly expected: readonly Expected[]
  /** Absent: those of a month-run. */
  readonly runKind?: RunKind
  /** Every kommune's package, whether or not anything has changed. */
  readonly asked?: boolean
}

/** Why a kommune's package must be made, or looked at again. */
export interface Need {
  readonly why: Why
  readonly because: readonly string[]
}

export interface AreaAsked extends PackagesAsked {
  readonly session: Session
  readonly area: Dataomraade
  /** What its packages of the month were last made from, by kind and kommune. */
  readonly packed: ReadonlyMap<string, PackedBefore>
  readonly runKind: RunKind
}

const list = (names: readonly string[]): string => names.map(quoteText).join(', ')

const loadedKommuner = async (session: Session, contracts: readonly string[]): Promise<readonly string[]> =>
  contracts.length === 0
    ? []
    : (
        await session.rows(
          `select distinct kommune from ops.loads where contract in (${list(contracts)}) order by 1`,
        )
      ).map((row) => String(row.kommune))

/**
 * Kommuner that may have rows: those of whom something was delivered, or will be in this run; all of them where the
 * area's own rows come for the whole country; exactly those that the settings name, where they name some.
 */
const candidates = async (
  { session, area, config, expected }: AreaAsked,
  contracts: readonly string[],
): Promise<readonly string[]> => {
  const coming = async (names: readonly string[]): Promise<readonly string[]> => [
    ...(await loadedKommuner(session, names)),
    ...expected.filter((each) => names.includes(each.contract)).map((each) => each.kommune),
  ]
  const named = config.packages.kommuner
  if (named !== undefined) return [...new Set(named)].sort()
  const own = area.contracts.filter((each) => each.owner !== 'everyone').map((each) => each.name)
  const everywhere = (await coming(own)).includes(NATIONAL) ? KOMMUNE_CODES : []
  const kommuner = [...(await coming(contracts)), ...everywhere]
  return [...new Set(kommuner)].filter((each) => each !== NATIONAL).sort()
}

/** Kommuner whose last package of the month is there; one that was lost is made anew. */
const madeFor = async (
  { session, area, month, packed, runKind }: AreaAsked,
  kind: PackageKind,
): Promise<ReadonlySet<string>> => {
  const rows = await session.rows(
    `select kommune, arg_max(state, nr) = 'lost' as is_lost
     from ops.packages
     where area = ${quoteText(area.name)}
       and periode = ${quoteText(month)}
       and kind = ${quoteText(kind)}
       and run_kind = ${quoteText(runKind)}
     group by kommune`,
  )
  const lost = new Set(rows.filter((row) => row.is_lost === true).map((row) => String(row.kommune)))
  const looked = [...packed.values()].filter((each) => each.kind === kind).map((each) => each.kommune)
  return new Set([...rows.map((row) => String(row.kommune)), ...looked].filter((each) => !lost.has(each)))
}

const otherForm = (
  { config, area, packed, asked }: AreaAsked,
  kind: PackageKind,
  kommune: string,
): Need | undefined => {
  if (asked === true) return { why: 'asked for', because: ['--packages'] }
  const before = packed.get(`${kind} ${kommune}`)
  return before === undefined || before.form === formOf(config, area.name, kommune, kind)
    ? undefined
    : { why: 'asked for', because: ['packages'] }
}

const about = (kommune: string, of: string): boolean => of === kommune || of === NATIONAL

/**
 * The tables that an area's DM packages follow: its facts, and the dimensions that no fact reads to be computed. At the
 * citizens' home all dimensions, and in the month-run what other areas say of citizens.
 */
const followed = ({ area, areas, config, runKind }: AreaAsked): readonly Model[] => {
  const { facts, dimensions } = packageTables(area, areas)
  const models = facts.map((each) => each.model)
  const all = dimensions.map((each) => each.model)
  if (isHomeOfCitizens(area)) {
    const referring = holdsReferredTo(config, runKind) ? modelsReferringToCitizens(areas) : []
    return [...models, ...all, ...referring]
  }
  const read = new Set(models.flatMap(modelsRead))
  return [...models, ...all.filter((each) => !read.has(each))]
}

/** A DM package follows the tables that it holds, and the day up to which it is asked whom a kommune is entitled to. */
export const dmNeeds = async (asked: AreaAsked): Promise<ReadonlyMap<string, Need>> => {
  const { session, area, areas, month, builds, runKind } = asked
  const models = packageTables(area, areas).facts.map((each) => each.model)
  const contracts = [...new Set(models.flatMap(contractsBehind))].map((each) => each.name)
  const needs = new Map<string, Need>()
  if (contracts.length === 0) return needs
  const names = new Set(followed(asked).map((each) => each.name))
  const made = await madeFor(asked, 'DM')
  const elsewhere = await changedElsewhere(session, area.name, names)
  const basis = citizensBasis(area, await runDateOf(session, { runKind, month }))
  for (const kommune of await candidates(asked, contracts)) {
    const before = asked.packed.get(`DM ${kommune}`)
    const changed = [
      ...builds
        .filter((each) => names.has(each.model) && about(kommune, each.kommune))
        .map((each) => each.model),
      ...elsewhere.filter((each) => before !== undefined && each.run > before.run).map((each) => each.model),
    ]
    const isOther = before !== undefined && before.basis !== basis
    const need: Need | undefined = !made.has(kommune)
      ? { why: 'missing', because: [month] }
      : changed.length > 0 || isOther
        ? { why: 'changed input', because: changed.length > 0 ? [...new Set(changed)] : [basis] }
        : otherForm(asked, 'DM', kommune)
    if (need !== undefined) needs.set(kommune, need)
  }
  return needs
}

/** Numbers of the last changes in DSA_HIST, by kommune. */
const lastChanges = async (
  session: Session,
  contracts: readonly string[],
): Promise<ReadonlyMap<string, bigint>> => {
  const rows = await session.rows(
    `select kommune, max(seq) as seq from ops.changes where contract in (${list(contracts)}) group by kommune`,
  )
  return new Map(rows.map((row) => [String(row.kommune), BigInt(String(row.seq))]))
}

/** A DSA package follows what is loaded of its contracts: of the kommune, and of the whole country. */
export const dsaNeeds = async (asked: AreaAsked): Promise<ReadonlyMap<string, Need>> => {
  const { session, area, month, expected, packed } = asked
  const { own, shared } = dsaContracts(area)
  const needs = new Map<string, Need>()
  if (own.length === 0) return needs
  const contracts = [...own, ...shared].map((each) => each.name)
  const bases = await dsaBases(session, contracts)
  const changes = await lastChanges(session, contracts)
  const made = await madeFor(asked, 'DSA')
  const ofOwn = own.map((each) => each.name)
  for (const kommune of await candidates(asked, ofOwn)) {
    const before = packed.get(`DSA ${kommune}`)
    const coming = expected
      .filter((each) => contracts.includes(each.contract) && about(kommune, each.kommune))
      .map((each) => each.delivery)
    const since = before?.seq ?? 0n
    const isOther =
      before?.basis !== basisFor(bases, kommune) ||
      [kommune, NATIONAL].some((each) => (changes.get(each) ?? 0n) > since)
    const need: Need | undefined =
      !made.has(kommune) || before === undefined
        ? { why: 'missing', because: [month] }
        : coming.length > 0 || isOther
          ? { why: 'changed input', because: coming.length > 0 ? [...new Set(coming)] : ['DSA_HIST'] }
          : otherForm(asked, 'DSA', kommune)
    if (need !== undefined) needs.set(kommune, need)
  }
  return needs
}
