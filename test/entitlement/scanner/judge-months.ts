import type { Findings } from './breach.js'
import type { Member } from './judge-citizens.js'
import type { Package } from './open-package.js'
import type { World } from './world.js'

const dayOf = (dimTid: unknown): string => String(dimTid).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')

/** Months of FactBorger told as the kommune's own in which the citizen did not live there: another's rows. */
export const judgeMonths = async (
  { tables, place: { kommune } }: Package,
  members: readonly Member[],
  { whose }: World,
  findings: Findings,
): Promise<void> => {
  const table = tables.find(({ name }) => name === 'FactBorger')
  if (table === undefined) return
  const lived = new Map<string, { readonly from: string; readonly end: string | null }[]>()
  for (const stretch of whose.of(kommune).filter((each) => each.table === 'BorgerAdresse')) {
    const citizen = whose.citizen(stretch.nummer) ?? ''
    lived.set(citizen, [...(lived.get(citizen) ?? []), stretch])
  }
  const citizens = new Map(members.map(({ id, citizen }) => [id, citizen]))
  const rows = await table.ask(
    ['DimBorger::varchar as k', `list(distinct DimTid) filter ("DimKommuneBopæl" = ${Number(kommune)}) as d`],
    'group by 1',
  )
  for (const { k, d } of rows) {
    const stretches = lived.get(citizens.get(String(k)) ?? '')
    // a citizen whom the package does not have is found by the key
    if (citizens.get(String(k)) === undefined || !Array.isArray(d)) continue
    for (const day of d.map(dayOf))
      if (stretches?.some(({ from, end }) => from <= day && (end === null || day < end)) !== true)
        findings.add('row of another kommune', table.name, 'DimTid')
  }
}
