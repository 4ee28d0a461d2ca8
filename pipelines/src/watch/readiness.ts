import { type Config, type Dataomraade, type Kilde, kilderOf, type Month, readLedger } from '@flis/core'
import { type ExpectedDelivery, expectedDeliveries, meetsExpected } from '@flis/rawdata'

/** A delivery that has come: loaded, or held until somebody decides. A rejected one has not. */
export interface CameDelivery {
  readonly kilde: string
  readonly kommune: string
  readonly kildesystem: string
  readonly periode: string
}

/** Whether a month's run can start. */
export interface Readiness {
  readonly ready: boolean
  /** Expected, and not come, in order of their deadlines; those whose deadline has passed are not waited for. */
  readonly missing: readonly ExpectedDelivery[]
}

/** Reads which deliveries have come; from the exported ledger, whoever works meanwhile. */
const cameDeliveries = async (published: string): Promise<readonly CameDelivery[]> => {
  const ledger = await readLedger(published)
  if (ledger === undefined) return []
  try {
    const rows = await ledger.rows(
      `select distinct kilde, kommune, kildesystem, periode
       from deliveries
       where state in ('received', 'loaded', 'held') and periode is not null`,
    )
    return rows.map((row) => ({
      kilde: String(row.kilde),
      kommune: String(row.kommune),
      kildesystem: String(row.kildesystem),
      periode: String(row.periode),
    }))
  } finally {
    ledger.close()
  }
}

/**
 * Whether a scheduled month-run starts: each delivery that is expected for the month has come, or its deadline has
 * passed. What is due today is still waited for.
 *
 * @param today `yyyy-mm-dd` in Denmark
 * @param kilder the Kilder of the warehouse; what is expected of others cannot land here and is not waited for
 *
 * @example readinessOf(config.leverandører, month('2022-10'), kilderOf(areas), came, '2022-11-10').ready
 */
export const readinessOf = (
  leverandører: Config['leverandører'],
  month: Month,
  kilder: ReadonlyMap<string, Kilde>,
  came: readonly CameDelivery[],
  today: string,
): Readiness => {
  const missing = expectedDeliveries(leverandører, month, kilder)
    .filter((each) => kilder.has(each.kilde))
    .filter(
      (each) =>
        !came.some(
          ({ kilde, kommune, kildesystem, periode }) =>
            kilde === each.kilde &&
            kommune === each.kommune &&
            kildesystem === each.kildesystem &&
            meetsExpected(each, periode),
        ),
    )
  return {
    ready: missing.every(({ due }) => due < today),
    missing: [...missing].sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0)),
  }
}

/** The readiness of a month in a warehouse. */
export const monthReadiness = async (
  {
    config,
    areas,
    published,
  }: {
    readonly config: Config
    readonly areas: readonly Dataomraade[]
    readonly published: string
  },
  month: Month,
  today: string,
): Promise<Readiness> =>
  readinessOf(config.leverandører, month, kilderOf(areas), await cameDeliveries(published), today)
