/** What a run has made of DM, for the tests of a month: dsa-hist knows no models. */
export interface MadeTables {
  /** The Parquet files of the tables that changed, with the rows that the ledger will have for each. */
  readonly parts: readonly {
    readonly area: string
    readonly model: string
    readonly path: string
    readonly rows: bigint
  }[]
  /** Files with rows of units that were computed anew. */
  readonly recomputed: readonly {
    readonly area: string
    readonly model: string
    readonly paths: readonly string[]
    /** An integer `yyyymmdd`. */
    readonly dayColumn: string
    /** Kommuner that are in the files because all of them is new. */
    readonly without: readonly string[]
    /** Rows of the whole country: the files do not say whose each is. */
    readonly ofTheCountry: boolean
  }[]
  /** The last month that readers had before; null when there was none. */
  readonly publishedMonth: string | null
}

/** A run that made no tables. */
export const NOTHING_MADE: MadeTables = { parts: [], recomputed: [], publishedMonth: null }
