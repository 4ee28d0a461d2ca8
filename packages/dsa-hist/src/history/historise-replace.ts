import { type Contract, dsaTable, OPEN_END, quoteIdent, quoteText, type Session } from '@flis/core'
import type { RaadataFile } from '../rows/raadata-rows.js'
import { keyColumns, typedColumns } from '../rows/typed-rows.js'
import type { Checks } from '../verify/checks.js'
import { type Comparison, quarantinedKeys } from './historise-full.js'
import { deltaRows, presentTable } from './persons.js'

const temp = (name: string, contract: Contract): string => quoteIdent(`${name}_${contract.name}`)

const same = (columns: readonly string[], a: string, b: string): string =>
  columns.map((name) => `${a}.${quoteIdent(name)} = ${b}.${quoteIdent(name)}`).join(' and ')

const scopedKey = (contract: Contract): readonly string[] => [
  ...new Set(['_kommune', '_kildesystem', ...keyColumns(contract)]),
]

/**
 * Deltas beside the rows of history that they speak of: of the persons present, or, where the contract replaces
 * nothing, of the keys sent. History is read for these few alone; `sent_…` and `known_…` hold both sides.
 *
 * Source: specification 3.2, `D` whole-person replace.
 */
export const compareDelta = async (
  session: Session,
  contract: Contract,
  files: readonly RaadataFile[],
  checks: Checks,
): Promise<Comparison> => {
  const { replaces } = contract
  const table = dsaTable(contract)
  const sent = temp('sent', contract)
  const known = temp('known', contract)
  await session.run(`create or replace temp table ${sent} as
    select * from ${deltaRows(contract, files, checks)} as sent`)
  const [spoken, by] =
    replaces === undefined
      ? [sent, scopedKey(contract)]
      : [presentTable(replaces), ['_kommune', '_kildesystem', replaces.by]]
  const open = replaces === undefined ? `and held._til = ${OPEN_END}` : ''
  await session.run(`create or replace temp table ${known} as
    select held.*, held.rowid as held_row
    from ${table} as held
    semi join ${spoken} as spoken on ${same(by, 'spoken', 'held')}
    where true ${open}`)
  return {
    incoming: sent,
    held: `(select * from ${known} where _til = ${OPEN_END})`,
    gone:
      replaces === undefined
        ? 'false'
        : checks.quarantined
          ? `not ${quarantinedKeys(contract, files, 'held')}`
          : 'true',
  }
}

/**
 * Rows of present persons that an earlier full delivery has ended, and that would go on in DM (`behold`), are replaced
 * too: the delta gets a `replaced` row for each, which is written as a version of an empty stretch. So DM sees that a
 * delta had the last word, and undoing the delta undoes it.
 */
export const addReplaced = async (
  session: Session,
  contract: Contract,
  files: readonly RaadataFile[],
  checks: Checks,
): Promise<void> => {
  if (contract.replaces === undefined) return
  const columns = [
    ...typedColumns(contract).map(([name]) => name),
    '_kommune',
    '_kildesystem',
    '_leverance',
    '_linje',
  ]
  const key = scopedKey(contract)
  const kept = checks.quarantined ? `and not ${quarantinedKeys(contract, files, 'ended')}` : ''
  await session.run(
    `insert into ${temp('delta', contract)}
     select ${columns.map((name) => `ended.${quoteIdent(name)}`).join(', ')}, null, 'replaced'
     from (
       select *
       from ${temp('known', contract)} as version
       qualify row_number() over (partition by ${key.map(quoteIdent).join(', ')} order by _til desc, _fra desc) = 1
     ) as ended
     anti join ${temp('sent', contract)} as sent on ${same(key, 'sent', 'ended')}
     where ended._til <> ${OPEN_END} ${kept}
       and not exists (
         select 1
         from ops.loads as loads
         where loads.contract = ${quoteText(contract.name)} and loads.type = 'D'
           and loads.kommune = ended._kommune and loads.kildesystem = ended._kildesystem
           and loads.extract_time = ended._til
       )`,
  )
}
