/** What can be wrong with packages. */
export type BreachKind =
  | 'citizen not entitled'
  | 'citizen whom no row is about'
  | 'citizen whom the kommune never delivered'
  | 'older number as citizen'
  | 'citizen twice'
  | 'replacement number of another kommune'
  | 'row about somebody not entitled'
  | 'number in a column that is not for it'
  | 'relative that CPR does not tell of'
  | 'row of another kommune'
  | 'table of a second area'
  | 'column of a second area'
  | 'protection not marked'
  | 'protection marked without cause'
  | 'left out, yet there'
  | 'package in the wrong place'
  | 'citizen missing'
  | 'row missing'
  | 'package missing'
  | 'rows not counted'
  | 'files not as listed'
  | 'entitlement told otherwise'

/** One thing that is wrong, without the numbers of persons. */
export interface Breach {
  readonly kind: BreachKind
  /** `MAANED/FLIS_Borger_0751_2022-10_DM_001` */
  readonly package: string
  readonly table?: string
  readonly column?: string
  /** How many of it. */
  readonly count: number
}

/** Breaches as they are found. */
export class Findings {
  private readonly found = new Map<string, Breach>()

  constructor(private readonly packageName: string) {}

  add(kind: BreachKind, table?: string, column?: string): void {
    const key = `${kind}|${table ?? ''}|${column ?? ''}`
    const before = this.found.get(key)
    this.found.set(key, {
      kind,
      package: this.packageName,
      ...(table === undefined ? {} : { table }),
      ...(column === undefined ? {} : { column }),
      count: (before?.count ?? 0) + 1,
    })
  }

  get all(): readonly Breach[] {
    return [...this.found.values()]
  }
}
