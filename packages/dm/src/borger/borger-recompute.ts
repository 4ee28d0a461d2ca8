import { type Follow, follow, lastDay, type Passed, raw, type Sql, sql } from '@flis/core'
import { BorgerAdresse } from './contracts/borger-adresse.js'
import { BorgerPerson } from './contracts/borger-person.js'
import { BorgerTilknytning } from './contracts/borger-tilknytning.js'
import { DimGeografi } from './dim-geografi.js'
import { Nummerskift } from './nummerskift.js'

/** The unit of a person's rows, from an expression of the number. */
export const personensEnhed = (personnummer: string): Sql => raw(`hash(${personnummer})`)

/** Citizens that an older number leads to or has led to, and the numbers themselves. */
export const followNummerskift: Follow = follow(
  Nummerskift,
  // the members are citizens: their number as a member is their unit, also of those that are gone
  (members) => sql`
    select _member as unit
    from ${members} as skift
    union all
    select ${personensEnhed('Nummer')}
    from (select unnest(Numre) as Nummer from ${members} as skift)`,
)

/** Every residence has its member: only one that comes or goes would move a key. */
export const followDimGeografi: Follow = follow(DimGeografi, () => sql`select null::ubigint as unit`, {
  columns: ['KommuneNummer'],
  byKey: true,
})

/** Numbers and the citizens that they lead to, as units. */
const linkedUnits = sql`(
    select ${personensEnhed('Nummer')} as nummer, ${personensEnhed('Borgernummer')} as borger
    from (select unnest(Numre) as Nummer, Borgernummer from ${Nummerskift} as skift)
    where Borgernummer <> ''
  )`

/** Citizens that changed older numbers lead to: their rows are told under several numbers. */
export const citizensOf = (changed: Sql): Sql => sql`
    select borger as unit
    from ${linkedUnits}
    where nummer in ${changed}`

/** Older numbers that lead to changed citizens. */
export const olderNumbersOf = (changed: Sql): Sql => sql`
    select nummer as unit
    from ${linkedUnits}
    where borger in ${changed}`

/**
 * Children of changed persons: their herkomst rests on the parents, though no row of theirs has arrived. A parent may be
 * named by an older number.
 */
export const childrenOf = (changed: Sql): Sql => sql`
    select child._unit as unit
    from ${BorgerPerson} as child
    join (
      select unit from ${changed}
      union
      ${olderNumbersOf(changed)}
    ) as parent
      on parent.unit = ${personensEnhed('child.MorPersonnummer')}
    where child.MorPersonnummer is not null
    union all
    select child._unit
    from ${BorgerPerson} as child
    join (
      select unit from ${changed}
      union
      ${olderNumbersOf(changed)}
    ) as parent
      on parent.unit = ${personensEnhed('child.FarPersonnummer')}
    where child.FarPersonnummer is not null`

const begins = (dag: string, { after, until, days }: Passed): string =>
  `(${dag} > date '${days?.after ?? lastDay(after)}' and ${dag} <= date '${days?.until ?? lastDay(until)}')`

/**
 * Persons of whom a residence, a kommune or the protection begins or ends in months, or days, that pass, or whom their
 * source has held no longer: without a residence from the day after `_sidst` on, whatever end the residence itself has.
 */
export const turned = (passed: Passed): Sql => {
  const period = raw(`${begins('FraDato', passed)} or ${begins('coalesce(TilDato, _sidst + 1)', passed)}`)
  return sql`
    select _unit as unit
    from ${BorgerAdresse} as adresse
    where ${period}
    union
    select _unit
    from ${BorgerTilknytning} as tilknytning
    where ${period}
    union
    select _unit
    from ${BorgerPerson} as person
    where ${raw(['BeskyttelseFra', 'BeskyttelseTil', '_sidst + 1'].map((dag) => begins(dag, passed)).join(' or '))}`
}
