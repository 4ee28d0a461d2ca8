import { type Contract, deliveredAs, dsaTable, type FindingName, quoteIdent, quoteText } from '@flis/core'
import { typedRows } from '../rows/typed-rows.js'
import { filesThere } from './files-there.js'
import type { Testing } from './testing.js'

const LEFT_OUT: FindingName = 'række uden person'

/**
 * Full deliveries of the contract that stand in history, with what verification said of them. Where retention has cut
 * the basis nothing can be held against it.
 */
const standingDeliveries = (contract: Contract): string => `
       select loads.delivery, loads.kommune, loads.kildesystem, loads.extract_time, verified.accepted,
         verified.quarantined
       from (select distinct delivery, contract, kommune, kildesystem, extract_time, type from ops.loads) as loads
       join fresh_deliveries as fresh on fresh.id = loads.delivery
       join ops.verified as verified on verified.delivery = loads.delivery and verified.contract = ${quoteText(deliveredAs(contract).name)}
       semi join ops.raadata as parts on parts.delivery = loads.delivery and parts.contract = verified.contract
       where loads.contract = ${quoteText(contract.name)} and coalesce(loads.type, fresh.type, 'F') = 'F'
         and fresh.checkpoint is null`

const AT_ITS_EXTRACT = `held._kommune = full_delivery.kommune and held._kildesystem = full_delivery.kildesystem
         and held._fra <= full_delivery.extract_time and held._til > full_delivery.extract_time`

/**
 * Where a contract goes by person: rows that verification let through but that were not applied (`række uden person`),
 * and persons whose earlier rows stay untouched because they themselves are in quarantine. A delta that came after a
 * full delivery takes rows out for good: then nothing is said of the full one any more.
 */
const byPerson = ({ name, replaces }: Contract): string =>
  replaces === undefined
    ? 'select null::varchar as delivery, 0 as left_out, 0 as withheld, false as overtaken where false'
    : `
       select loads.delivery,
         coalesce((
           select sum(count)
           from ops.quality
           where test = ${quoteText(LEFT_OUT)} and quality.delivery = loads.delivery and contract = ${quoteText(name)}
         ), 0) as left_out,
         coalesce((
           select sum(quarantined)
           from ops.verified
           where verified.delivery = loads.delivery and verified.contract = ${quoteText(replaces.presentIn)}
         ), 0) as withheld,
         exists (
           select 1
           from ops.loads as later
           where later.contract = loads.contract and later.kommune = loads.kommune
             and later.kildesystem = loads.kildesystem and later.type = 'D'
             and later.extract_time > loads.extract_time
         ) as overtaken
       from ops.loads as loads
       where loads.contract = ${quoteText(name)} and loads.delivery in (select id from fresh_deliveries)`

/**
 * K08, to DSA_HIST: what a full delivery brought stands there from its extract on: at least its accepted rows, and no
 * more than those and the keys whose row is in quarantine (their last good version stays). Rows of a balance, as SQL.
 */
export const standingRows = (contract: Contract): string => `
     select full_delivery.delivery, ${quoteText(contract.name)}, null,
       count(held._leverance)::varchar,
       any_value(accepted)::varchar,
       'rækker i DSA_HIST',
       greatest(
         0,
         any_value(accepted) - coalesce(any_value(left_out), 0)::bigint - count(held._leverance),
         case
           when coalesce(any_value(withheld), 0) > 0 then 0
           else count(held._leverance) - any_value(accepted) - any_value(quarantined)
         end
       )
     from (${standingDeliveries(contract)}) as full_delivery
     left join (select distinct * from (${byPerson(contract)})) as by_person using (delivery)
     left join ${dsaTable(contract)} as held
       on ${AT_ITS_EXTRACT}
     where by_person.overtaken is distinct from true
     group by full_delivery.delivery`

/**
 * K08, sums: each decimal column adds up to the same in Rådata's accepted rows and in DSA_HIST, for full deliveries of
 * which no row is in quarantine (else rows of earlier extracts stand beside them). Not of contracts by person. Rows of a balance, as SQL.
 */
export const standingSums = async (testing: Testing, contract: Contract): Promise<readonly string[]> => {
  const amounts = Object.entries(contract.fields).flatMap(([name, { kind }]) =>
    kind.type === 'decimal' ? [name] : [],
  )
  if (amounts.length === 0 || contract.replaces !== undefined) return []
  const whole = await testing.session.rows(
    `select full_delivery.delivery
     from (${standingDeliveries(contract)}) as full_delivery
     where quarantined = 0
     order by 1`,
  )
  const files = await filesThere(
    testing,
    contract,
    whole.map((row) => String(row.delivery)),
  )
  if (files.length === 0) return []
  const sums = (of: string): string =>
    amounts.map((name) => `coalesce(sum(${of}.${quoteIdent(name)}), 0)::decimal(38, 6)`).join(', ')
  const ids = [...new Set(files.map((each) => quoteText(each.delivery)))].join(', ')
  const nothing = amounts.map(() => '0::decimal(38, 6)').join(', ')
  return [
    `
     select delivery, ${quoteText(contract.name)}, name, history::varchar, raadata::varchar, 'sum i DSA_HIST',
       case when history = raadata then 0 else 1 end
     from (
       select in_history.delivery, unnest([${amounts.map(quoteText).join(', ')}]) as name,
         unnest(in_history.amounts) as history,
         unnest(coalesce(in_raadata.amounts, [${nothing}])) as raadata
       from (
         select full_delivery.delivery, [${sums('held')}] as amounts
         from (${standingDeliveries(contract)} and loads.delivery in (${ids})) as full_delivery
         left join ${dsaTable(contract)} as held
           on ${AT_ITS_EXTRACT}
         group by all
       ) as in_history
       left join (
         select received._leverance as delivery, [${sums('received')}] as amounts
         from ${typedRows(contract, files, { quarantined: false, collapse: true })} as received
         group by all
       ) as in_raadata using (delivery)
     )`,
  ]
}

/**
 * K08, versions by id or by event: a delivery brings no more of them than it has accepted rows. Rows of a balance, as
 * SQL.
 */
export const broughtVersions = (contract: Contract): string => `
     select verified.delivery, verified.contract, null,
       coalesce(brought.n, 0)::varchar,
       'højst ' || verified.accepted,
       'versioner i DSA_HIST',
       greatest(0, coalesce(brought.n, 0) - verified.accepted)
     from ops.verified as verified
     left join (
       select _leverance as delivery, count(*) as n
       from ${dsaTable(contract)}
       where _leverance in (select id from fresh_deliveries)
       group by all
     ) as brought on brought.delivery = verified.delivery
     where verified.contract = ${quoteText(contract.name)}
       and verified.delivery in (select id from fresh_deliveries)
       and verified.delivery in (select delivery from ops.loads where contract = ${quoteText(contract.name)})`
