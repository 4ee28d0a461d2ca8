import { quoteText } from '@flis/core'
import { judge } from './judged.js'
import { broughtVersions, standingRows, standingSums } from './k08-historik.js'
import { raadataBalance } from './k08-raadata.js'
import type { Testing } from './testing.js'

/** rows in = accepted + quarantined + exact duplicates, as verification counted them, per delivery and contract. */
const VERIFIED_ROWS = `
     select parts.delivery, parts.contract, null::varchar as "column",
       (verified.accepted + verified.quarantined + verified.duplicates)::varchar as measured,
       parts.rows_in::varchar as expected,
       'rækker, verificeret' as unit,
       greatest(
         abs(verified.accepted + verified.quarantined + verified.duplicates - parts.rows_in),
         abs(verified.rows_in - parts.rows_in),
         -verified.accepted
       ) as apart
     from (select delivery, contract, sum(rows_in)::bigint as rows_in from ops.raadata group by all) as parts
     join ops.verified as verified on verified.delivery = parts.delivery and verified.contract = parts.contract
     where parts.delivery in (select id from fresh_deliveries)`

/**
 * K08 balance: faults in FLIS' own load. Rows and sums balance from file to Rådata to DSA_HIST and quarantine, as far
 * as the ledger can tell; a breach is `fejl`. Source: specification 3.2.
 */
export const balance = async (testing: Testing): Promise<void> => {
  const { session, contracts } = testing
  const loaded = await session.rows(
    'select distinct contract from ops.loads where delivery in (select id from fresh_deliveries)',
  )
  const names = new Set(loaded.map((row) => String(row.contract)))
  const balances = [VERIFIED_ROWS, ...(await raadataBalance(testing))]
  for (const { contract } of contracts) {
    // A line makes any number of runs: what stands in them is not told by the ledger.
    if (!names.has(contract.name) || contract.stretchedFrom?.runs !== undefined) continue
    if (contract.mode === 'full')
      balances.push(standingRows(contract), ...(await standingSums(testing, contract)))
    else balances.push(broughtVersions(contract))
  }
  await judge(
    testing,
    'K08 balance',
    `select area as "dataområde", fresh.kommune, fresh.kildesystem, fresh.periode, contract, delivery, "column",
       version,
       -- A contract of which a delivery has no rows balances without being told of each time.
       case when apart > 0 or parts.rows_in > 0 then measured end as measured,
       expected, unit,
       apart as count,
       [${quoteText('(')} || delivery || ', 1)'] as examples
     from (${balances.join('\n     union all')}) as balances
     join fresh_deliveries as fresh on fresh.id = balances.delivery
     join tested_contracts using (contract)
     left join (select delivery, contract, sum(rows_in) as rows_in from ops.raadata group by all) as parts
       using (delivery, contract)`,
  )
}
