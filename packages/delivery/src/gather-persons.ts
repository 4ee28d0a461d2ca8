import { type Contract, compileSql, dsaTable, quoteIdent, quoteText } from '@flis/core'
import { DimBorgerNummer, nummerNoegle, tableSql } from '@flis/dm'
import { type CitizensAsked, entitled, toParquet } from './gather-citizens.js'
import { OWNER } from './gather-facts.js'

/** Rows of CPR for packages: of every kommune those of the citizens whom it is entitled to. */
export interface GatheredPersons {
  /** By contract. */
  readonly paths: ReadonlyMap<string, string>
}

/** The column that names the number which has taken another one's place. */
const SUCCESSOR = 'GaeldendePersonnummer'

const owner = quoteIdent(OWNER)

interface Numbers {
  /** File of the numbers of the citizens entitled to: Personnummer, Nummer and the owner. */
  readonly path: string
  /** A select of every number that CPR knows. */
  readonly all: string
}

/** Whose a row is: by its number, and of a row with a kommune by what the number means there. */
const ownersOf = (contract: Contract, { path }: Numbers): string => {
  const inKommune = 'KommuneKode' in contract.fields
  const known = inKommune
    ? compileSql(nummerNoegle('person.Personnummer', 'person.KommuneKode'), () => '')
    : 'person.Personnummer'
  return `join (
       select distinct ${inKommune ? 'Nummer' : 'Personnummer'} as known, ${owner}
       from read_parquet(${quoteText(path)})
     ) as owned on owned.known = ${known}`
}

/**
 * The rows of a contract with their owners. A number that once was taken for a citizen's next one, and is another
 * person's, is emptied: that person may be none of the kommune's.
 */
const personRows = (contract: Contract, numbers: Numbers): string => {
  const from = `${dsaTable(contract)} as person
     ${ownersOf(contract, numbers)}`
  if (!(SUCCESSOR in contract.fields))
    return `select person.*, owned.${owner}
     from ${from}
     order by owned.${owner}`
  return `with successors as (
       select distinct ${SUCCESSOR} as Personnummer
       from ${dsaTable(contract)}
       where ${SUCCESSOR} is not null
     ),
     successors_of_anybody as (
       select distinct Personnummer
       from (${numbers.all})
       where Personnummer in (select Personnummer from successors)
     ),
     own_successors as (
       select distinct Personnummer, ${owner}
       from read_parquet(${quoteText(numbers.path)})
       where Personnummer in (select Personnummer from successors)
     )
     select
       person.* replace (
         case
           when own.Personnummer is not null or anybody.Personnummer is null then person.${SUCCESSOR}
         end as ${SUCCESSOR}
       ),
       owned.${owner}
     from ${from}
     left join own_successors as own
       on own.Personnummer = person.${SUCCESSOR} and own.${owner} = owned.${owner}
     left join successors_of_anybody as anybody on anybody.Personnummer = person.${SUCCESSOR}
     order by owned.${owner}`
}

/**
 * Writes the rows of contracts about persons, all versions, kommune by kommune: those of each number of the citizens whom
 * it is entitled to. A replacement number means somebody else in another kommune: rows with a kommune are the citizen's of
 * that kommune only.
 *
 * @param pathOf where a file goes, by name
 */
export const gatherPersons = async (
  asked: CitizensAsked,
  contracts: readonly Contract[],
  pathOf: (name: string) => string,
): Promise<GatheredPersons> => {
  const { session, tables, historised } = asked
  const all = tableSql(DimBorgerNummer, tables.get(DimBorgerNummer.name))
  const numbers: Numbers = { path: pathOf('numbers'), all }
  await session.run(
    toParquet(
      `select nummer.Personnummer, nummer.Nummer, owned.${owner}
     from (${all}) as nummer
     join (${entitled(asked)}) as owned on owned.DimBorger = nummer.DimBorger`,
      numbers.path,
    ),
  )
  const paths = new Map<string, string>()
  for (const contract of contracts.filter(({ name }) => historised.has(name))) {
    const path = pathOf(contract.name)
    await session.run(toParquet(personRows(contract, numbers), path))
    paths.set(contract.name, path)
  }
  return { paths }
}
