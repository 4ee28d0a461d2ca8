import { type Contract, dsaTable, NATIONAL, quoteIdent, quoteText } from '@flis/core'
import { EXAMPLES } from './limits.js'
import type { Testing } from './testing.js'

const lineOf = (row: string): string => `'(' || ${row}._leverance || ', ' || ${row}._linje || ')'`

/**
 * Rows without a value in one column, for the judged findings of it. Findings of the whole country look into every
 * kommune's deliveries: two joins by equal kommune, since the engine (1.5.6) fails to bind one join by `in (…)`.
 */
const ofColumn = (contract: Contract, column: string): string => `
     update judged
     set examples = found.examples
     from (
       with places as (
         select test, kommune, kildesystem, periode
         from judged
         where count > 0 and test in ('K01 dækning', 'K03 komplethed')
           and contract = ${quoteText(contract.name)} and "column" = ${quoteText(column)}
       ),
       scopes as (
         select kommune, kommune as of_kommune, kildesystem, periode, first, last
         from known_scopes
         where contract = ${quoteText(contract.name)}
         union all
         select '${NATIONAL}' as kommune, kommune as of_kommune, kildesystem, periode, first, last
         from known_scopes
         where contract = ${quoteText(contract.name)} and kommune <> '${NATIONAL}'
       )
       select places.test, places.kommune, places.kildesystem, places.periode,
         list(${lineOf('held')} order by held._leverance, held._linje)[1:${EXAMPLES}] as examples
       from places
       join scopes using (kommune, kildesystem, periode)
       join ${dsaTable(contract)} as held
         on held._kommune = scopes.of_kommune and held._kildesystem = scopes.kildesystem
         and ${contract.mode === 'full' ? 'held._fra <= scopes.last and held._til > scopes.last' : 'held._fra between scopes.first and scopes.last'}
       where held.${quoteIdent(column)} is null
       group by all
     ) as found
     where judged.test = found.test and judged.kommune = found.kommune and judged.kildesystem = found.kildesystem
       and judged.periode = found.periode and judged.contract = ${quoteText(contract.name)}
       and judged."column" = ${quoteText(column)} and judged.count > 0`

/** Gives K01 and K03 the rows that lack the value, and every other finding the deliveries that it is about. */
export const addExamples = async ({ session, contracts }: Testing): Promise<void> => {
  const lacking = await session.rows(
    `select distinct contract, "column"
     from judged
     where count > 0 and test in ('K01 dækning', 'K03 komplethed')
     order by all`,
  )
  for (const row of lacking) {
    const found = contracts.find(({ contract }) => contract.name === row.contract)
    const column = String(row.column)
    if (found?.contract.fields[column]?.required === false)
      await session.run(ofColumn(found.contract, column))
  }
  await session.run(
    `update judged
     set examples = found.examples
     from (
       select contract, kommune, kildesystem, left(periode, 7) as periode,
         list(distinct '(' || delivery || ', 1)' order by '(' || delivery || ', 1)')[1:${EXAMPLES}] as examples
       from ops.loads
       group by all
     ) as found
     where judged.examples is null and judged.count > 0 and judged.contract = found.contract
       and judged.kommune = found.kommune and judged.kildesystem = found.kildesystem and judged.periode = found.periode`,
  )
}
