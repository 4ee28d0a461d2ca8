import { type Contract, followName, lastDay, type Model, type Month, NATIONAL, type Why } from '@flis/core'
import type { BuiltFrom, Change, Interval } from './built-from.js'
import { codeFingerprint } from './compile-model.js'
import type { Moved } from './members.js'
import {
  contractsBehind,
  contractsRead,
  dependsOnDay,
  dependsOnMonth,
  followsOf,
  isByDay,
  modelsRead,
  spansKommuner,
  unitReads,
} from './reads.js'

/** Why a kommune's part of a model must be computed, and how much of it. */
export interface Need {
  readonly kommune: string
  readonly why: Why
  readonly because: readonly string[]
  /** All of it, or only changed units and new months. */
  readonly extent: 'all' | 'part'
  /** Built through this month; null when never. */
  readonly through: Month | null
  /** As of this day, `yyyy-mm-dd`; null when never. */
  readonly day: string | null
  /** Changes up to this number are in already. */
  readonly seq: bigint
}

/** Deliveries that are about to come, for a plan made before they have. */
export interface Expected {
  readonly contract: string
  readonly kommune: string
  readonly delivery: string
}

export interface Asked {
  readonly month: Month
  /** The run day, `yyyy-mm-dd`; absent: the month's last. */
  readonly day?: string
  readonly built: BuiltFrom
  readonly expected: readonly Expected[]
  /** The models of this run that changed, by name; in a plan those that may. */
  readonly changed: ReadonlySet<string>
  /** What became of their members, by what is followed; null in a plan, which cannot know. */
  readonly moved: ReadonlyMap<string, Moved> | null
}

const changesSince = (
  { built }: Asked,
  names: readonly string[],
  since: bigint,
  kommune: string | null,
): readonly (Change & { readonly of: string })[] =>
  names.flatMap((of) =>
    (built.changes.get(of) ?? [])
      .filter((each) => each.seq > since && (kommune === null || each.kommune === kommune))
      .map((each) => ({ ...each, of })),
  )

const arrivingIn = (
  { expected }: Asked,
  names: readonly string[],
  kommune: string | null,
): readonly string[] =>
  expected
    .filter((each) => names.includes(each.contract) && (kommune === null || each.kommune === kommune))
    .map((each) => each.delivery)

const namesOf = (of: readonly (Contract | Model)[]): readonly string[] => of.map((each) => each.name)

/** A table of the whole country is computed wholly, when anything that it reads has changed. */
const needOfWhole = (asked: Asked, model: Model, interval: Interval | undefined): readonly Need[] => {
  const need = (why: Why, because: readonly string[]): readonly Need[] => [
    {
      kommune: NATIONAL,
      why,
      because: [...new Set(because)],
      extent: 'all',
      through: interval?.month ?? null,
      day: interval?.day ?? null,
      seq: interval?.seq ?? 0n,
    },
  ]
  const names = namesOf(contractsBehind(model))
  const changed = [
    ...changesSince(asked, names, interval?.seq ?? 0n, null).map((each) => each.of),
    ...arrivingIn(asked, names, null),
  ]
  if (interval === undefined) return need('missing', changed)
  if (interval.code !== codeFingerprint(model)) return need('changed code', [model.name])
  const moved = modelsRead(model).filter((each) => asked.changed.has(each.name))
  if (changed.length + moved.length > 0) return need('changed input', [...changed, ...namesOf(moved)])
  if (interval.month !== asked.month && dependsOnMonth(model)) return need('missing', [asked.month])
  return []
}

/** How much of a table by unit the changed members of other tables make stale: nothing, some units, or all of it. */
const staleByLookups = (
  asked: Asked,
  model: Model,
  since: bigint,
): { readonly extent: 'all' | 'part' | null; readonly because: readonly string[] } => {
  const follows = followsOf(model)
  const unfollowed = unitReads(model).lookups.filter((each) => !follows.some((one) => one.model === each))
  const stale = [...follows, ...unfollowed.map((each) => ({ model: each }))].flatMap((each) => {
    const name = followName(each)
    const logged = changesSince(asked, [name], since, null)
    const moved = asked.moved === null ? undefined : asked.moved.get(name)
    const may = asked.moved === null && asked.changed.has(each.model.name)
    if (logged.length === 0 && moved === undefined && !may) return []
    const all = !('units' in each) || moved === 'whole' || logged.some((one) => one.whole)
    return [{ name: each.model.reason ?? each.model.name, all }]
  })
  return {
    extent: stale.length === 0 ? null : stale.some((each) => each.all) ? 'all' : 'part',
    because: [...new Set(stale.map((each) => each.name))],
  }
}

/**
 * What the run's month or day asks of a table by unit that was built for another one. A table of months that a Borger
 * run has carried further than the run goes is made anew: its newer months lie in its files. What is as of a day alone
 * goes to and fro by the units that turn in between, and what has units of a day by those of the days beyond.
 */
const needOfTime = (
  { month, day = lastDay(month) }: Asked,
  model: Model,
  interval: Interval,
): { readonly extent: 'all' | 'part'; readonly because: string } | null => {
  if (dependsOnDay(model))
    return interval.day === day ? null : { extent: 'part', because: day === lastDay(month) ? month : day }
  if (interval.month === month || !dependsOnMonth(model)) return null
  return { extent: interval.month > month && !isByDay(model) ? 'all' : 'part', because: month }
}

const needOfKommune = (
  asked: Asked,
  model: Model,
  kommune: string,
  interval: Interval | undefined,
  anyBuilt: boolean,
): readonly Need[] => {
  const { own, foreign } = unitReads(model)
  const since = interval?.seq ?? 0n
  const ownNames = namesOf(own)
  const foreignNames = namesOf(foreign)
  const ownChanges = changesSince(asked, ownNames, since, kommune)
  const foreignChanges = changesSince(asked, foreignNames, since, null)
  const arriving = [...arrivingIn(asked, ownNames, kommune), ...arrivingIn(asked, foreignNames, null)]
  const lookups = staleByLookups(asked, model, since)
  const because = [
    ...new Set([...ownChanges, ...foreignChanges].map((each) => each.of)),
    ...new Set(arriving),
    ...lookups.because,
  ]
  const need = (why: Why, extent: 'all' | 'part', reasons: readonly string[]): readonly Need[] => [
    {
      kommune,
      why,
      because: reasons,
      extent,
      through: interval?.month ?? null,
      day: interval?.day ?? null,
      seq: since,
    },
  ]
  // Where units span kommuner a new kommune's units are all in the log of changes.
  if (interval === undefined)
    return need('missing', spansKommuner(model) && anyBuilt ? 'part' : 'all', because)
  if (interval.code !== codeFingerprint(model)) return need('changed code', 'all', [model.name])
  if (ownChanges.some((each) => each.whole) || foreignChanges.length > 0 || lookups.extent === 'all')
    return need('changed input', 'all', because)
  const time = needOfTime(asked, model, interval)
  if (because.length > 0) return need('changed input', time?.extent ?? 'part', because)
  return time === null ? [] : need('missing', time.extent, [time.because])
}

/**
 * Whether a model refers to what this run, or an earlier one that left the model alone, has changed in tables of other
 * units: then it must be built with them, or its keys would point to members that are gone.
 */
export const refersToChanged = (asked: Asked, model: Model): boolean => {
  const intervals = [...(asked.built.intervals.get(model.name)?.values() ?? [])]
  if (intervals.length === 0) return false
  if (model.recompute.by === 'whole') return modelsRead(model).some((each) => asked.changed.has(each.name))
  return intervals.some(({ seq }) => staleByLookups(asked, model, seq).extent !== null)
}

/** Others read it, and want it there, a dimension with its member −1, also before anything was delivered. */
const isLookedUp = ({ kind }: Model): boolean => kind === 'dimension' || kind === 'lookup'

/** Whether a model can have no rows: nobody has delivered, or is about to deliver, what they come from. */
export const isBare = (
  { built, expected }: Pick<Asked, 'built' | 'expected'>,
  { rowsFrom }: Model,
): boolean =>
  rowsFrom?.every(
    ({ name }) => !built.kommuner.has(name) && !expected.some(({ contract }) => contract === name),
  ) ?? false

/**
 * What must be computed of a model for a run month, kommune by kommune; empty when it stands as it should.
 *
 * A small table (`whole`) is one piece for the country. A table by unit is recomputed where units changed, where they
 * refer to changed members of a table that it follows; wholly where its code changed, where it is missing, or where
 * something changed that its units do not follow.
 */
export const needsOf = (asked: Asked, model: Model): readonly Need[] => {
  const intervals = asked.built.intervals.get(model.name) ?? new Map<string, Interval>()
  if (isBare(asked, model) && [...intervals.values()].some(({ code }) => code === codeFingerprint(model)))
    return []
  if (model.recompute.by === 'whole') return needOfWhole(asked, model, intervals.get(NATIONAL))
  const direct = namesOf([...contractsRead(model).direct])
  const kommuner = new Set([
    ...direct.flatMap((name) => asked.built.kommuner.get(name) ?? []),
    ...asked.expected.filter((each) => direct.includes(each.contract)).map((each) => each.kommune),
  ])
  // A dimension has its member −1 also before anything was delivered.
  if (kommuner.size === 0 && isLookedUp(model) && model.rowsFrom !== undefined) kommuner.add(NATIONAL)
  return [...kommuner]
    .sort()
    .flatMap((kommune) => needOfKommune(asked, model, kommune, intervals.get(kommune), intervals.size > 0))
}
