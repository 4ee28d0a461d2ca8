import { type Config, type Dataomraade, type Kilde, kilderOf, type Leverandoer, NATIONAL } from '@flis/core'
import { type ExpectedDelivery, latestExpected, meetsExpected } from '@flis/rawdata'

/** A step of taking a source into use. */
export type SourceStep =
  | 'area'
  | 'inbox'
  | 'server'
  | 'user'
  | 'key'
  | 'folder'
  | 'topic'
  | 'route'
  | 'table entries'
  | 'first delivery'

/** How far a source has been taken into use, and whether it delivers. */
export interface SourceCheck {
  readonly kilde: string
  /** Null for a Kilde that no entry of `leverandører` speaks of. */
  readonly kommune: string | null
  readonly kildesystem: string | null
  /** Steps that are missing, in the order in which they are taken; `what` is the setting or folder to see to. */
  readonly missing: readonly { readonly step: SourceStep; readonly what: string }[]
  /** The newest periode that should have come by its deadline; null where none is expected. */
  readonly latest: {
    readonly periode: string
    /** Last day of its deadline. */
    readonly due: string
    /** Kommuner whose delivery has not come. */
    readonly absent: readonly string[]
  } | null
  /** Something that was due has not come. */
  readonly overdue: boolean
}

/** A delivery that has landed and was not rejected. */
export interface LandedDelivery {
  readonly kilde: string
  readonly kommune: string
  readonly kildesystem: string
  readonly periode: string
}

/** What the checks look at. */
export interface SourceFacts {
  readonly config: Config
  readonly areas: readonly Dataomraade[]
  /** The inbox folder, where it cannot be used. */
  readonly brokenInbox: string | undefined
  /** Servers that cannot be used as the settings say, and which step that is. */
  readonly brokenServers: readonly { readonly step: SourceStep; readonly what: string }[]
  readonly landed: readonly LandedDelivery[]
  /** Today, `yyyy-mm-dd`, in Denmark. */
  readonly today: string
}

const missingRoutes = ({ routes }: Config, { name, scope }: Kilde, kommune: string | null) => {
  if (routes === undefined) return []
  const hasKilde = Object.values(routes.infRefs).includes(name)
  // the country's entry of a Kilde per kommune speaks for kommuner that each have a CVR number
  const needsCvr = kommune !== null && !(kommune === NATIONAL && scope === 'kommune')
  const hasKommune = !needsCvr || Object.values(routes.authorities).includes(kommune)
  return [...(hasKilde ? [] : ['routes.infRefs']), ...(hasKommune ? [] : ['routes.authorities'])]
}

/** The country's entry of a Kilde per kommune is served by any of them. */
const isOf =
  (entry: Leverandoer, { scope }: Kilde) =>
  (landed: LandedDelivery): boolean =>
    landed.kildesystem === entry.kildesystem &&
    (landed.kommune === entry.kommune || (entry.kommune === NATIONAL && scope === 'kommune'))

const missingSteps = (
  { config, brokenInbox, brokenServers }: SourceFacts,
  kilde: Kilde,
  entry: Leverandoer | undefined,
  landed: readonly LandedDelivery[],
): SourceCheck['missing'] => {
  const came = entry === undefined ? landed : landed.filter(isOf(entry, kilde))
  return [
    ...(brokenInbox === undefined ? [] : [{ step: 'inbox' as const, what: brokenInbox }]),
    ...brokenServers,
    ...missingRoutes(config, kilde, entry?.kommune ?? null).map((what) => ({ step: 'route' as const, what })),
    ...(entry === undefined ? [{ step: 'table entries' as const, what: 'leverandører' }] : []),
    ...(came.length === 0 ? [{ step: 'first delivery' as const, what: kilde.name }] : []),
  ]
}

const latestOf = (
  expected: readonly ExpectedDelivery[],
  landed: readonly LandedDelivery[],
): SourceCheck['latest'] => {
  const [first] = expected
  if (first === undefined) return null
  const absent = expected.filter(
    (each) =>
      !landed.some(
        ({ kommune, kildesystem, periode }) =>
          kommune === each.kommune && kildesystem === each.kildesystem && meetsExpected(each, periode),
      ),
  )
  return { periode: first.periode, due: first.due, absent: absent.map(({ kommune }) => kommune) }
}

const ofEntry = (
  facts: SourceFacts,
  kilde: Kilde,
  entry: Leverandoer | undefined,
  landed: readonly LandedDelivery[],
): SourceCheck => {
  const { config, areas, today } = facts
  const expected =
    entry === undefined ? [] : latestExpected(entry, config.leverandører, today, kilderOf(areas))
  const latest = latestOf(expected, landed)
  return {
    kilde: kilde.name,
    kommune: entry?.kommune ?? null,
    kildesystem: entry?.kildesystem ?? null,
    missing: missingSteps(facts, kilde, entry, landed),
    latest,
    overdue: latest !== null && latest.absent.length > 0,
  }
}

/** An entry for a Kilde that is not in use here: nothing of it can land, so nothing is late. */
const withoutArea = ({ kilde, kommune, kildesystem }: Leverandoer): SourceCheck => ({
  kilde,
  kommune,
  kildesystem,
  missing: [{ step: 'area', what: 'areas' }],
  latest: null,
  overdue: false,
})

/**
 * Which step of taking each source into use is missing, and whether the newest expected periode has come: one check per
 * entry of `leverandører`, and one for each Kilde of the areas that no entry speaks of. A held delivery has come.
 *
 * @example sourceChecks({ config, areas: [ky], brokenInbox: undefined, brokenServers: [], landed: [], today: '2022-11-02' })[0]?.missing
 */
export const sourceChecks = (facts: SourceFacts): readonly SourceCheck[] => {
  const { leverandører } = facts.config
  const kilder = kilderOf(facts.areas)
  const inUse = [...kilder.values()].flatMap((kilde) => {
    const landed = facts.landed.filter((each) => each.kilde === kilde.name)
    const entries = leverandører.filter((each) => each.kilde === kilde.name)
    return entries.length === 0
      ? [ofEntry(facts, kilde, undefined, landed)]
      : entries.map((entry) => ofEntry(facts, kilde, entry, landed))
  })
  return [...inUse, ...leverandører.filter(({ kilde }) => !kilder.has(kilde)).map(withoutArea)]
}
