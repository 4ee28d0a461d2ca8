import {
  type Contract,
  dsaTable,
  type Model,
  quoteText,
  type Session,
  unitDaysOn,
  unitExpression,
} from '@flis/core'
import { unitReads } from '@flis/dm'
import { MOVED_ROWS } from './compare-rows.js'

/** Which delivery has changed which unit: `(unit, delivery, contract)`. */
export const TOUCHED = 'diff_touched'

const hasTable = async (session: Session, { name }: Contract): Promise<boolean> =>
  (await session.value(
    `select count(*) > 0 from information_schema.tables where table_schema = 'dsa_hist' and table_name = ${quoteText(name)}`,
  )) === true

const inList = (deliveries: readonly string[]): string => deliveries.map(quoteText).join(', ')

/**
 * Finds the units of the moved rows that some deliveries have changed: those of which a version in DSA_HIST began with
 * the delivery (`_leverance`), or ended with it (`_til` is its extract). Where units have a day, those of the days that it
 * reaches too.
 */
export const findTouched = async (
  session: Session,
  model: Model,
  deliveries: readonly string[],
): Promise<void> => {
  await session.run(
    `create or replace temp table ${TOUCHED} (unit ubigint, delivery varchar, contract varchar)`,
  )
  if (deliveries.length === 0) return
  const days = model.recompute.by === 'unit' ? model.recompute.days : undefined
  const around = days === undefined ? '' : `, range(${-days.before}, ${days.after + 1}) as around(days)`
  for (const contract of unitReads(model).own) {
    const unit = unitExpression(contract)
    if (!(await hasTable(session, contract))) continue
    await session.run(`insert into ${TOUCHED}
      with moved_units as (select distinct unit from ${MOVED_ROWS} where unit is not null),
      versions_of_units as (
        select ${days === undefined ? unit : unitDaysOn(unit, 'days')} as unit, _kommune, _kildesystem, _til, _leverance
        from ${dsaTable(contract)}${around}
      ),
      ends as (
        select distinct kommune, kildesystem, extract_time, delivery
        from ops.loads
        where contract = ${quoteText(contract.name)} and delivery in (${inList(deliveries)})
      )
      select unit, _leverance, ${quoteText(contract.name)}
      from versions_of_units
      semi join moved_units using (unit)
      where _leverance in (${inList(deliveries)})
      union
      select versions.unit, ends.delivery, ${quoteText(contract.name)}
      from versions_of_units as versions
      join ends
        on ends.kommune = versions._kommune
        and ends.kildesystem = versions._kildesystem
        and ends.extract_time = versions._til
      semi join moved_units on moved_units.unit = versions.unit`)
  }
}
