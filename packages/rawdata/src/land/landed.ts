/** What landing made of the arrivals, in the order in which they landed. */
export interface Landed {
  readonly landed: readonly {
    /** Id in `ops.deliveries`. */
    readonly id: string
    /** `received`, `rejected` or `duplicate`. */
    readonly state: string
    /** Why, as `L005`; null when received. */
    readonly code: string | null
  }[]
}
