import type { Session } from '@flis/core'
import { borgerLines, tabulateBorger } from '../borger/deliveries.js'
import { aulaLeast } from '../dagtilbud/aula-lines.js'
import { enrolmentCounts } from '../dagtilbud/enrolment-lines.js'
import { KY_CONTRACTS } from '../ky/contracts.js'
import type { CheckedOptions } from '../options.js'
import type { PlannedDelivery } from './delivery-plan.js'

const knownDays = KY_CONTRACTS.map(
  (contract) => `
    select
      '${contract.name}' as contract,
      kommune,
      ${contract.known} as dag
    from ${contract.from}`,
).join('\n    union all')

const kyLines = `
  with known as (${knownDays}
  ),
  per_day as (
    select
      contract,
      kommune,
      dag,
      count(*) as new_lines
    from known
    group by contract, kommune, dag
  ),
  so_far as (
    select
      contract,
      kommune,
      dag,
      (sum(new_lines) over (partition by contract, kommune order by dag))::bigint as lines
    from per_day
  ),
  asked as (
    select
      deliveries.*,
      contracts.contract
    from deliveries, (values ${KY_CONTRACTS.map((each) => `('${each.name}')`).join(', ')}) as contracts(contract)
    where kilde = 'KY'
  )
  select
    asked.delivery,
    asked.contract,
    1::bigint as header_lines,
    coalesce(so_far.lines, 0)::bigint as good_lines
  from asked
  asof left join so_far
    on asked.kommune = so_far.kommune
    and asked.contract = so_far.contract
    and asked.shown >= so_far.dag`

const fsiiiLines = `
  select
    deliveries.delivery,
    'FSIII' as contract,
    0::bigint as header_lines,
    max(rapporter.linje)::bigint as good_lines
  from deliveries
  join rapporter
    on deliveries.kommune = rapporter.kommune
    and deliveries.shown = rapporter.leveret
  where deliveries.kilde = 'FSIII'
  group by deliveries.delivery`

/** The table `deliveries`, and `delivery_lines`: how many good lines each of their files will have. */
export const tabulateDeliveries = async (
  session: Session,
  options: CheckedOptions,
  deliveries: readonly PlannedDelivery[],
): Promise<void> => {
  const facts = deliveries.map(({ nr, kilde, kommune, shown, type }) => ({
    delivery: nr,
    kilde,
    kommune: Number(kommune),
    kode: kommune,
    shown,
    fuld: type === 'F',
  }))
  await session.run(
    `create table deliveries as
    select unnest(
      from_json($1::json, '[{"delivery":"integer","kilde":"varchar","kommune":"integer","kode":"varchar","shown":"date","fuld":"boolean"}]'),
      recursive := true
    )`,
    [JSON.stringify(facts)],
  )
  if (options.areas.includes('Borger')) await tabulateBorger(session)
  const parts = [
    ...(options.areas.includes('KY') ? [kyLines] : []),
    ...(options.areas.includes('FSIII') ? [fsiiiLines] : []),
    ...(options.areas.includes('Borger') ? [borgerLines] : []),
    ...(options.areas.includes('Dagtilbud') ? [enrolmentCounts, aulaLeast] : []),
  ]
  await session.run(
    `create table delivery_lines as ${parts.map((part) => `select delivery, contract, header_lines, good_lines from (${part})`).join(' union all ')}`,
  )
}
