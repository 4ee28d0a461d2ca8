import { type Contract, deliveredAs, dsaTable, quoteIdent, quoteText } from '@flis/core'
import { keyColumns, typedRows } from '../rows/typed-rows.js'
import { filesThere } from './files-there.js'
import { judge } from './judged.js'
import { EXAMPLES } from './limits.js'
import type { Testing } from './testing.js'

const ofContract = async (testing: Testing, contract: Contract): Promise<void> => {
  const { session } = testing
  const name = quoteText(contract.name)
  const delivered = quoteText(deliveredAs(contract).name)
  const concerned = await session.rows(
    `select distinct loads.delivery
     from ops.loads as loads
     join fresh_deliveries as fresh on fresh.id = loads.delivery
     join ops.verified as verified on verified.delivery = loads.delivery and verified.contract = ${delivered}
     where loads.contract = ${name} and verified.quarantined > 0 and fresh.checkpoint is null
     order by 1`,
  )
  const deliveries = concerned.map((row) => String(row.delivery))
  const files = await filesThere(testing, contract, deliveries)
  if (files.length === 0) return
  const key = keyColumns(contract).map(quoteIdent)
  await judge(
    testing,
    'tidligere version gælder',
    `with in_quarantine as (
       select received.*
       from ${typedRows(contract, files, { quarantined: false, collapse: false })} as received
       semi join ops.quarantine as entry
         on entry.contract = ${delivered} and entry.state <> 'reloaded' and entry.delivery = received._leverance
         and entry.file = received._fil and entry.line = received._linje
     ),
     still_current as (
       select bad._leverance as delivery, bad._linje
       from in_quarantine as bad
       join ${dsaTable(contract)} as held
         on ${key.map((each) => `held.${each} = bad.${each}`).join(' and ')}
         and held._fra < bad._fra and held._til > bad._fra
     )
     select any_value(area) as "dataområde", fresh.kommune, fresh.kildesystem, fresh.periode,
       ${name} as contract, delivery, any_value(version) as version, null::varchar as measured, count(*) as count,
       list('(' || delivery || ', ' || _linje || ')' order by _linje)[1:${EXAMPLES}] as examples
     from still_current
     join fresh_deliveries as fresh on fresh.id = delivery
     join tested_contracts on tested_contracts.contract = ${name}
     group by delivery, fresh.kommune, fresh.kildesystem, fresh.periode`,
  )
}

/**
 * A key of a full delivery whose row is in quarantine counts as present: its last good version stays current, and
 * this tells of it. Source: specification 3.2.
 */
export const tidligereVersion = async (testing: Testing): Promise<void> => {
  // Of a wide file the contract with one row a line tells it; runs have other keys at each extract.
  for (const { contract } of testing.contracts)
    if (contract.mode === 'full' && contract.stretchedFrom?.runs === undefined)
      await ofContract(testing, contract)
}
