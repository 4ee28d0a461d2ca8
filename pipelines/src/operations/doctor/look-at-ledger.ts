import { contractsOf, kilderOf } from '@flis/core'
import { otherForms } from '../upgrade/history-form.js'
import { ANY_RUN, type Check, ofLedger, ok, warning, wrong } from './check.js'

const areas = ofLedger(async (session, { settings }) => {
  if ('_tag' in settings)
    return warning(
      'not looked at: the settings cannot be read',
      'ikke undersøgt: indstillingerne kan ikke læses',
      settings.next,
    )
  const kilder = new Set(kilderOf(settings.areas).keys())
  const contracts = new Set(contractsOf(settings.areas).map((each) => each.name))
  const delivered = await session.rows(
    `select distinct kilde from ops.deliveries where kilde is not null and state <> 'rejected' order by kilde`,
  )
  const tables = await session.rows(
    `select table_name as name from duckdb_tables() where schema_name = 'dsa_hist' order by name`,
  )
  const unknown = [
    ...delivered.map((row) => String(row.kilde)).filter((name) => !kilder.has(name)),
    ...tables.map((row) => String(row.name)).filter((name) => !contracts.has(name)),
  ]
  return unknown.length === 0
    ? ok('the areas know all that has come', 'dataområderne kender alt, hvad der er kommet')
    : warning(
        `no area of the settings knows ${unknown.join(', ')}: their tables are not kept up`,
        `intet dataområde i indstillingerne kender ${unknown.join(', ')}: deres tabeller holdes ikke ved lige`,
        'correct areas in flis.config.json',
      )
})

const forms = ofLedger(async (session, { settings }) => {
  if ('_tag' in settings)
    return warning(
      'not looked at: the settings cannot be read',
      'ikke undersøgt: indstillingerne kan ikke læses',
      settings.next,
    )
  const names = await otherForms(session, settings.areas)
  return names.length === 0
    ? ok('tables of DSA_HIST are as the contracts say', 'tabellerne i DSA_HIST er, som kontrakterne siger')
    : wrong(
        `other columns than the contracts say in ${names.join(', ')}`,
        `andre kolonner, end kontrakterne siger, i ${names.join(', ')}`,
        'flis upgrade',
      )
})

const runs = ofLedger(async (session) => {
  const [last] = await session.rows('select id, kind, state, error from ops.runs order by id desc limit 1')
  if (last === undefined) return ok('no run yet', 'ingen kørsel endnu')
  const [id, kind] = [String(last.id), String(last.kind)]
  if (last.state === 'running')
    return warning(
      `run ${id} (${kind}) was killed; the next one goes on where it stood`,
      `kørsel ${id} (${kind}) blev dræbt; den næste går videre, hvor den stod`,
      'run the same command again',
    )
  return last.state === 'failed'
    ? warning(
        `run ${id} (${kind}) failed with FLIS-${String(last.error)}`,
        `kørsel ${id} (${kind}) fejlede med FLIS-${String(last.error)}`,
        `flis runs ${id}`,
      )
    : ok(`run ${id} (${kind}): ${String(last.state)}`, `kørsel ${id} (${kind}): ${String(last.state)}`)
})

const acknowledged = ofLedger(async (session) => {
  const n = await session.value('select count(*) from ops.deliveries where not acknowledged')
  return n === 0n
    ? ok(
        'every source knows what became of its deliveries',
        'enhver kilde ved, hvad der blev af dens leverancer',
      )
    : warning(
        `the source of ${String(n)} deliveries has not been told of them`,
        `kilden til ${String(n)} leverancer har ikke fået besked om dem`,
        ANY_RUN,
      )
})

const deliveries = ofLedger(async (session) => {
  const rows = await session.rows(
    `select state, count(*) as n from ops.deliveries where state in ('received', 'held') group by state order by state`,
  )
  const said = rows.map((row) => `${String(row.n)} ${String(row.state)}`).join(', ')
  return rows.length === 0
    ? ok('all that has landed has been judged', 'alt modtaget er bedømt')
    : warning(`deliveries that wait: ${said}`, `leverancer, der venter: ${said}`, 'flis deliveries')
})

const quarantine = ofLedger(async (session) => {
  const n = await session.value(`select count(*) from ops.quarantine where state = 'open'`)
  return n === 0n
    ? ok('no row waits in quarantine', 'ingen række venter i karantæne')
    : warning(
        `${String(n)} rows wait in quarantine`,
        `${String(n)} rækker venter i karantæne`,
        'flis quarantine list',
      )
})

/** What the ledger knows of work that waits. */
export const LEDGER_CHECKS: readonly Check[] = [
  { name: 'areas', look: areas },
  { name: 'history', look: forms },
  { name: 'runs', look: runs },
  { name: 'acknowledged', look: acknowledged },
  { name: 'deliveries', look: deliveries },
  { name: 'quarantine', look: quarantine },
]
