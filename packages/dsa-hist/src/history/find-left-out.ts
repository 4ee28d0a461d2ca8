import { type Contract, type Env, type FindingName, quoteText, type Session } from '@flis/core'
import type { RaadataFile } from '../rows/raadata-rows.js'
import { type Checks, verifiedRows } from '../verify/checks.js'
import type { WaveDelivery } from './historise-full.js'
import { deltaFiles, fullFiles, isEmpty, presentTable, samePerson, withheldTable } from './persons.js'

const NAME: FindingName = 'række uden person'
const TEST = quoteText(NAME)
const EXAMPLES = 10

/** Takes the finding back, of deliveries that a query gives. */
export const forgetLeftOut = async (session: Session, deliveries: string): Promise<void> => {
  await session.run(`delete from ops.quality where test = ${TEST} and delivery in (${deliveries})`)
}

/**
 * Counts the rows that verification let through and that are not applied: in a delta those of persons who are not
 * present, in a full delivery those of withheld persons.
 */
export const findLeftOut = async (
  env: Env,
  session: Session,
  contract: Contract,
  wave: readonly WaveDelivery[],
  files: readonly RaadataFile[],
  checks: Checks,
): Promise<void> => {
  const { replaces } = contract
  if (replaces === undefined) return
  const full = fullFiles(files, wave)
  const deltas = deltaFiles(files, wave)
  const leftOut = (some: readonly RaadataFile[], join: string): string =>
    `select sent._leverance, sent._linje
     from ${verifiedRows(contract, some, checks)} as sent
     ${join} as persons on ${samePerson(replaces)}`
  const withheld = withheldTable(replaces)
  const rows = [
    ...(full.length === 0 || (await isEmpty(session, withheld))
      ? []
      : [leftOut(full, `semi join ${withheld}`)]),
    ...(deltas.length === 0 ? [] : [leftOut(deltas, `anti join ${presentTable(replaces)}`)]),
  ]
  if (rows.length === 0) return
  const area = env.areas.find((each) => each.contracts.includes(contract))?.name ?? ''
  await session.run(
    `insert into ops.quality
       (test, "dataområde", kommune, kildesystem, periode, severity, count, examples, contract, delivery, run)
     select ${TEST}, ${quoteText(area)}, d.kommune, d.kildesystem, d.periode, 'opmærksomhed', count(*),
       list('(' || left_out._leverance || ', ' || left_out._linje || ')' order by left_out._linje)[1:${EXAMPLES}],
       ${quoteText(contract.name)}, d.id, ${env.run.id}
     from (${rows.join(' union all ')}) as left_out
     join ops.deliveries as d on d.id = left_out._leverance
     group by d.id, d.kommune, d.kildesystem, d.periode
     order by d.id`,
  )
}
