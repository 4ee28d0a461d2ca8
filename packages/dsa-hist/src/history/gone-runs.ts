import {
  type Contract,
  dsaTable,
  monthOfIsoWeek,
  nextIsoWeek,
  quoteIdent,
  quoteText,
  type Stretches,
  wideFamilies,
} from '@flis/core'
import type { RaadataFile } from '../rows/raadata-rows.js'
import { typedRows } from '../rows/typed-rows.js'

/**
 * Persons whose line of a wide file stands in quarantine, and who have no good line beside it: all their rows stay. With a
 * good line they are known, and stretches of two extracts never stand side by side. A condition over a table's rows.
 */
export const quarantinedPersons = (
  { wide, by }: Stretches,
  files: readonly RaadataFile[],
  table: string,
): string => `exists (
      select 1
      from ${typedRows(wide, files, { quarantined: false, collapse: false })} as bad
      join ops.quarantine as q
        on q.contract = ${quoteText(wide.name)} and q.state <> 'reloaded'
        and q.delivery = bad._leverance and q.file = bad._fil and q.line = bad._linje
      anti join ${typedRows(wide, files, { quarantined: true, collapse: true })} as good
        on good.${quoteIdent(by)} = bad.${quoteIdent(by)} and good._leverance = bad._leverance
      where bad._kommune = ${table}._kommune and bad._kildesystem = ${table}._kildesystem
        and bad.${quoteIdent(by)} = ${table}.${quoteIdent(by)}
    )`

const firstWeek = (since: number): number => {
  // week 1 is always January's
  let week = Math.floor(since / 100) * 100 + 1
  while (monthOfIsoWeek(week) < since) week = nextIsoWeek(week)
  return week
}

/** A scope of a wave, and the first period that its delivery speaks of. */
interface Spoken {
  readonly kommune: string
  readonly kildesystem: string
  readonly first: number
}

/**
 * Runs that a wave ends without anything in their place: not those of which another run covers a part (a new code, a month
 * more or less at an end), nor those that lie before the weeks and months that are loaded. A relation with their scope.
 */
export const goneRuns = (
  contract: Contract,
  { wide, by, runs }: Stretches,
  delta: string,
  spokenFrom: (period: (since: number) => number) => readonly Spoken[],
): string => {
  if (runs === undefined) return delta
  const weekly = wideFamilies(wide).some(
    ({ prefix, form }) => runs.families.includes(prefix) && form === 'YYWW',
  )
  const spoken = spokenFrom(weekly ? firstWeek : (since) => since).map(
    ({ kommune, kildesystem, first }) => `(${quoteText(kommune)}, ${quoteText(kildesystem)}, ${first})`,
  )
  const same = ['_kommune', '_kildesystem', by, ...(runs.family === undefined ? [] : [runs.family])].map(
    quoteIdent,
  )
  const [from, to] = [quoteIdent(runs.from), quoteIdent(runs.to)]
  return `(
         select held._kommune, held._kildesystem
         from ${delta} as gone
         join ${dsaTable(contract)} as held on held.rowid = gone.held_row
         join (values ${spoken.join(', ')}) as spoken(kommune, kildesystem, first_period)
           on spoken.kommune = held._kommune and spoken.kildesystem = held._kildesystem
           and held.${to} >= spoken.first_period
         anti join (select * from ${delta} where change <> 'gone') as fresh
           on ${same.map((each) => `fresh.${each} = held.${each}`).join(' and ')}
           and fresh.${from} <= held.${to} and fresh.${to} >= held.${from}
         where gone.change = 'gone'
       )`
}
