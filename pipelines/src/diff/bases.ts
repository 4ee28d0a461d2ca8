import { type LedgerReader, lastDay, type Month } from '@flis/core'

/** A delivery that stands in one basis and not in the other. */
export interface BasisChange {
  readonly delivery: string
  readonly kilde: string
  readonly kommune: string
  readonly periode: string
  /** Contracts that it was loaded for, as far as it stands in history today. */
  readonly contracts: readonly string[]
}

/** The deliveries between two states of a table, and the months that it was built for. */
export interface Between {
  readonly came: readonly BasisChange[]
  /** Withdrawn, or no longer accepted. */
  readonly went: readonly BasisChange[]
  readonly monthBefore: string
  readonly monthAfter: string
  /** Built as of another day: months, or the days of a Borger run, have passed, or it goes back to a month's end. */
  readonly timePasses: boolean
}

interface BuildingRun {
  readonly id: number
  readonly month: string
  readonly day: string
  readonly areas: readonly string[]
  readonly basis: readonly string[]
}

const listOf = (value: unknown): readonly string[] =>
  (value as { readonly items: readonly string[] } | null)?.items ?? []

/** Runs that published something, oldest first. A run that was killed after it published has no basis of its own. */
const buildingRuns = async (ledger: LedgerReader): Promise<readonly BuildingRun[]> => {
  const rows = await ledger.rows(
    `select id, month, day, area, basis
     from runs
     where basis is not null and (version is not null or id in (select run from versions))
     order by id`,
  )
  return rows.map((row) => ({
    id: Number(row.id),
    month: String(row.month),
    day: row.day === null ? lastDay(row.month as Month) : String(row.day),
    areas: String(row.area ?? '').split(', '),
    basis: listOf(row.basis),
  }))
}

const described = async (
  ledger: LedgerReader,
  deliveries: readonly string[],
): Promise<readonly BasisChange[]> => {
  if (deliveries.length === 0) return []
  const wanted = new Set(deliveries)
  const rows = await ledger.rows(
    `select d.id, d.kilde, d.kommune, d.periode, list(distinct l.contract order by l.contract) filter (l.contract is not null) as contracts
     from deliveries as d
     left join loads as l on l.delivery = d.id
     group by all
     order by d.id`,
  )
  return rows
    .filter((row) => wanted.has(String(row.id)))
    .map((row) => ({
      delivery: String(row.id),
      kilde: String(row.kilde),
      kommune: String(row.kommune),
      periode: String(row.periode),
      contracts: listOf(row.contracts),
    }))
}

/**
 * What came into history, and what left it, between two versions of a table: by the bases of the last runs before them
 * that had to do with the table's areas.
 *
 * @param runs those that published the two versions
 */
export const between = async (
  ledger: LedgerReader,
  runs: { readonly before: number; readonly after: number },
  areas: readonly string[],
): Promise<Between> => {
  const all = await buildingRuns(ledger)
  const lastBy = (run: number): BuildingRun | undefined => {
    const until = all.filter((each) => each.id <= run)
    return until.filter((each) => each.areas.some((area) => areas.includes(area))).at(-1) ?? until.at(-1)
  }
  const [before, after] = [lastBy(runs.before), lastBy(runs.after)]
  const [was, is] = [new Set(before?.basis), new Set(after?.basis)]
  return {
    came: await described(
      ledger,
      [...is].filter((each) => !was.has(each)),
    ),
    went: await described(
      ledger,
      [...was].filter((each) => !is.has(each)),
    ),
    monthBefore: before?.month ?? '',
    monthAfter: after?.month ?? '',
    timePasses: before?.day !== after?.day,
  }
}
