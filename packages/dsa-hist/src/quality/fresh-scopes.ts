import { quoteText } from '@flis/core'
import type { Testing } from './testing.js'

/**
 * Finds the months of sources whose basis is another than when they were measured: temp table `fresh_scopes`
 * (contract, kommune, kildesystem, periode, `first` and `last` extract of the month, `began` = the source's first
 * extract, basis), and the months that no delivery is left of: `gone_scopes`.
 *
 * A basis is what was loaded up to and with the month (delivery, run, verification): a late delivery, a withdrawn one,
 * a row that was let in later all give another. A month that was measured on the same basis is not looked at again.
 */
export const findFreshScopes = async ({ session, contracts }: Testing): Promise<void> => {
  const names = contracts.map(({ contract }) => quoteText(contract.name))
  const mine = `(${names.length === 0 ? "''" : names.join(', ')})`
  await session.run(
    `create or replace temp table known_scopes as
     with loaded as (
       select distinct loads.contract, loads.kommune, loads.kildesystem, left(loads.periode, 7) as periode,
         loads.extract_time, loads.delivery,
         hash(loads.delivery, loads.run, verified.run, verified.accepted, verified.quarantined) as state
       from ops.loads as loads
       left join ops.verified as verified
         on verified.delivery = loads.delivery and verified.contract = loads.contract
       where loads.contract in ${mine}
     ),
     months as (
       select contract, kommune, kildesystem, periode, min(extract_time) as first, max(extract_time) as last,
         bit_xor(state) as state, count(*) as deliveries
       from loaded
       group by all
     )
     select contract, kommune, kildesystem, periode, first, last,
       min(first) over source as began,
       bit_xor(state) over until_here || ' ' || sum(deliveries) over until_here as basis
     from months
     window
       source as (partition by contract, kommune, kildesystem),
       until_here as (partition by contract, kommune, kildesystem order by periode)`,
  )
  await session.run(
    `create or replace temp table fresh_scopes as
     select known_scopes.*
     from known_scopes
     where not exists (
       select 1
       from ops.tested as tested
       where tested.subject = 'profil ' || known_scopes.contract
         and tested.kommune = known_scopes.kommune
         and tested.kildesystem = known_scopes.kildesystem
         and tested.periode = known_scopes.periode
         and tested.basis = known_scopes.basis
     )`,
  )
  await session.run(
    `create or replace temp table gone_scopes as
     select substr(subject, 8) as contract, kommune, kildesystem, periode
     from ops.tested
     where subject in (${names.length === 0 ? "''" : names.map((each) => `'profil ' || ${each}`).join(', ')})
     except
     select contract, kommune, kildesystem, periode
     from known_scopes`,
  )
}

/**
 * The months to be judged (`judged_months`: contract, periode): those with a fresh profile, of every kommune, since
 * peers are compared; and their neighbours in the same source, since a month is compared with the one before, and a
 * month of deltas is judged when the next one has begun.
 */
export const findJudgedMonths = async ({ session }: Testing): Promise<void> => {
  await session.run(
    `create or replace temp table judged_months as
     with neighbours as (
       select contract, kommune, kildesystem, periode,
         lag(periode) over source as before, lead(periode) over source as after
       from known_scopes
       window source as (partition by contract, kommune, kildesystem order by periode)
     )
     select contract, unnest([periode, before, after]) as periode
     from neighbours
     semi join fresh_scopes using (contract, kommune, kildesystem, periode)
     union
     select contract, periode
     from gone_scopes
     union
     select known.contract, min(known.periode)
     from gone_scopes as gone
     join known_scopes as known
       on known.contract = gone.contract and known.kommune = gone.kommune
       and known.kildesystem = gone.kildesystem and known.periode > gone.periode
     group by known.contract, gone.kommune, gone.kildesystem, gone.periode`,
  )
  await session.run('delete from judged_months where periode is null')
}

/** Notes on which basis the fresh months have been measured. */
export const rememberScopes = async ({ session }: Testing): Promise<void> => {
  for (const table of ['fresh_scopes', 'gone_scopes'])
    await session.run(
      `delete from ops.tested
       using ${table} as scope
       where tested.subject = 'profil ' || scope.contract and tested.kommune = scope.kommune
         and tested.kildesystem = scope.kildesystem and tested.periode = scope.periode`,
    )
  await session.run(
    `insert into ops.tested
     select 'profil ' || contract, kommune, kildesystem, periode, basis
     from fresh_scopes
     order by all`,
  )
}
